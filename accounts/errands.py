"""What the worker does for accounts."""

from accounts import retention
from accounts import way_back as ways_back
from accounts.leaving import copying, going, own, rewriting
from accounts.letters import hand_over, ready
from accounts.models import Copy, Leaving, Member
from outbox import handles
from outbox.clockwork import every_day


@handles("send_letter", atomic=False)
def send_letter(*, to: str, subject: str, body: str, message_id: str, wanted: bool) -> None:
    """Hand one letter to the mail server."""
    if not wanted:
        return
    hand_over(ready(to=to, subject=subject, body=body, message_id=message_id))


# Not in one transaction: who has written much must not keep others from writing meanwhile.
@handles(copying.ERRAND, atomic=False)
def make_copy(*, copy: int) -> None:
    """Write everything about one member into a file, if they are still here."""
    if found := Copy.objects.select_related("member").filter(pk=copy).first():
        copying.make(found)


@handles("end_sessions", atomic=False)
def end_sessions(*, member: int) -> None:
    """Log somebody out on every device."""
    found = Member.objects.filter(pk=member).first()
    last = own.end_sessions(found) if found else ""
    while found and last:
        last = own.end_sessions(found, after=last)


# Likewise: each batch is a transaction.
@handles(going.ERRAND, atomic=False)
def erase_member(*, leaving: int) -> None:
    """Erase somebody who left, or some of it; nobody, if they thought better of it."""
    if found := Leaving.objects.select_related("member").filter(pk=leaving).first():
        going.go_on(found)


# No transaction can be open while a file is written anew.
@handles(rewriting.ERRAND, atomic=False)
def rewrite_database() -> None:
    """Leave nothing of what was deleted in the files of the database."""
    rewriting.rewrite()


@handles(ways_back.ERRAND)
def help_somebody_back(*, way_back: int) -> None:
    """Tell the address once more, or remove what was lost."""
    ways_back.go_on(way_back)


@every_day(retention.ERRAND, at=retention.AT)
@handles(retention.ERRAND, atomic=False)
def purge() -> None:
    """Delete what was kept for long enough."""
    for _rule, _count in retention.purge():
        pass

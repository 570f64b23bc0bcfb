"""Sending: ask again whether it may be told, write the letter, hand it over, note it."""

from django.db import transaction
from django.utils import timezone

from accounts.letters import hand_over, letter_number
from accounts.models import Member
from notifications.letters import worth
from notifications.letters.composing import letter_of
from notifications.letters.planning import plan
from notifications.models import (
    USUAL,
    About,
    Digest,
    Kind,
    LetterWish,
    Notice,
    Postbox,
    Rhythm,
    about,
)
from outbox import put_all

DIGEST = "send_a_digest"
BATCH = 500


def send_one(member: int, event: str) -> None:
    """The letter about one notice, if it is still unread and may still be told."""
    whom = who_gets_letters(member)
    if whom is None:
        return
    found = worth.untold(whom).filter(event_key=event).select_related("comment")
    if not found:
        return
    subject = about(found[0].kind)
    if subject and rhythms(whom)[subject] == Rhythm.AT_ONCE:
        send(whom, list(found), scope=subject.value)
    else:  # they have chosen otherwise meanwhile
        plan(list(found))


def send_digest(member: int, rhythm: str) -> None:
    """One letter about all that has gathered for a member."""
    whom = who_gets_letters(member)
    if whom is None:
        return
    chosen = rhythms(whom)
    kinds = [kind for kind in Kind if (of := about(kind)) and chosen[of] == rhythm]
    found = worth.untold(whom).filter(kind__in=kinds).select_related("comment")
    send(whom, list(found[: worth.MOST]), scope=rhythm)


def send(member: Member, notices: list[Notice], *, scope: str) -> None:
    """Hand the letter over, then note what it told. A worker that dies in between sends the same
    letter again under the same number, which mail programs show once."""
    told = worth.still_worth_telling(notices, member)
    if not told:
        return
    postbox, _made = Postbox.objects.get_or_create(member=member)
    letter = letter_of(member, postbox, told, scope=scope)
    letter.extra_headers["Message-ID"] = letter_number(f"notice-{told[0].pk}")
    hand_over(letter)
    numbers = [notice.pk for notice in told]
    Notice.objects.filter(pk__in=numbers).update(lettered_at=timezone.now())


def who_gets_letters(pk: int) -> Member | None:
    """The member, unless they left, their address is not proven, or their postbox is closed."""
    member = Member.objects.filter(pk=pk, is_active=True).first()
    if member is None or Postbox.objects.of(member).is_closed:
        return None
    unproven = member.emailaddress_set.filter(email__iexact=member.email, verified=False)  # type: ignore[attr-defined]
    return None if unproven.exists() else member


def rhythms(member: Member) -> dict[About, str]:
    """How soon letters of each kind come: as chosen, else as usual."""
    chosen = dict(LetterWish.objects.filter(member=member).values_list("about", "rhythm"))
    return {subject: chosen.get(subject, USUAL[subject]) for subject in About}


def send_due_digests() -> int:
    """Put everyone whose moment has come on the way, in portions; returns how many. Safe to
    repeat: a digest is gone from the list when its errand is written, in one transaction."""
    count = 0
    while True:
        with transaction.atomic():
            due = Digest.objects.filter(due_at__lte=timezone.now()).order_by("due_at", "pk")
            batch = list(due[:BATCH])
            put_all(
                DIGEST,
                [
                    (
                        f"{digest.member_id}:{digest.rhythm}:{digest.due_at:%Y%m%d%H%M}",
                        timezone.now(),
                        {"member": digest.member_id, "rhythm": digest.rhythm},
                    )
                    for digest in batch
                ],
            )
            Digest.objects.filter(pk__in=[digest.pk for digest in batch]).delete()
        count += len(batch)
        if len(batch) < BATCH:
            return count

"""What the team does about a concern. Each step is a row that stays."""

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Member
from comments.concern import late
from comments.conversation import talking
from comments.models import Case, ConcernStep, StepKind


class CannotStep(Exception):
    """It does not fit what the concern is by now; the words say what happened."""


@transaction.atomic
def open_it(case: Case, by: Member, *, anyway: bool = False) -> ConcernStep:
    """Note who reads it, and when. CannotStep for who has opened enough of them today, unless they
    open it `anyway`: that is written down, too."""
    note = ""
    if is_enough(case, by):
        if not anyway:
            raise CannotStep(enough_in_words())
        note = str(_("Opened beyond the number for one day."))
    return ConcernStep.objects.create(case=case, kind=StepKind.OPENED, by=by, note=note)


def is_enough(case: Case, by: Member) -> bool:
    """Whether they have opened as many today, by the clock of the site, as one person should. One
    that they know already is none more."""
    midnight = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    opened = ConcernStep.objects.filter(kind=StepKind.OPENED, by=by, at__gte=midnight)
    known = set(opened.order_by().values_list("case", flat=True).distinct())
    return case.pk not in known and len(known) >= settings.CONCERNS_A_DAY


def enough_in_words() -> str:
    told = _(
        "You have opened %(n)s of these today, and that is enough for one person. Leave this one "
        "to a colleague."
    )
    return str(told) % {"n": settings.CONCERNS_A_DAY}


@transaction.atomic
def give_back(member: Member) -> int:
    """Let others look after what this member has taken; returns how many that were. Whoever is on
    call gets a letter if nobody does."""
    mine = [pk for pk, who in in_whose_hands().items() if who == member.pk]
    cases = Case.objects.select_for_update(of=("self",)).filter(pk__in=mine, closed_at=None)
    for case in cases.order_by("pk"):
        step = ConcernStep.objects.create(case=case, kind=StepKind.GIVEN_BACK, by=member)
        late.wait_again(case, step)
    return len(mine)


def in_whose_hands() -> dict[int, int | None]:
    """Of each open concern that somebody took: who did the last step. One query."""
    found = ConcernStep.objects.taken().filter(case__closed_at=None).order_by("pk")
    last = {case: (kind, by) for case, kind, by in found.values_list("case", "kind", "by")}
    return {case: by for case, (kind, by) in last.items() if kind != StepKind.GIVEN_BACK}


@transaction.atomic
def take(
    case: Case, kind: str, *, by: Member, seen: int, note: str = "", outcome: str = ""
) -> ConcernStep:
    """Add one step; an outcome closes the concern. CannotStep when it is closed, or when somebody
    did something since: `seen` is the number of the last step that was on the page."""
    held = Case.objects.select_for_update(of=("self",)).get(pk=case.pk)
    if held.closed_at:
        raise CannotStep(_("Somebody has closed this concern meanwhile."))
    if seen != last_step(held):
        raise CannotStep(_("Somebody did something here meanwhile. Read it first."))
    step = ConcernStep.objects.create(case=held, kind=kind, by=by, note=note, outcome=outcome)
    if kind == StepKind.WRITTEN and held.member:
        talking.begin_as_team(held.member, by, str(_("From the team")), talking.Said(note))
    if kind == StepKind.OUTCOME:
        held.close(at=step.at)
    return step


def last_step(case: Case) -> int:
    """The number of the newest step that changed something; 0 for none."""
    newest = case.steps.taken().order_by("-pk").values_list("pk", flat=True).first()
    return newest or 0

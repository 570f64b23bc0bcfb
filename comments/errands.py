"""What the worker does for comments."""

from django.utils import timezone

from comments.concern import late
from comments.figures import months
from comments.models import RuleTrial
from comments.rules import trying
from outbox import handles
from outbox.clockwork import every_day


@handles("try_rule")
def try_rule(*, trial: int) -> None:
    """A portion of the dry run of a rule."""
    found = RuleTrial.objects.select_for_update(no_key=True, of=("self",)).filter(pk=trial)
    if one := found.select_related("rule").first():
        trying.go_on(one)


@handles(late.ERRAND)
def concern_waits(*, case: int) -> None:
    """Tell whoever is on call, if nobody has taken it."""
    late.tell_who_is_on_call(case)


@every_day(months.ERRAND, at=months.AT)
@handles(months.ERRAND, atomic=False)
def tell_months() -> None:
    """Write down what everybody may read about the months that are over."""
    months.tell_missing(timezone.localdate())

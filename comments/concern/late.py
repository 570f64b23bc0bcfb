"""A letter to whoever is on call, when nobody took a concern in time. Once for each concern.

It says that something waits and where, and nothing else: letters lie about on locked screens.
"""

from datetime import timedelta

from django.conf import settings
from django.core.mail import EmailMessage
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.letters import send_later
from comments.models import Case, ConcernStep, StepKind
from outbox import put

ERRAND = "concern_waits"


def wait_for(case: Case) -> None:
    """Look again after `CONCERN_MINUTES`; asked twice, it is looked at once."""
    at = case.opened_at + timedelta(minutes=settings.CONCERN_MINUTES)
    put(ERRAND, key=str(case.pk), at=at, case=case.pk)


def wait_again(case: Case, step: ConcernStep) -> None:
    """Somebody gave it back: it waits as long as a new one."""
    at = step.at + timedelta(minutes=settings.CONCERN_MINUTES)
    put(ERRAND, key=f"{case.pk}:{step.pk}", at=at, case=case.pk)


def tell_who_is_on_call(pk: int) -> None:
    """The letter, unless somebody has taken it or it is closed. Safe to repeat."""
    case = Case.objects.filter(pk=pk, closed_at=None).first()
    if case is None or not settings.ONCALL_EMAIL:
        return
    last = case.steps.taken().order_by("-pk").first()
    if last and last.kind != StepKind.GIVEN_BACK:
        return
    send_later(letter_about(case), key=f"concern:{case.pk}:{last.pk if last else 0}")


def letter_about(case: Case) -> EmailMessage:
    told = _("Something at the desk has waited for %(minutes)s minutes. Please look:") % {
        "minutes": settings.CONCERN_MINUTES
    }
    address = settings.SITE_URL + reverse("admin:concern", args=[case.pk])
    to = [settings.ONCALL_EMAIL]
    return EmailMessage(_("Please look at the desk"), f"{told}\n\n{address}\n", to=to)

"""Which concerns somebody may read just now: what was there when they pressed *Open it*, in the
same browser, for half an hour.

A look writes nothing, so looking again is not written down; but whatever was said since, and each
other browser, takes a press of its own. So everything that anybody read stands in the steps.
"""

from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from accounts.http import MemberRequest
from comments.models import Case, ConcernStep, StepKind

OPEN_FOR = timedelta(minutes=30)
KEY = "concerns_open"
# Somebody reads one, and perhaps a second beside it.
MOST = 10


def note(request: MemberRequest, step: ConcernStep) -> None:
    """They pressed, and read what is there now."""
    held: dict[str, Any] = request.session.get(KEY, {})
    held.pop(str(step.case_id), None)
    held[str(step.case_id)] = {"step": step.pk, "read": newest_of(step.case)}
    request.session[KEY] = dict(list(held.items())[-MOST:])


def until(request: MemberRequest, case: Case) -> datetime | None:
    """Until when it is open to them here; None where it has to be opened first."""
    held = request.session.get(KEY, {}).get(str(case.pk))
    if held is None or is_behind(request, case):
        return None
    lately = timezone.now() - OPEN_FOR
    mine = case.steps.filter(kind=StepKind.OPENED, by=request.user, at__gt=lately)
    step = mine.filter(pk=held["step"]).first()
    return step.at + OPEN_FOR if step else None


def is_behind(request: MemberRequest, case: Case) -> bool:
    """Whether something was said since they opened it here."""
    held = request.session.get(KEY, {}).get(str(case.pk))
    return held is not None and held["read"] != newest_of(case)


def newest_of(case: Case) -> int:
    """The number of what was said last."""
    return case.worries.order_by("-pk").values_list("pk", flat=True).first() or 0

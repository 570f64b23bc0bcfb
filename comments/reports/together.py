"""When several members whose reports proved right agree, and the site says so: a comment is taken
down until a moderator has looked. It stays in the queue, because no machine decides here."""

from datetime import datetime

from django.conf import settings

from comments import deciding
from comments.models import Case, Cause, Comment, Report
from comments.reports.weight import PROVEN

RULE = "reports"


def hide_if_trusted_agree(comment: Comment, case: Case, at: datetime) -> None:
    """Take it down, if `REPORTS_HIDE_AFTER` such members reported these words. 0 means never."""
    enough = settings.REPORTS_HIDE_AFTER
    if not enough or not comment.is_published:
        return
    agree = Report.objects.unanswered().filter(
        case=case, revision_number=comment.approved_number, weight__gte=PROVEN
    )
    if agree.count() < enough:
        return
    why = deciding.Why(rule=RULE, at=at, keeps_case=True)
    deciding.hide(comment, why)
    Case.objects.open_for(comment, Cause.HIDDEN_BY_RULE, at=at, source=RULE)

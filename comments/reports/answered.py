"""What a decision means to those who had asked for it: they are told that somebody looked, and
nothing about what became of anybody; and their next report counts accordingly."""

from datetime import datetime

from comments import signals
from comments.models import Case, Comment, Decision, Report

# What the team saw likewise, and what it saw in another way. All else answers no report.
UPHELD = {
    "hide": True,
    "reject": True,
    "ask": True,
    "keep": False,
    "publish": False,
    "restore": False,
}


def by_decision(case: Case, decision: Decision) -> None:
    """A decision about a comment closed its case. What its author did, or a rule, is no answer."""
    if decision.by_id is None or decision.by_id == decision.comment.author_id:
        upheld = None
    else:
        upheld = UPHELD.get(decision.verb)
    answer(case, upheld=upheld, at=decision.at, is_answer=upheld is not None)


def answer(case: Case, *, upheld: bool | None, at: datetime, is_answer: bool = True) -> None:
    """Close what was asked in this case; announce it where a person has looked."""
    for report in case.reports.unanswered():
        report.answered_at, report.upheld = at, upheld
        report.save(update_fields=["answered_at", "upheld"])
        if is_answer and report.reporter_id:
            signals.report_answered.send(Report, report=report)


def correct(comment: Comment) -> None:
    """It was put back: those who had reported these words were not right after all."""
    Report.objects.filter(
        comment=comment, revision_number=comment.approved_number, upheld=True
    ).update(upheld=False)


def ask_again(case: Case) -> None:
    """The decision was undone at once: what was asked waits again, and proves nothing yet."""
    case.reports.standing().update(answered_at=None, upheld=None)

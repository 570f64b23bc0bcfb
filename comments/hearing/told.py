"""A decision in words for the author it is about. Who decided stays with the team."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from accounts.models import Member
from comments.hearing import appeals, returning
from comments.models import Comment, CommentRevision, Decision, Outcome, Status
from comments.shown import written

HEADINGS = {
    "publish": _lazy("Comment %(number)s is published"),
    "restore": _lazy("Comment %(number)s is back"),
    "reject": _lazy("Comment %(number)s was not published"),
    "hide": _lazy("Comment %(number)s was taken down"),
    returning.ASK: _lazy("The team asks you to change comment %(number)s"),
}
# What stands between readers and the comment now.
NOW = {
    Status.WAITING: _lazy("It waits for a moderator. Only you can see it until then."),
    Status.PUBLISHED: _lazy("Readers can read it."),
    Status.HIDDEN: _lazy("Readers cannot read it."),
    Status.WITHDRAWN: _lazy("You took it back, so nobody can read it."),
    Status.REJECTED: _lazy("Readers cannot read it."),
}


def page_of(decision: Decision, member: Member) -> dict[str, Any]:
    """Everything the page of a decision shows."""
    comment = decision.comment
    mine = comment.status != Status.WITHDRAWN
    return {
        "decision": decision,
        "pk": f"{decision.pk}",
        "heading": HEADINGS[decision.verb] % {"number": comment.number},
        "about": comment.discussion.title,
        "when": written(decision.at),
        "is_automatic": decision.by_id is None and bool(decision.rule),
        "whole_branch": decision.whole_branch and decision.verb == "hide",
        "reason": decision.reason_in_words,
        "note": decision.note,
        "own": words_decided_on(decision).html if mine else "",
        "own_title": comment.title if mine else "",
        "now": now(comment),
        "may_revise": returning.may_resubmit(comment, member, decision.pk),
        "may_appeal": not appeals.why_not(decision, member),
        "appeal": told_of(decision),
        "url": comment.get_absolute_url() if comment.is_published else "",
    }


def words_decided_on(decision: Decision) -> CommentRevision:
    """The words of the member that lay before whoever decided."""
    then = decision.comment.revisions.filter(created_at__lte=decision.at).order_by("-number")
    return then.first() or decision.comment.revisions.order_by("number")[0]


def now(comment: Comment) -> str:
    if comment.has_newer_words and comment.is_published:
        return _("Readers can read it as it was. Your new words wait for a moderator.")
    if comment.has_newer_words:
        return _("Readers cannot read it. Your new words wait for a moderator.")
    return str(NOW[Status(comment.status)])


def told_of(decision: Decision) -> dict[str, str]:
    """What became of the second look, if there was one."""
    appeal = getattr(decision, "appeal", None)
    if appeal is None:
        return {}
    outcomes = {
        Outcome.OPEN: _("You asked for a second look. Somebody who did not decide it reads it."),
        Outcome.UPHELD: _("Somebody else looked again, and the decision stands."),
        Outcome.OVERTURNED: _(
            "Somebody else looked again: the decision was wrong. We are sorry. "
            "It no longer counts for anything."
        ),
    }
    return {
        "words": appeal.words,
        "outcome": outcomes[Outcome(appeal.outcome)],
        "answer": appeal.answer,
        "kind": "success" if appeal.outcome == Outcome.OVERTURNED else "info",
    }

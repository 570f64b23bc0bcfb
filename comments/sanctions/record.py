"""A member's record as the team reads it: what counts against them, and what does not."""

from typing import Any

from django.db.models import Count, Q

from accounts.models import Member, Suspension
from comments.admin import told
from comments.models import Comment, Decision, Note, Status
from comments.sanctions import own_pages
from comments.shown import written

# The newest of each.
MOST = 20


def of(member: Member) -> dict[str, Any]:
    """Everything the page of a member shows. A fixed number of queries."""
    return {
        "joined": written(member.joined_at),
        "counts": counts(member),
        "earlier": decisions(member),
        "rows": suspensions(member),
        "notes": notes(member),
    }


def counts(member: Member) -> dict[str, int]:
    """How many comments stand where; and how many decisions against them still count."""
    told_counts: dict[str, int] = Comment.objects.filter(author=member).aggregate(
        **{f"n_{status}": Count("pk", filter=Q(status=status)) for status in Status.values}
    )
    against = Decision.objects.filter(comment__author=member, verb__in=["hide", "reject"])
    told_counts["against"] = against.exclude(by=member).that_count().count()
    told_counts["overturned"] = against.filter(appeal__outcome="overturned").count()
    return told_counts


def decisions(member: Member) -> list[dict[str, Any]]:
    rows = Decision.objects.filter(
        comment__author=member, verb__in=["hide", "reject", "ask", "restore"]
    ).select_related("by", "comment__author", "appeal")
    return [
        told.told_of(row) | {"appeal": row.appeal.get_outcome_display() if asked(row) else ""}
        for row in rows.order_by("-pk")[:MOST]
    ]


def asked(decision: Decision) -> bool:
    return hasattr(decision, "appeal")


def suspensions(member: Member) -> list[dict[str, Any]]:
    rows = Suspension.objects.filter(member=member).select_related("by", "lifted_by")
    return [
        own_pages.told(row)
        | {
            "by": row.by.name if row.by else "",
            "lifted_by": row.lifted_by.name if row.lifted_by else "",
            "lifted_why": row.lifted_why,
        }
        for row in rows[:MOST]
    ]


def notes(member: Member) -> list[dict[str, str]]:
    """Plain text, by whom and when; also those of cases about the member."""
    about = Q(member=member) | Q(case__member=member) | Q(case__comment__author=member)
    rows = Note.objects.filter(about).select_related("by")
    return [
        {"words": row.words, "by": row.by.name if row.by else "", "at": written(row.at)}
        for row in rows[:MOST]
    ]

"""What the page of a case tells: why it waits, its surroundings, its author, what was decided."""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.utils.translation import ngettext

from articles.language.differences import differences
from comments.models import Case, Cause, Comment, Decision, Report, ReportReason, Status
from comments.shown import gone, written
from comments.visibility import Reader

# How many neighbours stand before and after a comment, and how much history is told.
NEIGHBOURS = 2
REPLIES = 3
HISTORY = 10
WORDS_OF = {
    "publish": _lazy("Published"),
    "reject": _lazy("Not published"),
    "keep": _lazy("Kept as it is"),
    "hide": _lazy("Taken down"),
    "restore": _lazy("Put back"),
    "withdraw": _lazy("Taken back by its author"),
    "pin": _lazy("Pinned"),
    "unpin": _lazy("No longer pinned"),
    "answer": _lazy("Marked as the answer"),
    "unanswer": _lazy("No longer the answer"),
}


@dataclass(frozen=True)
class Said:
    """One comment near the one that is decided about."""

    name: str
    numbered: str
    posted: str
    posted_at: str
    html: str
    stub: str
    url: str


def who(comment: Comment) -> str:
    """The public name. Moderators also know who wrote without it."""
    if comment.anonymous and comment.author:
        return _("%(name)s, shown without a name") % {"name": comment.author.name}
    return comment.byline


def reason_first(comment: Comment, case: Case | None, reports: list[Report]) -> str:
    """Why somebody should look, in one line."""
    if case is None:
        standing = comment.get_status_display()
        return _("%(standing)s: %(comment)s") % {"standing": standing, "comment": comment}
    told = []
    if Cause.REPORTED in case.causes and reports:
        people = ngettext("Reported by %(n)s member", "Reported by %(n)s members", len(reports))
        reasons = dict.fromkeys(short(report.reason) for report in reports)
        told.append(f"{people % {'n': len(reports)}}: {', '.join(reasons)}")
    told += [
        str(Cause(cause).label) for cause in case.causes if cause != Cause.REPORTED or not told
    ]
    return "; ".join(told)


def short(reason: str) -> str:
    """A reason without its explanation."""
    return str(ReportReason(reason).label).partition(":")[0].lower()


def what_reports_say(reports: list[Report]) -> list[dict[str, Any]]:
    """Reasons with how often, and the words. Never who."""
    many = Counter(report.reason for report in reports)
    return [
        {
            "reason": str(ReportReason(reason).label),
            "many": number,
            "words": [
                report.words for report in reports if report.reason == reason and report.words
            ],
        }
        for reason, number in many.most_common()
    ]


def said(comment: Comment, reader: Reader) -> Said:
    stub = gone(comment, reader) if comment.status == Status.WITHDRAWN else ""
    return Said(
        name=who(comment),
        numbered=_("comment %(number)s") % {"number": comment.number},
        posted=written(comment.posted_at),
        posted_at=comment.posted_at.isoformat(timespec="minutes"),
        html="" if stub else comment.html,
        stub=stub,
        url="" if stub else comment.get_absolute_url(),
    )


def surroundings(comment: Comment, reader: Reader) -> dict[str, list[Said]]:
    """What stands above it, before it, after it and below it: a few of each."""
    above, node = list[Comment](), comment.parent
    while node and len(above) < NEIGHBOURS + 1:
        above.insert(0, node)
        node = node.parent
    if comment.root and comment.root not in above:
        above.insert(0, comment.root)
    near = Comment.objects.filter(discussion=comment.discussion_id, parent=comment.parent_id)
    near = near.published().with_people()
    # Of a discussion's first comments there may be a million: only the neighbours by number.
    before = list(near.filter(number__lt=comment.number).order_by("-number")[:NEIGHBOURS])[::-1]
    after = list(near.filter(number__gt=comment.number).order_by("number")[:NEIGHBOURS])
    below = Comment.objects.filter(parent=comment.pk).published().with_people()
    found = {"above": above, "before": before, "after": after}
    found["below"] = list(below.order_by("seq")[:REPLIES])
    return {place: [said(one, reader) for one in row] for place, row in found.items()}


def replies_below(comment: Comment) -> tuple[int, int]:
    """How many published replies would go with it, and by how many people."""
    rows = Comment.objects.filter(root=comment.thread_id, status=Status.PUBLISHED)
    if comment.root_id is None:
        counts = rows.aggregate(many=Count("pk"), people=Count("author", distinct=True))
        return counts["many"], counts["people"]
    below = Comment.objects.filter(
        root=comment.root_id, branch=comment.branch, seq__gt=comment.seq
    ).order_by("seq")
    inside, authors, many = {comment.pk}, set[int | None](), 0
    found = below.values_list("pk", "parent", "author", "status")
    for pk, parent, author, status in found.iterator():
        if parent in inside:
            inside.add(pk)
            many += status == Status.PUBLISHED
            if status == Status.PUBLISHED:
                authors.add(author)
    return many, len(authors)


def with_replies(comment: Comment) -> str:
    many, people = replies_below(comment)
    if not many:
        return _("With all replies. There are none now.")
    told = ngettext("%(n)s reply", "%(n)s replies", many) % {"n": many}
    by = ngettext("%(n)s person", "%(n)s people", people) % {"n": people}
    return _("With all replies: %(replies)s by %(people)s.") % {"replies": told, "people": by}


def member_of(comment: Comment) -> dict[str, Any]:
    """What helps to judge fairly, and nothing else about a person."""
    author = comment.author
    if author is None:
        return {"name": comment.byline}
    counts = Comment.objects.filter(author=author).aggregate(
        published=Count("pk", filter=Q(status=Status.PUBLISHED)),
        hidden=Count("pk", filter=Q(status=Status.HIDDEN)),
        rejected=Count("pk", filter=Q(status=Status.REJECTED)),
        waiting=Count("pk", filter=Q(status=Status.WAITING)),
    )
    earlier = Decision.objects.filter(
        comment__author=author, verb__in=["reject", "hide", "restore"]
    )
    earlier = earlier.exclude(comment=comment).select_related("by", "comment")
    return {
        "name": author.name,
        "joined": written(author.joined_at),
        "earlier": [told_of(decision) for decision in earlier.order_by("-id")[:HISTORY]],
        **counts,
    }


def told_of(decision: Decision) -> dict[str, Any]:
    """A decision in words."""
    return {
        "what": verb_in_words(decision.verb),
        "whole": decision.whole_branch,
        "who": who_decided(decision),
        "when": written(decision.at),
        "reason": decision.reason_in_words,
        "note": decision.note,
        "comment": decision.comment,
    }


def verb_in_words(verb: str) -> str:
    return str(WORDS_OF.get(verb, verb))


def status_in_words(status: str) -> str:
    return str(Status(status).label) if status in Status.values else status


def who_decided(decision: Decision) -> str:
    if decision.by:
        return decision.by.name
    if decision.rule:
        return _("automatic: %(rule)s") % {"rule": decision.rule}
    return _("somebody who left")


def history_of(comment: Comment) -> list[dict[str, Any]]:
    decisions = comment.decisions.select_related("by", "comment__author").order_by("-id")
    return [told_of(decision) for decision in decisions[:HISTORY]]


def words_of(comment: Comment) -> dict[str, Any]:
    """The newest words, and beside them the approved ones where they differ."""
    wanted = {comment.latest_number, comment.approved_number}
    found = {row.number: row for row in comment.revisions.filter(number__in=wanted)}
    newest, approved = found[comment.latest_number], found.get(comment.approved_number)
    if not comment.pending_number and approved:
        newest = approved
    told: dict[str, Any] = {"html": newest.html, "written": written(newest.created_at)}
    if approved and approved.number != newest.number:
        told["approved"] = approved.html
        told["changes"] = differences(approved.source, newest.source)
    return told


def guide_of(comment: Comment) -> dict[str, str]:
    discussion = comment.discussion
    return {"title": discussion.title, "url": discussion.get_absolute_url()}

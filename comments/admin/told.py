"""What the page of a case tells: why it waits, its surroundings, its author, what was decided."""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import Member, Suspension
from articles.language.differences import differences
from comments import verbs
from comments.concern import veil
from comments.models import (
    Case,
    CaseKind,
    Cause,
    Comment,
    CommentRevision,
    Decision,
    Note,
    Report,
    ReportReason,
    RuleHit,
    Status,
)
from comments.reports.weight import in_words
from comments.sanctions import own_pages
from comments.sentences import gone
from comments.shown import written
from comments.trust.standing import columns_of, standing_of
from comments.visibility import Reader
from markup import mark_words

# How much history is told.
HISTORY = 10
NOTES = 5
SANCTIONS = 3
COUNTED = {
    "published": Status.PUBLISHED,
    "hidden": Status.HIDDEN,
    "rejected": Status.REJECTED,
    "waiting": Status.WAITING,
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
    is_hard: bool  # to read: opened by a press of its own
    whose: str


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
    if case.kind != CaseKind.COMMENT:
        return str(case.get_kind_display())
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
    numbers = {report.pk: number for number, report in enumerate(reports, start=1)}
    return [
        {
            "reason": str(ReportReason(reason).label),
            "many": number,
            "weights": sorted({in_words(r.weight) for r in reports if r.reason == reason}),
            "words": [
                words_in(report, numbers[report.pk])
                for report in reports
                if report.reason == reason and report.words
            ],
        }
        for reason, number in many.most_common()
    ]


def words_in(report: Report, number: int) -> dict[str, Any]:
    """What somebody said in their own words; and for ears, which report of the page it is."""
    whose = _("report %(number)s, %(reason)s") % {"number": number, "reason": short(report.reason)}
    return {"words": report.words, "is_hard": veil.in_words(report.words), "whose": whose}


def said(comment: Comment, reader: Reader, *, is_hard: bool = False) -> Said:
    stub = gone(comment, reader) if comment.status == Status.WITHDRAWN else ""
    return Said(
        name=who(comment),
        numbered=_("comment %(number)s") % {"number": comment.number},
        posted=written(comment.posted_at),
        posted_at=comment.posted_at.isoformat(timespec="minutes"),
        html="" if stub else comment.html,
        stub=stub,
        url="" if stub else comment.get_absolute_url(),
        is_hard=is_hard,
        whose=str(comment),
    )


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


def with_replies_of(comments: list[Comment]) -> str:
    """The same for several that are decided at once."""
    many = sum(replies_below(comment)[0] for comment in comments)
    told = ngettext("%(n)s reply", "%(n)s replies", many) % {"n": many}
    return _("With all replies: %(replies)s in all.") % {"replies": told}


def member_of(comment: Comment) -> dict[str, Any]:
    """What helps to judge fairly, and nothing else about a person."""
    author = comment.author
    if author is None:
        return {"name": comment.byline}
    counts = {
        name: Count("comments", filter=Q(comments__status=status))
        for name, status in COUNTED.items()
    }
    # One question for what became of their comments and for how far they are trusted.
    sanctions = Suspension.objects.filter(member=OuterRef("pk"))
    told = {**counts, **columns_of(author.pk), "is_sanctioned": Exists(sanctions)}
    row = Member.objects.only("pk").annotate(**told).get(pk=author.pk)
    earlier = Decision.objects.filter(
        comment__author=author, verb__in=["reject", "hide", "restore"]
    )
    earlier = earlier.that_count().exclude(comment=comment).select_related("by", "comment")
    return {
        "pk": f"{author.pk}",
        "name": author.name,
        "joined": written(author.joined_at),
        "earlier": [told_of(decision) for decision in earlier.order_by("-id")[:HISTORY]],
        "notes": notes_on(author),
        "sanctions": sanctions_on(author) if vars(row)["is_sanctioned"] else [],
        "standing": standing_of(author, row),
        **{name: vars(row)[name] for name in COUNTED},
    }


def sanctions_on(author: Member) -> list[dict[str, Any]]:
    """Reminders, suspensions and bans, the newest first."""
    rows = Suspension.objects.filter(member=author).select_related("by")[:SANCTIONS]
    return [own_pages.told(row) for row in rows]


def notes_on(author: Member) -> list[dict[str, str]]:
    """What the team wrote about them. Plain text, whatever stands in it."""
    notes = Note.objects.filter(member=author).select_related("by")[:NOTES]
    return [
        {"words": note.words, "by": note.by.name if note.by else "", "at": written(note.at)}
        for note in notes
    ]


def told_of(decision: Decision) -> dict[str, Any]:
    """A decision in words."""
    return {
        "what": verbs.in_words(decision.verb),
        "whole": decision.whole_branch,
        "who": who_decided(decision),
        "when": written(decision.at),
        "reason": decision.reason_in_words,
        "note": decision.note,
        "comment": decision.comment,
    }


def status_in_words(status: str) -> str:
    return str(Status(status).label) if status in Status.values else status


def who_decided(decision: Decision) -> str:
    if decision.by:
        return decision.by.name
    if decision.rule:
        return _("automatic: %(rule)s") % {"rule": decision.rule}
    return _("somebody who left")


def decisions_on(comment: Comment) -> list[Decision]:
    """What was decided about it, the latest first."""
    found = comment.decisions.select_related("by", "comment__author").order_by("-id")
    return list(found[:HISTORY])


def hits_on(comment: Comment) -> list[RuleHit]:
    """What rules found in its newest words, those that let it wait first."""
    found = RuleHit.objects.filter(
        revision__comment=comment.pk, revision__number=comment.latest_number
    )
    return list(found.select_related("rule", "revision").order_by("-held", "pk"))


def found_in(revision: CommentRevision, case: Case | None, hits: list[RuleHit]) -> list[str]:
    """The words that rules noticed in this version, which is what their places count in."""
    if case is None or Cause.RULE not in case.causes:
        return []
    places = [place for hit in hits if hit.held for place in hit.spans]
    if not any(hit.revision_id == revision.pk for hit in hits):
        places = []
    return [*case.words_found, *(revision.source[start:end] for start, end in places)]


def words_of(
    comment: Comment, case: Case | None = None, hits: list[RuleHit] | None = None
) -> dict[str, Any]:
    """The newest words, and beside them the approved ones where they differ. `hits` are what rules
    found in the newest."""
    wanted = {comment.latest_number, comment.approved_number}
    found = {row.number: row for row in comment.revisions.filter(number__in=wanted)}
    newest, approved = found[comment.latest_number], found.get(comment.approved_number)
    if not comment.pending_number and approved:
        newest = approved
    told: dict[str, Any] = {
        "html": mark_words(newest.html, found_in(newest, case, hits or [])),
        "plain": newest.html,
        "written": written(newest.created_at),
    }
    if approved and approved.number != newest.number:
        told["approved"] = approved.html
        told["changes"] = differences(approved.source, newest.source)
    return told


def guide_of(comment: Comment) -> dict[str, str]:
    discussion = comment.discussion
    return {"title": discussion.title, "url": discussion.get_absolute_url()}

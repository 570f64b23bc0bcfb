"""One line of the queue: why, who, and the first words."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.timesince import timesince
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import Member
from comments.admin import told
from comments.admin.listed import excerpt, newest_words
from comments.concern.veil import VEILED, is_hard
from comments.desk.kinds import DECIDE, address_of
from comments.models import Case, CaseKind, CaseQuerySet, Cause, ReportReason, Status
from comments.talk import number_in

A_PAGE = 50
BESIDE = 12  # beside an open case
CARE = "care"  # the tone of a worry about a person


@dataclass(frozen=True)
class Row:
    """What the queue shows of a case."""

    id: str
    seen: str  # what stood there, for a decision about many
    url: str
    why: str
    more: str
    who: str
    where: str
    words: str
    waits: str
    since: str
    tone: str  # "care", "rep" or nothing
    hands: str
    can_choose: bool
    is_open: bool  # on the page that shows the row
    named: str  # for ears, so that no two boxes sound alike


def rows(cases: CaseQuerySet, member: Member, *, limit: int = A_PAGE, opened: int = 0) -> list[Row]:
    hard = is_hard(member, "comment")
    found = cases.with_comments().annotate(newest=newest_words("comment__"), is_hard=hard)[:limit]
    return [row_of(case, member, opened) for case in found]


def row_of(case: Any, member: Member, opened: int) -> Row:
    comment = case.comment
    gone = comment is not None and comment.status == Status.WITHDRAWN
    first, *others = reasons(case) or [str(case.get_kind_display())]
    if not member.has_perm(DECIDE):
        # A clinician looks because of what they are asked, and for nothing else.
        first, others = str(Cause.CLINICIAN.label), []
    return Row(
        id=str(case.pk),
        seen=f"{case.pk}:{case.version}:{comment.latest_number if comment else 0}",
        url=address_of(case),
        why=first,
        more="; ".join(others),
        who=told.who(comment) if comment else str(case.member),
        where=comment.discussion.title if comment else "",
        words="" if gone else first_words(case),
        waits=ago(case.closed_at or case.opened_at),
        since=case.opened_at.isoformat(timespec="minutes"),
        tone=CARE if case.is_concern else "rep" if Cause.REPORTED in case.causes else "",
        hands=case.claimed_by.name if case.is_claimed_from(member) else "",
        can_choose=case.kind == CaseKind.COMMENT and case.is_open,
        is_open=case.pk == opened,
        named=str(comment or case.member),
    )


def first_words(case: Any) -> str:
    if case.comment is None:
        return ""
    return str(VEILED) if case.is_hard else excerpt(case.newest, case.comment.title)


def reasons(case: Case) -> list[str]:
    """Why it waits, the weightiest first, each in words."""
    told_by: dict[str, list[dict[str, Any]]] = {}
    for one in sorted(case.score_reasons, key=lambda one: -one["points"]):
        told_by.setdefault(one["cause"], []).append(one)
    return [in_words(cause, some) for cause, some in told_by.items() if cause in Cause.values]


def in_words(cause: str, some: list[dict[str, Any]]) -> str:
    if cause == Cause.REPORTED:
        many = sum(one["times"] for one in some)
        return ngettext("Reported by %(n)s member", "Reported by %(n)s members", many) % {"n": many}
    if cause == Cause.RULE and any(one["source"] for one in some):
        return _("Rule: %(rules)s") % {"rules": ", ".join(one["source"] for one in some)}
    return str(Cause(cause).label)


def weighed(case: Case) -> list[str]:
    """What makes it stand where it does, with the points of each."""
    return [
        _("%(why)s: %(points)s") % {"why": weighed_as(one), "points": one["points"]}
        for one in sorted(case.score_reasons, key=lambda one: -one["points"])
        if one["cause"] in Cause.values and one["points"]
    ]


def weighed_as(one: dict[str, Any]) -> str:
    """A cause with what said so: the reason of a report tells two of them apart."""
    why = in_words(one["cause"], [one])
    if one["cause"] == Cause.REPORTED and one["source"] in ReportReason.values:
        return _("%(why)s, %(reason)s") % {"why": why, "reason": told.short(one["source"])}
    return why


def ago(moment: datetime) -> str:
    """ "22 min", short enough for the corner of a row."""
    minutes = int((timezone.now() - moment).total_seconds() // 60)
    if minutes < 1:
        return _("now")
    if minutes < 60:  # noqa: PLR2004 -- an hour
        return ngettext("%(n)s min", "%(n)s min", minutes) % {"n": minutes}
    return timesince(moment, depth=1)


def seen_in(told_seen: Iterable[str]) -> dict[int, tuple[int, int]]:
    """Case -> the version of it and of its words that stood in the row."""
    found = {}
    for told_one in told_seen:
        numbers = [number_in(part) for part in told_one.split(":")]
        if len(numbers) == 3:  # noqa: PLR2004 -- case, version, words
            found[numbers[0]] = (numbers[1], numbers[2])
    return found

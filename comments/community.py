"""A topic's own discussion, "Ask the community", and what is being talked about everywhere."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from accounts.http import cacheable
from accounts.models import Member
from comments import marks, reading, talk, talked_about
from comments.marks import News
from comments.models import Comment, Discussion, Mute
from comments.own import with_own
from comments.places import BadPlace
from comments.sentences import gone
from comments.shown import beginning, look_url, path_of, written
from comments.threads import Page
from comments.visibility import Reader, Sight, cut_off, own_sight
from markup import plain_text

# What came in the last days is being talked about.
ACTIVE = timedelta(days=7)
# Of a conversation without a title, its first words stand for it.
SHORT = 80


@dataclass(frozen=True)
class Row:
    """One conversation in a list."""

    url: str
    title: str
    told: str  # who began it, and when
    state: str
    last: str = ""
    last_at: str = ""
    place: str = ""
    is_pinned: bool = False
    news: str = ""  # how much of it is new to the reader


@require_safe
@cacheable
def topic(request: HttpRequest, topic: str) -> HttpResponse:
    """The conversations of one topic as a list, and the place to begin one."""
    found = Discussion.objects.under_topic(topic).with_pinned()
    if isinstance(request.user, Member):
        found = with_own(found, request.user)
    discussion = get_object_or_404(found)
    told = {"topic": discussion.topic} | talk.frame(discussion, request, request.path)
    if told["may_read"]:
        told |= listed(discussion, Reader.of(request.user), request)
    return render(request, "comments/community.html", told)


def listed(discussion: Discussion, reader: Reader, request: HttpRequest) -> dict[str, Any]:
    """One page of the list, and where the next one begins."""
    order = request.GET.get("order", "")
    order = order if order in reading.ORDERS else "newest"
    after = request.GET.get("after", "")
    try:
        page = reading.heads_of(
            discussion, reader, order=order, after=after, also=talked_about.with_last_reply
        )
    except BadPlace:
        raise Http404(_("There is no such place in this discussion.")) from None
    heads = page.threads
    rows = rows_of(heads, reader, answered=answered_among(heads, reader))
    news = talk.news_for(discussion, request, order=order) or News()
    return {
        **(talk.told_of(news, Page(), request, discussion) if reader.is_member else {}),
        "order": order,
        "rows": [
            replace(
                fold(row, head, news.muted),
                is_pinned=head.pk == discussion.pinned_id,
                news=marks.told(news.by_thread.get(head.number, 0)),
            )
            for row, head in zip(rows, heads, strict=True)
        ],
        "moved": talk.moved_up(page.risen, is_lost=page.is_lost),
        "look_url": look_url(discussion, discussion.version),
        "start_url": f"?order={order}#talk" if after else "",
        "next_url": f"?order={order}&after={page.after}#talk" if page.after else "",
    }


def fold(row: Row, head: Comment, muted: Collection[int]) -> Row:
    """The row without the title, where the reader muted whoever wrote it under their name."""
    if head.author_id not in muted or head.anonymous:
        return row
    return replace(row, title=_("A conversation that somebody you muted began"))


def muted_by(reader: Reader) -> frozenset[int]:
    """Whom this reader would rather not meet. One query, none for visitors."""
    if not reader.is_member:
        return frozenset()
    muted = Mute.objects.filter(member=reader.member_id)
    return frozenset(muted.values_list("muted", flat=True))


def answered_among(heads: Sequence[Comment], reader: Reader) -> set[int]:
    """The questions whose answer this reader can read. One query, none where nothing is marked."""
    cut = cut_off(reading.marked(heads))
    return set(reading.answers_of(heads, reader, cut))


def rows_of(
    heads: Sequence[Comment],
    reader: Reader,
    *,
    with_place: bool = False,
    answered: Collection[int] = (),
) -> list[Row]:
    return [
        row_of(head, reader, with_place=with_place, answered=head.pk in answered) for head in heads
    ]


def row_of(
    head: Comment, reader: Reader, *, with_place: bool = False, answered: bool = False
) -> Row:
    """A conversation by its title; of one whose first words are gone, that they are gone."""
    state = state_of(head, head.count_replies_for(member=reader.is_member), answered=answered)
    last = vars(head).get("last_reply_at")
    place = talked_about.called(head.discussion) if with_place else ""
    if own_sight(head, reader) is not Sight.WORDS:
        return Row(f"{path_of(head.pk)}?after=0_0", gone(head, reader), "", state)
    told = _("%(name)s, %(when)s") % {"name": head.byline, "when": written(head.posted_at)}
    return Row(
        f"{path_of(head.pk)}#comment-{head.pk}",
        head.title or first_words(head),
        told,
        state,
        last=written(last) if last else "",
        last_at=last.isoformat(timespec="minutes") if last else "",
        place=place,
    )


def first_words(head: Comment) -> str:
    return beginning(plain_text(head.html), SHORT)


def state_of(head: Comment, count: int, *, answered: bool) -> str:
    """How far a conversation has come, in words."""
    if head.is_waiting:
        return _("Waiting for a moderator. Only you can see it until then.")
    if not count:
        return _("No answer needed") if head.no_answer_needed else _("No reply yet")
    told = ngettext("%(n)s reply", "%(n)s replies", count) % {"n": count}
    if answered:
        return _("Answered: %(told)s") % {"told": told}
    last = vars(head).get("last_reply_at")
    if last and last > timezone.now() - ACTIVE:
        return _("Active: %(told)s") % {"told": told}
    return told


@require_safe
@cacheable
def discussions(request: HttpRequest) -> HttpResponse:
    """What is being talked about now, and what waits for a first reply."""
    reader = Reader.of(request.user)
    before, waits = request.GET.get("before", ""), request.GET.get("waits", "")
    context: dict[str, Any] = {"before": before, "waits": waits, "start_url": request.path}
    try:
        if not waits:
            places = talked_about.places(reader, before)
            context["talked_about"] = places.rows
            context["older_url"] = f"?before={places.before}#now" if places.before else ""
        if not before:
            waiting, follows = talked_about.without_reply(reader, waits)
            rows = rows_of(waiting, reader, with_place=True)
            muted = muted_by(reader) if waiting else frozenset()
            context["waiting"] = [
                fold(row, head, muted) for row, head in zip(rows, waiting, strict=True)
            ]
            context["more_wait_url"] = f"?waits={follows}#waiting" if follows else ""
    except BadPlace:
        raise Http404(_("There is no such place in this list.")) from None
    if not (before or waits):
        context["communities"] = talked_about.communities(reader)
    return render(request, "comments/discussions.html", context)

"""What is new in all that a member follows: gathered from the marks, in small portions."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import F, Q, QuerySet
from django.db.models.expressions import RawSQL

from accounts.models import Member
from comments import marks
from comments.models import Comment, CommentQuerySet, Discussion, Follow
from comments.own import with_mark
from comments.visibility import surely_readable

PORTIONS = (5, 10, 20)
# So many places are looked into at once; the others come when these are read.
MOST_PLACES = 40


@dataclass(frozen=True)
class Portion:
    """Some of what is new, oldest first within each discussion; and whether there is more."""

    comments: list[Comment]
    is_more: bool


def portion_for(member: Member, size: int) -> Portion:
    """The first `size` comments that are new to this member in what they follow.

    A fixed number of queries, whatever is followed and however much was said.
    """
    follows = list(Follow.objects.of(member).select_related("thread"))
    if not follows:
        return Portion([], is_more=False)
    places = places_of(member, follows)
    sources = sources_for(member, follows, places, size)
    if not sources:
        return Portion([], is_more=False)
    known = {place.pk: set(vars(place)["own_seen"] or ()) for place in places}
    found = unseen(sources, known)[: size + 1]
    rows = Comment.objects.for_lists().select_related("parent__author", "discussion__guide__topic")
    by_id = {row.pk: row for row in rows.filter(pk__in=found[:size])}
    return Portion([by_id[pk] for pk in found[:size] if pk in by_id], len(found) > size)


def places_of(member: Member, follows: Sequence[Follow]) -> list[Discussion]:
    """The discussions in which something may be new, with the member's mark in each."""
    topics = [each.topic_id for each in follows if each.topic_id]
    ids = {each.discussion_id for each in follows if each.discussion_id}
    ids |= {each.thread.discussion_id for each in follows if each.thread}
    asked = Q(pk__in=ids) | Q(topic__in=topics) | Q(guide__topic__in=topics)
    people = [each.person_id for each in follows if each.person_id]
    if people:
        since = min(each.since for each in follows if each.person_id)
        begun = Comment.objects.threads().filter(author__in=people, posted_at__gt=since)
        asked |= Q(pk__in=begun.values("discussion"))
    found = with_mark(Discussion.objects.readable_somewhere().filter(asked), member)
    something = Q(own_mark=None) | Q(last_number__gt=F("own_mark"))
    return list(found.filter(something).order_by("pk")[:MOST_PLACES])


def sources_for(
    member: Member, follows: Sequence[Follow], places: Sequence[Discussion], size: int
) -> list[QuerySet[Comment, tuple[int, int, int]]]:
    """For each thing that is followed, the query for the first few that are new in it."""
    by_id = {place.pk: place for place in places}
    sources = []

    def add(found: CommentQuerySet, place: Discussion, follow: Follow, *, narrow: bool) -> None:
        mark = vars(place)["own_mark"]
        if mark is not None:
            found = found.filter(number__gt=mark)
        if mark is None or narrow:  # what was said before it was followed is not new
            found = found.filter(posted_at__gt=follow.since)
        found = marks.unmuted(surely_readable(found), member)
        found = found.exclude(author=member).order_by("number")
        enough = size + 1 + len(vars(place)["own_seen"] or ())
        sources.append(found.values_list("id", "discussion_id", "number")[:enough])

    for each in follows:
        for place in places_followed(each, by_id):
            said = Comment.objects.filter(discussion=place)
            if each.thread_id:
                said = said.filter(Q(pk=each.thread_id) | Q(root=each.thread_id))
            elif each.person_id:
                said = said.filter(author=each.person_id, root=None, anonymous=False)
            add(said, place, each, narrow=bool(each.thread_id or each.person_id))
    return sources[: MOST_PLACES * 2]


def places_followed(follow: Follow, places: dict[int, Discussion]) -> Iterable[Discussion]:
    """Where to look for what this follow is about."""
    if follow.person_id:
        return places.values()
    if follow.topic_id:
        return [p for p in places.values() if follow.topic_id in {p.topic_id, topic_of(p)}]
    pk = follow.discussion_id or (follow.thread.discussion_id if follow.thread else 0)
    return [places[pk]] if pk in places else []


def topic_of(place: Discussion) -> int:
    return place.guide.topic_id if place.guide else 0


def unseen(
    sources: Sequence[QuerySet[Comment, tuple[int, int, int]]], seen: dict[int, set[int]]
) -> list[int]:
    """The ids that these find, each once, in the order they were said in each discussion.

    One query: every source is cut where it stands, so no discussion is read to its end.
    """
    parts, values = [], list[object]()
    for number, source in enumerate(sources):
        sql, params = source.query.sql_with_params()
        parts.append(f"SELECT id FROM ({sql}) AS part_{number}")  # noqa: S608 -- compiled by Django
        values += params
    ids = RawSQL(" UNION ".join(parts), values)  # noqa: S611 -- names are ours, values bound
    rows = Comment.objects.filter(pk__in=ids).values_list("pk", "discussion_id", "number")
    return [
        pk
        for pk, place, number in rows.order_by("discussion_id", "number")
        if number not in seen.get(place, ())
    ]


def read(member: Member, comments: Iterable[Comment]) -> None:
    """Note that these were read, in each of their discussions."""
    by_place: dict[Discussion, list[int]] = {}
    for comment in comments:
        by_place.setdefault(comment.discussion, []).append(comment.number)
    for place, numbers in by_place.items():
        # Where there is no mark yet, it begins just before the first of them.
        marks.read_past(member, place, numbers, upto=min(numbers) - 1)

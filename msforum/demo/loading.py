"""The demo world into the database, one guide with all its talk at a time."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import Member
from articles.models import Guide, Topic
from comments.models import Comment, Discussion
from demo import world
from msforum.demo import desk, guides, notices, people, team
from msforum.demo.talk import Talk


class NotEmpty(Exception):
    """There is something in the database that the demo must not mix with."""


@dataclass(frozen=True)
class Loaded:
    """What was made, in numbers."""

    members: int
    topics: int
    guides: int
    comments: int
    waiting: int


def load(
    told: world.World, *, with_logins: bool, after_each: Callable[[], object] = lambda: None
) -> Loaded:
    """Add what is missing. A run that was cut short is taken up where it stopped.

    NotEmpty where the site has members or guides of its own: people must never meet made-up
    ones there.
    """
    refuse_to_mix(told)
    before = count()
    now = timezone.now()
    with transaction.atomic():
        cast = people.settle(told, now=now, with_logins=with_logins)
        shelves = guides.put_up_shelves(told)
        guides.explain_words(told)
    for guide in told.guides:
        with transaction.atomic():
            made = guides.publish(guide, told, shelves[guide.topic], cast, now)
            if made and guide.slug in told.discussions:
                Talk(made.discussion, told.discussions[guide.slug], cast, now).replay()
            if made and guide.slug in told.desk:
                desk.lay(made, told.desk[guide.slug], cast)
            if made and guide.slug in told.reviews:
                desk.review(made, told.reviews[guide.slug], cast)
            if made and guide.slug in told.readers:
                desk.answer(made, told.readers[guide.slug])
        after_each()
    ask_the_community(told, shelves, cast, now)
    with transaction.atomic():
        for one in told.aside:
            desk.put_aside(one, told, shelves[one.topic], cast, now)
        desk.hand_out()
        notices.hand_out(now)
        team.hand_out(cast, now)
    return Loaded(*(after - then for after, then in zip(count(), before, strict=True)))


def ask_the_community(
    told: world.World, shelves: dict[str, Topic], cast: people.People, now: datetime
) -> None:
    """What was said in the discussions of topics."""
    for slug, said in told.communities.items():
        with transaction.atomic():
            # Opened with the first guide of the topic.
            place = Discussion.objects.filter(topic=shelves[slug], last_number=0).first()
            if place:
                Talk(place, said, cast, now).replay()


def refuse_to_mix(told: world.World) -> None:
    """The team may be there already: somebody has to make the first account."""
    strangers = Member.objects.filter(is_staff=False).exclude(
        email__in=[member.email for member in told.members]
    )
    if strangers.exists() or Guide.objects.exclude(source_key__startswith=guides.SOURCE).exists():
        raise NotEmpty(
            _(
                "This site has members or guides of its own, so the demo was not loaded. "
                "It is for an empty database: set DATA_DIR or DATABASE_URL to another one."
            )
        )


def count() -> tuple[int, int, int, int, int]:
    return (
        Member.objects.count(),
        Topic.objects.count(),
        Guide.objects.count(),
        Comment.objects.count(),
        Comment.objects.waiting().count(),
    )

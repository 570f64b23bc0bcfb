"""Putting invented members, guides and comments into the database, a batch at a time."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random

from django.db import connection, reset_queries, transaction
from django.utils import timezone
from django.utils.text import slugify

from accounts.models import Member
from accounts.names import skeleton
from articles.models import Block, Guide, Kind, Topic
from articles.publishing import publish
from comments import lately
from comments.models import Comment, Discussion
from msforum.population.insertion import Writer, reserve_ids
from msforum.population.talk import Talk
from msforum.population.told import Told
from msforum.population.words import MIDDLES, Phrasebook

# Held in memory and written in one transaction.
BATCH = 20_000
# Addresses that can never belong to anybody (RFC 2606): how invented members are told apart.
DOMAIN = "populate.invalid"
YEARS = 3
TOPIC = "Everyday life, in numbers"


@dataclass
class Filling:
    """Adds invented people, guides and talk to what is there. Yields how far it is."""

    members: int
    guides: int
    comments: int
    one_discussion: bool = False
    seed: int = 1
    now: datetime = field(default_factory=timezone.now)

    def __post_init__(self) -> None:
        # A second run goes on where the first one stopped, and does not say the same again.
        self.random = Random(f"{self.seed} {Comment.objects.order_by('-pk').values('pk').first()}")  # noqa: S311 -- invented talk, no secret
        self.phrases = Phrasebook(self.random, comments=self.comments)

    def add_members(self) -> Iterator[int]:
        """Members without a password: nobody can log in as one."""
        writer = Writer(Member, ["id", "email", "name", "skeleton", "password", "joined_at"])
        for size in batches(self.members):
            with transaction.atomic():
                ids = reserve_ids(Member, size)
                writer.write(
                    (pk, f"{pk}@{DOMAIN}", name, skeleton(name), "!", self.some_time())
                    for pk, name in ((pk, self.phrases.name(pk)) for pk in ids)
                )
            yield size

    def add_guides(self) -> Iterator[int]:
        """Short guides, each live and open for comments."""
        topic, _made = Topic.objects.get_or_create(slug=slugify(TOPIC), defaults={"title": TOPIC})
        number = topic.guides.count()
        for _ in range(self.guides):
            with transaction.atomic():
                self.add_guide(topic, self.phrases.guide_title(number))
            number += 1
            yield 1

    def add_guide(self, topic: Topic, title: str) -> None:
        """Written as an author would, then published the usual way."""
        guide = Guide.objects.create(
            topic=topic,
            title=title,
            slug=slugify(title),
            summary="What people tell each other about it.",
            is_demo=True,
        )
        points = "\n".join(self.random.sample(MIDDLES, 3)).replace("*", "")
        words = "".join(p.html for p in self.random.sample(self.phrases.paragraphs, 4))
        Block.objects.create(guide=guide, kind=Kind.KEY_POINTS, items=self.phrases.fill(points))
        Block.objects.create(guide=guide, position=1, heading="How it is", html=words)
        publish(guide, by=None, at=self.now)

    def add_comments(self) -> Iterator[int]:
        """Threads of every shape, a batch in one transaction, every kept number right."""
        talks, authors = self.talks(), self.authors()
        talk = Talk(self.random, talks=len(talks), authors=len(authors))
        span, done = timedelta(days=365 * YEARS), 0
        for size in batches(self.comments):
            begin = self.now - span * (1 - done / self.comments)
            step = span / self.comments
            times = [begin + step * place for place in range(size)]
            with transaction.atomic():
                self.add_batch(talk, talks, authors, times)
            reset_queries()  # what DEBUG keeps of them would fill the memory
            done += size
            yield size
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("ANALYZE")

    def add_batch(
        self, talk: Talk, talks: list[int], authors: list[int], times: list[datetime]
    ) -> None:
        locked = Discussion.objects.select_for_update().in_bulk(talks)
        discussions = [locked[pk] for pk in talks]
        numbers = [discussion.last_number for discussion in discussions]
        said = talk.say(times, numbers)
        ids = reserve_ids(Comment, len(said))
        told = Told(said, ids, discussions, authors, self.phrases, self.moderator())
        told.write()
        for place, discussion in enumerate(discussions):
            sums = told.sums.get(place)
            if sums:
                discussion.last_number = numbers[place]
                discussion.published_count += sums.published_count
                discussion.public_count += sums.public_count
                lately.look_again(discussion)
                discussion.version += 1
                discussion.save()

    def talks(self) -> list[int]:
        """Where it is talked: in the newest guides, or in one of them only."""
        under_guides = Discussion.objects.filter(guide__isnull=False)
        newest = under_guides.order_by("-pk").values_list("pk", flat=True)
        if self.one_discussion:
            return list(newest[:1])
        return list(newest[: self.guides] if self.guides else newest)

    def authors(self) -> list[int]:
        """Invented members only: nobody real is made to say what they never said."""
        invented = Member.objects.filter(email__endswith=f"@{DOMAIN}").order_by("-pk")
        return list(invented.values_list("pk", flat=True)[:BATCH])

    def some_time(self) -> datetime:
        return self.now - timedelta(days=365 * YEARS) * self.random.random()

    def moderator(self) -> int | None:
        """Somebody of the team who decided things; where there is nobody, a rule did."""
        team = Member.objects.filter(groups__name="Moderators").order_by("pk")
        return team.values_list("pk", flat=True).first()


def batches(count: int) -> Iterator[int]:
    """20,000 and 20,000 and what is left."""
    for begin in range(0, count, BATCH):
        yield min(BATCH, count - begin)

"""Replays what was said under a guide: every word through the verbs, in order of its time."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import datetime, timedelta
from functools import partial
from itertools import cycle
from operator import attrgetter, itemgetter
from random import Random
from uuid import NAMESPACE_URL, uuid5

from articles.questions import say_it_is_there
from comments import answering, deciding, posting, questions, reacting
from comments.models import Audience, Comment, Discussion, ReactionKind
from comments.reports import asking
from demo import world
from msforum.demo.people import People

# How long a moderator takes to read a comment that waits; no reply comes sooner.
READING = timedelta(minutes=20)
# How long after the last thing that happened to it a comment is taken down or taken back.
LATER = timedelta(hours=1)

# How many at most say each of these about one comment.
MOST = {
    ReactionKind.HELPED: 5,
    ReactionKind.SAME_HERE: 3,
    ReactionKind.THINKING_OF_YOU: 1,
    ReactionKind.THANK_YOU: 1,
}

type Act = Callable[[datetime], None]


class Talk:
    """One discussion, as it happened."""

    def __init__(
        self, discussion: Discussion, told: world.Discussion, people: People, now: datetime
    ) -> None:
        self.discussion = discussion
        self.told = told
        self.people = people
        self.now = now
        self.said: dict[str, Comment] = {}
        team = [m for m in people.values() if m.has_perm("comments.moderate")]
        self.on_duty = cycle(sorted(team, key=lambda member: member.name))

    def replay(self) -> None:
        self.discussion.hold = self.told.hold
        self.discussion.save(update_fields=["hold"])
        events = [event for comment in self.told.comments for event in self.events_of(comment)]
        for at, act in sorted(events, key=itemgetter(0)):
            act(at)
        self.support()
        self.pass_on()

    def events_of(self, told: world.Comment) -> Iterator[tuple[datetime, Act]]:
        yield self.now - told.age, partial(self.say, told)
        if told.edit:
            yield self.now - told.edit.age, partial(self.change, told, told.edit)
        for report in told.reports:
            yield self.now - report.age, partial(self.report, told, report)
        yield self.last_moment_of(told), partial(self.end, told)

    def last_moment_of(self, told: world.Comment) -> datetime:
        """When it is over: not before the last reply, which could not be written afterwards."""
        ages = [told.age, *(report.age for report in told.reports)]
        ages += [reply.age for reply in self.told.replies_to(told)]
        if told.edit:
            ages.append(told.edit.age)
        return min(self.now, self.now - min(ages) + LATER)

    def say(self, told: world.Comment, at: datetime) -> None:
        words = posting.Words(
            source=told.body,
            kind=told.kind,
            who_may_read=Audience.MEMBERS if told.members_only else Audience.EVERYONE,
            anonymous=told.anonymous,
            title=told.title,
            submission=uuid5(NAMESPACE_URL, f"demo:{self.discussion.pk}:{told.key}"),
            at=at,
        )
        parent = self.said[told.reply_to] if told.reply_to else None
        author = self.people[told.author]
        comment = posting.post(self.discussion, author, words, parent=parent)
        self.said[told.key] = comment
        if told.state == "rejected":
            deciding.reject(comment, self.why(told, at + READING))
        elif told.state != "waiting":
            self.let_through(comment, at)

    def change(self, told: world.Comment, edit: world.Edit, at: datetime) -> None:
        comment = posting.edit(self.said[told.key], edit.body, at=at)
        if edit.state == "published":
            self.let_through(comment, at)

    def report(self, told: world.Comment, report: world.Report, at: datetime) -> None:
        asking.report(
            self.said[told.key],
            self.people[report.by],
            reason=report.reason,
            words=report.note,
            at=at,
        )

    def end(self, told: world.Comment, at: datetime) -> None:
        """What became of it at last."""
        comment = self.said[told.key]
        if told.state == "hidden":
            deciding.hide(comment, self.why(told, at), whole_branch=told.branch)
        elif told.state == "withdrawn":
            deciding.withdraw(comment, deciding.Why(by=self.people[told.author], at=at))
        elif told.kept_by:
            deciding.keep(comment, deciding.Why(by=self.people[told.kept_by], at=at))
        if told.answer:
            answering.mark(self.said[told.answer], self.people[told.author])
        if told.pinned_by:
            deciding.pin(comment, deciding.Why(by=self.people[told.pinned_by], at=at))

    def support(self) -> None:
        """Other people say in one press what they make of it; the same ones in every demo."""
        others = sorted(self.people.values(), key=attrgetter("name"))
        for key, comment in self.said.items():
            random = Random(key)  # noqa: S311 -- an invented choice, no secret
            for kind, most in MOST.items():
                for member in random.sample(others, random.randint(0, most)):
                    with suppress(posting.Refused):
                        reacting.react(comment, member, kind)

    def pass_on(self) -> None:
        """What comments ask of the guide stands with its authors; some of it, they answer."""
        guide = self.discussion.guide
        for told in self.told.comments:
            if not (told.asks and guide):
                continue
            comment, by = self.said[told.key], next(self.on_duty)
            question = questions.pass_on(comment, by=by, guide=guide, words=told.asks)
            if told.answered_in:
                block = guide.blocks.get(heading=told.answered_in)
                say_it_is_there(question, str(block.uuid), by=guide.owner or by)

    def let_through(self, comment: Comment, at: datetime) -> None:
        """A moderator reads what waits; nothing happens to what was published at once."""
        deciding.publish(comment, deciding.Why(by=next(self.on_duty), at=at + READING))

    def why(self, told: world.Comment, at: datetime) -> deciding.Why:
        by = self.people[told.decided_by] if told.decided_by else next(self.on_duty)
        return deciding.Why(by=by, reason=told.reason, note=told.note, at=at)

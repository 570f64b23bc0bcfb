"""One batch of invented comments as rows: comments, versions, decisions, cases, reports."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from random import Random
from typing import Any
from uuid import UUID

from comments import sealing
from comments.helpfulness import helpfulness
from comments.models import (
    Case,
    Cause,
    Comment,
    CommentRevision,
    Decision,
    Discussion,
    Reaction,
    ReactionKind,
    Reason,
    Report,
    ReportReason,
    Status,
    weights,
)
from comments.recounting import Sums
from msforum.population.insertion import Writer, reserve_ids
from msforum.population.talk import ANONYMOUS, TITLED, Said
from msforum.population.words import Phrasebook

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
REASONS, REPORT_REASONS = Reason.values, ReportReason.values

COMMENT = (
    *("id", "discussion_id", "number", "parent_id", "root_id", "branch", "seq", "author_id"),
    *("posted_at", "edited_at", "status", "hides_branch", "kind", "who_may_read", "anonymous"),
    *("title", "html", "latest_number", "approved_number", "pending_number", "submission"),
    *("listed", "public", "listed_replies", "public_replies", "last_seq", "reply_count"),
    *("public_reply_count", "first_reply_at", "helped_count", "score"),
)
REVISION = ("comment_id", "number", "source", "html", "created_at", "approved_at", "declined_at")
DECISION = (
    *("comment_id", "verb", "old_status", "new_status", "whole_branch", "revision_number"),
    *("by_id", "rule", "reason", "at", "note", "log_place"),
    *("by_salt", "by_mark", "note_salt", "note_mark", "seal"),
)
CASE = ("id", "comment_id", "causes", "score", "score_reasons", "opened_at")
REACTION = ("comment_id", "member_id", "kind")
REPORT = ("comment_id", "case_id", "revision_number", "reporter_id", "reason", "words", "made_at")


@dataclass
class Told:
    """Everything that a batch of comments leaves in the tables."""

    said: list[Said]
    ids: list[int]
    talks: list[Discussion]
    authors: list[int]
    phrases: Phrasebook
    moderator: int | None
    # One a discussion that was talked in: what it can count.
    sums: dict[int, Sums] = field(default_factory=dict)
    # Whom each comment helped, by its place.
    helped: dict[int, list[int]] = field(default_factory=dict)

    @property
    def random(self) -> Random:
        return self.phrases.random

    def write(self) -> None:
        words = [self.phrases.say() for _ in self.said]
        self.helped = {one.place: self.readers_of(one) for one in self.said if one.helped}
        kept = [self.keep(one) for one in reversed(self.said)]
        together = list(zip(self.said, words, reversed(kept), strict=True))
        Writer(Comment, COMMENT).write(self.comment(*each) for each in together)
        Writer(CommentRevision, REVISION).write(
            row for one, text, _kept in together for row in self.revisions(one, text)
        )
        Writer(Decision, DECISION).write(
            self.sealed(one, row) for one in self.said for row in self.decisions(one)
        )
        Writer(Reaction, REACTION).write(
            (self.ids[place], member, ReactionKind.HELPED.value)
            for place, members in self.helped.items()
            for member in members
        )
        self.write_cases()

    def readers_of(self, one: Said) -> list[int]:
        """Whom it helped; never its own author."""
        chosen = self.random.sample(self.authors, min(one.helped, len(self.authors)))
        return [member for member in chosen if member != self.authors[one.author]]

    def keep(self, one: Said) -> dict[str, Any]:
        """The kept numbers, counted as `recount` does: from the newest to the oldest."""
        return self.sums.setdefault(one.talk, Sums()).keep(
            {
                "pk": self.ids[one.place],
                "parent_id": self.ids[one.parent.place] if one.parent else None,
                "root_id": self.ids[one.root.place] if one.root else None,
                "seq": one.seq,
                "status": one.status,
                "hides_branch": one.hides_branch,
                "who_may_read": one.who_may_read,
                "author_id": self.authors[one.author],
                "posted_at": one.at,
            }
        )

    def comment(self, one: Said, words: tuple[str, str], kept: dict[str, Any]) -> tuple[Any, ...]:
        dice = self.random.random
        latest = 2 if one.edited else 1
        helped = len(self.helped.get(one.place, []))
        return (
            self.ids[one.place],
            self.talks[one.talk].pk,
            one.number,
            self.ids[one.parent.place] if one.parent else None,
            self.ids[one.root.place] if one.root else None,
            one.branch,
            one.seq,
            self.authors[one.author],
            one.at,
            one.at + HOUR if one.edited else None,
            one.status,
            one.hides_branch,
            one.purpose,
            one.who_may_read,
            dice() < ANONYMOUS,
            self.phrases.title() if one.parent is None and dice() < TITLED else "",
            words[1],
            latest,
            latest if one.approved else 0,
            1 if one.status == Status.WAITING else 0,
            # Rising, so that a million of them do not scatter over the whole index.
            UUID(int=(self.ids[one.place] << 80) + self.random.getrandbits(60), version=4),
            *kept.values(),
            helped,
            helpfulness(helped),
        )

    def revisions(self, one: Said, words: tuple[str, str]) -> Iterator[tuple[Any, ...]]:
        pk = self.ids[one.place]
        if one.edited:
            source, html = self.phrases.say()
            yield (pk, 1, source, html, one.at, one.at, None)
            yield (pk, 2, *words, one.at + HOUR, one.at + HOUR, None)
            return
        declined = one.at + HOUR if one.status == Status.REJECTED else None
        yield (pk, 1, *words, one.at, one.at if one.approved else None, declined)

    def decisions(self, one: Said) -> Iterator[tuple[Any, ...]]:
        """What the verbs would have left behind."""
        pk, reason = self.ids[one.place], self.random.choice(REASONS)
        waiting, published = Status.WAITING, Status.PUBLISHED
        if one.approved:
            yield (pk, "publish", waiting, published, False, 1, None, "trust", "", one.at)
        if one.edited:
            at = one.at + HOUR
            yield (pk, "publish", published, published, False, 2, None, "trust", "", at)
        team, at = (self.moderator, "" if self.moderator else "populate"), one.at + DAY
        if one.status == Status.REJECTED:
            yield (pk, "reject", waiting, one.status, False, 1, *team, reason, at)
        elif one.status == Status.HIDDEN:
            yield (pk, "hide", published, one.status, one.hides_branch, 1, *team, reason, at)
        elif one.status == Status.WITHDRAWN:
            author = self.authors[one.author]
            yield (pk, "withdraw", published, one.status, False, 1, author, "", "", at)

    def sealed(self, one: Said, row: tuple[Any, ...]) -> tuple[Any, ...]:
        """A decision in its place in the log of its discussion."""
        made = Decision(**dict(zip(DECISION, row, strict=False)))
        sealing.seal(made, self.talks[one.talk])
        return tuple(getattr(made, name) for name in DECISION)

    def write_cases(self) -> None:
        """What waits for the team: first comments, and what members reported."""
        open_ = [one for one in self.said if one.reported or one.status == Status.WAITING]
        ids = reserve_ids(Case, len(open_))
        Writer(Case, CASE).write(
            (
                pk,
                self.ids[one.place],
                *weights(Cause.REPORTED if one.reported else Cause.NEW_MEMBER).values(),
                one.at + (DAY if one.reported else DAY * 0),
            )
            for pk, one in zip(ids, open_, strict=True)
        )
        Writer(Report, REPORT).write(
            (
                self.ids[one.place],
                pk,
                2 if one.edited else 1,
                self.random.choice(self.authors),
                self.random.choice(REPORT_REASONS),
                "Please look at this.",
                one.at + DAY,
            )
            for pk, one in zip(ids, open_, strict=True)
            if one.reported
        )

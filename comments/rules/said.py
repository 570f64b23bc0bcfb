"""What was said, by whom and when, as every rule sees it."""

from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property

from accounts.models import Member
from comments.models import CommentRevision, Rule, RuleFor
from comments.rules.folding import Folded, fold
from comments.trust.standing import Standing, level_at

Span = tuple[int, int]
# Who holds one of these rights works here, and no rule looks at them.
RIGHTS = (
    "comments.moderate",
    "articles.change_guide",
    "articles.approve_clinical",
    "articles.approve_editorial",
)


@dataclass(frozen=True)
class Verdict:
    """What a service for spam said of some words. `failed`: it was asked and did not answer."""

    is_spam: bool = False
    failed: bool = False


NOT_ASKED = Verdict()


@dataclass
class Said:
    """One version of a comment. What costs a query is asked only when a rule wants it."""

    author: Member
    revision: CommentRevision
    # What a service for spam said, where it was asked.
    verdict: Verdict = NOT_ASKED
    # What the rules found, once they were asked; and whether the words are to be known again.
    found: list[tuple[Rule, list[Span]]] = field(default_factory=list)
    keeps_sketch: bool = False

    @property
    def at(self) -> datetime:
        return self.revision.created_at

    @property
    def held_by(self) -> list[Rule]:
        """The rules that let it wait."""
        return [rule for rule, _spans in self.found if rule.is_on]

    @property
    def is_to_be_kept(self) -> bool:
        """Whether something is to be written down about the words, once these are saved."""
        return bool(self.found) or self.keeps_sketch

    @property
    def html(self) -> str:
        return self.revision.html

    @cached_property
    def text(self) -> str:
        """All that was typed: the words, and the title behind them."""
        title = self.revision.comment.title
        return f"{self.revision.source}\n\n{title}" if title else self.revision.source

    @cached_property
    def folded(self) -> Folded:
        return fold(self.text)

    @cached_property
    def plain(self) -> Folded:
        """The words with capitals and accents, and without disguise."""
        return fold(self.text, keep=True)

    @cached_property
    def standing(self) -> Standing:
        return Standing(level_at(self.author, self.at))

    def is_for(self, about: str) -> bool:
        """Whether a rule about these people looks at it."""
        if about == RuleFor.EVERYONE:
            return True
        if about == RuleFor.NEW:
            return self.standing.is_new
        return not self.standing.is_trusted


def is_of_the_team(member: Member) -> bool:
    return any(member.has_perm(right) for right in RIGHTS)


def segments(text: str, spans: list[Span]) -> list[tuple[str, bool]]:
    """The text in pieces, each with whether a rule found it. They give the text again."""
    pieces: list[tuple[str, bool]] = []
    at = 0
    for first, last in sorted(spans):
        start, end = max(first, at), min(last, len(text))
        if start >= end:
            continue
        pieces += [(text[at:start], False), (text[start:end], True)]
        at = end
    pieces.append((text[at:], False))
    return [piece for piece in pieces if piece[0]]

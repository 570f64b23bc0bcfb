"""All rules at work, made ready once and kept by each process.

Every change of a rule adds a row to `RuleChange`, so the newest of these says whether what is kept
still holds. A process asks at most every few seconds; what is switched on counts everywhere by
then, and at once in the process that switched it.
"""

import logging
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from comments.models import Rule, RuleChange, RuleFor, RuleKind
from comments.rules.automaton import Budget, Pattern
from comments.rules.kinds import KINDS
from comments.rules.phrases import MOST_PLACES, Phrases, Places
from comments.rules.said import Said, Span

log = logging.getLogger("comments.rules")

LOOK_AGAIN = 10.0  # seconds
# What all rules together may take for one comment, in seconds; and one rule with patterns, in steps
# of the automaton: four looks of fifty patterns at the longest comment, about a second.
PATIENCE = 2.0
STEPS = 2_000_000
# What only the database knows.
ASKING = {RuleKind.REPEATS, RuleKind.FAST, RuleKind.RECORD, RuleKind.NETWORK}


class TooSlow(Exception):
    """The rules took longer than a member should wait."""


@dataclass
class Looked:
    """What the rules found, and those that could not look."""

    hits: list[tuple[Rule, list[Span]]] = field(default_factory=list)
    failed: list[Rule] = field(default_factory=list)


class Ruleset:
    """Some rules, ready to look at what is said."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        # Those that hold come first: what is only counted may never cost them their time.
        self.rules = sorted(rules, key=lambda rule: (not rule.is_on, rule.pk or 0))
        self.keeps_sketches = any(rule.kind == RuleKind.REPEATS for rule in self.rules)
        self.ask_the_database = any(
            rule.kind in ASKING or rule.about != RuleFor.EVERYONE for rule in self.rules
        )
        self.wants_service = any(rule.kind == RuleKind.SERVICE for rule in self.rules)
        self._phrases = Phrases()
        self._patterns: dict[int, list[Pattern]] = {}
        for place, rule in enumerate(self.rules):
            if rule.kind == RuleKind.WORDS:
                self._phrases.add(place, rule.lines)
            elif rule.kind == RuleKind.PATTERNS:
                self._patterns[place] = [Pattern(line) for line in rule.lines]

    def look(self, said: Said, *, now: Callable[[], float] = time.monotonic) -> Looked:
        """Ask every rule. One that fails does not keep the others from looking."""
        looked = Looked()
        until = now() + PATIENCE
        phrases: Places | None = None
        for place, rule in enumerate(self.rules):
            try:
                if now() > until:
                    raise TooSlow
                if not said.is_for(rule.about):
                    continue
                if rule.kind == RuleKind.WORDS and phrases is None:
                    phrases = self._phrases.find(said.folded)
                spans = self._find(place, rule, said, phrases or {})
            except Exception:
                log.exception("The rule %s could not look", rule.pk)
                looked.failed.append(rule)
            else:
                if spans is not None:
                    looked.hits.append((rule, spans))
        return looked

    def _find(self, place: int, rule: Rule, said: Said, phrases: Places) -> list[Span] | None:
        if rule.kind == RuleKind.WORDS:
            return phrases.get(place)
        if rule.kind == RuleKind.PATTERNS:
            return self._find_patterns(place, said)
        look = KINDS[rule.kind].look
        return look(rule, said) if look else None

    def _find_patterns(self, place: int, said: Said) -> list[Span] | None:
        budget = Budget(STEPS)
        found = [
            said.folded.where(start, end)
            for pattern in self._patterns[place]
            for start, end in pattern.find(said.folded.text, budget)
        ]
        return found[:MOST_PLACES] or None


@dataclass
class _Kept:
    rules: Ruleset
    stamp: Any
    looked_at: float


_kept: _Kept | None = None


def current() -> Ruleset:
    """The rules at work. No query while what this process keeps is a few seconds young."""
    global _kept  # noqa: PLW0603 -- one for each process, replaced as a whole
    kept, now = _kept, time.monotonic()
    if kept and now - kept.looked_at < LOOK_AGAIN:
        return kept.rules
    # Asked before the rules are read: a change between the two is seen at the next look.
    stamp = RuleChange.objects.order_by("-pk").values_list("pk", "at").first()
    holds = kept is not None and kept.stamp == stamp
    rules = kept.rules if kept and holds else Ruleset(Rule.objects.at_work())
    _kept = _Kept(rules, stamp, now)
    return rules


def forget() -> None:
    """Read the rules again at the next comment."""
    global _kept  # noqa: PLW0603 -- likewise
    _kept = None

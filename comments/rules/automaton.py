"""Finds a pattern in time that grows with the text alone, whatever the pattern is.

It keeps all places where a match could stand at once, and never goes back: `(a+)+$` costs what
`a+$` costs. What followed from a set of places and a letter is remembered, so that most letters
cost one look. Each piece of work is counted in a `Budget`, which ends when it is used up.
"""

from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from comments.rules.regex import (
    MOST_STEPS,
    BadPattern,
    Edge,
    Either,
    Letters,
    Part,
    Row,
    Times,
    read,
    turned,
)

MOST_PLACES = 20
# What a process remembers of one pattern before it begins anew.
MOST_REMEMBERED = 1_000
EDGE = ""  # before the first letter and after the last one


class OutOfTime(Exception):
    """Looking took more work than a comment may cost."""


@dataclass
class Budget:
    """How much work is left, in steps: one for each letter looked at, more for new ground."""

    left: int

    def spend(self, steps: int) -> None:
        self.left -= steps
        if self.left < 0:
            raise OutOfTime


@dataclass
class Program:
    """Steps: a set of letters leads on, an edge leads on where it holds, a fork leads to two."""

    steps: list[Letters | Edge | tuple[int, int] | None] = field(default_factory=list)
    after: list[int] = field(default_factory=list)

    def add(self, step: Letters | Edge | tuple[int, int] | None, after: int = -1) -> int:
        if len(self.steps) >= MOST_STEPS:
            raise BadPattern(_("This pattern is too large. Make the numbers in { } smaller."))
        self.steps.append(step)
        self.after.append(after)
        return len(self.steps) - 1


def build(program: Program, part: Part, after: int) -> int:
    """Add the steps of a part that leads to `after`; returns where it begins."""
    if isinstance(part, Letters | Edge):
        return program.add(part, after)
    if isinstance(part, Row):
        for inner in reversed(part.parts):
            after = build(program, inner, after)
        return after
    if isinstance(part, Either):
        starts = [build(program, inner, after) for inner in part.parts]
        start = starts[-1]
        for other in starts[-2::-1]:
            start = program.add((other, start))
        return start
    return _times(program, part, after)


def _times(program: Program, part: Times, after: int) -> int:
    if part.most is None:
        fork = program.add((after, after))
        begin = build(program, part.part, fork)
        program.steps[fork] = (begin, after)
        start = fork
    else:
        start = after
        for _time in range(part.most - part.least):
            start = program.add((build(program, part.part, start), after))
    for _time in range(part.least):
        start = build(program, part.part, start)
    return start


@dataclass(eq=False)
class Ground:
    """A set of places where a match could stand, behind a letter of some kind; and what was found
    out about each next letter: the ground after it, and whether a match ends before it."""

    places: frozenset[int]
    before: str
    known: "dict[str, tuple[Ground, bool]]" = field(default_factory=dict)


class Reading:
    """One pattern read in one direction; with `anywhere`, begun anew before each letter."""

    def __init__(self, part: Part, *, anywhere: bool = False) -> None:
        self.program = Program()
        self.end = self.program.add(None)
        self.start = frozenset([build(self.program, part, self.end)])
        self.anew = self.start if anywhere else frozenset[int]()
        self._forget()

    def _forget(self) -> None:
        self._grounds: dict[tuple[frozenset[int], str], Ground] = {}
        self._many = 0

    def begin(self, before: str) -> Ground:
        return self._ground(self.start, before)

    def _ground(self, places: frozenset[int], before: str) -> Ground:
        key = places, _kind(before)
        ground = self._grounds.get(key)
        if ground is None:
            ground = self._grounds[key] = Ground(*key)
        return ground

    def after(self, ground: Ground, letter: str, budget: Budget) -> tuple[Ground, bool]:
        """The ground after this letter, and whether a match ends before it. Remembers it."""
        if self._many > MOST_REMEMBERED:
            self._forget()
        places, ends = self._look(ground, letter, budget)
        ground.known[letter] = found = self._ground(places | self.anew, letter), ends
        self._many += 1
        return found

    def _look(self, ground: Ground, letter: str, budget: Budget) -> tuple[frozenset[int], bool]:
        waiting, seen = list(ground.places), set(ground.places)
        on = set()
        while waiting:
            place = waiting.pop()
            step, after = self.program.steps[place], self.program.after[place]
            nexts: tuple[int, ...] = ()
            if isinstance(step, Letters):
                if letter != EDGE and step.has(letter):
                    on.add(after)
            elif isinstance(step, Edge):
                nexts = (after,) if _holds(step.kind, ground.before, letter) else ()
            elif step is not None:
                nexts = step
            for one in nexts:
                if one not in seen:
                    seen.add(one)
                    waiting.append(one)
        budget.spend(len(seen))
        return frozenset(on), self.end in seen


def _kind(letter: str) -> str:
    """All that an edge asks of the letter before it."""
    if letter in {EDGE, "\n"}:
        return EDGE
    return "w" if letter.isalnum() or letter == "_" else " "


def _holds(kind: str, before: str, after: str) -> bool:
    first, second = _kind(before), _kind(after)
    if kind == "^":
        return first == EDGE
    if kind == "$":
        return second == EDGE
    return ((first == "w") != (second == "w")) == (kind == "b")


class Pattern:
    """One pattern, ready to be found. BadPattern when it cannot be used."""

    def __init__(self, pattern: str) -> None:
        tree = read(pattern)
        self._search = Reading(tree, anywhere=True)
        self._forth, self._back = Reading(tree), Reading(turned(tree))
        if self._is_empty():
            raise BadPattern(_("This fits where there is no text at all. Say more."))

    def _is_empty(self) -> bool:
        budget = Budget(MOST_STEPS * 10)
        around = [EDGE, "w", " "]
        return any(
            self._forth.after(self._forth.begin(before), after, budget)[1]
            for before in around
            for after in around
        )

    def find(self, text: str, budget: Budget) -> list[tuple[int, int]]:
        """Places that do not overlap: what ends first, as far as it reaches to both sides."""
        found: list[tuple[int, int]] = []
        at = 0
        while at < len(text) and len(found) < MOST_PLACES:
            end = _walk(self._search, text, at, len(text), budget, first=True)
            if end is None:
                break
            start = _walk(self._back, text, end, at, budget)
            start = end if start is None else start
            end = _walk(self._forth, text, start, len(text), budget) or end
            found.append((start, end))
            at = max(end, start + 1)
        return found


def _walk(
    reading: Reading, text: str, start: int, stop: int, budget: Budget, *, first: bool = False
) -> int | None:
    """Read from one place to another, to the left or to the right: where the last match ends, or
    the first one."""
    back = stop < start
    step, shift = (-1, -1) if back else (1, 0)
    before = start if back else start - 1
    ground = reading.begin(_letter(text, before))
    found = None
    here = start
    while True:
        letter = _letter(text, here + shift)
        told = ground.known.get(letter) or reading.after(ground, letter, budget)
        ground = told[0]
        if told[1]:
            found = here
        if (told[1] and first) or here == stop or not ground.places:
            budget.spend(abs(here - start) + 1)
            return found
        here += step


def _letter(text: str, place: int) -> str:
    return text[place] if 0 <= place < len(text) else EDGE

"""A small language for patterns: what of regular expressions can be found in straight time.

Read into a tree, and from there into steps for `comments.rules.automaton`. Look-behind, look-ahead,
back references and lazy marks are refused with a sentence: the first three cannot be found in
straight time, the last would change nothing.
"""

from dataclasses import dataclass
from typing import NoReturn

from django.utils.translation import gettext as _

from comments.rules.folding import letters_of

# A pattern may become as many steps; each letter costs at most so much.
MOST_STEPS = 1_000
MOST_TIMES = 100
MOST_DEEP = 20
LONGEST_COUNT = len("100,100")
MOST_CHARACTERS = 300
KINDS = "dDwWsS"
_MEANT = {"n": "\n", "t": "\t"}
_TIMES = {"*": (0, None), "+": (1, None), "?": (0, 1)}


class BadPattern(ValueError):
    """The pattern cannot be used; the words say why, and where."""


@dataclass(frozen=True)
class Letters:
    """One character out of a set."""

    these: frozenset[str] = frozenset()
    kinds: str = ""
    ranges: tuple[tuple[str, str], ...] = ()
    but: bool = False

    def has(self, letter: str) -> bool:
        found = (
            letter in self.these
            or any(first <= letter <= last for first, last in self.ranges)
            or any(is_of(kind, letter) for kind in self.kinds)
        )
        return found != self.but


ANY = Letters(frozenset("\n"), but=True)


def is_of(kind: str, letter: str) -> bool:
    if kind in "dD":
        return letter.isdigit() == (kind == "d")
    if kind in "sS":
        return letter.isspace() == (kind == "s")
    return (letter.isalnum() or letter == "_") == (kind == "w")


@dataclass(frozen=True)
class Edge:
    """A place and not a letter: `^`, `$`, `b` (where a word begins or ends), `B`."""

    kind: str


@dataclass(frozen=True)
class Row:
    parts: "tuple[Part, ...]"


@dataclass(frozen=True)
class Either:
    parts: "tuple[Part, ...]"


@dataclass(frozen=True)
class Times:
    part: "Part"
    least: int
    most: int | None


Part = Letters | Edge | Row | Either | Times


def read(pattern: str) -> Part:
    """The tree of a pattern; BadPattern says why there is none."""
    if len(pattern) > MOST_CHARACTERS:
        raise BadPattern(
            _("Make it shorter: at most %(most)d characters.") % _most(MOST_CHARACTERS)
        )
    reader = _Reader(pattern)
    tree = reader.either(0)
    if reader.here:
        reader.stop(_("a bracket is closed that was never opened"))
    return tree


def _most(number: int) -> dict[str, int]:
    return {"most": number}


class _Reader:
    def __init__(self, pattern: str) -> None:
        self.pattern, self.at = pattern, 0

    @property
    def here(self) -> str:
        return self.pattern[self.at : self.at + 1]

    def take(self, wanted: str) -> bool:
        if wanted and self.pattern.startswith(wanted, self.at):
            self.at += len(wanted)
            return True
        return False

    def next(self) -> str:
        self.at += 1
        return self.pattern[self.at - 1 : self.at]

    def stop(self, why: str) -> NoReturn:
        told = {"place": self.at, "why": why}
        raise BadPattern(_("At character %(place)d: %(why)s.") % told)

    def either(self, depth: int) -> Part:
        if depth > MOST_DEEP:
            self.stop(_("too many brackets inside each other"))
        rows = [self.row(depth)]
        while self.take("|"):
            rows.append(self.row(depth))
        return rows[0] if len(rows) == 1 else Either(tuple(rows))

    def row(self, depth: int) -> Part:
        parts: list[Part] = []
        while self.here and self.here not in "|)":
            parts.append(self.times(self.one(depth)))
        return parts[0] if len(parts) == 1 else Row(tuple(parts))

    def times(self, part: Part) -> Part:
        if self.here in _TIMES and self.here:
            least, most = _TIMES[self.next()]
        elif self.here == "{":
            least, most = self.counted()
        else:
            return part
        if self.here and self.here in "?+*{":
            self.stop(_("a mark for “how often” follows another one"))
        if isinstance(part, Edge):
            self.stop(_("a place cannot be repeated"))
        return Times(part, least, most)

    def counted(self) -> tuple[int, int | None]:
        self.take("{")
        inside, closed, _rest = self.pattern[self.at :].partition("}")
        low, comma, high = inside.partition(",")
        fine = (
            closed
            and low.isdecimal()
            and (high.isdecimal() or not high)
            and len(inside) <= LONGEST_COUNT
        )
        if not fine:
            self.stop(_("write {2} or {2,5}, or put \\ before {"))
        self.at += len(inside) + 1
        least, most = int(low), int(high) if high else (None if comma else int(low))
        if max(least, most or 0) > MOST_TIMES or (most is not None and most < least):
            self.stop(_("at most %(most)d times, the smaller number first") % _most(MOST_TIMES))
        return least, most

    def one(self, depth: int) -> Part:
        letter = self.next()
        if letter == "(":
            return self.group(depth)
        if letter == "[":
            return self.choice()
        if letter == ".":
            return ANY
        if letter in "^$":
            return Edge(letter)
        if letter == "\\":
            return self.escaped()
        if letter in "*+?{":
            self.stop(_("there is nothing to repeat; put \\ before the mark if you mean it"))
        return literal(letter)

    def group(self, depth: int) -> Part:
        if self.take("?") and not self.take(":"):
            self.stop(_("brackets that begin with “?” cannot be used, except “(?:”"))
        part = self.either(depth + 1)
        if not self.take(")"):
            self.stop(_("a bracket is not closed"))
        return part

    def escaped(self) -> Part:
        letter = self.next()
        if letter in KINDS and letter:
            return Letters(kinds=letter)
        if letter in "bB" and letter:
            return Edge(letter)
        return literal(self.meant(letter))

    def meant(self, letter: str) -> str:
        """What stands after a backslash."""
        if letter in _MEANT:
            return _MEANT[letter]
        if not letter or letter.isalnum():
            self.stop(_("“\\%(letter)s” cannot be used") % {"letter": letter})
        return letter

    def choice(self) -> Part:
        but = self.take("^")
        these, kinds, ranges = set[str](), "", list[tuple[str, str]]()
        while not self.take("]") or not (these or kinds or ranges):
            letter = self.next()
            if not letter:
                self.stop(_("a square bracket is not closed"))
            if letter == "\\" and self.here in KINDS and self.here:
                kinds += self.next()
                continue
            if letter == "\\":
                letter = self.meant(self.next())
            if self.here == "-" and self.pattern[self.at + 1 : self.at + 2] not in {"]", ""}:
                self.next()
                ranges.append(self.range(letter, self.next()))
            else:
                these |= set(letters_of(letter))
        return Letters(frozenset(these), kinds, tuple(ranges), but)

    def range(self, first: str, last: str) -> tuple[str, str]:
        first, last = first.lower(), last.lower()
        plain = first.isascii() and last.isascii() and first.isalnum() and last.isalnum()
        if not plain or first.isdigit() != last.isdigit() or first > last:
            self.stop(_("a range goes from a to z, or from 0 to 9"))
        return first, last


def literal(letter: str) -> Part:
    """One character as it is after folding: none, one, or several."""
    parts = tuple(Letters(frozenset(part)) for part in letters_of(letter))
    return parts[0] if len(parts) == 1 else Row(parts)


def turned(part: Part) -> Part:
    """The same read from the right."""
    if isinstance(part, Row):
        return Row(tuple(turned(inner) for inner in reversed(part.parts)))
    if isinstance(part, Either):
        return Either(tuple(turned(inner) for inner in part.parts))
    if isinstance(part, Times):
        return Times(turned(part.part), part.least, part.most)
    if isinstance(part, Edge) and part.kind in "^$":
        return Edge("$" if part.kind == "^" else "^")
    return part

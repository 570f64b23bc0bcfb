"""Plots out of HTML and SVG: nothing from elsewhere, no style but the site's, and a table each."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

HEIGHT = 60
# Of a plot with columns: room for each label, and how much of it the columns fill.
STEP, FILLED = 12, 9
WHOLE = 100


@dataclass(frozen=True)
class Shape:
    """One column or bar, in the units of its drawing."""

    x: float
    y: float
    width: float
    height: float
    series: int
    told: str  # for who points at it


@dataclass
class Plot:
    """A heading, what it means, and rows of numbers. None stands for "nothing to count"."""

    name: str
    title: str
    meaning: str
    heads: Sequence[str]  # the first is what the labels are
    rows: Sequence[tuple[str, Sequence[float | None]]]
    # Columns stand for time, one after the other; bars lie beside their labels.
    bars: bool = False
    unit: str = ""
    notes: list[str] = field(default_factory=list)

    @cached_property
    def most(self) -> float:
        """The number that fills the height."""
        return max((v for _label, values in self.rows for v in values if v), default=0)

    @property
    def is_empty(self) -> bool:
        return not self.most

    @property
    def is_wide(self) -> bool:
        """Whether its table may have to scroll on a phone."""
        return len(self.heads) > 3  # noqa: PLR2004 -- a label and two numbers fit

    @property
    def series(self) -> Sequence[str]:
        return self.heads[1:]

    @property
    def width(self) -> int:
        return STEP * len(self.rows)

    @property
    def first(self) -> str:
        return self.rows[0][0] if self.rows else ""

    @property
    def last(self) -> str:
        return self.rows[-1][0] if self.rows else ""

    @property
    def most_told(self) -> str:
        return self.number(self.most)

    def number(self, value: float | None) -> str:
        """As the table says it."""
        if value is None:
            return "–"
        shown = f"{value:,.0f}" if value == int(value) or value >= STEP else f"{value:.1f}"
        return f"{shown} {self.unit}" if self.unit else shown

    @property
    def table(self) -> list[tuple[str, list[str]]]:
        return [(label, [self.number(v) for v in values]) for label, values in self.rows]

    @property
    def columns(self) -> list[Shape]:
        """Side by side above each label."""
        each = FILLED / max(1, len(self.series))
        return [
            Shape(
                x=round(place * STEP + (STEP - FILLED) / 2 + number * each, 2),
                y=round(HEIGHT - self._part(value, HEIGHT), 2),
                width=round(each, 2),
                height=round(self._part(value, HEIGHT), 2),
                series=number + 1,
                told=f"{label}: {self.series[number]} {self.number(value)}",
            )
            for place, (label, values) in enumerate(self.rows)
            for number, value in enumerate(values)
            if value
        ]

    @property
    def lying(self) -> list[tuple[str, list[str], float]]:
        """Label, numbers, and how much of the width the first number fills."""
        return [
            (label, [self.number(v) for v in values], round(self._part(values[0], WHOLE), 1))
            for label, values in self.rows
        ]

    def _part(self, value: float | None, whole: int) -> float:
        return (value or 0) / self.most * whole if self.most else 0

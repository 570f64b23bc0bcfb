"""The signal line: calm, troubled, calm again. Every guide and topic has its own.

A seed (a slug, say) decides a few parameters; the same seed always draws the same picture. Colours
come from the theme through classes, so one drawing serves all five.
"""

from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

type Point = tuple[float, float]


@dataclass(frozen=True)
class Canvas:
    """How large a picture is, how thick its line, and what stands around the line."""

    width: int
    height: int
    stroke: float
    sky: bool = True
    calm: bool = False


CANVASES = {
    "card": Canvas(320, 200, 5.5),
    "wide": Canvas(640, 250, 7),
    "hero": Canvas(520, 380, 8, calm=True),
    "glyph": Canvas(60, 50, 3, sky=False),
}


@lru_cache(maxsize=1024)
def draw(seed: str, kind: str = "card") -> SafeString:
    """The picture of a seed as an SVG that says nothing to a screen reader."""
    canvas = CANVASES[kind]
    dice = sha256(seed.encode()).digest()
    return format_html(
        '<svg class="art" viewBox="0 0 {w} {h}" width="{w}" height="{h}" aria-hidden="true">'
        '{back}<path class="nerve" stroke-width="{stroke}" d="{line}"/>{calm}</svg>',
        w=canvas.width,
        h=canvas.height,
        back=_sky(dice, canvas) if canvas.sky else "",
        stroke=canvas.stroke,
        line=path(signal(dice, canvas.width, canvas.height), sharp=dice[1] % 4 == 0),
        calm=_calm(canvas) if canvas.calm else "",
    )


def signal(dice: bytes, width: int, height: int) -> list[Point]:
    """The turning points of a line: level, a few beats up and down, level again."""
    beats = 2 + dice[2] % 3
    base = height * (0.48 + dice[3] % 12 / 100)
    start = width * (0.12 + dice[4] % 12 / 100)
    step = (width * (0.84 - dice[5] % 10 / 100) - start) / (beats + 1)
    up = -1 if dice[6] % 4 else 1
    points = [(0.0, base), (start, base)]
    for beat in range(beats):
        swing = height * (0.14 + dice[7 + beat] % 18 / 100)
        points.append((start + step * (beat + 1), base + up * swing))
        up = -up
    return [*points, (start + step * (beats + 1), base), (float(width), base)]


def path(points: list[Point], *, sharp: bool = False) -> str:
    """Points joined to an SVG path: by straight lines, or by curves level at each point."""
    first, *rest = points
    said = [f"M{_pair(first)}"]
    x, y = first
    for point in rest:
        pull = (point[0] - x) * 0.48
        bend = f"C{_pair((x + pull, y))} {_pair((point[0] - pull, point[1]))} {_pair(point)}"
        said.append(f"L{_pair(point)}" if sharp else bend)
        x, y = point
    return "".join(said)


def _pair(point: Point) -> str:
    return " ".join(f"{number:.1f}".removesuffix(".0") for number in point)


def _sky(dice: bytes, canvas: Canvas) -> SafeString:
    """A wash of colour and a sun, which keeps to one side and above the line."""
    side = 0.22 if dice[12] % 2 else 0.78
    return format_html(
        '<rect class="sky-{}" width="{}" height="{}"/><circle class="sun" cx="{}" cy="{}" r="{}"/>',
        "abc"[dice[0] % 3],
        canvas.width,
        canvas.height,
        round(canvas.width * side),
        round(canvas.height * (0.28 + dice[13] % 8 / 100)),
        round(canvas.height * 0.17),
    )


def _calm(canvas: Canvas) -> SafeString:
    """The second, quiet line of the home page: the same signal, nearly at rest."""
    w, low = canvas.width, canvas.height * 0.76
    points = [
        (0.0, low),
        (w * 0.35, low),
        (w * 0.46, low - 36),
        (w * 0.58, low),
        (float(w), low),
    ]
    return mark_safe(f'<path class="calm" stroke-width="5" d="{path(points)}"/>')  # noqa: S308

"""Draws the line artwork of the demo guides: one signal line, a sun, a quiet wash.

Screens draw the same kind of picture as SVG in the reader's own colours. A figure of a guide
is an uploaded image, so here it is made of pixels, in the colours of the Paper theme.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any

from PIL import Image, ImageDraw

type Point = tuple[float, float]

FIELD = (640, 360)
# Points of a figure are told on the field; the picture is twice as large.
SCALE = 2
# Drawn larger still and then shrunk, because Pillow draws hard edges.
FINER = 4
# Steps of one piece of a curve: enough that no corner is seen on the longest we have.
STEPS = 32

WASHES = {"a": (0xE3, 0xE9, 0xDC), "b": (0xF0, 0xE3, 0xCB), "c": (0xF4, 0xDD, 0xD0)}
SUN = (0xED, 0xB2, 0x7E)
SUN_STRENGTH = 0.78
INKS = {"accent": (0x01, 0x4A, 0x57), "signal": (0xC2, 0x61, 0x1F), "faint": (0x9E, 0xB0, 0xA9)}
LINE_WIDTH = 7


def draw(figure: Mapping[str, Any]) -> Image.Image:
    """The picture that the numbers of a figure block describe."""
    grain = SCALE * FINER
    wash = WASHES[figure["wash"]]
    image = Image.new("RGB", (FIELD[0] * grain, FIELD[1] * grain), wash)
    pen = ImageDraw.Draw(image)
    x, y, radius = (value * grain for value in figure["sun"])
    pen.ellipse((x - radius, y - radius, x + radius, y + radius), fill=_blend(SUN, wash))
    for line in figure["lines"]:
        _stroke(pen, line, grain)
    return image.reduce(FINER)


def _blend(colour: Sequence[int], ground: Sequence[int]) -> tuple[int, ...]:
    mixed = zip(colour, ground, strict=True)
    return tuple(round(c * SUN_STRENGTH + g * (1 - SUN_STRENGTH)) for c, g in mixed)


def _stroke(pen: ImageDraw.ImageDraw, line: Mapping[str, Any], grain: int) -> None:
    """Draw one line with round ends and round corners."""
    points = [(x * grain, y * grain) for x, y in path(line["points"], line.get("curve", "signal"))]
    ink = INKS[line.get("ink", "accent")]
    width = line.get("width", LINE_WIDTH) * grain
    pen.line(points, fill=ink, width=round(width))
    # Pillow draws an ellipse one pixel wider than it is told to.
    radius = width / 2 - 0.5
    for x, y in points:
        pen.ellipse((x - radius, y - radius, x + radius, y + radius), fill=ink)


def path(points: Sequence[Sequence[float]], curve: str) -> list[Point]:
    """The whole way of a line that is told by a few points."""
    corners = [(float(x), float(y)) for x, y in points]
    if curve == "straight":
        return corners
    pieces = _level(corners) if curve == "signal" else _flowing(corners)
    return [corners[0], *(step for piece in pieces for step in _bezier(*piece))]


def _level(corners: list[Point]) -> Iterator[tuple[Point, Point, Point, Point]]:
    """Pieces that are level at every corner: hills and valleys, like a nerve signal."""
    for a, b in pairwise(corners):
        middle = (a[0] + b[0]) / 2
        yield a, (middle, a[1]), (middle, b[1]), b


def _flowing(corners: list[Point]) -> Iterator[tuple[Point, Point, Point, Point]]:
    """Pieces that pass smoothly through every corner, in any direction (Catmull-Rom)."""
    padded = [corners[0], *corners, corners[-1]]
    for before, a, b, after in zip(padded, padded[1:], padded[2:], padded[3:], strict=False):
        leave = (a[0] + (b[0] - before[0]) / 6, a[1] + (b[1] - before[1]) / 6)
        arrive = (b[0] - (after[0] - a[0]) / 6, b[1] - (after[1] - a[1]) / 6)
        yield a, leave, arrive, b


def _bezier(a: Point, b: Point, c: Point, d: Point) -> Iterator[Point]:
    for step in range(1, STEPS + 1):
        t = step / STEPS
        u = 1 - t
        weights = (u**3, 3 * u * u * t, 3 * u * t * t, t**3)
        corners = tuple(zip(weights, (a, b, c, d), strict=True))
        yield sum(w * p[0] for w, p in corners), sum(w * p[1] for w, p in corners)

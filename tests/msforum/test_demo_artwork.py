"""The figures of the demo guides are drawn from a few numbers, the same each time."""

import pytest

from demo import world
from demo.artwork import INKS, WASHES, draw, path

FIGURES = [
    pytest.param(block["artwork"], id=guide.slug)
    for guide in world.read().guides
    for block in guide.blocks
    if block["kind"] == "figure"
]


@pytest.mark.parametrize("figure", FIGURES)
def test_a_figure_is_drawn_the_same_each_time(figure):
    image = draw(figure)

    assert image.size == (1280, 720)
    assert image.tobytes() == draw(figure).tobytes()


@pytest.mark.parametrize("figure", FIGURES)
def test_a_figure_shows_its_wash_and_every_line(figure):
    image = draw(figure)
    colours = {colour for _, colour in image.getcolors(maxcolors=1280 * 720)}

    assert image.getpixel((1279, 719)) == WASHES[figure["wash"]]
    assert {INKS[line.get("ink", "accent")] for line in figure["lines"]} <= colours


def test_the_sun_stands_where_the_numbers_say():
    image = draw({"wash": "a", "sun": [100, 50, 20], "lines": []})

    wash = WASHES["a"]
    assert image.getpixel((200, 100)) != wash
    assert image.getpixel((238, 100)) == image.getpixel((200, 100))
    assert image.getpixel((242, 100)) == wash


def test_no_two_guides_have_the_same_figure():
    figures = {draw(figure.values[0]).tobytes() for figure in FIGURES}

    assert len(figures) == len(FIGURES)


@pytest.mark.parametrize("curve", ["signal", "flow", "straight"])
def test_a_line_passes_through_the_points_that_tell_it(curve):
    points = [[0, 10], [50, 90], [100, 20]]

    drawn = path(points, curve)

    nearest = [min(abs(x - a) + abs(y - b) for a, b in drawn) for x, y in points]
    assert nearest == pytest.approx([0, 0, 0], abs=1e-9)

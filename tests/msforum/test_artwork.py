"""Every guide and topic has a signal line of its own."""

import re

import pytest

from msforum.artwork import CANVASES, draw, path, signal


def test_the_same_seed_draws_the_same_picture_and_another_seed_another():
    seeds = ["stiff-muscles", "fatigue", "vision", "walking", "bladder", "mood"]

    assert draw("fatigue") == draw("fatigue")
    assert len({draw(seed) for seed in seeds}) == len(seeds)


@pytest.mark.parametrize("seed", range(60))
@pytest.mark.parametrize("kind", CANVASES)
def test_a_line_is_calm_at_both_ends_and_stays_on_the_canvas(seed, kind):
    canvas = CANVASES[kind]
    dice = bytes((seed * 37 + place * 101) % 256 for place in range(32))

    points = signal(dice, canvas.width, canvas.height)

    assert points[0][1] == points[1][1] == points[-1][1] == points[-2][1]
    assert points[0][0] == 0
    assert points[-1][0] == canvas.width
    assert [x for x, _ in points] == sorted(x for x, _ in points)
    assert all(canvas.stroke < y < canvas.height - canvas.stroke for _, y in points)
    assert any(y != points[0][1] for _, y in points)


def test_a_line_is_drawn_with_curves_or_with_corners():
    points = [(0.0, 10.0), (10.0, 10.0), (20.0, 0.5)]

    assert path(points, sharp=True) == "M0 10L10 10L20 0.5"
    assert path(points) == "M0 10C4.8 10 5.2 10 10 10C14.8 10 15.2 0.5 20 0.5"


def test_a_picture_says_nothing_aloud_and_takes_its_colours_from_the_theme():
    for kind in CANVASES:
        svg = draw("fatigue", kind)

        assert 'aria-hidden="true"' in svg
        assert not re.search(r'(?:fill|stroke)="|style=|#', svg)
    assert "sky-" not in draw("fatigue", "glyph")
    assert 'class="calm"' in draw("fatigue", "hero")

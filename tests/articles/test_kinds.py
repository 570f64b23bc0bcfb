"""How each kind of block is drawn, and what its words mean to the checks."""

import pytest

from articles.checks import Draft, Piece, callouts, lists
from articles.models import Block, Kind
from articles.rendering import render


def drawn(*blocks, **fields):
    """A finished guide made of blocks, told as a snapshot tells them."""
    told = [
        {"uuid": f"00000000-0000-4000-8000-{place:012}", "image": None, **block}
        for place, block in enumerate(blocks)
    ]
    return render({"blocks": told, **fields})


def ids(contents):
    return [part["id"] for part in contents]


@pytest.mark.django_db
def test_steps_are_numbered_and_may_have_headings():
    page = drawn(
        {"kind": "steps", "heading": "Getting up", "items": "Sit up | <b>Roll</b> first\n2. Stand"}
    )

    assert '<section class="steps" aria-labelledby="getting-up">' in page.html
    assert "<li><h3>Sit up</h3><p>&lt;b&gt;Roll&lt;/b&gt; first</p></li>" in page.html
    assert "<li><p>Stand</p></li>" in page.html
    assert page.text == "Getting up\nSit up\n<b>Roll</b> first\nStand"
    assert ids(page.contents) == ["getting-up"]


@pytest.mark.django_db
def test_a_callout_is_a_note_and_no_part_of_the_outline():
    page = drawn(
        {"kind": "text", "heading": "Heat", "html": "<p>Warm.</p>"},
        {"kind": "callout", "heading": "Good to know", "html": "<p onclick=x>It passes.</p>"},
        {"kind": "callout", "html": "<p>Drink.</p>"},
    )

    assert (
        '<div class="callout" role="note" aria-labelledby="good-to-know">\n'
        '<p class="name" id="good-to-know">Good to know</p>\n<p>It passes.</p>\n</div>'
    ) in page.html
    assert '<div class="callout" role="note">\n<p>Drink.</p>\n</div>' in page.html
    assert ids(page.contents) == ["heat"]


@pytest.mark.django_db
def test_what_is_named_without_a_heading_lets_headings_inside_go_on_from_above():
    alone = drawn({"kind": "callout", "heading": "Note", "html": "<h3>One</h3><p>x</p>"})
    below = drawn(
        {"kind": "text", "heading": "Heat", "html": "<p>Warm.</p>"},
        {"kind": "callout", "heading": "Note", "html": "<h3>One</h3><p>x</p>"},
    )

    assert "<h2>One</h2>" in alone.html
    assert "<h3>One</h3>" in below.html


def test_more_than_two_callouts_are_told_and_steps_are_a_list():
    notes = [Piece(Block(kind=Kind.CALLOUT, heading=f"Note {n}")) for n in range(3)]
    steps = Piece(Block(kind=Kind.STEPS, items="\n".join(f"Head | step {n}" for n in range(7))))

    assert [found.quote for found in callouts.findings(Draft(notes))] == ["Note 2"]
    assert [found.quote for found in lists.findings(Draft([steps]))] == ["step 0"]


def test_what_a_block_held_as_another_kind_is_not_looked_at():
    left = Block(kind=Kind.STEPS, html='<p>Old <a href="http://x">here</a></p>', items="Sit")
    piece = Piece(left)

    assert [passage.text for _name, passage in piece.texts] == ["Sit"]
    assert piece.links == []

"""How each kind of block is drawn, and what its words mean to the checks."""

import pytest

from articles.checks import Draft, Piece, Severity, callouts, lists, numbers
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


@pytest.mark.django_db
def test_details_are_folded_by_the_browser_itself():
    page = drawn({"kind": "details", "heading": "Why is that?", "html": "<p>Nobody knows.</p>"})

    assert page.html == (
        '<details class="more">\n<summary id="why-is-that">Why is that?</summary>\n'
        "<div><p>Nobody knows.</p></div>\n</details>"
    )
    assert page.text == "Why is that?\nNobody knows."
    assert page.contents == []


@pytest.mark.django_db
def test_a_table_names_its_columns_and_rows_and_scrolls_in_a_named_box():
    page = drawn(
        {
            "kind": "table",
            "caption": "What <heat> does",
            "items": "| Day | Night\nHeat | hot & dry | mild",
            "row_headers": True,
        }
    )

    assert (
        '<div class="scroll" role="region" aria-labelledby="table" tabindex="0">\n<table>\n'
        '<caption id="table">What &lt;heat&gt; does</caption>'
    ) in page.html
    assert '<tr><td></td><th scope="col">Day</th><th scope="col">Night</th></tr>' in page.html
    assert '<tr><th scope="row">Heat</th><td>hot &amp; dry</td><td>mild</td></tr>' in page.html
    assert page.text == "What <heat> does\nDay\nNight\nHeat\nhot & dry\nmild"


@pytest.mark.parametrize(
    ("fields", "quotes"),
    [
        ({}, ["30%"]),
        ({"no_source_needed": True}, []),
        ({"caption": "How many have it [1]"}, []),
        ({"items": "Who | How many\nAll | 30% [2]"}, []),
        ({"items": "Who | How many\nAll | most"}, []),
    ],
)
def test_one_mark_speaks_for_a_whole_table(fields, quotes):
    told = {"caption": "How many have it", "items": "Who | How many\nAll | 30%", **fields}
    found = list(numbers.findings(Draft([Piece(Block(kind=Kind.TABLE, **told))])))

    assert [one.quote for one in found] == quotes
    assert {one.severity for one in found} <= {Severity.SUBMIT}

"""How each kind of block is drawn, and what its words mean to the checks."""

import pytest

from articles import publishing
from articles.checks import Draft, Piece, Severity, callouts, lists, look_at, medicines, numbers
from articles.comparing import compare
from articles.models import Block, Kind, Medicine
from articles.rendering import render
from articles.risks import Risk
from tests import make


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


@pytest.mark.django_db
def test_a_quote_is_words_and_a_name_and_nothing_louder():
    page = drawn(
        {
            "kind": "quote",
            "html": "<h3>Hear me</h3><p>I <b>nap</b>.</p><script>x</script>",
            "attribution": "two_sticks <3",
            "consent": True,
        }
    )

    assert page.html == (
        '<figure class="quote">\n<blockquote>Hear me\n<p>I <b>nap</b>.</p></blockquote>\n'
        "<figcaption>two_sticks &lt;3</figcaption>\n</figure>"
    )
    assert page.contents == []


@pytest.mark.django_db
def test_a_quote_does_not_go_live_without_consent(dee):
    guide = make.draft(owner=dee)
    quote = make.block(guide, Kind.QUOTE, html="<p>I nap.</p>", attribution="two_sticks")

    with pytest.raises(publishing.CannotPublish) as refused:
        publishing.publish(guide, by=dee)
    assert [(one.block, one.field) for one in refused.value.troubles] == [(quote, "consent")]

    quote.consent = True
    quote.save()
    assert "two_sticks" in publishing.publish(guide, by=dee).html


def test_nobody_is_asked_to_mend_somebodys_own_words():
    words = "<p>" + "I suffer from it and was told so, " * 4 + "." + " No." * 4 + "</p>"
    told = {"attribution": "two_sticks", "consent": True, "html": words}

    quoted = look_at(Draft([Piece(Block(kind=Kind.QUOTE, **told))]))
    ours = look_at(Draft([Piece(Block(kind=Kind.TEXT, html=words))]))

    assert quoted.findings == []
    assert len(ours.findings) >= 3


NOTE = {
    "kind": "medicine_note",
    "heading": "Baclofen",
    "purpose": "Tight muscles.",
    "items": "feeling sleepy\nweak legs",
    "safety_line": "Do not stop baclofen suddenly.",
}


@pytest.mark.django_db
def test_a_medicine_note_says_what_it_is_for_what_many_notice_and_what_to_know():
    page = drawn(NOTE)

    assert '<section class="medicine" aria-labelledby="baclofen">' in page.html
    assert page.text.split("\n") == [
        *("Baclofen", "What it is for", "Tight muscles.", "Common effects"),
        *("feeling sleepy", "weak legs", "Important: Do not stop baclofen suddenly."),
    ]
    assert page.contents == [{"id": "baclofen", "title": "Baclofen"}]


@pytest.mark.parametrize(
    ("line", "count"), [("Do not stop baclofen suddenly!", 0), ("Ask your doctor.", 1)]
)
def test_the_safety_line_of_a_note_is_the_one_that_the_table_asks_for(line, count):
    table = [Medicine(name="Baclofen", safety_line="Do not stop baclofen suddenly.")]
    draft = Draft([Piece(Block(**NOTE | {"safety_line": line}))], medicines=table)

    assert len(list(medicines.findings(draft))) == count


def test_whatever_changes_in_a_medicine_note_is_looked_at_first():
    old = {"uuid": "a", **NOTE}
    changes = compare({"blocks": [old]}, {"blocks": [old | {"purpose": "Cramps."}]})

    assert [change.risks for change in changes] == [[Risk.MEDICINE]]


def test_a_snapshot_tells_of_newer_fields_only_where_they_say_something():
    plain, quote = Block(kind=Kind.TEXT), Block(kind=Kind.QUOTE, attribution="x", consent=True)

    assert not set(publishing.told(plain)) & set(publishing.NEWER_FIELDS)
    assert publishing.told(quote)["attribution"] == "x"
    assert publishing.told(quote)["consent"] is True

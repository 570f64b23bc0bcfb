"""Two snapshots, and what is said about them. Pure: no database."""

from uuid import uuid4

import pytest

from articles.comparing import Happened, Names, compare, pictures_in, words_of
from articles.risks import Risk, risks_between

ONE, TWO, THREE, FOUR = (str(uuid4()) for _ in range(4))


def text(uuid, html="<p>Rest first.</p>", **fields):
    return {
        "uuid": uuid,
        "kind": "text",
        "heading": "",
        "level": "",
        "html": html,
        "items": "",
        "image": None,
    } | fields


def guide(*blocks, **fields):
    return {"title": "Fatigue", "hero": None, "byline": [], "blocks": list(blocks)} | fields


def told(old, new, **known):
    return [(change.uuid, change.told) for change in compare(old, new, **known)]


def test_the_same_twice_has_no_changes():
    assert compare(guide(text(ONE)), guide(text(ONE))) == []


def test_blocks_are_added_removed_and_changed():
    old = guide(text(ONE), text(TWO, "<p>Old words.</p>"))
    new = guide(text(TWO, "<p>New words.</p>"), text(THREE))

    assert told(old, new) == [(ONE, "Removed"), (TWO, "Changed"), (THREE, "Added")]


def test_a_block_that_moved_is_told_once_and_its_neighbours_not():
    old = guide(text(ONE), text(TWO), text(THREE), text(FOUR))
    new = guide(text(FOUR), text(ONE), text(TWO), text(THREE))

    assert told(old, new) == [(FOUR, "Moved")]


def test_a_block_can_be_moved_and_changed():
    old = guide(text(ONE), text(TWO), text(THREE))
    new = guide(text(TWO), text(THREE), text(ONE, "<p>Rest second.</p>"))

    (change,) = compare(old, new)

    assert (change.told, change.kind, change.is_moved) == (
        "Moved and changed",
        Happened.CHANGED,
        True,
    )


def test_what_is_gone_stands_where_it_stood():
    old = guide(text(ONE), text(TWO), text(THREE))
    new = guide(text(ONE, "<p>A.</p>"), text(THREE, "<p>B.</p>"))

    assert [uuid for uuid, _told in told(old, new)] == [ONE, TWO, THREE]


def test_words_are_told_as_gone_and_new():
    old, new = guide(text(ONE, "<p>Rest first.</p>")), guide(text(ONE, "<p>Rest later.</p>"))

    (change,) = compare(old, new)

    assert [tuple(piece) for piece in change.fields[0].pieces] == [
        ("same", "Rest "),
        ("gone", "first."),
        ("new", "later."),
    ]
    assert change.fields[0].label == "Words"
    assert change.place == "Text “Rest later.”"


def test_a_change_of_marks_alone_is_a_change_without_new_words():
    (change,) = compare(guide(text(ONE, "<p>Rest.</p>")), guide(text(ONE, "<p><b>Rest.</b></p>")))

    assert [piece.kind for piece in change.fields[0].pieces] == ["same"]
    assert not change.is_risky


def test_fields_and_byline_of_the_guide_are_compared():
    old = guide(text(ONE))
    ann = {"role": "author", "name": "Ann", "credentials": "nurse", "interests": "none known"}
    new = guide(text(ONE), title="Tiredness", byline=[ann])

    (change,) = compare(old, new)

    assert (change.uuid, change.place) == ("", "About the guide")
    assert [(field.label, field.new) for field in change.fields] == [
        ("Title", "Tiredness"),
        ("Byline", "Written by Ann, nurse (none known)"),
    ]


def test_pictures_are_told_by_their_names():
    old, new = guide(text(ONE, image=1)), guide(text(ONE, image=2), hero=3)

    about, block = compare(old, new, names=Names({1: "A line", 3: "A hill"}))

    assert block.fields[0].old == "A line"
    assert block.fields[0].new == "picture 2"
    assert about.fields[0].new == "A hill"
    assert pictures_in(old, new) == {1, 2, 3}


def test_what_is_risky_comes_first():
    old = guide(text(ONE), text(TWO, "<p>Take 10 mg.</p>"))
    new = guide(text(ONE, "<p>Rest later.</p>"), text(TWO, "<p>Take 100 mg.</p>"))

    assert [(change.uuid, change.risks) for change in compare(old, new)] == [
        (TWO, [Risk.NUMBER]),
        (ONE, []),
    ]


def test_any_change_of_an_emergency_card_is_risky_even_moving_it():
    card = text(ONE, "", kind="care_card", level="emergency", items="you cannot breathe")
    change = compare(guide(card, text(TWO), text(THREE)), guide(text(TWO), text(THREE), card))[0]

    assert (change.uuid, change.told, change.risks) == (ONE, "Moved", [Risk.EMERGENCY])


def test_a_do_list_that_becomes_a_dont_list_is_risky():
    items = {"html": "", "items": "rest"}
    old, new = (
        guide(text(ONE, kind="do_list", **items)),
        guide(text(ONE, kind="dont_list", **items)),
    )

    assert compare(old, new)[0].risks == [Risk.NOT]


def test_a_link_that_leads_elsewhere_is_risky():
    old = guide(text(ONE, '<p>See <a href="https://a.example/x">this</a>.</p>'))
    new = guide(text(ONE, '<p>See <a href="https://b.example/x">this</a>.</p>'))

    assert compare(old, new)[0].risks == [Risk.LINK]
    assert words_of(new["blocks"][0]["html"]) == "See this (https://b.example/x)."


def test_how_lines_end_is_no_change():
    old, new = guide(text(ONE, items="999\n112")), guide(text(ONE, items="999\r\n112"))

    assert compare(old, new) == []


@pytest.mark.parametrize(
    ("old", "new", "risks"),
    [
        ("Take 5 mg.", "Take 5 g.", {Risk.DOSE}),
        ("Take one tablet.", "Take two tablets.", {Risk.DOSE, Risk.NUMBER}),
        ("5 mg at noon, 10 mg at night", "10 mg at noon, 5 mg at night", {Risk.NUMBER}),
        ("Do not stop it.", "Do stop it.", {Risk.NOT}),
        ("You can’t drive.", "You drive.", {Risk.NOT}),
        ("Call 999.", "Call 111.", {Risk.EMERGENCY, Risk.NUMBER, Risk.PHONE}),
        ("0808 800 8000", "0808 800 8001", {Risk.PHONE, Risk.NUMBER}),
        ("It helps 30% of people.", "It helps 40% of people.", {Risk.NUMBER}),
        ("Read doi:10.1/a", "Read doi:10.1/b", {Risk.LINK}),
        ("Rest a lot.", "Rest a while.", set()),
        ("Rest a lot.", "Rest a lot.", set()),
        ("Ask about baclofen.", "Ask about tizanidine.", {Risk.MEDICINE}),
    ],
)
def test_risks_are_what_readers_act_upon(old, new, risks):
    assert risks_between(old, new, medicines=["Baclofen", "tizanidine"]) == risks


def test_a_moment_is_enough_for_a_large_guide():
    many = [str(uuid4()) for _ in range(200)]
    words = "word " * 1000
    old = guide(*(text(uuid, f"<p>{words}</p>") for uuid in many))
    new = guide(*(text(uuid, f"<p>other {words}</p>") for uuid in reversed(many)))

    assert len(compare(old, new)) == 200

"""What the form says about a guide: what stops it, and what is advice."""

import pytest

from articles import checks
from articles.checks import Draft, Piece, Severity
from articles.models import Block, Kind, Medicine


def block(kind=Kind.TEXT, html="", **fields):
    return Block(kind=kind, html=html, **fields)


def look(*blocks, **tables):
    pieces = [Piece(one, f"blocks-{place}") for place, one in enumerate(blocks)]
    return checks.look_at(Draft(pieces, **tables))


def found(check, *blocks, **tables):
    """The severity, the field and the quote of everything one check finds."""
    pieces = [Piece(one, f"blocks-{place}") for place, one in enumerate(blocks)]
    return [(one.severity, one.field, one.quote) for one in check.findings(Draft(pieces, **tables))]


def card(level="urgent", heading="Call today if:", items="it hurts"):
    return block(Kind.CARE_CARD, heading=heading, level=level, items=items)


def works(*lines):
    return block(Kind.REFERENCES, heading="Sources", items="\n".join(lines))


BAREFOOT = "<p>Walk slowly.</p>"


def test_a_plain_guide_has_nothing_to_mend():
    report = look(block(html=BAREFOOT, heading="Walking"), card())

    assert report.findings == []
    assert report.raw.grade == report.masked.grade


@pytest.mark.parametrize(
    ("one", "field"),
    [
        (card(heading="Call today"), "heading"),
        (card(items=""), "items"),
        (block(Kind.FIGURE, image_id=1), "alt"),
        (block(Kind.DO_LIST, items="never run"), "items"),
        (block(Kind.DONT_LIST, items="avoid running"), "items"),
        (block(), "html"),
    ],
)
def test_the_rules_of_a_kind_stop_publishing(one, field):
    report = look(one)

    stopped = checks.stopping(Severity.PUBLISH, report)
    assert [(item.severity, item.field) for item in stopped] == [(Severity.PUBLISH, field)]
    assert checks.stopping(Severity.SUBMIT, report) == []


def test_an_empty_guide_and_a_second_in_short_stop_publishing():
    in_short = block(Kind.KEY_POINTS, items="a\nb\nc")

    assert [one.severity for one in look().findings] == [Severity.PUBLISH]
    assert [one.field for one in look(in_short, in_short).blocking] == ["kind"]


def test_a_guide_has_one_emergency_card():
    one, two = card("emergency", "Call 999 if:"), card("emergency", "Ring 999 if:")

    assert found(checks.emergency, one, card()) == []
    assert found(checks.emergency, one, two) == [(Severity.PUBLISH, "level", "Ring 999 if:")]


@pytest.mark.parametrize(
    ("html", "quotes"),
    [
        ("<h3>A</h3><h4>B</h4><h4>C</h4><h3>D</h3><h4>E</h4>", []),
        ("<h4>B</h4><h3>A</h3>", ["B"]),
        ("<p>words</p>", []),
    ],
)
def test_small_headings_stand_below_a_heading(html, quotes):
    assert [quote for *_, quote in found(checks.headings, block(html=html))] == quotes


@pytest.mark.parametrize(
    ("link", "severities"),
    [
        ('<a href="https://nhs.uk/ms">MS at the NHS</a>', []),
        ('<a href="/guides/">All guides</a>', []),
        ('<a href="#care">When to call</a>', []),
        ('<a href="tel:+44123">Call us</a>', []),
        ('<a href="mailto:a@b.example">Write to us</a>', []),
        ('<a href="/guides/">click here</a>', [Severity.PUBLISH]),
        ('<a href="/guides/"></a>', [Severity.PUBLISH]),
        ('<a href="http://nhs.uk">The NHS</a>', [Severity.PUBLISH]),
        ('<a href="//nhs.uk">The NHS</a>', [Severity.PUBLISH]),
        ('<a href="/\\nhs.uk">The NHS</a>', [Severity.PUBLISH]),
        ('<a href="javascript:x">The NHS</a>', [Severity.PUBLISH]),
        ('<a href="data:text/html,x">here</a>', [Severity.PUBLISH, Severity.PUBLISH]),
        ('<a href="https://nhs.uk/ms">https://nhs.uk/ms</a>', [Severity.ADVICE]),
    ],
)
def test_links_say_where_they_lead_and_lead_to_a_safe_place(link, severities):
    html = f"<p>Look: {link}</p>"

    assert [severity for severity, *_ in found(checks.links, block(html=html))] == severities


def test_marks_and_entries_match():
    text = block(html="<p>So it is [1].</p><p>And so [3].</p>")

    assert found(checks.marks, text, works("A", "B")) == [
        (Severity.PUBLISH, "html", "And so [3]."),
        (Severity.PUBLISH, "items", "B"),
    ]
    assert found(checks.marks, block(html="<p>So [1, 2].</p>"), works("A", "B")) == []
    assert found(checks.marks, block(html="<p>It helps<sup>1</sup>.</p>"), works("A")) == []
    assert found(checks.marks, block(html="<p>So.</p>"), works("A")) == [
        (Severity.ADVICE, "items", "")
    ]
    assert found(checks.marks, block(html=BAREFOOT)) == []


def test_a_number_needs_a_source_or_a_reason_before_review():
    claims = "<p>About 8 in 10 people tire.</p>"
    sourced = "<p>About 8 in 10 people tire. It is common [1].</p>"

    assert found(checks.numbers, block(html=claims)) == [
        (Severity.SUBMIT, "html", "About 8 in 10 people tire.")
    ]
    assert found(checks.numbers, block(html=sourced)) == []
    assert found(checks.numbers, block(html="<p>So [1]. About 8 in 10 people tire.</p>")) != []
    assert found(checks.numbers, block(html=claims, no_source_needed=True)) == []
    assert found(checks.numbers, card(items="it lasts 24 hours")) == []
    assert found(checks.numbers, works("Lancet 2018;17(2):162-173.")) == []
    report = look(block(html=claims))
    assert checks.stopping(Severity.SUBMIT, report) == report.blocking
    assert checks.stopping(Severity.PUBLISH, report) == report.blocking


def test_a_medicine_that_must_not_be_stopped_suddenly_needs_its_line():
    line = "Do not stop taking baclofen suddenly. Ask first."
    baclofen = Medicine(name="Baclofen", other_names="Lioresal", safety_line=line)
    named = block(html="<p>Lioresal helps. Baclofen too.</p>")
    told = block(html="<p>Do not <b>stop</b> taking BACLOFEN suddenly.</p><p>Ask first.</p>")

    missing = found(checks.medicines, named, medicines=[baclofen])
    assert missing == [(Severity.PUBLISH, "html", "Lioresal helps. Baclofen too.")]
    assert found(checks.medicines, named, told, medicines=[baclofen]) == []
    assert found(checks.medicines, named) == []


def test_the_table_of_medicines_is_filled_in_from_the_start(db):
    names = set(Medicine.objects.values_list("name", flat=True))

    wanted = {"Baclofen", "Tizanidine", "Gabapentin", "Pregabalin", "Diazepam", "Clonazepam"}
    assert wanted | {"Prednisolone"} <= names
    for medicine in Medicine.objects.all():
        assert medicine.name.lower() in medicine.safety_line


LONG = "word " * 20 + "end."
ADVICE = {
    "a sentence over 20 words": (f"<p>{LONG}</p>", 1),
    "a sentence of 20 words": ("<p>" + "word " * 19 + "end.</p>", 0),
    "a paragraph over 3 sentences": ("<p>A b. C d. E f. G h.</p>", 1),
    "a paragraph of 3 sentences": ("<p>A b. C d. E f.</p>", 0),
    "a list over 6 items": ("<ul>" + "<li>one</li>" * 7 + "</ul>", 1),
    "two lists of 6 items": (("<ul>" + "<li>one</li>" * 6 + "</ul>") * 2, 0),
    "passive voice": ("<p>The scan was read by a doctor.</p>", 1),
    "a short form": ("<p>Ask for an MRI.</p>", 1),
    "a word to avoid": ("<p>She is wheelchair-bound.</p>", 1),
}


@pytest.mark.parametrize("name", ADVICE)
def test_what_makes_a_guide_hard_to_read_is_advice_and_stops_nothing(name):
    html, expected = ADVICE[name]

    report = look(block(html=html))

    assert [one.severity for one in report.findings] == [Severity.ADVICE] * expected
    assert checks.stopping(Severity.PUBLISH, report) == []


def test_more_than_two_callouts_are_advised_against():
    three = [block("callout", heading=name) for name in "abc"]

    assert found(checks.callouts, *three) == [(Severity.ADVICE, "kind", "c")]


def test_a_short_form_counts_where_a_reader_meets_it_first():
    later = block(html="<p>Multiple sclerosis (MS) is long.</p>", position=1)
    in_short = block(Kind.KEY_POINTS, items="MS is long\nb\nc", position=2)

    assert [one.field for one in look(later, in_short).findings] == ["items"]
    in_short.items = "multiple sclerosis (MS) is long\nb\nc"
    assert look(later, in_short).findings == []


def test_what_stops_comes_before_advice_and_long_advice_is_cut():
    html = "<p>The scan was read. The scan was seen.</p>" * 40 + "<p>Half of people agree.</p>"

    report = look(block(html=html))

    assert report.findings[0].severity == Severity.SUBMIT
    assert len(report.advice_shown) == 30
    assert report.advice_left == len(report.advice) - 30 == 50
    assert report.blocking_left == 0


def test_what_stops_has_more_room_and_an_end_too():
    report = look(block(html="<p>Half of people agree.</p>" * 100))

    assert len(report.blocking_shown) == 60
    assert report.blocking_left == len(report.blocking) - 60 == 40


def test_each_check_has_a_line_in_the_handbook():
    from pathlib import Path

    handbook = Path("docs/authors.md").read_text()

    told = [check.__name__.rpartition(".")[2] for check in checks.CHECKS]
    assert [name for name in told if f"`{name}`" not in handbook] == []


def test_the_handbook_tells_how_well_the_checks_agree():
    from pathlib import Path

    from tests.articles import labelled

    assert labelled.table() in Path("docs/authors.md").read_text()

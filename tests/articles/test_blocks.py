import pytest

from articles import blocks
from articles.blocks import dont_list, references, steps, table
from articles.models import Block, CareLevel, Kind

QUOTE = {"html": "<p>I nap.</p>", "attribution": "two_sticks", "consent": True}
NOTE = {"heading": "Baclofen", "purpose": "Tight muscles.", "safety_line": "Do not stop suddenly."}


def fields_with_problems(block):
    return [problem.field for problem in blocks.problems(block)]


def test_every_kind_has_its_fields_and_they_are_fields_of_a_block():
    names = {field.name for field in Block._meta.get_fields()}

    assert set(blocks.KINDS) == set(Kind)
    assert all(set(blocks.fields_of(kind)) <= names for kind in Kind)
    assert blocks.fields_of("poem") == ()


@pytest.mark.parametrize(
    "block",
    [
        Block(kind=Kind.TEXT, html="<p>Rest.</p>"),
        Block(kind=Kind.TEXT, heading="A heading above a picture"),
        Block(kind=Kind.KEY_POINTS, items="One\nTwo\nThree"),
        Block(kind=Kind.CARE_CARD, heading="Call if:", level=CareLevel.URGENT, items="it hurts"),
        Block(kind=Kind.DO_LIST, items="rest first\ndo one thing at a time"),
        Block(kind=Kind.DONT_LIST, items="bounce a stretch\nDon't rush\nstop a medicine"),
        Block(kind=Kind.FIGURE, image_id=1, alt="A line, calm again."),
        Block(kind=Kind.FIGURE, image_id=1, decorative=True),
        Block(kind=Kind.REFERENCES, items="Title: a subtitle. 1989;46(10):1121-3. doi:10.1/x"),
        Block(kind=Kind.STEPS, items="Sit up | Roll to your side first\n2. Put both feet down"),
        Block(kind=Kind.CALLOUT, heading="Good to know", html="<p>It passes.</p>"),
        Block(kind=Kind.CALLOUT, html="<p>It passes.</p>"),
        Block(kind=Kind.DETAILS, heading="Why is that?", html="<p>Nobody knows.</p>"),
        Block(kind=Kind.TABLE, caption="Aids", items="Aid | Good for\nStick | Short walks"),
        Block(kind=Kind.TABLE, caption="Aids", items="| Aid | Good for |\n|---|:-:|\n| a | |"),
        Block(kind=Kind.TABLE, caption="Aids", items="Day\tNight\nHeat\tx|y\t", row_headers=True),
        Block(kind=Kind.QUOTE, **QUOTE),
        Block(kind=Kind.MEDICINE_NOTE, **NOTE, items="feeling sleepy"),
        Block(kind=Kind.REFERENCES, items="NICE guideline NG220. https://www.nice.org.uk/ng220"),
    ],
)
def test_a_finished_block_has_no_problems(block):
    assert blocks.problems(block) == []


@pytest.mark.parametrize(
    ("block", "fields"),
    [
        (Block(kind=Kind.TEXT), ["html"]),
        (Block(kind=Kind.TEXT, heading=" ", html="<p>&nbsp;</p>"), ["html"]),
        (Block(kind=Kind.TEXT, html='<p>Look:</p><img src="/media/x.png">'), ["html"]),
        (Block(kind=Kind.TEXT, html="<p>" + "tired " * 40_000), ["html"]),
        (Block(kind=Kind.KEY_POINTS, items=" \n "), ["items"]),
        (Block(kind=Kind.CARE_CARD), ["heading", "level", "items"]),
        (
            Block(kind=Kind.CARE_CARD, heading="Call us", level="urgent", items="it hurts"),
            ["heading"],
        ),
        (Block(kind=Kind.CARE_CARD, heading="Call if:", level="soon", items="x"), ["level"]),
        (Block(kind=Kind.DO_LIST), ["items"]),
        (Block(kind=Kind.DO_LIST, items="rest\ndo not rush\nAvoid heat"), ["items", "items"]),
        (Block(kind=Kind.DONT_LIST), ["items"]),
        (Block(kind=Kind.DONT_LIST, items="avoid heat\ndo not\ndon't never rush"), ["items"] * 3),
        (Block(kind=Kind.STEPS), ["items"]),
        (Block(kind=Kind.STEPS, items="Sit up |\n| rest\nStand | slowly"), ["items", "items"]),
        (Block(kind=Kind.CALLOUT, heading="Good to know"), ["html"]),
        (Block(kind=Kind.CALLOUT, html='<p>Look</p><img src="/media/x.png">'), ["html"]),
        (Block(kind=Kind.DETAILS), ["heading", "html"]),
        (Block(kind=Kind.TABLE), ["caption", "items"]),
        (Block(kind=Kind.TABLE, caption="Aids", items="Aid | Good for"), ["items"]),
        (Block(kind=Kind.TABLE, caption="Aids", items="Aid\nStick"), ["items"]),
        (Block(kind=Kind.TABLE, caption="Aids", items="Aid |\nStick | x"), ["items"]),
        (Block(kind=Kind.TABLE, caption="Aids", items="a | b\nc\nd | e | f"), ["items"] * 2),
        (
            Block(kind=Kind.TABLE, caption="Aids", items="| Day\n| x", row_headers=True),
            ["items"],
        ),
        (Block(kind=Kind.QUOTE), ["html", "attribution", "consent"]),
        (Block(kind=Kind.QUOTE, **QUOTE | {"consent": False}), ["consent"]),
        (Block(kind=Kind.QUOTE, **QUOTE | {"attribution": "ada@example.org"}), ["attribution"]),
        (Block(kind=Kind.QUOTE, **QUOTE | {"attribution": "Ada, 0161 496 0000"}), ["attribution"]),
        (Block(kind=Kind.MEDICINE_NOTE), ["heading", "purpose", "safety_line"]),
        (Block(kind=Kind.FIGURE), ["image", "alt"]),
        (Block(kind=Kind.FIGURE, image_id=1, alt="  "), ["alt"]),
        (Block(kind=Kind.REFERENCES), ["items"]),
        (Block(kind=Kind.REFERENCES, items="A. javascript:alert(1)"), ["items"]),
        (
            Block(kind=Kind.REFERENCES, items="A. ftp://example.org/x\nB. FILE:///etc"),
            ["items"] * 2,
        ),
    ],
)
def test_what_is_missing_is_named_by_its_field(block, fields):
    assert fields_with_problems(block) == fields


@pytest.mark.parametrize(
    ("block", "count"),
    [
        (Block(kind=Kind.KEY_POINTS, items="One\nTwo\nThree"), 0),
        (Block(kind=Kind.KEY_POINTS, items="One\nTwo"), 1),
        (Block(kind=Kind.KEY_POINTS, items="One\n" * 6), 1),
        (Block(kind=Kind.KEY_POINTS, items="word " * 61 + "\nTwo\nThree"), 1),
        (Block(kind=Kind.FIGURE, image_id=1, alt="A line.", decorative=True), 1),
        (Block(kind=Kind.FIGURE, image_id=1, alt="A line."), 0),
        (Block(kind=Kind.TABLE, caption="Wide", items="a|b|c|d|e\n1|2|3|4|5"), 1),
        (Block(kind=Kind.QUOTE, **QUOTE), 0),
        (Block(kind=Kind.QUOTE, **QUOTE | {"attribution": "Ada Lovelace"}), 1),
        (Block(kind=Kind.QUOTE, **QUOTE | {"attribution": "A member"}), 0),
        (Block(kind=Kind.MEDICINE_NOTE, **NOTE), 1),
        (Block(kind=Kind.STEPS, items="Sit up"), 1),
        (Block(kind=Kind.STEPS, items="Sit up\nStand"), 0),
        (Block(kind=Kind.TEXT, html="<p>Rest.</p>"), 0),
    ],
)
def test_hints_name_what_could_be_better_and_stop_nothing(block, count):
    assert len(blocks.hints(block)) == count
    assert blocks.problems(block) == []


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("bounce a stretch", "bounce a stretch"),
        ("do not bounce", "bounce"),
        ("Don't bounce", "bounce"),
        ("don’t bounce", "bounce"),
        ("donate your energy", "donate your energy"),
    ],
)
def test_do_not_is_never_said_twice(typed, shown):
    assert dont_list.without_do_not(typed) == shown


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("Sit up", ("", "Sit up")),
        ("3. Sit up", ("", "Sit up")),
        ("Step 3: Sit up | slowly | and rest", ("Sit up", "slowly | and rest")),
        ("10 minutes of rest", ("", "10 minutes of rest")),
        ("2.5 litres", ("", "2.5 litres")),
    ],
)
def test_a_step_has_a_heading_before_the_bar_and_no_number_of_its_own(typed, shown):
    assert steps.step(typed) == shown


@pytest.mark.parametrize(
    ("typed", "has_names", "head", "body"),
    [
        ("a | b\n\nc | d", False, ["a", "b"], [["c", "d"]]),
        ("| a | b |\n| - | --- |\n| c | |", False, ["a", "b"], [["c", ""]]),
        ("| a\nb | c", True, ["", "a"], [["b", "c"]]),
        ("a\tb\nc | d\te", False, ["a", "b"], [["c | d", "e"]]),
        # The empty corner of a spreadsheet, as a form hands it on.
        ("Day\tNight\nHeat\thot\tmild", True, ["", "Day", "Night"], [["Heat", "hot", "mild"]]),
        ("Day\tNight\nHeat\thot\tmild", False, ["Day", "Night"], [["Heat", "hot", "mild"]]),
        ("", False, [], []),
    ],
)
def test_a_table_is_read_from_lines_with_bars_or_tabs(typed, has_names, head, body):
    block = Block(kind=Kind.TABLE, items=typed, row_headers=has_names)

    assert table.read(block) == table.Rows(head, body)


def test_addresses_in_references_become_links_and_nothing_else_does():
    line = "Rizzo MA. Spasticity. doi:10.1191/1352458504ms1085oa. (See https://a.example/x, p. 2)"

    assert references.parts(line) == [
        ("Rizzo MA. Spasticity. ", ""),
        ("doi:10.1191/1352458504ms1085oa", "https://doi.org/10.1191/1352458504ms1085oa"),
        (". (See ", ""),
        ("https://a.example/x", "https://a.example/x"),
        (", p. 2)", ""),
    ]

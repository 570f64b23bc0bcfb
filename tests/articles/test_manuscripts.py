"""A guide as a Markdown file, and back."""

import pytest
from django.db import models
from hypothesis import given, settings
from hypothesis import strategies as st

import markup
from articles import blocks, publishing
from articles.manuscripts import Unreadable, pieces, reading, taking, writing
from articles.manuscripts.sections import sections_of
from articles.models import Block, CareLevel, Contribution, Guide, Kind, Person
from tests import make
from tests.markup.test_guide_markdown import HTML

pytestmark = pytest.mark.django_db

LINE = st.text(
    st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=30
) | st.sampled_from(
    ["+++", "```", "## a {.text}", "- a", "{x}", '"""', "a\n\nb", "a\r\nb", '"', "\\"]
)
ANY_FIELD = [*publishing.BLOCK_FIELDS, *publishing.NEWER_FIELDS]
TOP = """+++
format = "msforum guide 1"
title = "Hot days"
slug = "hot-days"
topic = "fatigue-and-energy"
summary = "What helps."
+++
"""


def values_of(field):
    """Anything that a field of a block may hold."""
    if field.choices:
        return st.sampled_from([value for value, _label in field.choices])
    if isinstance(field, models.BooleanField):
        return st.booleans()
    if isinstance(field, models.IntegerField):
        return st.integers(0, 30_000)
    if field.name == "html":
        return HTML.map(lambda html: markup.clean(html, markup.GUIDE))
    if isinstance(field, models.ForeignKey):
        return st.none() | st.just("guides/a.png")
    return st.one_of(LINE, st.lists(LINE, max_size=4).map("\n".join))


@st.composite
def told_blocks(draw, kind):
    """A block as a snapshot tells it, with the fields of its kind filled in, and what was left
    there when it was of another kind."""
    counting = {*blocks.fields_of(kind), *draw(st.sets(st.sampled_from(ANY_FIELD), max_size=2))}
    fields = {name: Block._meta.get_field(name) for name in sorted(counting - {"kind"})}
    given_values = {name: draw(values_of(field)) for name, field in fields.items()}
    image = given_values.pop("image", None)
    return publishing.told(Block(kind=kind, **given_values)) | {"image": image}


def read_back(section, **how):
    return [pieces.read(one, **how) for one in sections_of(section.split("\n"), 1)]


@pytest.mark.slow
@pytest.mark.parametrize("kind", list(blocks.KINDS))
@settings(max_examples=60, deadline=None, print_blob=True)
@given(st.data())
def test_a_block_of_any_kind_comes_back_as_it_was(kind, data):
    block = data.draw(told_blocks(kind))

    assert read_back(pieces.write(block, verbatim=True), verbatim=True) == [block]


@pytest.mark.slow
@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(list(blocks.KINDS)).flatmap(told_blocks), max_size=4), LINE, LINE)
def test_a_whole_guide_comes_back_as_it_was(told, title, summary):
    person = {"role": "author", "name": title, "credentials": summary, "interests": ""}
    person |= {"declared_on": "2026-05-03"} if len(told) % 2 else {}
    guide = {"title": title, "slug": "a", "topic": "b", "summary": summary, "lay_terms": title}
    guide |= {"is_demo": True, "hero": "guides/a.png", "byline": [person], "blocks": told}

    text = writing.write(guide, revision=3, verbatim=True)

    assert reading.read(text, verbatim=True) == guide
    assert reading.revision_of(text) == 3


def test_a_snapshot_has_nothing_that_the_file_does_not_know(fatigue):
    person = {"role", "name", "credentials", "interests", "declared_on"}
    known = {"title", "slug", "topic", "summary", "lay_terms", "is_demo", "hero"}
    somebody = Person.objects.create(name="Demo author", declared_on="2026-05-03")
    somebody.refresh_from_db()
    Contribution.objects.create(guide=fatigue, person=somebody)
    data = publishing.snapshot(fatigue)

    assert set(data) == known | {"byline", "blocks"}
    assert set(data["byline"][0]) == person


def test_the_file_reads_as_the_guide_does(dee):
    guide = make.draft("Hot days", owner=dee)
    make.block(guide, Kind.KEY_POINTS, heading="In short", items="Rest\nDrink")
    make.block(guide, Kind.CARE_CARD, heading="Ask if:", level=CareLevel.URGENT, items="it hurts")
    make.block(guide, Kind.FIGURE, image=make.image(), alt="A calm line.")

    text = writing.manuscript_of(guide)

    assert text.startswith('+++\nformat = "msforum guide 1"\ntitle = "Hot days"\n')
    assert "\nRest before you must.\n" in text
    assert "## In short {.key_points #" in text
    assert "\n- Rest\n- Drink\n" in text
    assert '}\n\n```toml\nlevel = "urgent"\n```\n\n- it hurts\n' in text
    assert '\nimage = "guides/a-calm-line' in text
    told = reading.read(text)
    assert taking.meant(told, guide, may_publish=True) == (publishing.snapshot(guide), [])


def test_the_day_of_a_statement_is_a_day():
    person = '[[byline]]\nrole = "author"\nname = "Sam"\ndeclared_on = "%s"\n'
    top = TOP.removesuffix("+++\n")

    told = reading.read(f"{top}{person % '2026-05-03'}+++\n\nWords.\n")

    assert told["byline"][0]["declared_on"] == "2026-05-03"
    with pytest.raises(Unreadable):
        reading.read(f"{top}{person % 'in May'}+++\n\nWords.\n", verbatim=True)


def test_people_may_leave_out_what_only_machines_need():
    told = reading.read(
        TOP + "\nWords on top.\n\n## Drink\n\nCold *water*.\n\n## Do {.do_list}\n\n"
        "- drink\n  often\n2. rest\n"
    )

    assert [(b["kind"], b["heading"], b["html"] or b["items"]) for b in told["blocks"]] == [
        ("text", "", "<p>Words on top.</p>"),
        ("text", "Drink", "<p>Cold <em>water</em>.</p>"),
        ("do_list", "Do", "drink often\nrest"),
    ]
    assert len({block["uuid"] for block in told["blocks"]}) == 3


def test_whatever_the_file_says_its_html_is_cleaned():
    told = reading.read(
        TOP + "## A\n\n<script>alert(1)</script>Hi <b onclick=x>you</b>\n\n## B {.text}\n\n"
        "```toml\nhtml = \"<p style='x'>c</p><iframe></iframe>\"\n```\n"
    )

    assert [block["html"] for block in told["blocks"]] == ["<p>Hi <b>you</b></p>", "<p>c</p>"]


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("# A guide", 1, "three plus signs"),
        ("+++\ntitle = 1", 1, "never ends"),
        ("+++\nformat = 1\n+++\n", 2, "write format"),
        (TOP.replace('"Hot days"', "Hot days"), 3, "not TOML"),
        (TOP.replace('"Hot days"', "7"), 3, "wants words in quotes"),
        (TOP.replace('"Hot days"', '"Hot \\u0000"'), 3, "not text"),
        (TOP.replace("Hot days", "H" * 66), 3, "at most 65"),
        (TOP.replace("hot-days", "../../etc"), 4, "slug"),
        (TOP.replace("summary", "sumary"), 6, "sumary"),
        (TOP.replace("\n+++\n", "\nreviewed_on = 2026-01-01\n+++\n"), 7, "reviewed_on"),
        (TOP.replace("\n+++\n", "\nis_demo = 1\n+++\n"), 7, "true or false"),
        (TOP.replace("\n+++\n", "\nhero = 1\n+++\n"), 7, "picture in quotes"),
        (TOP.replace("\n+++\n", "\nbyline = 1\n+++\n"), 7, "[[byline]]"),
        (TOP.replace("\n+++\n", "\n[[byline]]\nage = 1\n+++\n"), 7, "age"),
        (TOP.replace("\n+++\n", '\n[[byline]]\nrole = "x"\n+++\n'), 7, "role"),
        (TOP + "\n## A {.tabel}", 9, "Kinds: text"),
        (TOP + "\n## A {.text #12}", 9, "no number of a block"),
        (TOP + "\n## A {.text onclick}", 9, "means nothing"),
        (TOP + "## A {.figure}\n\nwords", 10, "no text of its own"),
        (TOP + "## A {.do_list}\n\n- a\n\nwords", 12, "hyphen"),
        (TOP + "## A\n\n```toml\nalt = 1\n```", 11, "wants words"),
        (TOP + "## A\n\n```toml\nbroken\n```", 11, "not TOML"),
        (TOP + "## A\n\n```toml\nuuid = 'x'\n```", 11, "nothing that a block has"),
        (TOP + "## A\n\n```toml\nalt = 'x'", 10, "never ends"),
        (TOP + "## A\n\n```toml\nhtml = 'x'\n```\nwords", 13, "stand above"),
        (TOP + "## A\n\n```toml\nheading = 'x'\n```", 11, "a heading already"),
        (TOP + "## A\n\n```toml\nimage = 3\n```", 11, "picture in quotes"),
        (TOP + "## A {.care_card}\n\n- a", 8, "how urgent"),
        (TOP + "## A {.care_card}\n\n```toml\nlevel = 'loud'\n```\n", 11, "how urgent"),
        (TOP + f"## A {{.text #{'0' * 32}}}\n" * 2, 9, "another block has this number"),
        (TOP + "## A\n" * 501, 508, "500 blocks"),
        (TOP + "## A\n\n" + "> " * 30 + "x", 10, "too many"),
        (TOP + "## A\n\n" + "x" * 200_001, 10, "too long"),
        (TOP + "## A\n\n" + "<b>x</b>" * 10_001, 10, "too many"),
        (TOP + f"## A\n\n```toml\nhtml = '{'<b>x</b>' * 10_001}'\n```", 8, "too long"),
    ],
)
def test_a_bad_file_gets_a_sentence_that_names_the_line(text, line, words):
    with pytest.raises(Unreadable) as found:
        reading.read(text)

    assert found.value.line == line, str(found.value)
    assert words.lower() in str(found.value).lower()
    assert str(found.value).startswith(f"Line {line}: ")


@pytest.mark.parametrize(
    ("data", "words"),
    [(b"\xff\xfe+", "UTF-8"), (b"x" * 800_001, "too large"), (b"\n" * 50_001, "too large")],
)
def test_what_is_no_text_or_too_much_is_refused(data, words):
    with pytest.raises(Unreadable, match=words):
        reading.text_of(data)


def test_windows_may_have_saved_the_file():
    assert reading.text_of(b"\xef\xbb\xbf+++\r\na\r\n") == "+++\na\n"


def test_a_copy_of_a_guide_is_another_guide(dee, fatigue):
    told = reading.read(writing.manuscript_of(fatigue)) | {"slug": "copied"}

    guide = taking.take_as_new(told, by=dee, may_publish=False)

    assert guide.owner == dee
    assert not guide.is_live
    assert guide.blocks.get().html == fatigue.blocks.get().html
    assert guide.blocks.get().uuid != fatigue.blocks.get().uuid
    assert guide.revisions.get().note == "Uploaded as Markdown"


def test_taking_a_file_keeps_what_stood_there_and_what_is_live(dee, fatigue):
    fatigue.blocks.update(html="<p>Not recorded yet.</p>")
    told = reading.read(writing.manuscript_of(fatigue))
    told["blocks"][0]["html"] = "<p>From the file.</p>"
    live = fatigue.live_revision

    revision = taking.take_into(fatigue, told, by=dee, may_publish=False)

    assert [r.data["blocks"][0]["html"] for r in fatigue.revisions.all()] == [
        "<p>From the file.</p>",
        "<p>Not recorded yet.</p>",
        "<p>Rest before you must.</p>",
    ]
    guide = Guide.objects.get()
    assert revision.created_by == dee
    assert (guide.live_revision, guide.stage) == (live, "draft")


def test_a_file_that_changes_nothing_makes_no_revision(dee, fatigue):
    told = reading.read(writing.manuscript_of(fatigue))

    with pytest.raises(taking.Refused, match="already"):
        taking.take_into(fatigue, told, by=dee, may_publish=False)

    assert fatigue.revisions.count() == 1


def test_html_that_is_not_clean_yet_is_written_clean_and_counts_as_the_same(dee):
    guide = make.draft()
    guide.blocks.update(html="<p onclick='x'>Rest.</p>\n")
    text = writing.manuscript_of(guide)

    assert text.endswith("}\n\nRest.\n")
    data = taking.meant(reading.read(text), guide, may_publish=True).data
    assert data == publishing.snapshot(guide)


def test_more_than_can_be_cleaned_is_written_as_it_stands_and_refused_when_it_comes(dee):
    guide = make.draft()
    html = "<b>x</b>" * 10_001
    guide.blocks.update(html=html)

    text = writing.manuscript_of(guide)

    assert f'html = "{html}"' in text
    with pytest.raises(Unreadable, match="too long"):
        reading.read(text)


def test_what_this_site_does_not_have_is_told_and_left_out(dee, fatigue):
    Person.objects.create(name="Demo author", credentials="nurse")
    told = reading.read(writing.manuscript_of(fatigue))
    told |= {"hero": "../../etc/passwd", "is_demo": True, "slug": "another"}
    told["byline"] = [
        {"role": "author", "name": name, "credentials": "a king", "interests": ""}
        for name in ("Demo author", "Nobody")
    ]

    data, lost = taking.meant(told, fatigue, may_publish=False)

    assert (data["hero"], data["is_demo"], data["slug"]) == (None, False, "living-with-fatigue")
    assert [(p["name"], p["credentials"]) for p in data["byline"]] == [("Demo author", "nurse")]
    assert len(lost) == 3
    taking.take_into(fatigue, told, by=dee, may_publish=False)
    assert publishing.snapshot(Guide.objects.get()) == data


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"topic": "nowhere"}, "no topic"),
        ({}, "Another page"),
        ({"slug": "discussion"}, "Another page"),
    ],
)
def test_a_new_guide_needs_an_address_of_its_own(dee, fatigue, changes, words):
    told = reading.read(writing.manuscript_of(fatigue)) | changes

    with pytest.raises(taking.Refused, match=words):
        taking.take_as_new(told, by=dee, may_publish=True)

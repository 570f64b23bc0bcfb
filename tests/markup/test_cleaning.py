"""The boundary itself: HTML from anywhere, by profile."""

import re
from pathlib import Path

import pytest

import markup
from markup import COMMENT, GUIDE, clean, plain_text
from markup.profiles import PROFILES
from tests.markup.reading import NEVER, faults_in

REL = 'rel="nofollow ugc noopener noreferrer"'
ROOT = Path(markup.__file__).parent.parent


@pytest.mark.parametrize("profile", PROFILES, ids=lambda profile: profile.name)
def test_no_allow_list_ever_holds_a_dangerous_tag_or_attribute(profile):
    named = {name for names in profile.attributes.values() for name in names}

    assert profile.tags & NEVER == set()
    assert (
        named & {"id", "name", "class", "style", "srcset", "target", "ping", "formaction"} == set()
    )
    assert [name for name in named if name.startswith(("on", "hx-", "data-"))] == []
    assert set(profile.attributes) <= profile.tags


@pytest.mark.parametrize("profile", PROFILES, ids=lambda profile: profile.name)
def test_everything_on_the_allow_list_comes_through(profile):
    inside = {"li": "ul", "caption": "table", "figcaption": "figure"}
    tables = {"thead", "tbody", "tr", "th", "td", "table", "caption"}
    for tag in profile.tags - tables - {"br", "hr", "img", "a"}:
        html = f"<{tag}>x</{tag}>"
        html = f"<{inside[tag]}>{html}</{inside[tag]}>" if tag in inside else html

        assert clean(html, profile) == html


def test_a_table_of_a_guide_comes_through():
    html = (
        "<table><caption>Doses</caption><thead><tr>"
        '<th scope="col" colspan="2">Day</th></tr></thead>'
        '<tbody><tr><th scope="row">1</th><td rowspan="3">x</td></tr></tbody></table>'
    )

    assert clean(html, GUIDE) == html


def test_the_same_table_in_a_comment_leaves_its_words_apart():
    assert plain_text(clean("<table><tr><td>a</td><td>b</td></tr></table>", COMMENT)) == "a\nb"


@pytest.mark.parametrize("tag", ["div", "h1", "section", "pre", "dd"])
def test_words_do_not_run_together_where_a_box_is_taken_out(tag):
    assert clean(f"<{tag}>One</{tag}><{tag}>two</{tag}>", COMMENT).split() == ["One", "two"]


@pytest.mark.parametrize(
    "address",
    ["https://a.example/b?c=d#e", "http://a.example", "mailto:a@b.example", "/guides/x/", "/"],
)
def test_good_addresses_stay_in_both_profiles(address):
    for profile in PROFILES:
        html = f'<a href="{address}" {REL}>x</a>'

        assert clean(f'<a href=" {address} " rel="me" target=_blank>x</a>', profile) == html


@pytest.mark.parametrize("address", ["tel:+44-20-7946-0000", "#rest"])
def test_a_guide_may_name_a_telephone_and_a_place_on_the_page(address):
    assert clean(f"<a href='{address}'>x</a>", GUIDE) == f'<a href="{address}" {REL}>x</a>'
    assert clean(f"<a href='{address}'>x</a>", COMMENT) == "x"


def test_a_guide_keeps_pictures_of_ours_and_no_others(settings):
    settings.MEDIA_URL = "/media/"
    ours = '<img src="/media/guides/a-1.webp" alt="A hand" width="480" height="320">'

    assert clean(ours, GUIDE) == ours
    assert clean(ours, COMMENT) == ""
    for other in (
        "https://evil.example/media/a.png",
        "/media/../admin/",
        "/static/a.png",
        "//evil.example/media/a.png",
        "/media/a.png?track=1",
        "data:image/png,x",
        "",
    ):
        assert clean(f'<p>a<img src="{other}" alt="x">b</p>', GUIDE) == "<p>ab</p>"


def test_pictures_may_live_on_another_host_when_the_operator_says_so(settings):
    settings.MEDIA_URL = "https://media.example/"

    assert clean("<img src=https://media.example/a.webp>", GUIDE) == (
        '<img src="https://media.example/a.webp">'
    )
    assert clean("<img src=/media/a.webp>", GUIDE) == ""


def test_without_a_media_address_no_picture_is_ours(settings):
    settings.MEDIA_URL = "/"

    assert clean("<img src=/a.webp>", GUIDE) == ""


@pytest.mark.parametrize(
    ("attribute", "value"),
    [("start", "-1"), ("start", "1e9"), ("start", "1" * 10)],
)
def test_a_list_starts_with_a_plain_number(attribute, value):
    assert clean(f"<ol {attribute}='{value}'><li>x</li></ol>", COMMENT) == "<ol><li>x</li></ol>"


def test_an_attribute_that_is_text_holds_no_brackets():
    html = "<abbr title='<u1 onclick=x> magnetic'>MRI</abbr>"

    assert clean(html, GUIDE) == '<abbr title="u1 onclick=x magnetic">MRI</abbr>'


def test_marks_that_turn_the_reading_order_do_not_hide_in_entities():
    assert clean("<b>a&#x202e;b&#8206;&#8207;</b>", COMMENT) == "<b>ab\u200e</b>"


def test_nul_and_lone_surrogates_break_nothing():
    assert clean("<b>a\x00b\ud800c</b>", GUIDE) == "<b>abc</b>"


def test_a_combining_mark_after_a_tag_does_not_eat_the_tag():
    assert clean("<p>\u0338x</p>", COMMENT) == "<p>\u0338x</p>"


@pytest.mark.parametrize(
    "html",
    [
        "<div>" * 20_000 + "words",
        "".join(f"<b x='<{number}'>" for number in range(60)) + "<p>words" * 10,
        "words" * 60_000,
    ],
)
def test_html_that_is_too_much_for_a_parser_keeps_its_words_only(html):
    cleaned = clean(html, GUIDE)

    assert cleaned.startswith("<p>")
    assert "words" in cleaned
    assert clean(cleaned, GUIDE) == cleaned
    assert faults_in(cleaned, GUIDE) == []


def test_many_different_open_tags_are_not_repeated_in_every_paragraph():
    """Parsers must repeat each <b a=1>, <b a=2> ... in each paragraph: 2,000 times 2,000."""
    html = "".join(f"<b a={number}>" for number in range(2_000)) + "<p>x" * 2_000

    assert len(clean(html, GUIDE)) < 100 * len(html) / 10


def test_words_of_cleaned_html_are_read_a_block_a_line():
    html = '<p>a &lt;b&gt; <a href="/x">c</a><br>d</p><ul><li>e</li>\n<li>f&nbsp;g</li></ul>'

    assert plain_text(html) == "a <b> c\nd\ne\nf g"


def test_only_one_module_knows_the_cleaners():
    importers = re.compile(r"^\s*(?:import|from)\s+(?:bleach|nh3)\b", re.MULTILINE)
    found = [
        str(file.relative_to(ROOT))
        for app in (
            "accounts",
            "articles",
            "comments",
            "markup",
            "msforum",
            "notifications",
            "outbox",
        )
        for file in (ROOT / app).rglob("*.py")
        if importers.search(file.read_text())
    ]

    assert found == ["markup/cleaning.py"]


def test_the_pattern_that_never_returns_is_not_used():
    assert "parse_email=True" not in (ROOT / "markup/cleaning.py").read_text()

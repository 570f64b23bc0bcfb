"""What the reader's eyes, hands and system get: the kitchen sink, seen in a browser."""

import re

import pytest
from playwright.sync_api import expect

from tests import make
from tests.browser import ending
from tests.msforum.sheets import THEMES
from tests.msforum.sheets import theme as colours

PAGE_COLOUR = "getComputedStyle(document.documentElement).getPropertyValue('--page').trim()"
WIDER_THAN_SCREEN = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.fixture
def sink(visit, settings):
    settings.ROOT_URLCONF = "tests.msforum.sink"

    def look(query=""):
        visit(f"/sink/{query}")

    return look


@pytest.mark.parametrize(
    ("theme", "width"), [("paper", 320), ("night", 320), *((theme, 1280) for theme in THEMES)]
)
def test_axe_finds_nothing_in_any_part_in_any_theme(page, sink, axe, theme):
    sink("?errors")

    assert page.evaluate(PAGE_COLOUR) == colours(theme)["page"]
    axe(page)


SYSTEMS = {
    ("light", "no-preference"): "paper",
    ("dark", "no-preference"): "night",
    ("light", "more"): "bold",
    ("dark", "more"): "boldnight",
}


def test_without_a_choice_the_theme_follows_the_system(page, sink):
    sink()

    for (scheme, contrast), expected in SYSTEMS.items():
        page.emulate_media(color_scheme=scheme, contrast=contrast)
        assert page.evaluate(PAGE_COLOUR) == colours(expected)["page"]


@pytest.mark.parametrize("theme", THEMES)
def test_a_choice_wins_over_the_system(page, sink, theme):
    sink()

    for scheme, contrast in SYSTEMS:
        page.emulate_media(color_scheme=scheme, contrast=contrast)
        assert page.evaluate(PAGE_COLOUR) == colours(theme)["page"]


@pytest.mark.parametrize("width", [320, 390, 1280])
def test_nothing_scrolls_sideways_in_either_direction_of_writing(page, sink):
    sink("?errors")
    assert page.evaluate(WIDER_THAN_SCREEN) == 0

    page.evaluate("document.documentElement.dir = 'rtl'")
    assert page.evaluate(WIDER_THAN_SCREEN) == 0


@pytest.mark.parametrize("width", [768, 1280])
def test_all_text_grows_with_the_reader_s_size_and_nothing_scrolls_sideways(page, sink):
    sink("?errors")
    sizes = (
        "[...document.querySelectorAll('main *')]"
        ".map(e => parseFloat(getComputedStyle(e).fontSize))"
    )
    before = page.evaluate(sizes)

    page.evaluate(
        "{const s = new CSSStyleSheet(); s.replaceSync('html { font-size: 200% }');"
        "document.adoptedStyleSheets = [s]}"
    )

    assert page.evaluate(sizes) == pytest.approx([size * 2 for size in before])
    assert page.evaluate(WIDER_THAN_SCREEN) == 0


@pytest.mark.parametrize("width", [390, 1280])
def test_no_text_is_small_and_no_line_is_long(page, sink):
    sink()

    smallest = page.evaluate(
        "Math.min(...[...document.querySelectorAll('body *')].filter(e => e.innerText)"
        ".map(e => parseFloat(getComputedStyle(e).fontSize)))"
    )
    longest = page.evaluate(
        """() => {
          const text = document.querySelector('.measured').childNodes[2];
          const range = document.createRange(), lines = {};
          for (let i = 0; i < text.length; i++) {
            range.setStart(text, i); range.setEnd(text, i + 1);
            const top = range.getBoundingClientRect().top;
            lines[top] = (lines[top] ?? 0) + 1;
          }
          return Math.max(...Object.values(lines));
        }"""
    )

    assert smallest >= 17
    assert 20 < longest <= 66


@pytest.mark.parametrize("width", [320, 1280])
def test_every_control_is_large_enough_for_an_unsteady_hand(page, sink):
    sink()

    small = page.evaluate(
        """() => [...document.querySelectorAll('a, button, summary, input, select, textarea')]
          .filter(e => e.checkVisibility() && !e.closest('.skip, .measured, .references'))
          .map(e => [e.innerText || e.name, e.getBoundingClientRect()])
          .filter(([, box]) => box.width < 43.9 || box.height < 43.9)
          .map(([name, box]) => `${name}: ${box.width} x ${box.height}`)"""
    )

    assert small == []


def test_the_ring_around_what_has_the_focus_is_thick_and_in_two_tones(page, sink):
    sink()
    page.keyboard.press("Tab")

    ring = page.evaluate(
        "(({outlineWidth, outlineStyle, boxShadow}) => [outlineWidth, outlineStyle, boxShadow])"
        "(getComputedStyle(document.activeElement))"
    )

    assert page.evaluate("document.activeElement.innerText") == "Skip to main content"
    assert ring[:2] == ["4px", "solid"]
    assert "3px" in ring[2]


def test_the_summary_of_errors_takes_the_focus_and_leads_to_the_field(page, sink):
    sink("?errors")
    expect(page).to_have_title(re.compile("^Error: "))
    expect(page.locator("#errors")).to_be_focused()

    page.get_by_role("link", name="Choose what it is").click()

    expect(page.locator("#id_kind_0")).to_be_focused()
    expect(page.locator("legend", has_text="What is it?")).to_be_visible()


@pytest.mark.parametrize("javascript", [False])
def test_without_javascript_the_summary_of_errors_still_leads_to_the_field(page, sink):
    sink("?errors")

    page.get_by_role("link", name="Write a title").click()

    expect(page).to_have_url(ending("#id_title"))


def test_a_second_press_within_two_seconds_does_nothing(page, sink):
    sink()
    posts = []
    page.on("request", lambda request: request.method == "POST" and posts.append(request.url))
    button = page.get_by_role("button", name="Post comment")

    button.dblclick()
    page.wait_for_timeout(300)
    assert len(posts) == 1

    page.wait_for_timeout(2000)
    button.click()
    page.wait_for_timeout(300)
    assert len(posts) == 2


def test_a_first_visit_takes_few_requests(page, sink):
    asked = []
    page.on("request", lambda request: asked.append(request.url))

    sink()
    page.wait_for_load_state("networkidle")

    assert len(asked) <= 5, asked


@pytest.mark.parametrize("theme", ["night"])
def test_paper_gets_black_on_white_and_no_menus(page, sink):
    page.emulate_media(media="print")

    sink()

    colour = "getComputedStyle(document.querySelector('{}')).{}"
    assert page.evaluate(colour.format(".measured", "color")) == "rgb(0, 0, 0)"
    assert page.evaluate(colour.format("html", "backgroundColor")) == "rgb(255, 255, 255)"
    expect(page.locator(".masthead")).to_be_hidden()
    expect(page.locator(".care.now")).to_be_visible()


@pytest.mark.parametrize(("width", "most"), [(320, 3), (360, 2), (390, 2)])
def test_on_a_phone_the_top_of_a_member_s_page_takes_few_rows(page, visit, width, most, db):
    visit.as_(make.member("marigold_of_the_long_name"))
    visit("/display/")

    rows = "e => new Set([...e.querySelectorAll('a')].map(a => a.getBoundingClientRect().top)).size"
    assert page.locator(".masthead").evaluate(rows) == most
    assert page.evaluate(WIDER_THAN_SCREEN) == 0
    own = page.get_by_role("link", name="marigold_of_the_long_name")
    assert own.bounding_box()["width"] >= 44

"""Markdown of a guide's file, and back: the same bytes, or nothing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from markup import GUIDE, Unusable, clean, guide_html, guide_markdown
from tests.growth import grows_with_its_length
from tests.markup.reading import faults_in
from tests.markup.test_properties import MANY, PIECES, TEXTS

WORDS = st.text("ab é*_[]()#>-+.!&<1\\`|", max_size=12)
ELEMENTS = st.recursive(
    WORDS,
    lambda inside: st.builds(
        lambda tag, children, end: f"<{tag}>{''.join(children)}</{tag.split()[0]}>{end}",
        st.sampled_from(
            [
                *("p", "ul", "ol", "ol start=3", "li", "strong", "em", "b", "sub", "h3"),
                *('a href="/x"', 'a href="https://a.example/(b)"', "blockquote", "br", "hr"),
                *("table", "tr", "td"),
            ]
        ),
        st.lists(inside, max_size=3),
        st.sampled_from(["", "", "\n", " "]),
    ),
    max_leaves=12,
)
HTML = st.one_of(TEXTS, st.lists(ELEMENTS, max_size=4).map("".join))


def rendered(typed, **how):
    try:
        return guide_html(typed, **how)
    except Unusable:
        return ""


@pytest.mark.parametrize(
    ("html", "markdown"),
    [
        ("<p>One.</p><p>Two.</p>", "One.\n\nTwo."),
        ("<p>8 in 10 [1] &amp; <strong>more</strong></p>", "8 in 10 [1] & **more**"),
        ("<ul><li><p>a</p></li><li><p>b</p></li></ul>", "- a\n\n- b"),
        ("<ul><li>a</li><li>b</li></ul>", "- a\n- b"),
        ("<ol><li>a<ul><li>b</li></ul></li></ol>", "1. a\n   - b"),
        ("<ul><li>a</li></ul><ul><li>b</li></ul>", "- a\n\n* b"),
        ("<h3>A heading</h3><p># none<br>1. none</p>", "### A heading\n\n\\# none\\\n1\\. none"),
        ("<p>H<sub>2</sub>O</p>", "H<sub>2</sub>O"),
        ("<blockquote><p>a</p></blockquote><hr>", "> a\n\n---"),
        (
            '<p><a href="tel:112" rel="nofollow ugc noopener noreferrer">112</a></p>',
            "[112](tel:112)",
        ),
        ('<table><tbody><tr><td colspan="2">a</td></tr></tbody></table>', None),
    ],
)
def test_what_the_editor_makes_is_plain_markdown_and_comes_back(html, markdown):
    written = guide_markdown(html)

    assert written.text == (markdown or html)
    assert guide_html(written.text, on_lines=written.on_lines) == html


def test_html_of_imports_keeps_its_line_ends():
    html = "<p>One.</p>\n<ul>\n<li>a</li>\n<li>b</li>\n</ul>"
    written = guide_markdown(html)

    assert written == ("One.\n\n- a\n- b", True)
    assert guide_html(written.text, on_lines=True) == html


@pytest.mark.parametrize("html", ["words alone", "<p>a</p>\n\n\n<p>b</p>", "<script>x</script>"])
def test_what_no_markdown_gives_again_is_not_written(html):
    assert guide_markdown(html) is None


def test_people_may_write_more_than_the_editor_does():
    table = guide_html("| a | b |\n|---|---|\n| c | d |")

    assert table.startswith("<table><thead><tr><th>a</th>")
    assert guide_html("*a*\nb &copy; <https://a.example>").startswith("<p><em>a</em>\nb ©")


@pytest.mark.slow
@MANY
@given(HTML)
def test_whatever_is_written_comes_back_byte_for_byte(html):
    html = clean(html, GUIDE)
    written = guide_markdown(html)

    assert written is None or guide_html(written.text, on_lines=written.on_lines) == html


@pytest.mark.slow
@MANY
@given(st.one_of(TEXTS, st.lists(PIECES).map("\n".join)), st.booleans())
def test_whatever_a_file_says_only_what_is_allowed_comes_out(typed, on_lines):
    assert faults_in(rendered(typed, on_lines=on_lines), GUIDE) == []


@pytest.mark.slow
@pytest.mark.parametrize(
    "piece",
    [
        *("[a](b) *x* ", "*a_", "> ", "- ", "[", "<a b='", "a\n", "- a\n", "![](<", "&amp;"),
        *("\\\n", "|a|b|\n|-|-|\n", "<p>\n", "* ", "**a ", "<!--", "<b>", "word "),
    ],
)
def test_the_largest_text_of_anything_costs_as_much_as_it_is_long(piece, untraced):
    typed = (piece * 200_000)[: GUIDE.most_characters]
    made = []

    assert grows_with_its_length(lambda text: made.append(rendered(text)), typed)
    assert faults_in(made[-1], GUIDE) == []

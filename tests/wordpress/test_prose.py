import pytest

from markup import to_html
from msforum.wordpress.prose import (
    markdown_of,
    paragraphs,
    pieces_of,
    shorten,
    whole_sentences,
    without_shortcodes,
)


def test_main_headings_begin_a_new_piece():
    pieces = pieces_of("<p>One.</p><h2>Two <em>words</em></h2><p>Three.</p><h3>Four</h3>")

    assert [(p.heading, p.html) for p in pieces] == [
        ("", "<p>One.</p>"),
        ("Two words", "<p>Three.</p><h3>Four</h3>"),
    ]


def test_blank_lines_are_paragraphs_in_classic_posts():
    assert paragraphs("One\nline.\n\nTwo.\n\n<ul><li>Three</li></ul>") == (
        "<p>One<br>line.</p>\n<p>Two.</p>\n<ul><li>Three</li></ul>"
    )


def test_the_comments_of_the_block_editor_go():
    content = '<!-- wp:paragraph {"a":1} --><p>One.</p><!-- /wp:paragraph --><!--more-->'

    assert [p.html for p in pieces_of(content)] == ["<p>One.</p>"]


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ('[box color="red"]Rest[/box] first', "Rest first"),
        ('[gallery ids="1,2"]', ""),
        ("[contact_form]", ""),
        ("he said [sic] so", "he said [sic] so"),
        ("see [1] and [2]", "see [1] and [2]"),
        ("type [[gallery]] here", "type [gallery] here"),
    ],
)
def test_shortcodes_go_and_their_text_stays(text, kept):
    assert without_shortcodes(text) == kept


def test_pictures_are_lifted_out_of_the_text_with_alt_and_caption():
    pieces = pieces_of(
        '<p>Before</p><figure><img src="https://old.example/a-300x200.jpg" alt="A leg">'
        "<figcaption>My <b>leg</b></figcaption></figure><p>After</p>"
    )

    assert [(p.html, p.picture and (p.picture.alt, p.picture.caption)) for p in pieces] == [
        ("<p>Before</p>", None),
        ("", ("A leg", "My leg")),
        ("<p>After</p>", None),
    ]


def test_scripts_and_styles_leave_no_words_behind():
    assert pieces_of("<script>alert(1)</script><style>p{}</style><iframe>x</iframe>") == []


def test_a_comment_becomes_markdown_that_reads_the_same():
    source = markdown_of(
        'Try <b>this</b> &amp; <a href="https://example.org/x">that</a>:\n'
        "1. not a list\n* star_name*\n<script>alert(1)</script>"
    )

    words = to_html(source)

    assert "<strong>this</strong> &amp;" in words
    assert 'href="https://example.org/x"' in words
    assert "star_name*" in words
    assert "<ol>" not in words
    assert "<li>" not in words
    assert "alert" not in words


@pytest.mark.parametrize("href", ["javascript:alert(1)", "//evil.example", "data:text/html,x"])
def test_links_that_lead_nowhere_good_keep_only_their_words(href):
    assert markdown_of(f'<a href="{href}">words</a>') == "words"


def test_a_summary_ends_with_a_sentence_where_one_fits():
    assert whole_sentences("Legs are stiff. They jump. Then they rest.", 30) == (
        "Legs are stiff. They jump."
    )
    assert whole_sentences("Legs are stiff and they jump", 20) == "Legs are stiff and…"
    assert whole_sentences("Short.", 20) == "Short."


def test_long_titles_end_at_a_word():
    assert shorten("Morning stiffness and what helps", 22) == "Morning stiffness and…"
    assert shorten("Short", 22) == "Short"

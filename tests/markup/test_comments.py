"""What comes of what people type into a comment."""

import pytest

from markup import COMMENT, TooLong, to_html
from tests.markup.reading import faults_in, tags_in

REL = 'rel="nofollow ugc noopener noreferrer"'


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("Rest helps me.", "<p>Rest helps me.</p>"),
        ("One.\nTwo.", "<p>One.<br>\nTwo.</p>"),
        ("One.\n\nTwo.", "<p>One.</p>\n<p>Two.</p>"),
        ("**much** and *more*", "<p><strong>much</strong> and <em>more</em></p>"),
        ("- a\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>"),
        ("1. a\n2. b", "<ol>\n<li>a</li>\n<li>b</li>\n</ol>"),
        ("1990. I fell ill", '<ol start="1990">\n<li>I fell ill</li>\n</ol>'),
        ("> your words", "<blockquote>\n<p>your words</p>\n</blockquote>"),
        ("a\n\n---\n\nb", "<p>a</p>\n<hr>\n<p>b</p>"),
        ("a\\*b\\*", "<p>a*b*</p>"),
        ("[NHS](https://www.nhs.uk)", f'<p><a href="https://www.nhs.uk" {REL}>NHS</a></p>'),
        ("<a@example.org>", f'<p><a href="mailto:a@example.org" {REL}>a@example.org</a></p>'),
        ("[guide](/guides/)", f'<p><a href="/guides/" {REL}>guide</a></p>'),
    ],
)
def test_the_few_marks_work(typed, shown):
    assert to_html(typed) == shown


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("# 1 thing", "<p># 1 thing</p>"),
        ("Tired\n=====", "<p>Tired<br>\n=====</p>"),
        ("Tired\n---", "<p>Tired</p>\n<hr>"),
        ("    four blanks", "<p>four blanks</p>"),
        ("`code`", "<p>`code`</p>"),
        ("```\ncode\n```", "<p>```<br>\ncode<br>\n```</p>"),
        ("|a|b|\n|-|-|", "<p>|a|b|<br>\n|-|-|</p>"),
        ("~~no~~", "<p>~~no~~</p>"),
        ("&lt; &amp; &#65;", "<p>&amp;lt; &amp;amp; &amp;#65;</p>"),
        ("[1]: https://a.example", '<p>[1]: <a href="https://a.example" ' + REL + "></p>"),
        ("<b>bold</b> <3", "<p>&lt;b&gt;bold&lt;/b&gt; &lt;3</p>"),
        ("5 * 3 * 2, snake_case_name", "<p>5 * 3 * 2, snake_case_name</p>"),
        ("-5 degrees", "<p>-5 degrees</p>"),
    ],
)
def test_everything_else_stays_as_it_was_typed(typed, shown):
    assert to_html(typed) == shown.replace('"></p>', '">https://a.example</a></p>')


def test_a_picture_becomes_a_link_and_is_never_fetched():
    shown = to_html("![x](https://evil.example/pixel.png)")

    assert [tag for tag, _ in tags_in(shown)] == ["p", "a"]


@pytest.mark.parametrize(
    ("typed", "address", "words"),
    [
        ("see https://a.example/b?c=1&d=2.", "https://a.example/b?c=1&amp;d=2", None),
        ("(see https://a.example)", "https://a.example", None),
        ("https://a.example/x_(y)!", "https://a.example/x_(y)", None),
        ("(https://a.example/x_(y)), and", "https://a.example/x_(y)", None),
        ('"https://a.example/"', "https://a.example/", None),
        ("<https://a.example/>", "https://a.example/", None),
        ("<b>https://a.example/</b>", "https://a.example/", None),
        ("HTTPS://A.example", "HTTPS://A.example", None),
        ("www.a.example/?x=1&copy=2", "https://www.a.example/?x=1&amp;copy=2", "www.a.example"),
        ("https://a.example/å", "https://a.example/å", None),
        ("参照 https://a.example。次", "https://a.example", None),
    ],
)
def test_a_bare_address_becomes_a_link(typed, address, words):
    shown = to_html(typed)

    assert f'<a href="{address}" {REL}>{words or address}' in shown
    assert shown.count("<a ") == 1


@pytest.mark.parametrize(
    "typed",
    [
        "I was so tired.My legs gave way. Then it.was over",
        "write to ada@example.org",
        "ftp://a.example javascript:alert(1) data:text/html,x",
        "http:// https://. www. www..",
        "https://bank.example@evil.example/",
        "ada@www.example.org",
    ],
)
def test_nothing_else_becomes_a_link(typed):
    assert tags_in(to_html(typed)) == [("p", {})]


def test_words_that_name_another_address_are_replaced_by_the_true_one():
    shown = to_html("[https://bank.example/](https://evil.example/?a=1&b=2)")

    true = "https://evil.example/?a=1&amp;b=2"
    assert shown == f'<p><a href="{true}" {REL}>{true}</a></p>'


def test_words_that_name_part_of_the_address_stay():
    assert ">www.nhs.uk</a>" in to_html("[www.nhs.uk](https://www.nhs.uk/conditions/)")


def test_a_link_without_words_is_taken_out():
    assert to_html("a[](https://evil.example)b[ㅤ](https://evil.example)") == "<p>abㅤ</p>"


def test_a_link_with_a_scheme_that_is_not_taken_keeps_its_words():
    assert to_html("[x **< y**](foo:bar) <foo:bar>") == ("<p>x <strong>&lt; y</strong> foo:bar</p>")


def test_the_same_text_gives_the_same_html():
    typed = "*a* https://a.example\n\n- b"

    assert {to_html(typed) for _ in range(3)} == {to_html(typed)}


def test_a_title_of_a_link_is_dropped():
    assert "title" not in to_html('[a](https://a.example "title")')


def test_a_comment_of_full_length_is_taken_and_one_letter_more_is_not():
    assert len(to_html("x" * 10_000)) == len("<p></p>") + 10_000
    with pytest.raises(TooLong):
        to_html("x" * 10_001)


def test_line_ends_of_windows_and_blanks_around_do_not_count():
    assert to_html("\r\n\r\n" + "x\r\n" * 400 + "y" * 9_200 + "  \r\n").count("<br>") == 400


def test_what_comes_out_of_a_busy_comment_is_allowed():
    typed = "> **a** <b onclick=x>\n\n1. [x](https://a.example)\n   - *y*\n\nwww.b.example"

    assert faults_in(to_html(typed), COMMENT) == []

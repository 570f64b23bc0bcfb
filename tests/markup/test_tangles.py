"""Input made to be slow: counted in steps, so that a busy machine cannot change the answer."""

import pytest

from markup import COMMENT, GUIDE, TooManyLines, TooManyLinks, TooTangled, clean, markdown, to_html
from markup.cleaning import with_links

FULL = COMMENT.most_characters
MOTIFS = [
    *("[", "]", "(", ")", "*", "_", "<", ">", "!", "&", "\\", "`", "#", '"', " ", "\n", "\t", "."),
    *("[a](", "![", "](", "[](", "[[a](", '[a](b "', "[a](<b", "*a ", "**a*", "*a_", "a**b", "_a"),
    *("<a@b", "<http:", "<b ", "&amp;", "&#x", "> ", ">>", "- ", "+ a\n", "1. ", "1.\n", "\n\n"),
    *("a\n", "> a\n", "- a\n  ", ">-\nx\n", "---\n", "***\n"),
    *("http://a.b/ ", "www.a.b ", "http://a.b?", "(http://a.b)", "((http://", "www.", "http://!"),
    *("e\u0301", "\u0301\u0327", "\u200d", "👩\u200d", "\ufe0f", "ب\u200c", "\U0001f3f4\U000e0067"),
]


def steps_for(typed, monkeypatch):
    """How often the Markdown reader tried its rules; every limit is out of the way."""
    taken = []
    monkeypatch.setattr(markdown, "_MOST_STEPS", 10**9)
    monkeypatch.setattr(markdown, "_count", taken.append)
    markdown.to_raw_html(typed)
    return len(taken)


def test_ordinary_text_is_far_from_the_limit(monkeypatch):
    typed = (
        "I **rest** at noon, see [this](https://a.example) (it helps).\n\n- one\n- two\n\n" * 200
    )

    assert steps_for(typed[:FULL], monkeypatch) < markdown._MOST_STEPS / 5


@pytest.mark.parametrize("motif", MOTIFS)
def test_what_is_taken_stays_within_the_steps(motif, monkeypatch):
    """A comment full of one motif is refused, or costs a bounded number of steps and tags."""
    taken = []
    count = markdown._count
    monkeypatch.setattr(markdown, "_count", lambda steps: (taken.append(1), count(steps)))
    typed = ("x" + motif * FULL)[:FULL].rstrip() + "y"
    try:
        html = to_html(typed[:FULL])
    except (TooManyLines, TooManyLinks, TooTangled):
        html = ""

    assert len(taken) <= markdown._MOST_STEPS + 1
    assert html.count("<") <= 2 * markdown._MOST_TAGS + 2


def test_text_that_makes_the_reader_go_back_and_back_is_refused(monkeypatch):
    typed = ">-\nx\n" * 50

    assert steps_for(typed * 2, monkeypatch) > 3.5 * steps_for(typed, monkeypatch)
    monkeypatch.undo()
    with pytest.raises(TooTangled):
        to_html(typed * 30)


def test_html_that_grows_in_rendering_is_refused_for_a_guide():
    with pytest.raises(TooTangled):
        to_html('"' * 60_000, GUIDE)


def test_a_guide_of_full_length_in_plain_words_is_taken():
    typed = ("Rest before you must. " * 10 + "\n\n") * 900

    assert to_html(typed[: GUIDE.most_characters], GUIDE).count("<p>") > 800


@pytest.mark.parametrize("start", ["(", "((((http://", "http://", "www.", "http://a.b/(", "."])
def test_links_are_found_in_one_pass(start):
    """10,000 opening brackets take bleach's own pattern seconds; ours must look at each once."""
    text = start * (FULL // len(start))

    assert with_links(f"<p>{text}</p>", COMMENT).startswith("<p>")


def test_quotes_are_kept_to_the_depth_that_people_use():
    assert to_html("> " * 15 + "a").count("<blockquote>") == 15
    with pytest.raises(TooTangled):
        to_html("> " * 19 + "a")


@pytest.mark.parametrize(
    "piece",
    ["<div>", "<b>", "<p><b>", "<a href=/x><div>", "<table><td>", "<ul><li>", "<em><div></em>",
     "<b><table></b>", "</p>", "</br>", "<svg><p>", "<select>", "<!--", "<", "&", "<b x='<'>",
     "<b =", "<b = ", '<b ="', "<td ", "<img alt='"],
)  # fmt: skip
def test_html_of_any_shape_comes_out_small(piece):
    """Nesting must not multiply: what comes out is a small multiple of what came in."""
    html = "x" + piece * (GUIDE.most_characters // len(piece))

    assert len(clean(html, GUIDE)) <= 6 * len(html)

"""What rules look with: folded words, phrases, patterns. None of it asks the database."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comments.rules.automaton import Budget, OutOfTime, Pattern
from comments.rules.folding import fold
from comments.rules.phrases import MOST_PLACES, BadPhrase, Phrases, parsed
from comments.rules.regex import BadPattern

PLENTY = 10_000_000


def found(lines, text):
    phrases = Phrases()
    phrases.add("rule", lines)
    places = phrases.find(fold(text)).get("rule", [])
    return [text[start:end] for start, end in places]


def steps(pattern, text):
    """How much work it is to look for it. Made anew, so that nothing is remembered."""
    budget = Budget(PLENTY)
    places = Pattern(pattern).find(text, budget)
    return PLENTY - budget.left, places


@pytest.mark.parametrize(
    "typed",
    [
        "miracle",
        "MIRACLE",
        "mіrаclе",  # Cyrillic i, a, e
        "ΜIRACLE",  # Greek capital mu
        "miraclε",
        "ｍｉｒａｃｌｅ",  # full width
        "𝐦𝐢𝐫𝐚𝐜𝐥𝐞",  # mathematical
        "ⓜⓘⓡⓐⓒⓛⓔ",
        "🅼🅸🆁🅰🅲🅻🅴",
        "mirácle",
        "mira\u0301cle",
        "mir\u200ba\u200dcle",
        "mir\u2060ac\ufeffle",
        "mir\xadacle",  # soft hyphen
        "mir&#97;cle",
        "mir&#x61;cle",
        "mir**a**cle",
        "mir\\acle",
        "mir<b></b>acle",
        "mir<!-- x -->acle",
        "m.i.r.a.c.l.e",
        "m i r a c l e",
    ],
)
def test_a_word_in_disguise_is_found_and_shown_as_it_was_typed(typed):
    text = f"It is a {typed}, they say."

    assert found(["miracle"], text) == [typed]


@pytest.mark.parametrize("text", ["miracles", "amiracle", "mira cle", "miracle5", "m i r a c l"])
def test_only_whole_words_are_found(text):
    assert found(["miracle"], text) == []


def test_a_star_lets_the_last_word_go_on():
    assert found(["miracle cur*"], "A Miracle-Cure and miracle curing, no miracle. Cars.") == [
        "Miracle-Cure",
        "miracle curing",
    ]


def test_phrases_that_begin_alike_are_all_found():
    text = "stop taking it"

    assert found(["stop", "stop taking", "stop now", "taking it"], text) == [
        "stop",
        "stop taking",
        "taking it",
    ]


def test_no_more_places_are_told_than_anybody_reads():
    assert len(found(["pain"], "pain " * 500)) == MOST_PLACES


@pytest.mark.parametrize(
    ("line", "why"), [("...", "empty"), ("a*", "star"), ("x " * 13, "long"), ("y" * 121, "long")]
)
def test_what_could_not_be_looked_for_is_refused(line, why):
    with pytest.raises(BadPhrase, match=why):
        parsed(line)


@given(st.text(max_size=60))
def test_every_folded_letter_knows_where_it_stood(text):
    for folded in (fold(text), fold(text, keep=True)):
        assert len(folded.text) == len(folded.starts) == len(folded.ends)
        for start, end in zip(folded.starts, folded.ends, strict=True):
            assert 0 <= start < end <= len(text)


@given(st.text(alphabet="aZé Жα.*&#;", max_size=40))
def test_folding_what_is_folded_changes_nothing_but_marks(text):
    once = fold(text).text

    assert fold(once.replace("*", "").replace("&", "")).text == once.replace("*", "").replace(
        "&", ""
    )


def test_patterns_that_ask_for_capitals_keep_them():
    assert fold("SW1А 1АА, ann_lee@example.org", keep=True).text == "SW1A 1AA, ann_lee@example.org"


# Patterns ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("pattern", "text", "places"),
    [
        (r"\bcur(e|es|ed)\b", "it cures, cured, curing", ["cures", "cured"]),
        (r"\d{1,3} ?mg", "take 20 mg or 300mg", ["20 mg", "300mg"]),
        (r"[a-c]+x", "abcx dx", ["abcx"]),
        (r"^buy", "buy now\nbuy it\nnot buy", ["buy", "buy"]),
        (r"now$", "now\nright now", ["now", "now"]),
        (r"a.c", "a\nc abc", ["abc"]),
        (r"[^ ]+@[^ ]+\.org", "to ann@example.org please", ["ann@example.org"]),
        (r"\(free\)|100%", "it is (free), 100%", ["(free)", "100%"]),
        (r"CAFÉ", "a cafe", ["cafe"]),
        (r"(?:ab){2,}", "ab ababab", ["ababab"]),
    ],
)
def test_a_pattern_finds_what_it_says(pattern, text, places):
    _steps, told = steps(pattern, text)

    assert [text[start:end] for start, end in told] == places


PIECES = st.sampled_from(["a", "b", "c", ".", "[ab]", "[^a]", r"\w", r"\b", " ", "^", "$"])
PATTERNS = st.recursive(
    PIECES,
    lambda inner: st.one_of(
        st.tuples(inner, inner).map("".join),
        st.tuples(inner, inner).map(lambda two: f"({two[0]}|{two[1]})"),
        st.tuples(inner, st.sampled_from(["*", "+", "?", "{2}", "{1,3}"])).map(
            lambda two: f"(?:{two[0]}){two[1]}"
        ),
    ),
    max_leaves=6,
)


@given(PATTERNS, st.text(alphabet="abc \n", max_size=14))
def test_patterns_mean_what_they_mean_to_python(pattern, text):
    try:
        ours = Pattern(pattern).find(text, Budget(PLENTY))
    except BadPattern:
        return
    theirs = re.compile(pattern, re.MULTILINE)

    assert bool(ours) == bool(theirs.search(text))
    for start, end in ours:
        rest = rf"(?:{pattern})(?=[\s\S]{{{len(text) - end}}}\Z)"
        assert re.compile(rest, re.MULTILINE).match(text, start)


@pytest.mark.parametrize(
    ("pattern", "piece"),
    [
        ("(a+)+$", "a"),
        ("(a|aa)+$", "a"),
        ("(.*)*x", "y"),
        ("(a*)*b", "a"),
        ("(x+x+)+y", "x"),
        ("([a-z]+)*[0-9]", "abc "),
        ("(a|b)*a(a|b){12}c", "abbab"),
        (".*.*.*=", "= a "),
    ],
)
def test_no_pattern_takes_longer_than_straight_time(pattern, piece):
    """Steps of work, not seconds: ten times the text, about ten times the work."""
    few, _places = steps(pattern, (piece * 1_000)[:1_000])
    many, _places = steps(pattern, (piece * 10_000)[:10_000])

    assert many < few * 25
    assert many < 500_000


def test_who_runs_out_of_work_is_told():
    with pytest.raises(OutOfTime):
        Pattern("(a|b)*c").find("ab" * 5_000, Budget(1_000))


@pytest.mark.parametrize(
    ("pattern", "told"),
    [
        ("", "no text"),
        ("a*", "no text"),
        (r"\b", "no text"),
        ("a|", "no text"),
        (r"(a)\1", "cannot be used"),
        ("(?=a)b", "begin with"),
        ("(?P<n>a)", "begin with"),
        ("a*?", "follows another"),
        ("(a", "not closed"),
        ("a)", "never opened"),
        ("[a", "not closed"),
        ("*a", "nothing to repeat"),
        ("a{5,2}", "smaller number first"),
        ("a{999}", "at most 100"),
        ("a{,2}", r"write \{2\}"),
        ("(a{100}){100}", "too large"),
        ("[z-a]", "a range"),
        ("[а-я]", "a range"),
        ("(" * 30 + "a" + ")" * 30, "too many brackets"),
        ("a\\", "cannot be used"),
        ("x" * 301, "at most 300"),
    ],
)
def test_a_pattern_that_cannot_be_used_is_refused_with_a_sentence(pattern, told):
    with pytest.raises(BadPattern, match=told):
        Pattern(pattern)

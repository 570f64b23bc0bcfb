"""How plain a text is: what the pure functions see in it."""

import pytest

from articles.language import (
    abbreviations,
    grade,
    link_texts,
    numbers,
    passages,
    passive,
    sentences,
    syllables,
    wording,
)
from articles.language.terms import Terms
from tests.articles import labelled
from tests.growth import grows_with_its_length


def test_syllables_are_counted_as_they_are_spoken():
    counted = {
        word: (syllables.syllables(word), number)
        for number, words in labelled.SPOKEN.items()
        for word in words.split()
        if syllables.syllables(word) != number
    }
    assert counted == {}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Rest first. Then walk.", ["Rest first.", "Then walk."]),
        ("Drink water, e.g. Evian, often.", ["Drink water, e.g. Evian, often."]),
        ("It takes 2.5 hours. Then it ends.", ["It takes 2.5 hours.", "Then it ends."]),
        ("Ask Dr. Jones. She knows.", ["Ask Dr. Jones.", "She knows."]),
        ("J. Smith wrote it. It is good.", ["J. Smith wrote it.", "It is good."]),
        ("Is it so? Yes! Good…", ["Is it so?", "Yes!", "Good…"]),
        ("She said “Stop.” Then she left.", ["She said “Stop.”", "Then she left."]),
        ("Take fruit, nuts, etc. Then rest.", ["Take fruit, nuts, etc.", "Then rest."]),
        ("Take fruit, etc. and rest.", ["Take fruit, etc. and rest."]),
        ("So am I. You too.", ["So am I.", "You too."]),
        ("2. Sit down", ["2. Sit down"]),
        ("No end", ["No end"]),
        ("... !!", []),
        ("", []),
    ],
)
def test_a_sentence_ends_where_a_reader_says_so(text, expected):
    found = sentences.sentences(text)

    assert [sentence.text for sentence in found] == expected
    assert all(text[one.start :].startswith(one.text) for one in found)


def test_html_is_cut_into_what_a_reader_meets():
    html = (
        "<h3>Why &amp; how</h3><p>One<br>line.</p><ul><li>a <b>bold</b> word</li><li><p>b</p></li>"
        "</ul><ol><li>c</li></ol><table><tr><td>cell</td></tr></table>Loose"
    )

    found = passages.passages(html)

    assert [(one.kind, one.text, one.level, one.list_number) for one in found] == [
        ("heading", "Why & how", 3, 0),
        ("paragraph", "One line.", 0, 0),
        ("item", "a bold word", 0, 1),
        ("item", "b", 0, 1),
        ("item", "c", 0, 2),
        ("cell", "cell", 0, 0),
        ("paragraph", "Loose", 0, 0),
    ]


def test_links_are_found_with_their_words_and_address():
    html = "<p><a href=\"/a?b=1&amp;c=2\">read <b>on</b></a> <a name=x>no</a> <a href='#x'></a>"

    found = passages.links(html)

    assert [(link.text, link.address) for link in found] == [
        ("read on", "/a?b=1&c=2"),
        ("no", ""),
        ("", "#x"),
    ]


def test_the_grade_is_that_of_the_formula():
    # 11 words, 2 sentences, 14 syllables: 0.39 * 5.5 + 11.8 * 14 / 11 - 15.59.
    told = passages.passages("<p>The doctor gave me a table. I put it away.</p>")

    measured = grade.measure(told)

    assert (measured.sentences, measured.words, measured.syllables) == (2, 10, 13)
    assert measured.grade == pytest.approx(0.39 * 5 + 11.8 * 13 / 10 - 15.59, abs=0.05)


def test_a_term_that_is_explained_no_longer_makes_the_text_hard():
    told = passages.passages("<p>Spasticity and optic neuritis can make a day hard.</p>")
    terms = Terms([("spasticity", 1), ("optic neuritis", 2)])

    assert grade.measure(told, terms).grade < grade.measure(told).grade - 3


def test_nothing_to_read_has_no_grade():
    assert grade.measure([]).grade is None


def test_terms_are_whole_words_in_any_case_the_longest_first():
    terms = Terms([("optic", 1), ("optic neuritis", 2), ("relapse", 3), ("Lhermitte’s sign", 4)])
    text = "OPTIC  neuritis, optics, a Relapse; relapse-free; Lhermitte's sign. An optic nerve."

    found = [(text[one.start : one.end], one.key) for one in terms.find(text)]

    assert found == [
        ("OPTIC  neuritis", 2),
        ("Relapse", 3),
        ("relapse", 3),
        ("Lhermitte's sign", 4),
        ("optic", 1),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (["People with multiple sclerosis (MS) rest. MS is tiring."], {}),
        (["MS is tiring."], {"MS": "multiple sclerosis"}),
        (["Have an MRI.", "Magnetic resonance imaging (MRI) takes time."], {
            "MRI": "magnetic resonance imaging"
        }),
        (["Ask about XYZ."], {"XYZ": ""}),
        (["Ask about extra young zebras (XYZ). XYZ helps."], {}),
        (["Watch TV in the UK. You do NOT need it."], {}),
        (["EVERYTHING IS IN CAPITALS HERE"], {}),
        (["A urinary tract infection (UTI). Two UTIs."], {}),
    ],
)  # fmt: skip
def test_short_forms_must_be_written_out_where_they_first_stand(text, expected):
    assert abbreviations.not_written_out(text) == expected


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("She suffers from MS.", ["suffers from MS"]),
        ("Most MS sufferers are women.", ["MS sufferers"]),
        ("He is wheelchair-bound.", ["wheelchair-bound"]),
        ("He is confined to a wheelchair.", ["confined to a wheelchair"]),
        ("A victim of MS.", ["victim of MS"]),
        ("They live with MS and use a wheelchair.", []),
        ("An invalid ticket.", []),
        ("Utilise it prior to bed.", ["Utilise", "prior to"]),
    ],
)
def test_words_to_avoid_are_found_with_what_to_say_instead(text, words):
    found = wording.to_avoid(text)

    assert [one.words for one in found] == words
    assert all(one.instead for one in found)


@pytest.mark.parametrize("text", ["Click here", "here.", "Read more…", "more", "click here to go"])
def test_a_link_that_says_nothing_is_found(text):
    assert link_texts.says_nothing(text)


@pytest.mark.parametrize("text", ["Bladder care at the NHS", "Here be dragons", "More on fatigue"])
def test_a_link_that_says_where_it_leads_is_fine(text):
    assert not link_texts.says_nothing(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("So it is [1].", [1]),
        ("So [1, 3] and [5–7].", [1, 3, 5, 6, 7]),
        ("Raised ^2 too", [2]),
        ("Of nerves^2 and legs.^3", [2, 3]),
        ("10^2 and 5 m^2", []),
        ("[9-1] is a slip", [9, 1]),
        ("[1-900] too", [1, 900]),
        ("None [a]", []),
    ],
)
def test_reference_marks_are_read(text, expected):
    assert numbers.marks(text) == expected


@pytest.mark.parametrize("name", labelled.CHECKS)
def test_the_checks_agree_with_the_person_who_labelled_the_sentences(name):
    check, right, wrong = labelled.CHECKS[name]

    precision, recall, differing = labelled.agreement(check, right, wrong)

    assert precision >= 0.95, differing
    assert recall >= 0.95, differing


def test_at_least_120_sentences_are_labelled_none_twice():
    everything = [
        sentence
        for _check, right, wrong in labelled.CHECKS.values()
        for sentence in labelled.listed(right) + labelled.listed(wrong)
    ]
    assert len(everything) == len(set(everything)) >= 120


NASTY = [
    "<" * 100_000,
    "<p>" * 60_000,
    "<a href=" * 25_000,
    "a" * 200_000,
    "is " * 60_000,
    "1," * 100_000,
    "call " * 40_000,
    "A&" * 100_000,
    "." * 200_000,
    "it's " * 40_000,
    "[1" * 100_000,
    " " * 200_000,
    "at risk of " * 18_000,
    "É1 " * 60_000,
]


@pytest.mark.slow
@pytest.mark.parametrize("text", NASTY, ids=range(len(NASTY)))
def test_a_long_text_costs_as_much_as_it_is_long(text, untraced):
    assert grows_with_its_length(look_at, text)


def look_at(text):
    """Everything that a check asks of the words of a guide."""
    terms = Terms([("a a a a a b", 1), ("is is is is no", 2)])
    for passage in passages.passages(text):
        for sentence in sentences.sentences(passage.text):
            passive.passive(sentence.text)
            numbers.claim(sentence.text)
        list(terms.find(passage.text))
        numbers.marks(passage.text)
        wording.to_avoid(passage.text)
        abbreviations.not_written_out([passage.text])
    grade.measure(passages.passages(text), terms)
    passages.links(text)

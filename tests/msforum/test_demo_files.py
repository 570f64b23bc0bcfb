"""The demo world keeps the rules that we set for guides and for talk about them."""

import re
from datetime import timedelta
from html import unescape

import pytest

from demo import world
from msforum.demo.desk import LONG_AGO

from .reading import measure, syllables

WORLD = world.read()
GUIDES = [pytest.param(guide, id=guide.slug) for guide in WORLD.guides]
TALK = [*WORLD.discussions.values(), *WORLD.communities.values()]
COMMENTS = [c for talk in TALK for c in talk.comments]
AN_HOUR = timedelta(hours=1)
NAMES = {member.name for member in WORLD.members}

# Checked by a person against the publishers' own pages. Nothing else may be named by a guide.
ALLOWED_WORKS = {
    "ng220": "Multiple sclerosis in adults: management",
    "rizzo2004": "Prevalence and treatment of spasticity reported by multiple sclerosis patients",
    "amatya2013": "Non pharmacological interventions for spasticity in multiple sclerosis",
    "amatya2019": "Rehabilitation for people with multiple sclerosis",
    "latimer2013": "physical activity guidelines for adults with multiple sclerosis",
    "krupp1989": "The Fatigue Severity Scale",
    "thompson2018": "Diagnosis of multiple sclerosis: 2017 revisions of the McDonald criteria",
}
# What every guide has, and what some guides have besides.
USEFUL_KINDS = {"text", "key_points", "care_card", "do_list", "dont_list", "figure", "references"}
OTHER_KINDS = {"steps", "callout", "details", "table", "quote", "medicine_note"} | {
    "related_guides"
}
UNKIND_WORDS = re.compile(
    r"\bsuffer(?:s|ed|er|ers|ing)?\b|wheelchair.bound|\bvictims?\b|\bcripple", re.IGNORECASE
)


def blocks(guide, kind):
    return [block for block in guide.blocks if block["kind"] == kind]


def paragraphs(guide):
    """What a reader reads, piece by piece: everything but the list of works."""
    read = [guide.summary]
    for block in guide.blocks:
        if "html" in block:
            pieces = re.split(r"</(?:p|li)>", block["html"])
            read += [unescape(re.sub(r"<[^>]+>", " ", piece)) for piece in pieces]
        read += [item.replace(" | ", ". ") for item in block.get("items", [])]
        read += [block.get(name, "") for name in ("caption", "purpose", "safety_line")]
    return [" ".join(piece.split()) for piece in read if piece.strip()]


def everything_said():
    for guide in WORLD.guides:
        yield guide.slug, " ".join([guide.title, *paragraphs(guide), *guide.lay_terms])
    for comment in COMMENTS:
        yield comment.key, f"{comment.title} {comment.body}"


def test_there_are_at_least_twelve_guides_in_five_topics():
    assert len(WORLD.guides) >= 12
    assert len({guide.topic for guide in WORLD.guides}) >= 5
    assert {guide.topic for guide in WORLD.guides} == {topic.slug for topic in WORLD.topics}


def test_slugs_and_titles_are_unique():
    for told in ([g.slug for g in WORLD.guides], [g.title for g in WORLD.guides]):
        assert len(told) == len(set(told))


@pytest.mark.parametrize("guide", GUIDES)
def test_a_guide_reads_at_grade_seven_or_below(guide):
    reading = measure(paragraphs(guide))

    assert reading.grade <= 7
    assert reading.mean_sentence <= 15
    assert reading.longest_sentence <= 25
    assert reading.longest_paragraph <= 70


def test_the_measure_tells_hard_from_easy():
    easy = measure(["The cat sat on the mat. It was a warm day."])
    hard = measure(
        [
            "Demyelination of the corticospinal tract precipitates involuntary muscular "
            "hyperactivity, necessitating multidisciplinary rehabilitation."
        ]
    )

    assert easy.grade < 2
    assert hard.grade > 20
    assert easy.longest_sentence == 6


@pytest.mark.parametrize(
    ("word", "count"),
    [("cat", 1), ("muscle", 2), ("care", 1), ("tired", 1), ("the", 1), ("fatigue", 2), ("MS", 1)],
)
def test_syllables_are_counted_nearly_right(word, count):
    assert syllables(word) == count


@pytest.mark.parametrize("guide", GUIDES)
def test_a_guide_has_a_short_title_and_summary(guide):
    assert 0 < len(guide.title) <= 65
    assert 0 < len(guide.summary) <= 160
    assert guide.lay_terms


@pytest.mark.parametrize("guide", GUIDES)
def test_a_guide_opens_with_what_it_says_in_short(guide):
    opening = guide.blocks[0]

    assert (opening["kind"], opening["heading"]) == ("key_points", "In short")
    assert 3 <= len(opening["items"]) <= 5
    assert sum(len(item.split()) for item in opening["items"]) <= 60


@pytest.mark.parametrize("guide", GUIDES)
def test_a_guide_has_only_kinds_of_blocks_that_exist_and_every_useful_one(guide):
    kinds = {block["kind"] for block in guide.blocks}

    assert USEFUL_KINDS <= kinds <= USEFUL_KINDS | OTHER_KINDS


def test_each_kind_of_block_is_shown_by_some_guide():
    kinds = {block["kind"] for guide in WORLD.guides for block in guide.blocks}

    assert kinds == USEFUL_KINDS | OTHER_KINDS


@pytest.mark.parametrize("guide", GUIDES)
def test_a_care_card_says_when_and_goes_from_calm_to_urgent(guide):
    levels = ["non_urgent", "urgent", "emergency"]
    cards = blocks(guide, "care_card")

    assert all(card["heading"].endswith("if:") and card["items"] for card in cards)
    assert [c["level"] for c in cards] == sorted((c["level"] for c in cards), key=levels.index)


@pytest.mark.parametrize("guide", GUIDES)
def test_a_list_item_is_written_without_a_capital_or_a_full_stop(guide):
    for block in guide.blocks:
        if block["kind"] in {"do_list", "dont_list", "care_card"}:
            assert block["heading"]
            for item in block["items"]:
                assert item[0].islower()
                assert item[-1] not in ".;,"


@pytest.mark.parametrize("guide", GUIDES)
def test_multiple_sclerosis_is_written_out_before_it_is_shortened_in_the_text(guide):
    prose = " ".join(block["html"] for block in blocks(guide, "text"))

    assert (
        re.search(r"\bMS\b", prose).start() == prose.lower().index("multiple sclerosis (ms)") + 20
    )


@pytest.mark.parametrize("guide", GUIDES)
def test_a_figure_is_described_or_says_that_it_is_decorative(guide):
    for figure in blocks(guide, "figure"):
        assert bool(figure["alt"]) != figure.get("decorative", False)
        assert figure["caption"]


@pytest.mark.parametrize("guide", GUIDES)
def test_a_guide_leads_to_guides_that_are_there(guide):
    there = {f"/guides/{other.topic}/{other.slug}/" for other in WORLD.guides if other != guide}

    for block in blocks(guide, "related_guides"):
        assert block["guides"]
        assert set(block["guides"]) <= there


@pytest.mark.parametrize("guide", GUIDES)
def test_a_quote_is_under_a_name_that_is_on_no_passport(guide):
    for quote in blocks(guide, "quote"):
        assert quote["consent"] is True
        assert re.fullmatch(r"[a-z0-9_]+", quote["attribution"])


@pytest.mark.parametrize("guide", GUIDES)
def test_a_guide_names_only_works_that_exist_and_says_what_for(guide):
    works = [work for block in blocks(guide, "references") for work in block["works"]]

    assert works
    assert {work["key"] for work in works} <= ALLOWED_WORKS.keys()
    assert all(work["about"] for work in works)
    assert not re.search(r"doi\.org|\bet al\b", " ".join(paragraphs(guide)))


def test_a_change_names_words_that_stand_in_one_block_and_were_not_there_before():
    changed = [guide for guide in WORLD.guides if guide.change]

    assert changed
    for guide in changed:
        texts = [block.get("html", "") for block in guide.blocks]
        assert sum(text.count(guide.change.after) for text in texts) == 1
        assert not any(guide.change.before in text for text in texts if guide.change.before)
        assert guide.change.note
        assert guide.age > guide.change.age


def test_the_list_of_works_is_the_checked_one():
    assert WORLD.references.keys() == ALLOWED_WORKS.keys()
    for key, title in ALLOWED_WORKS.items():
        assert title in WORLD.references[key]["text"]
    assert [w["doi"] for w in WORLD.references.values() if "doi" in w] == [
        "10.1191/1352458504ms1085oa"
    ]


def test_every_topic_says_that_it_is_a_demo_and_not_medically_reviewed():
    assert all("not medically reviewed" in topic.intro for topic in WORLD.topics)


def test_nobody_is_spoken_of_unkindly():
    unkind = {key: UNKIND_WORDS.findall(said) for key, said in everything_said()}

    assert {key: words for key, words in unkind.items() if words} == {}
    assert UNKIND_WORDS.search("MS sufferers")


def test_there_is_plenty_of_talk_and_one_guide_without_any():
    assert len(COMMENTS) >= 150
    assert max(len(talk.comments) for talk in WORLD.discussions.values()) >= 40
    offered = {guide.slug for guide in WORLD.guides}
    assert len(offered - WORLD.discussions.keys()) == 1
    assert WORLD.discussions.keys() - offered <= {one.slug for one in WORLD.aside if one.part_of}


def test_one_discussion_needs_a_second_page_of_conversations():
    threads = [sum(not c.reply_to for c in talk.comments) for talk in WORLD.discussions.values()]

    assert max(threads) > 20


def test_comments_are_found_in_every_state():
    states = {comment.state for comment in COMMENTS}

    assert states == {"published", "waiting", "rejected", "hidden", "withdrawn"}
    assert {c.edit.state for c in COMMENTS if c.edit} == {"waiting", "published"}
    assert any(c.reports and c.state == "published" for c in COMMENTS)
    assert {c.branch for c in COMMENTS if c.state == "hidden"} == {True, False}
    assert all(c.reason for c in COMMENTS if c.state in {"hidden", "rejected"})
    assert all(c.decided_by in NAMES for c in COMMENTS if c.state == "hidden")
    assert any(c.kept_by for c in COMMENTS if c.reports)
    assert any(c.anonymous for c in COMMENTS)
    assert any(c.members_only for c in COMMENTS)
    assert {c.kind for c in COMMENTS} == {"", "experience", "question", "information"}


def test_some_talk_goes_deeper_than_the_page_steps_in():
    def depth(comment, by_key):
        return 1 + depth(by_key[comment.reply_to], by_key) if comment.reply_to else 0

    depths = [
        depth(comment, {c.key: c for c in talk.comments})
        for talk in WORLD.discussions.values()
        for comment in talk.comments
    ]

    assert max(depths) >= 5


def test_a_reply_comes_after_what_it_answers_and_that_after_the_guide():
    ages = {one.slug: LONG_AGO for one in WORLD.aside}
    ages |= {guide.slug: guide.age for guide in WORLD.guides}
    for slug, talk in WORLD.discussions.items():
        by_key = {comment.key: comment for comment in talk.comments}
        assert len(by_key) == len(talk.comments)
        for comment in talk.comments:
            answered = by_key[comment.reply_to].age if comment.reply_to else ages[slug]
            assert answered > comment.age + AN_HOUR / 2 > AN_HOUR, comment.key
            assert not (comment.title and comment.reply_to), comment.key
            for later in [comment.edit, *comment.reports]:
                assert later is None or later.age < comment.age, comment.key


def test_everybody_who_speaks_had_joined_before():
    joined = {member.name: member.age for member in WORLD.members}
    for comment in COMMENTS:
        assert joined[comment.author] > comment.age, comment.key
        assert all(joined[report.by] > report.age for report in comment.reports)
        assert comment.author not in {report.by for report in comment.reports}


def test_everybody_has_something_to_say_and_an_address_that_reaches_nobody():
    silent = NAMES - {comment.author for comment in COMMENTS}

    assert silent == {"wren", "Demo editor", "Demo clinician"}
    assert len({member.email for member in WORLD.members}) == len(WORLD.members)
    assert all(member.email.endswith("@demo.example") for member in WORLD.members)


def test_there_are_five_logins_and_a_full_name_is_nobodys_name():
    logins = {m.login: m.groups for m in WORLD.members if m.login}

    assert logins == {
        "member": [],
        "moderator": ["Moderators", "Safety"],
        "author": ["Authors"],
        "editor": ["Editors"],
        "clinician": ["Clinical reviewers"],
    }
    assert not [name for name in NAMES if re.fullmatch(r"[A-Z]\w+ [A-Z]\w+", name)]


@pytest.mark.parametrize(
    ("told", "meant"),
    [("5d 2h", timedelta(days=5, hours=2)), ("40m", timedelta(minutes=40))],
)
def test_an_age_is_told_in_days_hours_and_minutes(told, meant):
    assert world.age(told) == meant


@pytest.mark.parametrize("told", ["", "yesterday", "5", "d", "-3d", "5 d"])
def test_what_is_not_an_age_is_refused(told):
    with pytest.raises(ValueError, match="not an age"):
        world.age(told)

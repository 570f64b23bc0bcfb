"""Rules at work: what they hold, what they only count, whom they leave alone."""

from datetime import timedelta

import pytest
from django.db import DatabaseError
from django.utils import timezone

from comments import deciding, posting
from comments.models import (
    Case,
    Cause,
    Comment,
    Rule,
    RuleChange,
    RuleHit,
    RuleKind,
    RuleState,
    Sketch,
    Status,
)
from comments.rules import ruleset, switching, trying
from comments.rules.automaton import OutOfTime
from comments.rules.said import Said, segments
from outbox.delivery import deliver_due
from tests import make

LONG = "I have been resting every day after lunch and it helps me to get through the evening."


@pytest.fixture(autouse=True)
def nobody_is_new(settings, db):
    """And the rules that a site begins with are out of the way."""
    settings.COMMENTS_HELD_FIRST = 0
    Rule.objects.all().delete()


@pytest.fixture
def rule(db, mo):
    """Makes a rule that holds, unless told otherwise."""

    def make_rule(kind=RuleKind.WORDS, words="miracle cure", **fields):
        fields = {"name": f"Rule {Rule.objects.count()}", "state": RuleState.ON} | fields
        made = Rule(kind=kind, words=words, **fields)
        switching.save(made, by=mo)
        return made

    return make_rule


def say(guide, author, words, **facts):
    made = posting.post(guide.discussion, author, posting.Words(words, **facts))
    made.refresh_from_db()
    return made


def finds(rule):
    return [(hit.revision.comment, hit.spans) for hit in rule.hits.order_by("pk")]


def test_what_a_rule_finds_waits_with_the_rule_and_its_weight_on_the_case(fatigue, ada, rule):
    one = rule(name="Sellers", weight=17)

    comment = say(fatigue, ada, "Try this mіracle-cure now.")

    case = Case.objects.get(comment=comment)
    assert comment.status == Status.WAITING
    assert case.causes == [Cause.RULE]
    assert [(why["source"], why["points"]) for why in case.score_reasons] == [("Sellers", 17)]
    assert finds(one) == [(comment, [[9, 21]])]


def test_all_reasons_are_kept(fatigue, ada, rule, settings):
    settings.COMMENTS_HELD_FIRST = 3
    first, second = rule(), rule(RuleKind.PATTERNS, r"\bbuy \w+")

    comment = say(fatigue, ada, "A miracle cure: buy tea, buy oil.")

    assert Case.objects.get(comment=comment).causes == [Cause.RULE, Cause.NEW_MEMBER]
    assert finds(first) == [(comment, [[2, 14]])]
    assert finds(second) == [(comment, [[16, 23], [25, 32]])]


def test_a_rule_that_only_counts_holds_nothing(fatigue, ada, rule):
    counted = rule(state=RuleState.SHADOW)
    off = rule(state=RuleState.OFF)

    comment = say(fatigue, ada, "A miracle cure.")

    assert comment.status == Status.PUBLISHED
    assert [hit.held for hit in counted.hits.all()] == [False]
    assert finds(off) == []


def test_the_writer_is_told_that_the_message_is_automatic(client, fatigue, ada, rule):
    rule()
    client.force_login(ada)
    url = f"{fatigue.get_absolute_url()}comment/"

    held = client.post(url, {"body": "A miracle cure."}, follow=True).text
    fine = client.post(url, {"body": "Rest helps."}, follow=True).text

    assert "This message is automatic" in held
    assert "This message is automatic" not in fine


def test_the_title_is_looked_at_too(fatigue, ada, rule):
    one = rule()

    comment = say(fatigue, ada, "Hello.", title="My miracle cure")

    assert (comment.status, finds(one)) == (Status.WAITING, [(comment, [[11, 23]])])


@pytest.mark.parametrize("person", ["moderator", "author", "editor", "clinician"])
def test_no_rule_looks_at_the_team(fatigue, rule, person):
    one = rule()

    comment = say(fatigue, getattr(make, person)("zoe"), "A miracle cure.")

    assert (comment.status, finds(one)) == (Status.PUBLISHED, [])


def test_an_edit_is_looked_at_and_readers_keep_the_words_they_had(fatigue, ada, rule):
    comment = say(fatigue, ada, "Rest helps.")
    rule(name="Sellers")

    posting.edit(comment, "A miracle cure helps.")

    comment.refresh_from_db()
    assert (comment.html, comment.status) == ("<p>Rest helps.</p>", Status.PUBLISHED)
    assert Case.objects.get(comment=comment).causes == [Cause.EDITED, Cause.RULE]
    assert RuleHit.objects.get().revision.number == 2


def test_an_edit_of_what_waits_adds_to_its_case(fatigue, ada, rule, settings):
    settings.COMMENTS_HELD_FIRST = 3
    comment = say(fatigue, ada, "Rest helps.")
    rule()

    posting.edit(comment, "A miracle cure helps.")

    assert Case.objects.get(comment=comment).causes == [Cause.NEW_MEMBER, Cause.RULE]


def test_a_rule_that_fails_holds_and_does_not_keep_others_from_looking(
    fatigue, ada, rule, monkeypatch
):
    def no_time(_self, _text, _budget):
        raise OutOfTime

    rule(RuleKind.PATTERNS, "x+y")
    second = rule()
    monkeypatch.setattr("comments.rules.automaton.Pattern.find", no_time)

    comment = say(fatigue, ada, "A miracle cure.")

    assert Case.objects.get(comment=comment).causes == [Cause.RULE, Cause.CHECK_FAILED]
    assert len(finds(second)) == 1


def test_a_rule_that_only_counts_holds_nothing_when_it_fails(fatigue, ada, rule, monkeypatch):
    def no_time(_self, _text, _budget):
        raise OutOfTime

    rule(RuleKind.PATTERNS, "x+y", state=RuleState.SHADOW)
    monkeypatch.setattr("comments.rules.automaton.Pattern.find", no_time)

    assert say(fatigue, ada, "Rest helps.").status == Status.PUBLISHED


def test_what_is_found_and_cannot_be_written_down_holds(fatigue, ada, rule, monkeypatch):
    def fail(_said):
        raise DatabaseError

    counts = rule(state=RuleState.SHADOW)
    monkeypatch.setattr("comments.rules.matching.note", fail)

    comment = say(fatigue, ada, "A miracle cure.")

    assert comment.status == Status.WAITING
    assert Case.objects.get(comment=comment).causes == [Cause.CHECK_FAILED]
    assert finds(counts) == []


def test_rules_that_take_too_long_hold(fatigue, ada, rule):
    rule()
    comment = say(fatigue, ada, "Rest helps.")
    moments = iter(range(0, 100, 10))

    looked = ruleset.current().look(
        Said(ada, comment.revisions.get()), now=lambda: float(next(moments))
    )

    assert [one.is_on for one in looked.failed if one.is_on] == [True]


def test_a_process_keeps_the_rules_and_asks_again_after_some_seconds(
    rule, django_assert_num_queries
):
    rule()
    kept = ruleset.current()
    Rule.objects.update(words="another word")  # behind its back

    with django_assert_num_queries(0):
        assert ruleset.current() is kept
    ruleset._kept.looked_at -= ruleset.LOOK_AGAIN
    with django_assert_num_queries(1):  # only whether anything has changed
        assert ruleset.current() is kept


def test_a_change_by_another_process_is_seen_by_its_row(rule, mo):
    one = rule()
    kept = ruleset.current()
    RuleChange.objects.create(rule=one, by=mo)
    ruleset._kept.looked_at -= ruleset.LOOK_AGAIN

    assert ruleset.current() is not kept


# Each kind ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "caught", "fine"),
    [
        (RuleKind.ADVICE, "Just stop your baclofen.", "I stopped baclofen, and it was hard."),
        (RuleKind.CURE, "This tea will cure your MS.", "There is no cure for MS yet."),
        (RuleKind.PRIVATE, "Ring me on 07700 900123.", "I take 20 mg since 03/2019."),
        (RuleKind.LINKS, "See https://tea.example/x", "See http://localhost:8000/topics/"),
    ],
)
def test_kinds_that_look_at_words(fatigue, ada, rule, kind, caught, fine):
    rule(kind, "", number=0)

    assert say(fatigue, ada, caught).status == Status.WAITING
    assert say(fatigue, ada, fine).status == Status.PUBLISHED


def test_only_new_members_are_asked_about_where_a_rule_says_so(fatigue, ada, ben, rule, settings):
    settings.COMMENTS_HELD_FIRST = 1
    make.comment(fatigue, ben)
    one = rule(about="new")

    say(fatigue, ada, "A miracle cure.")
    second = say(fatigue, ben, "A miracle cure.")

    assert [comment.author for comment, _spans in finds(one)] == [ada]
    assert second.status == Status.PUBLISHED


def test_the_same_words_again_are_found_also_when_somebody_else_says_them(fatigue, ada, ben, rule):
    one = rule(RuleKind.REPEATS, "", number=1, within=30)
    say(fatigue, ada, LONG)
    say(fatigue, ada, "Something else that is also long enough to be kept and compared with it.")

    again = say(fatigue, ben, "Well: " + LONG.upper().replace("LUNCH", "dinner"))

    assert [comment for comment, _spans in finds(one)] == [again]
    assert again.status == Status.WAITING


def test_short_words_and_what_was_taken_back_are_no_repeats(fatigue, ada, ben, rule):
    one = rule(RuleKind.REPEATS, "", number=1, within=30)
    say(fatigue, ada, "Thank you, that helps me a lot.")
    say(fatigue, ben, "Thank you, that helps me a lot.")
    first = say(fatigue, ada, LONG)
    deciding.withdraw(first, deciding.Why(by=ada))

    assert say(fatigue, ada, LONG).status == Status.PUBLISHED
    assert finds(one) == []


def test_many_comments_in_a_short_time(fatigue, ada, rule):
    one = rule(RuleKind.FAST, "", number=2, within=10)
    now = timezone.now()
    at = [now, now + timedelta(minutes=1), now + timedelta(minutes=2), now + timedelta(minutes=12)]

    said = [say(fatigue, ada, "Rest helps.", at=moment) for moment in at]

    assert [comment for comment, _spans in finds(one)] == [said[2]]


def test_a_bad_recent_record(fatigue, ada, mo, rule):
    rule(RuleKind.RECORD, "", number=2, within=30)
    for reason in ("unkind", "off_topic", "advertising"):
        assert say(fatigue, ada, "Rest helps.").status == Status.PUBLISHED
        deciding.hide(Comment.objects.latest("pk"), deciding.Why(by=mo, reason=reason))

    assert say(fatigue, ada, "Rest helps.").status == Status.WAITING


@pytest.mark.parametrize(
    ("email", "held"),
    [("a@trash.example", True), ("a@x.TRASH.example", True), ("a@nottrash.example", False)],
)
def test_disposable_addresses(fatigue, rule, email, held):
    rule(RuleKind.MAIL, "trash.example\nother.example")
    member = make.Member.objects.create_user(email, "zoe")

    assert (say(fatigue, member, "Rest helps.").status == Status.WAITING) == held


# Trials ------------------------------------------------------------------------------------------


def run_the_worker():
    while deliver_due():
        pass


@pytest.mark.parametrize("portion", [2, 300])
@pytest.mark.parametrize(
    ("kind", "words", "number", "within", "about"),
    [
        (RuleKind.WORDS, "miracle cur*\nrest", None, None, "everyone"),
        (RuleKind.PATTERNS, r"\bcur(e|ed)\b", None, None, "new"),
        (RuleKind.ADVICE, "", None, None, "not_trusted"),
        (RuleKind.REPEATS, "", 1, 30, "everyone"),
        (RuleKind.FAST, "", 2, 10, "everyone"),
        (RuleKind.RECORD, "", 1, 30, "everyone"),
    ],
)
def test_a_trial_finds_what_the_rule_found_when_it_was_said(
    fatigue, ada, ben, mo, rule, kind, words, number, within, about, settings, monkeypatch, portion
):
    settings.COMMENTS_HELD_FIRST = 2
    monkeypatch.setattr(trying, "PORTION", portion)
    one = rule(kind, words, number=number, within=within, about=about, state=RuleState.SHADOW)
    for place, text in enumerate(
        ["A miracle cure!", LONG, "Just stop your baclofen.", LONG, "I am cured.", "Rest.", "So."]
    ):
        comment = say(fatigue, [ada, ben][place % 2], text)
        if comment.is_waiting and place != 2:
            deciding.publish(comment, deciding.Why(by=mo))
        if place == 1:
            posting.edit(comment, LONG + " Miracle cures do not.")
        if place == 4:
            deciding.hide(comment, deciding.Why(by=mo, reason="unkind"))
    say(fatigue, mo, "A miracle cure, says the team.")
    live = {(hit.revision_id, str(hit.spans)) for hit in one.hits.all()}
    Sketch.objects.all().delete()

    trial = trying.begin(one, by=mo)
    run_the_worker()

    trial.refresh_from_db()
    tried = {(pk, str([list(span) for span in spans])) for pk, spans in trial.examples}
    assert live
    assert tried == live
    assert trial.found == len(live)
    assert trial.seen == 9
    assert switching.is_tried(one)


def test_a_trial_counts_what_was_approved_and_holds_nothing(fatigue, ada, mo, rule):
    one = rule(state=RuleState.OFF)
    published = say(fatigue, ada, "A miracle cure.")
    refused = say(fatigue, ada, "Another miracle cure.")
    old = say(fatigue, ada, "A miracle cure.", at=timezone.now() - timedelta(days=91))
    deciding.hide(refused, deciding.Why(by=mo, reason="advertising"))

    trial = trying.begin(one, by=mo)
    run_the_worker()

    trial.refresh_from_db()
    published.refresh_from_db()
    assert (trial.seen, trial.found, trial.approved) == (2, 2, 1)
    assert published.status == Status.PUBLISHED
    assert old.pk not in {revision.comment_id for revision, _ in trying.examples_of(trial)}
    assert finds(one) == []


def test_words_that_changed_meanwhile_are_not_tried(fatigue, ada, mo, rule):
    one = rule(state=RuleState.OFF)
    trial = trying.begin(one, by=mo)
    one.words = "other words"
    switching.save(one, by=mo)

    run_the_worker()

    trial.refresh_from_db()
    assert trial.done_at is None
    assert not switching.is_tried(one)


# The record --------------------------------------------------------------------------------------


def test_every_change_of_a_rule_is_written_down_and_never_rewritten(rule, mo):
    one = rule()
    one.words, one.weight = "tea", 3
    switching.save(one, by=mo)
    again = switching.save(one, by=mo)

    change = one.changes.first()
    assert again is None
    assert one.changes.count() == 2
    assert (change.by, change.before, change.after) == (
        mo,
        {"words": "miracle cure", "weight": 10},
        {"words": "tea", "weight": 3},
    )
    with pytest.raises(TypeError):
        change.save()


def test_segments_give_the_text_again():
    text = "Buy this now"

    pieces = segments(text, [(4, 8), (0, 3), (6, 99)])

    assert "".join(piece for piece, _found in pieces) == text
    assert [piece for piece, found in pieces if found] == ["Buy", "this", " now"]

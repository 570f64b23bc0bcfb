"""What `recount` finds, says and repairs."""

import pytest
from django.core.management import CommandError, call_command

from comments import deciding, posting
from comments.deciding import Why
from comments.models import Comment, Discussion
from comments.recounting import recount
from tests import make


@pytest.fixture
def talk(fatigue, ada, ben, mo, settings):
    """One of everything: threads, replies, stubs, a hidden branch, an edit, words for members."""
    settings.COMMENTS_HELD_FIRST = 0
    one = make.comment(fatigue, ada)
    two = make.comment(fatigue, ben, parent=one)
    three = make.comment(fatigue, ada, parent=two)
    make.comment(fatigue, ben, parent=three)
    deciding.hide(two, Why(by=mo), whole_branch=True)
    gone = make.comment(fatigue, ben)
    make.comment(fatigue, ada, parent=gone)
    deciding.hide(gone, Why(by=mo))
    secret = posting.Words("Only for members.", who_may_read="members")
    quiet = posting.post(fatigue.discussion, ada, secret)
    make.comment(fatigue, ben, parent=quiet)
    posting.edit(quiet, "Only for members, still.")
    settings.COMMENTS_HELD_FIRST = 99
    make.comment(fatigue, ben, parent=quiet, status="rejected")
    posting.edit(quiet, "This edit waits.")
    make.comment(fatigue, ada, status="waiting")
    return fatigue.discussion


def said(**options):
    lines = []

    class Out:
        def write(self, text=""):
            lines.extend(text.splitlines())

    call_command("recount", stdout=Out(), **options)
    return lines


def test_what_the_verbs_keep_is_what_a_count_says(talk):
    assert list(recount(talk.pk)) == []
    assert said() == ["Every kept number is right."]


def test_a_wrong_number_is_named_and_repaired(talk):
    Discussion.objects.filter(topic=None).update(published_count=7, last_number=2)
    version = Discussion.objects.get(topic=None).version
    Comment.objects.filter(number=1).update(listed=False, reply_count=9, last_seq=0)
    Comment.objects.filter(number=7).update(pending_number=0, approved_number=3)

    with pytest.raises(CommandError, match="7 numbers differ"):
        said()
    assert sorted(said(fix=True)) == [
        "Living with fatigue, comment 1: last_seq is 0, should be 3",
        "Living with fatigue, comment 1: listed is 0, should be 1",
        "Living with fatigue, comment 1: reply_count is 9, should be 0",
        "Living with fatigue, comment 7: approved_number is 3, should be 2",
        "Living with fatigue, comment 7: pending_number is 0, should be 3",
        "Living with fatigue: last_number is 2, should be 10",
        "Living with fatigue: published_count is 7, should be 4",
        "Repaired 7 numbers.",
    ]

    assert said() == ["Every kept number is right."]
    assert Discussion.objects.get(topic=None).version == version + 1


def test_a_long_list_of_wrong_numbers_is_cut_short(db, ada, fatigue):
    for _ in range(30):
        make.comment(fatigue, ada)
    Comment.objects.update(listed=False, public=False)

    lines = said(fix=True)

    assert len(lines) == 52
    assert lines[-2:] == ["and 10 more", "Repaired 60 numbers."]


def test_the_walk_is_the_same_in_any_number_of_batches(talk, monkeypatch):
    monkeypatch.setattr("comments.recounting.BATCH", 2)

    assert list(recount(talk.pk)) == []

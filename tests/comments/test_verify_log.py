"""The log of decisions: what was changed, removed or put in by hand is found; erasing is lawful."""

import json
from dataclasses import replace
from datetime import timedelta
from functools import partial
from importlib import import_module
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.models import F
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import Leaving
from comments import deciding, planting, verifying
from comments.deciding import Why
from comments.desk import undoing
from comments.leaving import erasing
from comments.models import Comment, Decision, Discussion, Status
from tests import make
from tests.crowd import at_once


@pytest.fixture
def log(fatigue, ada, ben, mo):
    """Six decisions about two comments, by rules and people, with and without notes."""
    one = make.comment(fatigue, ada)
    two = make.comment(fatigue, ben)
    made = deciding.hide(one, Why(by=mo, reason="unkind", note="Please be kind."))
    undoing.undo(made, Why(by=mo))
    deciding.hide(two, Why(by=mo, reason="medical"))
    deciding.restore(two, Why(by=mo))
    return list(Decision.objects.order_by("pk"))


def problems(**known):
    return [one.problem for one in verifying.verify(**known) if one.problem]


def forge(decision, **fields):
    """Write into the table past everything of ours."""
    Decision.objects.filter(pk=decision.pk).update(**fields)


def test_what_was_decided_by_the_verbs_is_proved(log):
    told = [one for one in verifying.verify() if one.head[0]]

    assert problems() == []
    assert [one.head[0] for one in told] == [6]
    assert len({decision.seal for decision in log}) == 6


@pytest.mark.parametrize(
    "fields",
    [
        {"verb": "keep"},
        {"old_status": "rejected"},
        {"new_status": "waiting"},
        {"whole_branch": True},
        {"revision_number": 2},
        {"rule": "nobody"},
        {"reason": "advertising"},
        {"reason": ""},
        {"note": "Other words."},
        {"at": F("at") - timedelta(seconds=1)},
        {"case": None},
        {"parent": 1},
        {"by_mark": ""},
        {"note_mark": "0" * 32},
        {"by_salt": "0" * 32},
        {"seal": ""},
    ],
    ids=lambda fields: "-".join(f"{name}={value}" for name, value in fields.items())[:30],
)
def test_a_changed_row_is_named(log, ada, fields):
    decision = log[2]
    if "case" in fields:
        other = make.comment(ada_guide(), ada, status=Status.WAITING)
        fields = {"case": other.cases.get()}
    if "parent" in fields:
        fields = {"parent": log[0]}
    forge(decision, **fields)

    wanted = f"decision {decision.pk} was changed, or put there by hand"
    assert [each for each in problems() if "missing" not in each] == [wanted]


def ada_guide():
    return make.guide("Heat")


def test_another_decider_is_a_change_and_so_is_another_comment(log, ada):
    forge(log[2], by=ada)
    assert problems() == [f"decision {log[2].pk} was changed, or put there by hand"]
    forge(log[2], by=log[4].by)
    assert problems() == []

    forge(log[4], comment=log[0].comment)
    assert problems() == [f"decision {log[4].pk} was changed, or put there by hand"]


@pytest.mark.parametrize("place", [0, 3])
def test_a_row_removed_from_the_beginning_or_the_middle_is_missed(log, place):
    Decision.objects.filter(pk=log[place].pk).delete()

    assert problems() == [f"1 missing before decision {log[place + 1].pk}"]


def test_closing_the_gap_by_hand_does_not_help(log):
    Decision.objects.filter(pk=log[3].pk).delete()
    Decision.objects.filter(pk__gt=log[3].pk).update(log_place=F("log_place") - 1)
    Discussion.objects.filter(log_length=6).update(log_length=5)

    assert problems() == [f"decision {log[4].pk} was changed, or put there by hand"]


def test_the_last_rows_are_missed(log):
    Decision.objects.filter(pk__in=[log[4].pk, log[5].pk]).delete()

    assert problems() == [f"2 missing after decision {log[3].pk}"]


def test_the_last_row_is_missed_even_if_the_end_was_rolled_back_where_ends_are_kept(log):
    known = {one.discussion: one.head for one in verifying.verify() if one.head[0]}
    Decision.objects.filter(pk=log[5].pk).delete()
    Discussion.objects.filter(log_length=6).update(log_length=5, log_seal=log[4].seal)

    assert problems() == []
    assert problems(known=known) == [f"1 missing after decision {log[4].pk}"]


def test_a_log_that_vanished_with_its_discussion_is_missed_where_ends_are_kept(log):
    assert problems(known={999: (3, "x")}) == ["all of its decisions are gone"]


@pytest.mark.parametrize("place", [0, 3, 7])
def test_a_row_put_in_is_named(log, place):
    made = Decision.objects.create(
        comment=log[0].comment,
        verb="keep",
        old_status="published",
        new_status="published",
        revision_number=1,
        log_place=place,
        seal="0" * 64,
    )

    (told,) = problems()
    assert told in {
        f"decision {made.pk} was added by hand",
        f"decision {made.pk} was changed, or put there by hand",
        # With the place of another one, whichever comes second is the one too many.
        f"decision {made.pk} has another number than it had",
    }


def test_without_the_key_nobody_can_seal(log, settings):
    settings.DECISIONS_KEYS = ["guessed", *settings.DECISIONS_KEYS]
    deciding.hide(log[4].comment, Why(by=log[2].by, reason="unkind"))
    settings.DECISIONS_KEYS = settings.DECISIONS_KEYS[1:]

    assert problems() == [
        f"decision {Decision.objects.latest('pk').pk} was changed, or put there by hand"
    ]


def test_a_change_of_keys_keeps_the_log_and_can_be_finished(log, settings):
    old = settings.DECISIONS_KEYS
    settings.DECISIONS_KEYS = ["new", *old]
    deciding.hide(log[4].comment, Why(by=log[2].by, reason="unkind"))
    call_command("verify_log", "--seal-anew")
    settings.DECISIONS_KEYS = ["new"]

    assert problems() == []


def test_erasing_a_moderator_and_an_author_leaves_the_log_whole_and_no_trace(log, mo, ada):
    note = Decision.objects.get(pk=log[2].pk)
    assert (note.note, note.by) == ("Please be kind.", mo)
    leaving = Leaving(member=mo)
    while erasing.erase_decisions(leaving):
        pass
    erasing.blank(Comment.objects.filter(pk=log[0].comment_id))

    (told,) = [one for one in verifying.verify() if one.head[0]]
    kept = Decision.objects.get(pk=log[2].pk)
    assert (told.problem, told.erased) == ("", 5)
    assert (kept.by, kept.by_salt, kept.note, kept.note_salt) == (None, "", "", "")


def test_the_row_of_somebody_that_is_deleted_otherwise_is_erased_too(log, mo):
    mo.delete()

    assert problems() == []


def test_what_an_import_brings_is_in_the_log(fatigue):
    seed = planting.Seed("a", "", "Hi.", "<p>Hi.</p>", "Guest", timezone.now(), True)
    planting.plant(fatigue.discussion, [seed], rule="import")
    seed = replace(seed, key="b")
    planting.plant(Discussion.objects.get(guide=fatigue), [seed], rule="import")

    assert [one.head[0] for one in verifying.verify() if one.head[0]] == [2]
    assert problems() == []


def test_the_command_says_what_holds_and_keeps_the_ends(log, tmp_path, capsys):
    heads = tmp_path / "heads.json"
    call_command("verify_log", heads=heads)
    told = capsys.readouterr().out
    assert told == "6 decisions are as they were written (0 erasures in them).\n"
    assert list(json.loads(heads.read_text()).values()) == [[6, log[5].seal]]

    Decision.objects.filter(pk=log[5].pk).delete()
    Discussion.objects.filter(log_length=6).update(log_length=5, log_seal=log[4].seal)
    with pytest.raises(CommandError, match="not whole in 1 discussions"):
        call_command("verify_log", heads=heads)
    assert f"1 missing after decision {log[4].pk}" in capsys.readouterr().out
    heads.write_text("[1]")
    with pytest.raises(CommandError, match="not a file of this command"):
        call_command("verify_log", heads=heads)


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_two_deciders_at_once_make_one_log(transactional_db):
    fatigue, ada = make.guide(), make.member("ada")
    team = [make.moderator("mo"), make.moderator("kit")]
    said = [make.comment(fatigue, ada, f"Words {n}.") for n in range(10)]

    def work(member, mine):
        for comment in mine:
            deciding.hide(Comment.objects.get(pk=comment.pk), Why(by=member, reason="unkind"))

    at_once([partial(work, member, said[n::2]) for n, member in enumerate(team)])

    assert Decision.objects.filter(verb="hide").count() == 10
    assert problems() == []


def test_the_migration_seals_what_was_decided_before_in_portions(log, fatigue, ada, monkeypatch):
    make.comment(make.guide("Numb hands"), ada)
    nothing = {"seal": "", "log_place": 0, "by_salt": "", "by_mark": "", "note_mark": ""}
    Decision.objects.update(**nothing, note_salt="")
    Discussion.objects.update(log_length=0, log_seal="")
    assert problems() != []
    migration = import_module("comments.migrations.0031_decisions_are_sealed")
    monkeypatch.setattr(migration, "AT_ONCE", 2)

    with CaptureQueriesContext(connection) as seen:
        migration.seal_all(apps, SimpleNamespace(connection=connection))

    assert problems() == []
    assert sorted(Discussion.objects.values_list("log_length", flat=True)) == [0, 1, 6]
    assert sum("LIMIT 2" in query["sql"] for query in seen) == 5

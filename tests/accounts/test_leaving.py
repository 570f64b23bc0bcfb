"""Leaving: asked for on a page, thought over, taken back, and done without a trace."""

from datetime import timedelta
from io import StringIO

import pytest
import time_machine
from allauth.account.models import EmailAddress
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from accounts import private
from accounts.leaving import copying, going, rewriting
from accounts.models import Copy, Erased, Leaving, Member
from comments import deciding, drafts, following, posting, reacting
from comments.leaving import erasing
from comments.models import (
    Comment,
    CommentRevision,
    Decision,
    Discussion,
    Reaction,
    Remainder,
    Report,
)
from comments.recounting import recount
from comments.reports import asking
from notifications.models import Notice
from outbox.delivery import deliver_due
from outbox.models import Errand
from tests import make
from tests.accounts.conftest import PASSWORD, confirmed, log_in
from tests.traces import traces_of

CANARY = "quokkafeather"
NAME = "Zibbelwock"


@pytest.fixture
def trusted(settings):
    settings.COMMENTS_HELD_FIRST = 0


@pytest.fixture(autouse=True)
def no_file_is_written_anew(monkeypatch):
    """That needs a database without a transaction around each test: see `test_rewriting.py`."""
    monkeypatch.setattr(rewriting, "rewrite", lambda: None)


@pytest.fixture
def zib(db):
    """Somebody whose name and words are found nowhere else."""
    zib = Member.objects.create_user(f"{CANARY}@example.org", NAME)
    zib.set_password(PASSWORD)
    zib.save()
    EmailAddress.objects.create(user=zib, email=zib.email, verified=True, primary=True)
    return zib


def work():
    """The worker goes round until nothing is due, however long it has to wait in between."""
    for turn in range(200):
        with time_machine.travel(timezone.now() + timedelta(seconds=2 * turn), tick=True):
            deliver_due()
        if not Leaving.objects.due().exists():
            break
    assert not Errand.objects.exclude(error="").exists()


def leave(member, **how):
    going.leave(member, **{"keeps_words": False, "at_once": True, **how})


@pytest.fixture
def talk(settings, trusted, fatigue, zib, ada, ben, mo):
    """Everything that somebody can leave behind, with a word in it that stands nowhere else."""
    said = make.comment(fatigue, zib, f"My {CANARY} rests every day at noon, you know.")
    posting.edit(said, f"My {CANARY} rests every single day at noon.")
    answer = make.comment(
        fatigue,
        ada,
        f"@{NAME} thank you.\n\n{NAME} wrote:\n\n"
        f"> My {CANARY} rests every single day at noon.\n\nMine, too.",
        parent=said,
    )
    make.comment(
        fatigue,
        ben,
        f"> > {CANARY} rests every single day\n> Mine, too.\n\nAnd mine.",
        parent=answer,
    )
    own = make.comment(fatigue, zib, f"Glad to hear, {CANARY}.", parent=answer)
    make.comment(fatigue, ada, "And I.", parent=own)
    settings.COMMENTS_HELD_FIRST = 999
    for status in ("waiting", "hidden", "withdrawn", "rejected"):
        make.comment(fatigue, zib, f"{status} {CANARY} {status}", status=status)
    settings.COMMENTS_HELD_FIRST = 0
    make.comment(fatigue, zib, f"Nobody knows this {CANARY}.", anonymous=True)
    deciding.hide(
        make.comment(fatigue, zib, f"Bad {CANARY}"), deciding.Why(by=mo, note=f"Dear {NAME}")
    )
    reacting.react(answer, zib, "helped")
    asking.report(answer, zib, reason="other", words=f"It has {CANARY}.")
    following.follow(ada, zib)
    following.mute(ben, zib)
    following.follow(zib, ada)
    drafts.keep(zib, drafts.Spot(fatigue.discussion), f"Not yet {CANARY}")
    drafts.keep(
        ada,
        drafts.Spot(fatigue.discussion, said),
        f"> My {CANARY} rests every single day at noon.\n\nHm",
    )
    drafts.keep(ben, drafts.Spot(fatigue.discussion, said), f"@{NAME} wait")
    by_ada = make.comment(fatigue, ada, "Yes.", parent=said)
    quotes = f"> My {CANARY} rests every single day at noon.\n\nYes."
    drafts.keep(ada, drafts.Spot(fatigue.discussion, edited=by_ada), quotes)
    by_zib = make.comment(fatigue, zib, f"Old {CANARY}")
    drafts.keep(zib, drafts.Spot(fatigue.discussion, edited=by_zib), f"New {CANARY}")
    kind = ContentType.objects.get_for_model(Member)
    LogEntry.objects.create(
        user=mo, content_type=kind, object_id=str(zib.pk), object_repr=NAME, action_flag=CHANGE
    )
    LogEntry.objects.create(
        user=mo, object_repr=f"comment 1 by {NAME}", action_flag=CHANGE, object_id="1"
    )
    copying.ask(zib)
    log_in(zib)
    deliver_due()
    return said


def test_nothing_is_left_of_somebody_whose_words_go(talk, zib):
    assert len(traces_of(CANARY, NAME)) > 10
    shape = list(
        Comment.objects.order_by("pk").values_list("pk", "number", "parent", "seq", "branch")
    )

    leave(zib)
    work()

    assert traces_of(CANARY, NAME) == []
    assert not Member.objects.filter(pk=zib.pk).exists()
    assert (
        list(Comment.objects.order_by("pk").values_list("pk", "number", "parent", "seq", "branch"))
        == shape
    )
    assert Reaction.objects.get().member is None
    assert Report.objects.get().reporter is None
    assert not Comment.objects.filter(author=None, status__in=["published", "waiting"]).exists()
    out = StringIO()
    call_command("recount", stdout=out)
    assert "0" in out.getvalue() or "right" in out.getvalue()


def test_answers_of_others_stay_readable_under_a_line_that_says_so(talk, zib, client):
    leave(zib)
    work()

    page = client.get(talk.discussion.page_url).text

    assert "was taken back by its author" in page
    assert "Mine, too." in page
    assert "somebody who left" in page
    assert "(words that were taken back)" in page


def test_words_can_stay_without_the_name(talk, zib, client):
    leave(zib, keeps_words=True)
    work()

    page = client.get(talk.discussion.page_url).text

    assert "rests every single day at noon" in page
    assert "A former member" in page
    assert traces_of(NAME, f"{CANARY}@example.org") == []
    assert traces_of("you know.", f"waiting {CANARY}", f"hidden {CANARY}", "not yet") == []
    assert set(Comment.objects.filter(author=None).values_list("status", flat=True)) == {
        "published",
        "hidden",
        "withdrawn",
    }


def test_reported_words_stay_for_the_team_without_the_name_and_then_go(talk, zib, ben):
    asking.report(talk, ben, reason="unkind")
    leave(zib)
    work()

    assert traces_of(NAME) == []
    assert Remainder.objects.get().comment == talk
    assert CommentRevision.objects.filter(comment=talk, source__contains=CANARY).exists()

    with time_machine.travel(timezone.now() + timedelta(days=179)):
        call_command("purge", stdout=StringIO())
    assert traces_of(CANARY)
    with time_machine.travel(timezone.now() + timedelta(days=181)):
        call_command("purge", stdout=StringIO())
    assert traces_of(CANARY) == []


def test_erasing_goes_on_where_a_worker_died(talk, zib, monkeypatch):
    leave(zib)
    done = []

    def dies(*args):
        done.append(1)
        if len(done) == 3:
            raise KeyboardInterrupt
        return batch(*args)

    batch = going.one_batch
    monkeypatch.setattr(going, "one_batch", dies)
    with pytest.raises(KeyboardInterrupt):
        deliver_due()
    monkeypatch.setattr(going, "one_batch", batch)
    assert Member.objects.filter(pk=zib.pk).exists()

    Errand.objects.update(leased_until=None)
    work()

    assert traces_of(CANARY, NAME) == []


@pytest.mark.parametrize("dies_in", ["take_out_quotes", "blank", "forget_notes"])
def test_a_worker_killed_in_the_middle_of_a_batch_leaves_no_half_of_it(
    talk, zib, monkeypatch, dies_in
):
    monkeypatch.setattr(erasing, "COMMENTS", 2)
    leave(zib)
    calls, real = [], getattr(erasing, dies_in)

    def dies(*args):
        calls.append(1)
        if len(calls) == 3:
            raise KeyboardInterrupt
        return real(*args)

    monkeypatch.setattr(erasing, dies_in, dies)
    with pytest.raises(KeyboardInterrupt):
        deliver_due()
    left = Comment.objects.filter(author=zib)
    assert 0 < left.count() < 9
    assert not left.filter(html="").exists()
    for discussion in Discussion.objects.all():
        assert list(recount(discussion.pk)) == []

    Errand.objects.update(leased_until=None)
    work()

    assert traces_of(CANARY, NAME) == []
    for discussion in Discussion.objects.all():
        assert list(recount(discussion.pk)) == []


def test_erasing_stops_after_a_slice_and_comes_back(talk, zib):
    leave(zib)
    leaving = Leaving.objects.get()

    going.go_on(leaving)  # a slice of five seconds is enough for all of this
    assert not Leaving.objects.exists()

    other = make.member("Other")
    make.comment(talk.discussion.guide, other, "Hello there.")
    leave(other)
    assert going.erase(Leaving.objects.get(), seconds=-1) is False
    assert Member.objects.filter(pk=other.pk).exists()


def test_somebody_who_thinks_it_over_stays_by_logging_in(talk, zib, mailoutbox):
    page = confirmed(zib)
    answer = page.post("/settings/data/leave/", {"words": "remove", "when": "later"})
    assert answer.url == "/settings/data/left/"
    assert answer["Clear-Site-Data"] == '"cache", "storage"'
    assert page.get(answer.url).status_code == 200
    deliver_due()
    assert zib.email in mailoutbox[-1].to
    assert "/accounts/login/" in mailoutbox[-1].body
    assert not any(row.get_decoded().get("_auth_user_id") for row in Session.objects.all())

    back = log_in(zib)

    assert not Leaving.objects.exists()
    assert "Your account stays" in back.get("/settings/data/").text
    with time_machine.travel(timezone.now() + timedelta(days=20)):
        deliver_due()
    assert Member.objects.get(pk=zib.pk).is_active


def test_after_the_time_to_think_the_worker_erases(talk, zib):
    leave(zib, at_once=False)
    deliver_due()
    assert Member.objects.filter(pk=zib.pk).exists()

    with time_machine.travel(timezone.now() + timedelta(days=14, minutes=1), tick=True):
        work()

    assert traces_of(CANARY, NAME) == []


def test_leaving_now_closes_the_door_at_once(talk, zib):
    other_device = log_in(zib)

    confirmed(zib).post("/settings/data/leave/", {"words": "remove", "when": "now"})

    assert other_device.get("/settings/data/").status_code == 302
    client = Client()
    client.post("/accounts/login/", {"login": zib.email, "password": PASSWORD})
    assert "_auth_user_id" not in client.session


def test_the_form_asks_both_questions(zib):
    answer = confirmed(zib).post("/settings/data/leave/", {})

    assert answer.status_code == 422
    assert "Choose what shall become of your words." in answer.text
    assert "Choose when." in answer.text
    assert not Leaving.objects.exists()


def test_whoever_runs_the_site_cannot_leave_by_a_slip(zib):
    Member.objects.filter(pk=zib.pk).update(is_superuser=True)

    answer = confirmed(zib).post("/settings/data/leave/", {"words": "remove", "when": "now"})

    assert answer.status_code == 422
    assert not Leaving.objects.exists()


@pytest.mark.parametrize("path", ["/settings/data/leave/", "/settings/data/copy/"])
def test_dangerous_acts_ask_once_more_who_it_is(zib, path):
    client = log_in(zib)
    with time_machine.travel(timezone.now() + timedelta(minutes=6)):
        answer = client.post(path, {"words": "remove", "when": "now"})

    assert answer.status_code == 302
    assert answer.url.startswith("/accounts/reauthenticate/")
    assert not Leaving.objects.exists()
    assert not Copy.objects.exists()


def test_a_restored_backup_is_cleared_again(talk, zib, ada):
    joined = zib.joined_at
    leave(zib)
    work()
    mark = Erased.objects.get()
    assert private.files().exists(f"erased/{mark.pk}.json")
    assert str(zib.pk) != mark.pk

    # The backup: the member as they were, and a database that does not know of the erasing.
    Erased.objects.all().delete()
    back = Member.objects.create(
        pk=zib.pk, email=f"{CANARY}@example.org", name=NAME, joined_at=joined
    )
    make.comment(talk.discussion.guide, back, f"Back: {CANARY}.")
    call_command("reapply_erasures", stdout=StringIO())
    work()

    assert traces_of(CANARY, NAME) == []
    assert Erased.objects.get() == mark
    assert Member.objects.filter(pk=ada.pk).exists()
    assert going.erase_again() == 0


def test_somebody_who_comes_back_with_the_same_address_is_not_erased(talk, zib):
    leave(zib)
    work()
    make.member("New", is_active=True)
    again = Member.objects.create_user(f"{CANARY}@example.org", NAME)
    Erased.objects.all().delete()

    assert going.erase_again() == 0
    assert Member.objects.filter(pk=again.pk).exists()


def test_what_a_moderator_decided_stays_decided(talk, mo):
    decided = Decision.objects.filter(by=mo).count()
    assert decided

    leave(mo)
    work()

    assert not Decision.objects.exclude(by=None).filter(by_id=mo.pk).exists()
    assert Decision.objects.filter(verb="hide", note="Dear Zibbelwock").count() == 1


def test_others_keep_their_notices(talk, zib, ada):
    told = Notice.objects.of(ada).count()
    assert told

    leave(zib)
    work()

    assert Notice.objects.of(ada).count() == told
    assert NAME not in Client().get("/inbox/", follow=True).text

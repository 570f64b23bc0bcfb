"""What is kept for how long: one table in the code, the same in the paper."""

from datetime import timedelta
from io import StringIO
from pathlib import Path

import pytest
import time_machine
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.utils import timezone

from accounts import retention
from comments import deciding, drafts
from comments.models import CommentRevision, Draft, Report
from comments.reports import asking
from notifications.models import Kind, Notice
from outbox import clockwork, put
from outbox.delivery import deliver_due
from outbox.models import Errand
from tests import make

PAPER = Path(__file__).parents[2] / "docs" / "privacy.md"


def purge(days):
    """As many days from now."""
    with time_machine.travel(timezone.now() + timedelta(days=days)):
        call_command("purge", stdout=StringIO())


def test_the_paper_tells_what_the_code_does():
    paper = PAPER.read_text(encoding="utf-8")

    # Change both together: `manage.py purge --table` prints it.
    assert retention.table() in paper
    out = StringIO()
    call_command("purge", "--table", stdout=out)
    assert out.getvalue().strip() == retention.table()


def test_drafts_go_after_ninety_days(fatigue, ada):
    drafts.keep(ada, drafts.Spot(fatigue.discussion), "Not yet")

    purge(89)
    assert Draft.objects.count() == 1
    purge(91)
    assert Draft.objects.count() == 0


@pytest.mark.parametrize(
    ("status", "days"), [("withdrawn", 30), ("hidden", 365), ("rejected", 365)]
)
def test_words_that_nobody_reads_go(settings, fatigue, ada, ben, status, days):
    settings.COMMENTS_HELD_FIRST = 1
    said = make.comment(fatigue, ada, "Gone with the wind", status=status)

    purge(days - 1)
    assert CommentRevision.objects.filter(source__contains="wind").exists()
    purge(days + 1)

    assert not CommentRevision.objects.exclude(source="").exists()
    said.refresh_from_db()
    assert (said.html, said.status) == ("", status)
    if status != "withdrawn":
        back = deciding.restore if status == "hidden" else deciding.publish
        with pytest.raises(deciding.CannotDecide):
            back(said, deciding.Why(rule="test"))


def test_words_that_can_be_read_stay(fatigue, ada):
    make.comment(fatigue, ada, "Here to stay")

    purge(5_000)

    assert CommentRevision.objects.get().source == "Here to stay"


def test_reported_words_that_were_taken_back_stay_for_a_year(fatigue, ada, ben):
    said = make.comment(fatigue, ada, "Bad words")
    asking.report(said, ben, reason="unkind", words="He means me")
    deciding.withdraw(said, deciding.Why(by=ada))

    purge(364)
    assert CommentRevision.objects.get().source == "Bad words"
    assert Report.objects.get().reporter == ben
    purge(366)
    assert CommentRevision.objects.get().source == ""
    assert (Report.objects.get().reporter, Report.objects.get().words) == (None, "")


def test_notices_go_half_a_year_after_they_were_read(ada):
    for number, read in ((1, timezone.now()), (2, None)):
        Notice.objects.create(
            recipient=ada, kind=Kind.COPY_READY, event_key=f"copy:{number}", read_at=read
        )

    purge(181)
    assert Notice.objects.get().read_at is None
    purge(731)
    assert not Notice.objects.exists()


def test_sessions_and_done_errands_go(client, ada):
    client.force_login(ada)
    put("end_sessions", member=0)
    deliver_due()

    purge(29)
    assert Session.objects.exists()
    assert Errand.objects.filter(kind="end_sessions").exists()
    purge(91)
    assert not Session.objects.exists()
    assert not Errand.objects.filter(kind="end_sessions").exists()


def test_the_worker_purges_each_night_once(db, monkeypatch):
    monkeypatch.setattr(clockwork, "_wound", set())
    clockwork.wind()
    monkeypatch.setattr(clockwork, "_wound", set())
    clockwork.wind()  # another worker

    errand = Errand.objects.get(kind=retention.ERRAND)
    assert timezone.localtime(errand.next_try_at).time() == retention.AT
    with time_machine.travel(errand.next_try_at + timedelta(days=1)):
        clockwork.wind()
        deliver_due()
        assert Errand.objects.filter(kind=retention.ERRAND).exclude(done_at=None).count() == 2

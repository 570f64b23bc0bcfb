"""A copy of one's own data: everything of oneself, nothing of others, for a day."""

import json
from datetime import timedelta
from io import BytesIO, StringIO
from zipfile import ZipFile

import pytest
import time_machine
from django.core.management import call_command
from django.utils import timezone

from accounts import private
from accounts.leaving import copying
from accounts.leaving.parts import sections
from accounts.models import Copy
from articles import remembering
from comments import deciding, drafts, following, posting, reacting
from comments.reports import asking
from notifications.models import Kind, Notice
from outbox.delivery import deliver_due
from tests import make
from tests.accounts.conftest import confirmed

MINE, THEIRS = "minelizard", "theirpebble"


@pytest.fixture
def talk(settings, fatigue, ada, ben, mo):
    """Two members who do everything to each other, each with a word of their own."""
    settings.COMMENTS_HELD_FIRST = 0
    for me, you, word, other in ((ada, ben, MINE, THEIRS), (ben, ada, THEIRS, MINE)):
        said = make.comment(fatigue, me, f"Public {word}")
        posting.edit(said, f"Edited {word}")
        answer = make.comment(fatigue, you, f"Answer {other}", parent=said)
        reacting.react(answer, me, "helped")
        asking.report(answer, me, reason="other", words=f"Look {word}")
        deciding.hide(
            make.comment(fatigue, me, f"Hidden {word}"),
            deciding.Why(by=mo, reason="unkind", note=f"Note {word}"),
        )
        make.comment(fatigue, me, f"Anonymous {word}", anonymous=True)
        drafts.keep(me, drafts.Spot(fatigue.discussion), f"Draft {word}")
        drafts.keep(me, drafts.Spot(fatigue.discussion, edited=said), f"New words {word}")
        following.follow(me, you)
        following.follow(me, fatigue.discussion)
        remembering.choose(me, remembers=True)
    following.mute(ben, ada)
    deliver_due()


def made(member):
    copy = copying.ask(member)
    deliver_due()
    copy.refresh_from_db()
    with private.files().open(copy.file) as file:
        return copy, ZipFile(BytesIO(file.read()))


def text_of(archive):
    return "\n".join(archive.read(name).decode() for name in archive.namelist())


def part(archive, name):
    return json.loads(archive.read(f"{name}.json"))


def test_a_copy_holds_everything_of_a_member(talk, ada):
    _copy, archive = made(ada)

    assert archive.testzip() is None
    assert part(archive, "account")[0]["email"] == ada.email
    assert [row["words"] for row in part(archive, "words")] == [
        f"Public {MINE}",
        f"Edited {MINE}",
        f"Hidden {MINE}",
        f"Anonymous {MINE}",
        f"Answer {MINE}",
    ]
    assert {row["status"] for row in part(archive, "comments")} == {
        "Published",
        "Taken down by the team",
    }
    kept = part(archive, "drafts")
    assert [each["words"] for each in kept] == [f"New words {MINE}", f"Draft {MINE}"]
    assert (kept[0]["edits"] != "", kept[1]["edits"]) == (True, "")
    assert part(archive, "reports")[0]["words"] == f"Look {MINE}"
    assert f"Note {MINE}" in [row["note"] for row in part(archive, "decisions")]
    assert len(part(archive, "pressed")) == 1
    assert len(part(archive, "following")) == 2
    assert len(part(archive, "notices")) >= 2
    assert part(archive, "muted") == []


def test_a_copy_holds_nothing_of_others(talk, ada, ben):
    _copy, archive = made(ada)

    told = text_of(archive)
    assert MINE in told
    assert THEIRS not in told
    assert ben.email not in told
    assert ">ben<" not in told
    assert '"ben"' not in told


def test_the_pages_of_a_copy_tell_the_same_as_its_files(talk, ada):
    _copy, archive = made(ada)

    for section in sections():
        rows = part(archive, section.name)
        page = archive.read(f"{section.name}.html").decode()
        assert page.count("<dl>") == len(rows)
        assert page.startswith("<!doctype html>") or "<!doctype html>" in page
        assert f"({len(rows)})" in archive.read("index.html").decode()
    assert "<script" not in text_of(archive)


def test_people_read_a_copy_with_dates_and_without_empty_pages(talk, ada):
    _copy, archive = made(ada)

    joined = f"{ada.joined_at:%-d %B %Y, %H:%M}"
    account, index = (archive.read(f"{name}.html").decode() for name in ("account", "index"))
    assert joined in account
    assert part(archive, "account")[0]["joined_at"] == ada.joined_at.isoformat()
    assert 'href="muted.html"' not in index
    assert "Whom you muted (0)" in index
    assert "Nothing of this kind is kept about you." in archive.read("muted.html").decode()
    assert "Nothing of this kind" not in account


def test_the_pages_of_a_copy_please_axe(page, visit, axe, talk, ada):
    _copy, archive = made(ada)

    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        page.set_viewport_size({"width": 320, "height": 700})
        for name in ("index", "account", "words", "muted"):
            page.set_content(archive.read(f"{name}.html").decode())
            axe(page)
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_words_that_look_like_markup_are_text_in_a_copy(settings, fatigue, ada):
    make.comment(fatigue, ada, "<script>alert(1)</script> and words")

    _copy, archive = made(ada)

    page = archive.read("words.html").decode()
    assert "&lt;script&gt;" in page
    assert "<script" not in page


def test_one_is_told_when_it_is_ready_and_fetches_it(fatigue, ada):
    client = confirmed(ada)
    assert "Make a copy" in client.get("/settings/data/").text

    client.post("/settings/data/copy/")
    assert "is being made" in client.get("/settings/data/").text
    deliver_due()

    assert Notice.objects.of(ada).get().kind == Kind.COPY_READY
    assert "/settings/data/" in client.get("/inbox/").text
    copy = Copy.objects.get()
    answer = client.get(f"/settings/data/copy/{copy.pk}/")
    assert answer["Content-Type"] == "application/zip"
    assert answer["Cache-Control"] == "private, no-store"
    assert ZipFile(BytesIO(b"".join(answer.streaming_content))).testzip() is None


def test_asking_twice_makes_one(ada):
    client = confirmed(ada)
    client.post("/settings/data/copy/")
    client.post("/settings/data/copy/")

    deliver_due()

    assert Copy.objects.count() == 1


def test_nobody_else_gets_it(client, ada, ben):
    copy, _archive = made(ada)
    address = f"/settings/data/copy/{copy.pk}/"

    assert client.get(address).status_code == 302
    assert confirmed(ben).get(address).status_code == 404
    assert client.get(f"/media/{copy.file}").status_code == 404


def test_it_is_gone_after_a_day(ada):
    copy, _archive = made(ada)

    with time_machine.travel(timezone.now() + timedelta(hours=24, minutes=1)):
        client = confirmed(ada)
        assert client.get(f"/settings/data/copy/{copy.pk}/").status_code == 404
        assert "Make a copy" in client.get("/settings/data/").text
        call_command("purge", stdout=StringIO())

    assert not private.files().exists(copy.file)
    assert not Copy.objects.exists()


def test_made_twice_it_is_one_file(ada):
    copy, _archive = made(ada)
    first = copy.file

    copying.make(copy)

    assert not private.files().exists(first)
    assert Notice.objects.of(ada).count() == 1


def test_looking_at_my_data_writes_nothing(client, ada, writes_nothing):
    client.force_login(ada)

    with writes_nothing():
        assert client.get("/settings/data/").status_code == 200
    assert client.get("/settings/data/copy/").status_code == 405

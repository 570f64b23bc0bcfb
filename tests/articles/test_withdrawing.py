"""A guide that nobody should rely on: it is there, says so everywhere, and returns by review."""

from datetime import timedelta

import pytest
import time_machine
from django.contrib.admin.models import LogEntry
from django.utils import timezone

from articles import publishing, reviewing, scheduling
from articles.models import Schedule, Stage
from articles.reviewing import Refused
from tests import make
from tests.articles.filling import address, fill

REASON = "The advice on heat is <old>."


@pytest.fixture
def guide(dee):
    """A live guide with a history and a comment."""
    found = make.guide(owner=dee)
    found.blocks.update(html="<p>Rest well.</p>")
    publishing.publish(found, by=None)
    make.comment(found, make.member("zoe"), "It helped me.")
    return found


@pytest.fixture
def withdrawn(guide):
    guide.withdraw(reason=REASON)
    return guide


def page_of(guide):
    return address(guide).replace("change", "withdraw")


@pytest.mark.parametrize("below", ["", "history/", "history/2/"])
def test_every_page_of_it_says_so_and_asks_search_engines_to_leave_it_out(
    client, withdrawn, ada, below
):
    for reader in (None, ada):
        if reader:
            client.force_login(reader)
        page = client.get(withdrawn.get_absolute_url() + below)

        assert page.status_code == 200
        assert '<meta name="robots" content="noindex">' in page.text
        assert "This guide was withdrawn on" in page.text
        assert "The advice on heat is &lt;old&gt;." in page.text


@pytest.mark.parametrize("below", ["", "history/", "history/2/"])
def test_a_guide_that_holds_says_nothing_of_it(client, guide, below):
    page = client.get(guide.get_absolute_url() + below).text

    assert "noindex" not in page
    assert "withdrawn" not in page


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/guides/",
        "/guides/fatigue-and-energy/",
        "/feeds/guides.atom",
        "/feeds/fatigue-and-energy.atom",
    ],
)
def test_no_list_offers_it_and_no_list_counts_it(client, guide, ada, path):
    def shown():
        page = client.get(path).text
        return "Living with fatigue" in page or "1 guide<" in page

    assert shown()
    guide.withdraw(reason=REASON)

    assert not shown()
    client.force_login(ada)
    assert not shown()


def test_what_was_said_about_it_stays_readable(client, withdrawn):
    said = withdrawn.discussion.comments.get()

    assert "It helped me." in client.get(withdrawn.get_absolute_url()).text
    assert "It helped me." in client.get(f"/comments/{said.pk}/").text
    assert client.get(f"{withdrawn.get_absolute_url()}comments.atom").status_code == 200


def test_an_editor_withdraws_a_guide_and_says_what_replaces_it(client, eve, guide):
    other = make.guide("Pacing a day")
    client.force_login(eve)
    assert page_of(guide) in client.get(address(guide)).text

    empty = client.post(page_of(guide), {"reason": " "})
    told = client.post(page_of(guide), {"reason": REASON, "replaced_by": other.pk}, follow=True)

    guide.refresh_from_db()
    assert empty.status_code == 422
    assert "Write why, for readers." in empty.text
    assert "Withdrawn. The page stays and says so." in told.text
    assert "It is offered again once it is reviewed and published." in told.text
    assert (guide.withdrawn_reason, guide.replaced_by) == (REASON, other)
    assert timezone.now() - guide.withdrawn_at < timedelta(minutes=1)
    assert page_of(guide) not in told.text
    assert client.get(page_of(guide)).status_code == 404
    assert LogEntry.objects.get().change_message == f"Withdraw: {REASON}"


# Back to readers ----------------------------------------------------------------------------------


def test_the_same_words_come_back_when_they_are_reviewed_and_published_again(
    client, withdrawn, eve
):
    make.approved(withdrawn)
    reviewing.publish(withdrawn, by=eve)

    page = client.get(withdrawn.get_absolute_url()).text
    assert "withdrawn" not in page
    assert "noindex" not in page
    assert "Living with fatigue" in client.get("/guides/fatigue-and-energy/").text
    withdrawn.refresh_from_db()
    assert (withdrawn.withdrawn_reason, withdrawn.replaced_by) == ("", None)
    assert withdrawn.reviewed_on == timezone.localdate()
    assert withdrawn.live_revision.number == 2


def test_mended_words_come_back_by_the_button(client, withdrawn, eve):
    withdrawn.blocks.update(html="<p>Mended.</p>")
    make.approved(withdrawn)
    client.force_login(eve)

    client.post(address(withdrawn), fill(client, address(withdrawn)) | {"_publish": "1"})

    page = client.get(withdrawn.get_absolute_url()).text
    assert "Mended." in page
    assert "withdrawn" not in page


def test_they_come_back_at_their_moment(client, withdrawn, eve):
    withdrawn.blocks.update(html="<p>Mended.</p>")
    make.approved(withdrawn)
    scheduling.schedule(withdrawn, at=timezone.now() + timedelta(hours=2), by=eve)
    assert "withdrawn on" in client.get(withdrawn.get_absolute_url()).text

    with time_machine.travel(timezone.now() + timedelta(hours=3)):
        assert scheduling.publish_due() == 1

    assert "withdrawn" not in client.get(withdrawn.get_absolute_url()).text


def test_approvals_from_before_bring_nothing_back(client, guide, eve, dee):
    guide.blocks.update(html="<p>Approved before.</p>")
    make.approved(guide)
    guide.withdraw(reason=REASON)
    assert guide.stage == Stage.DRAFT

    with pytest.raises(Refused, match="have to approve exactly these words"):
        reviewing.publish(guide, by=eve)
    reviewing.submit(guide, by=dee)

    guide.refresh_from_db()
    assert (guide.stage, guide.is_withdrawn) == (Stage.SUBMITTED, True)


def test_what_was_scheduled_does_not_bring_it_back(client, guide, eve):
    guide.blocks.update(html="<p>Scheduled before.</p>")
    make.approved(guide)
    scheduling.schedule(guide, at=timezone.now() + timedelta(hours=2), by=eve)

    guide.withdraw(reason=REASON)

    with time_machine.travel(timezone.now() + timedelta(hours=3)):
        assert scheduling.publish_due() == 0
    assert not Schedule.objects.open().exists()
    assert "withdrawn on" in client.get(guide.get_absolute_url()).text


def test_the_same_words_are_not_scheduled_because_readers_have_them(withdrawn, eve):
    make.approved(withdrawn)

    with pytest.raises(Refused, match="Readers have exactly this already"):
        scheduling.schedule(withdrawn, at=timezone.now() + timedelta(hours=2), by=eve)


def test_a_mistake_is_undone_without_review_by_those_who_may_and_it_is_kept(client, withdrawn):
    boss = make.member("boss", is_staff=True, is_superuser=True)

    done = reviewing.override(withdrawn, by=boss, reason="The wrong guide was withdrawn.")

    assert not withdrawn.is_withdrawn
    assert (done.by, done.revision) == (boss, withdrawn.live_revision)
    with pytest.raises(Refused, match="Readers have exactly this already"):
        reviewing.override(withdrawn, by=boss, reason="Again.")

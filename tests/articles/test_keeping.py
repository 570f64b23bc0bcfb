"""What stands in an open form is kept, whatever happens to the page."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core import signing
from django.http import QueryDict
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from articles import keeping, publishing
from articles.keeping import Opening
from articles.models import Guide, GuideDraft, Presence
from tests import make
from tests.articles.filling import address, fill

KEEP = "/admin/articles/guide/keep/"
ADD = "/admin/articles/guide/add/"


@pytest.fixture
def draft(dee):
    return make.draft(owner=dee)


def typed(client, draft, **changes):
    return fill(client, address(draft), **changes)


def test_typed_words_are_kept_and_come_back_unsaved(client, dee, draft, writes_nothing):
    client.force_login(dee)
    form = typed(client, draft, title="Half a ti", **{"blocks-0-html": "<p>New words.</p>"})

    answer = client.post(KEEP, form)
    with writes_nothing():
        page = client.get(address(draft))
        (kept,) = GuideDraft.objects.all()
        back = client.get(f"{address(draft)}?draft={kept.pk}")

    assert answer.json() == {"kept": True, "others": ""}
    assert "that you did not save" in page.text
    assert "Half a ti" not in page.text
    assert "are in the form" in back.text
    assert fill(back)["title"] == "Half a ti"
    assert fill(back)["blocks-0-html"] == "<p>New words.</p>"
    assert "Error:" not in back.text
    assert "errorlist" not in back.text
    draft.refresh_from_db()
    assert (draft.title, draft.version) == ("Living with fatigue", 1)


def test_after_a_save_the_kept_words_are_gone(client, dee, draft):
    client.force_login(dee)
    form = typed(client, draft, title="Half a ti")
    client.post(KEEP, form)
    back = fill(client, f"{address(draft)}?draft={GuideDraft.objects.get().pk}", title="Whole")

    saved = client.post(address(draft), back | {"_continue": "Save"})

    assert saved.status_code == 302
    assert not GuideDraft.objects.unsaved().exists()
    assert "that you did not save" not in client.get(address(draft)).text
    assert Guide.objects.get().title == "Whole"


def test_a_late_message_of_a_page_that_was_saved_is_not_a_new_draft(client, dee, draft):
    client.force_login(dee)
    form = typed(client, draft, title="Whole")
    client.post(address(draft), form | {"_continue": "Save"})

    late = client.post(KEEP, form).json()

    assert late["kept"] is False
    assert not GuideDraft.objects.unsaved().exists()
    assert client.post(KEEP, form | {"opening": late["opening"]}).json()["kept"] is True


def test_a_half_written_form_comes_back_without_a_single_reproach(client, dee):
    make.topic()
    client.force_login(dee)
    form = fill(client, ADD, summary="Only a summary", **{"blocks-0-kind": "care_card"})
    client.post(KEEP, form)

    page = client.get(ADD)
    back = client.get(f"{ADD}?draft={GuideDraft.objects.get().pk}")

    assert "that you did not save" in page.text
    assert fill(back)["summary"] == "Only a summary"
    assert "errorlist" not in back.text
    assert "What to mend" not in back.text
    assert not Guide.objects.exists()


def test_a_new_guide_takes_its_kept_words_with_it(client, dee):
    topic = make.topic()
    client.force_login(dee)
    form = fill(client, ADD, topic=topic.pk, title="Heat", summary="What helps.")
    client.post(KEEP, form)

    client.post(ADD, form | {"_continue": "Save"})

    assert Guide.objects.get().title == "Heat"
    assert not GuideDraft.objects.unsaved().exists()


def test_two_tabs_do_not_overwrite_each_other(client, dee, draft):
    client.force_login(dee)
    one, two = typed(client, draft, title="One"), typed(client, draft, title="Two")
    for form in (one, two, one | {"title": "One more"}):
        client.post(KEEP, form)

    kept = [QueryDict(row.form)["title"] for row in GuideDraft.objects.unsaved()]

    assert sorted(kept) == ["One more", "Two"]
    assert client.get(address(draft)).text.count("that you did not save") == 2


def test_kept_words_that_are_older_than_what_was_saved_come_back_beside_it(client, dee, eve, draft):
    client.force_login(dee)
    client.post(KEEP, typed(client, draft, title="Mine"))
    client.force_login(eve)
    client.post(address(draft), typed(client, draft, title="Hers") | {"_continue": "Save"})
    client.force_login(dee)

    back = client.get(f"{address(draft)}?draft={GuideDraft.objects.get(author=dee).pk}")

    assert "What eve saved meanwhile" in back.text
    assert "Hers" in back.text
    assert fill(back)["title"] == "Mine"
    assert client.post(address(draft), fill(back) | {"_save": "1"}).status_code == 302
    assert Guide.objects.get().title == "Mine"


def test_a_form_that_is_sent_after_the_session_is_over_is_not_lost(client, dee, draft):
    client.force_login(dee)
    form = typed(client, draft, title="Written at night")
    client.logout()

    answer = client.post(address(draft), form | {"_save": "1"})
    client.force_login(dee)
    page = client.get(answer.url.split("next=")[1])

    assert answer.status_code == 302
    assert "that you did not save" in page.text
    back = fill(client, f"{address(draft)}?draft={GuideDraft.objects.get().pk}")
    assert back["title"] == "Written at night"


def test_a_form_that_is_older_than_the_last_login_is_not_lost(dee, draft):
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(dee)
    form = fill(browser, address(draft), title="Written at night")
    browser.force_login(dee)

    answer = browser.post(address(draft), form | {"csrfmiddlewaretoken": "x" * 64, "_save": "1"})

    assert answer.status_code == 403
    assert "it offers you what you wrote" in answer.text
    assert QueryDict(GuideDraft.objects.get().form)["title"] == "Written at night"


def test_words_are_kept_while_nobody_is_logged_in_any_more(client, dee, draft):
    client.force_login(dee)
    form = typed(client, draft, title="Still typing")
    client.logout()

    assert client.post(KEEP, form).json()["kept"] is True
    assert GuideDraft.objects.get().author == dee


@pytest.mark.parametrize(
    "forged",
    ["", "x", "1:2:3", signing.dumps([1, 1, "x"], salt="other")],
    ids=["empty", "a letter", "three parts", "another salt"],  # a signature has the time in it
)
def test_nothing_is_kept_for_whom_we_did_not_open_the_form(client, dee, draft, forged):
    client.force_login(dee)

    assert client.post(KEEP, {"opening": forged, "seen_version": "1"}).status_code == 403
    assert not GuideDraft.objects.exists()


def test_nothing_is_kept_for_somebody_else_or_without_the_right(client, ada, dee, eve, draft):
    hers = Opening.new(eve.pk, draft.pk).signed
    members = Opening.new(ada.pk, draft.pk).signed
    strangers = Opening.new(make.author("zoe").pk, draft.pk).signed
    gone = Opening.new(dee.pk, 99_999).signed
    client.force_login(dee)
    assert client.post(KEEP, {"opening": hers, "seen_version": "1"}).status_code == 403
    client.logout()

    for opening in (members, strangers, gone):
        answer = client.post(KEEP, {"opening": opening, "seen_version": "1"})
        assert answer.status_code == 403
    assert not GuideDraft.objects.exists()
    assert client.get(KEEP).status_code == 405


def test_others_neither_see_restore_nor_throw_away_my_words(client, dee, eve, draft):
    client.force_login(dee)
    client.post(KEEP, typed(client, draft, title="Mine alone"))
    kept = GuideDraft.objects.get()
    client.force_login(eve)

    page = client.get(address(draft)).text
    asked = client.get(f"{address(draft)}?draft={kept.pk}").text
    gone = client.post(reverse("admin:articles_guide_throw_away", args=[kept.pk]))

    assert "that you did not save" not in page
    assert "Mine alone" not in asked
    assert gone.status_code == 404
    assert GuideDraft.objects.count() == 1


def test_words_can_be_thrown_away(client, dee, draft):
    client.force_login(dee)
    client.post(KEEP, typed(client, draft, title="Not good"))
    kept = GuideDraft.objects.get()
    throw_away = reverse("admin:articles_guide_throw_away", args=[kept.pk])

    assert client.get(throw_away).status_code == 405
    answer = client.post(throw_away, follow=True)

    assert "Thrown away." in answer.text
    assert not GuideDraft.objects.exists()


def test_only_fields_that_the_author_may_fill_in_are_kept(client, dee, draft):
    publishing.publish(draft, by=None)
    client.force_login(dee)
    form = typed(client, draft, title="Mine")
    evil = {
        "owner": "1",
        "is_demo": "on",
        "slug": "x",
        "reviewed_on": "2026-01-01",
        "_publish": "1",
    }
    evil |= {"withdrawn_at": "x", "blocks-0-html-x-y": "1", "csrfmiddlewaretoken": "x"}

    client.post(KEEP, form | evil)

    names = set(QueryDict(GuideDraft.objects.get().form))
    assert {"title", "blocks-0-html", "blocks-TOTAL_FORMS", "seen_version"} <= names
    assert not names & {*evil, "opening"}


def test_there_is_a_bound_to_what_is_kept(client, dee, draft):
    client.force_login(dee)
    huge = typed(client, draft, lay_terms="x" * (keeping.MOST_CHARACTERS + 1))

    assert client.post(KEEP, huge).json()["kept"] is False
    for _ in range(keeping.MOST_DRAFTS + 3):
        client.post(KEEP, typed(client, draft, title="Again"))
    assert GuideDraft.objects.unsaved().count() == keeping.MOST_DRAFTS


def test_old_drafts_go_by_themselves(client, dee, draft):
    now = timezone.now()
    for days, saved in ((91, None), (89, None), (2, now - timedelta(days=2)), (0, now)):
        GuideDraft.objects.create(
            author=dee, guide=draft, opening=uuid4(), kept_at=now - timedelta(days=days),
            saved_at=saved,
        )  # fmt: skip

    assert GuideDraft.objects.old().count() == 2
    client.force_login(dee)
    client.post(KEEP, typed(client, draft, title="New"))
    assert GuideDraft.objects.count() == 3


def test_who_else_has_the_form_open_is_told_and_forgotten(client, dee, eve, draft):
    client.force_login(dee)
    client.post(KEEP, {"opening": fill(client, address(draft))["opening"]})
    Presence.objects.update(opened_at=timezone.now() - timedelta(minutes=4))
    client.force_login(eve)
    opening = fill(client, address(draft))["opening"]

    assert "Opened by dee 4 min ago." in client.get(address(draft)).text
    told = client.post(KEEP, {"opening": opening}).json()
    assert told == {"kept": False, "others": "Opened by dee 4 min ago."}
    assert not GuideDraft.objects.exists()
    Presence.objects.filter(member=dee).update(seen_at=timezone.now() - timedelta(minutes=6))
    assert "Opened by dee" not in client.get(address(draft)).text


def test_whoever_comes_back_has_opened_it_anew(dee, draft):
    number = uuid4()
    Presence.objects.touch(dee.pk, draft.pk, number)
    long_ago = timezone.now() - timedelta(hours=3)
    Presence.objects.update(opened_at=long_ago)
    Presence.objects.touch(dee.pk, draft.pk, number)
    assert Presence.objects.get().told.startswith("Opened by dee at ")

    Presence.objects.update(seen_at=long_ago)
    Presence.objects.touch(dee.pk, draft.pk, number)
    assert Presence.objects.get().told == "Opened by dee just now."


def test_saving_without_javascript_says_that_somebody_was_there(client, dee, draft):
    client.force_login(dee)
    client.post(address(draft), typed(client, draft, title="New") | {"_continue": "Save"})

    assert Presence.objects.now().get().member == dee


def test_every_field_that_somebody_can_fill_in_is_kept(client, eve, draft):
    client.force_login(eve)
    opened = client.get(address(draft)).context["adminform"].form
    sent = QueryDict(mutable=True)
    for name in [*opened.fields, "override_reason"]:
        sent[name] = "1"

    kept = keeping.what_counts(sent, draft, may_publish=True)

    assert set(kept) == {*opened.fields, "override_reason"}


def test_the_moment_and_the_reason_come_back_with_the_other_words(client, admin_member, draft):
    client.force_login(admin_member)
    reason, moment = "The heat is here.", "2031-03-01T08:30"
    form = typed(client, draft, override_reason=reason, publish_at=moment)

    client.post(KEEP, form)
    back = fill(client.get(f"{address(draft)}?draft={GuideDraft.objects.get().pk}"))

    assert (back["override_reason"], back["publish_at"]) == (reason, moment)


@pytest.fixture
def admin_member(db):
    return make.member("root", is_staff=True, is_superuser=True)

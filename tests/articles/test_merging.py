"""One guide becomes part of another: old links lead there, nothing is lost, all can be undone."""

from datetime import timedelta
from threading import Barrier, Thread

import pytest
from django.contrib.admin.models import LogEntry
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection
from django.db.models import ProtectedError
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles import merging, moving, publishing, reviewing, scheduling
from articles.models import Guide, Kind, Stage, State, Usefulness
from articles.reviewing import Refused
from comments import posting
from comments.models import Comment
from outbox import delivery
from tests import make
from tests.articles.filling import address, fill

OLD = "/guides/fatigue-and-energy/hot-days/"
NEW = "/guides/fatigue-and-energy/living-with-fatigue/"


@pytest.fixture
def hot_days(dee):
    """A live guide with two versions and a comment."""
    found = make.guide("Hot days", owner=dee)
    found.blocks.update(html="<p>Heat tires.</p>")
    publishing.publish(found, by=None)
    make.comment(found, make.member("zoe"), "A cool scarf helps me.")
    return found


@pytest.fixture
def merged(hot_days, fatigue, eve):
    merging.merge(hot_days, fatigue, by=eve)
    return hot_days


@pytest.fixture
def said(hot_days):
    return hot_days.discussion.comments.get()


def led(answer):
    return (answer.status_code, answer.headers.get("Location"))


def act(guide, verb):
    return address(guide).replace("change", verb)


# For readers --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("below", "there"),
    [
        ("", ""),
        ("?order=newest", "?order=newest"),
        ("history/", "history/"),
        ("history/2/", "history/"),
        ("comments.atom", "comments.atom"),
        ("useful/thanks/", "useful/thanks/"),
    ],
)
def test_its_address_leads_to_the_other_guide(client, merged, below, there):
    assert led(client.get(OLD + below)) == (301, NEW + there)
    assert client.get(NEW).status_code == 200


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
def test_no_list_offers_it_and_no_list_counts_it(client, merged, ada, path):
    for reader in (None, ada):
        if reader:
            client.force_login(reader)
        page = client.get(path).text
        assert "Hot days" not in page
        assert "A cool scarf" not in page
        assert "2 guides" not in page


def test_what_was_said_stays_readable_at_a_place_of_its_own(client, merged, said, ada):
    place = f"/discussions/{said.discussion_id}/"

    for reader in (None, ada):
        if reader:
            client.force_login(reader)
        page = client.get(f"{place}?order=newest")
        assert page.status_code == 200
        assert "A cool scarf helps me." in page.text
        assert "Older discussion of “Hot days”" in page.text
        assert "This discussion is closed." in page.text
        assert f'<a href="{NEW}">Living with fatigue</a>' in page.text
        assert page.text.count("<h1>") == 1
        assert 'id="compose"' not in page.text


def test_a_permalink_still_works_and_leads_to_the_older_discussion(client, merged, said):
    page = client.get(f"/comments/{said.pk}/")

    assert page.status_code == 200
    assert "A cool scarf helps me." in page.text
    assert f"/discussions/{said.discussion_id}/#talk" in page.text


def test_a_discussion_with_a_page_to_stand_on_is_shown_there(client, fatigue):
    place = f"/discussions/{fatigue.discussion.pk}/"

    assert led(client.get(place)) == (302, f"{NEW}#talk")
    assert client.get("/discussions/999/").status_code == 404


def test_the_other_guide_says_what_became_part_of_it(client, merged, said, hot_days):
    page = client.get(NEW).text
    assert f"{NEW}parts/" in page

    parts = client.get(f"{NEW}parts/").text

    assert f'href="/discussions/{said.discussion_id}/#talk">Older discussion of' in parts
    assert "1 comment<" in parts


def test_a_guide_without_parts_says_nothing_of_them(client, fatigue):
    assert "parts/" not in client.get(NEW).text
    assert led(client.get(f"{NEW}parts/")) == (302, NEW)
    assert client.get(f"{OLD}parts/").status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_the_parts_cost_the_same_whatever_their_number(
    client, fatigue, eve, count, django_assert_num_queries
):
    for number in range(count):
        merging.merge(make.guide(f"Part {number}"), fatigue, by=eve)

    with django_assert_num_queries(3):
        client.get(f"{NEW}parts/")


@pytest.mark.parametrize("is_member", [False, True])
def test_a_guide_with_parts_costs_no_query_more(client, fatigue, hot_days, ada, eve, is_member):
    def queries():
        with CaptureQueriesContext(connection) as seen:
            client.get(NEW)
        return len(seen)

    if is_member:
        client.force_login(ada)
    client.get(NEW)  # what is looked up once for the whole site is no part of it
    before = queries()
    merging.merge(hot_days, fatigue, by=eve)

    assert queries() == before


def test_the_older_discussion_is_closed_and_words_come_back(client, merged, said, ada):
    client.force_login(ada)

    answer = client.post(f"/comments/{said.pk}/reply/", {"body": "I wrote this while it went."})

    assert answer.status_code == 409
    assert "I wrote this while it went." in answer.text
    assert "Reply" not in client.get(f"/discussions/{said.discussion_id}/").text
    with pytest.raises(posting.Refused):
        posting.post(merged.discussion, ada, posting.Words("By hand."))


def test_a_comment_that_was_being_written_is_posted_where_people_talk_now(client, merged, ada):
    client.force_login(ada)
    form = {"body": "Not lost.", "submission": "5a4a9a0e-3c4f-4f37-9b53-0d3b7a3b8c11"}

    assert led(client.post(f"{OLD}comment/", form)) == (307, f"{NEW}comment/")
    client.post(f"{OLD}comment/", form, follow=True)

    made = Comment.objects.get(author=ada)
    assert (made.html, made.discussion.guide.slug) == ("<p>Not lost.</p>", "living-with-fatigue")


def test_words_about_the_old_page_are_kept_with_the_old_page(client, merged):
    form = {"useful": "no", "lack": "missing", "words": "Too long.", "revision": "1"}

    answer = client.post(f"{OLD}useful/", form)

    assert led(answer) == (302, f"{OLD}useful/thanks/")
    assert led(client.get(f"{OLD}useful/thanks/")) == (301, f"{NEW}useful/thanks/")
    assert Usefulness.objects.get().revision.guide == merged


# To the end, and never round ----------------------------------------------------------------------


def test_merged_into_something_merged_later_leads_to_the_end(client, merged, fatigue, said, eve):
    pacing = make.guide("Pacing a day")
    moving.move(merged, topic=make.topic("Vision"), slug="heat")
    merging.merge(fatigue, pacing, by=eve)
    end = "/guides/fatigue-and-energy/pacing-a-day/"

    for old in (OLD, "/guides/vision/heat/", NEW):
        assert led(client.get(old)) == (301, end)
    parts = client.get(f"{end}parts/").text
    assert parts.count("Older discussion of") == 2
    assert (
        f'<a href="{end}">Pacing a day</a>'
        in client.get(f"/discussions/{said.discussion_id}/").text
    )


def test_a_withdrawn_guide_names_what_its_replacement_became_part_of(client, merged):
    old = make.guide("Summer")
    old.withdraw(reason="Old.", replaced_by=merged)

    assert f'<a href="{NEW}">Living with fatigue</a>' in client.get(old.get_absolute_url()).text


def test_it_may_become_part_of_one_that_is_withdrawn_later(client, merged, fatigue):
    fatigue.withdraw(reason="Out of date.")

    assert led(client.get(OLD)) == (301, NEW)
    assert "This guide was withdrawn on" in client.get(NEW).text


def test_what_makes_no_sense_is_refused(merged, hot_days, fatigue, eve, dee):
    draft = make.draft("Not yet")
    withdrawn = make.guide("Summer")
    withdrawn.withdraw(reason="Old.")

    for guide, into, why in [
        (fatigue, fatigue, "part of itself"),
        (fatigue, merged, "that readers are offered"),
        (fatigue, draft, "that readers are offered"),
        (fatigue, withdrawn, "that readers are offered"),
        (merged, fatigue, "Undo that first"),
        (draft, fatigue, "Nobody has read this guide yet"),
    ]:
        with pytest.raises(Refused, match=why):
            merging.merge(guide, into, by=eve)
    with pytest.raises(Refused, match="nothing to undo"):
        merging.separate(fatigue, by=eve)
    for verb in (
        lambda: merging.merge(withdrawn, fatigue, by=dee),
        lambda: merging.separate(merged, by=dee),
    ):
        with pytest.raises(PermissionDenied):
            verb()
    assert Guide.objects.get(merged_into__isnull=False) == merged


def test_the_table_itself_keeps_merged_guides_out_of_lists(merged):
    with pytest.raises(IntegrityError):
        Guide.objects.filter(pk=merged.pk).update(withdrawn_at=None)


@pytest.mark.django_db(transaction=True)
def test_two_people_who_merge_each_into_the_other_make_no_circle(eve):
    guides = [make.guide("Hot days"), make.guide("Living with fatigue")]
    start, refused = Barrier(2), []

    def work(guide, into):
        start.wait()
        try:
            merging.merge(guide, into, by=eve)
        except Refused as why:
            refused.append(why)
        finally:
            connection.close()

    people = [Thread(target=work, args=pair) for pair in (guides, guides[::-1])]
    for person in people:
        person.start()
    for person in people:
        person.join()

    assert len(refused) == 1
    assert Guide.objects.filter(merged_into__isnull=False).count() == 1


# On its way to readers ----------------------------------------------------------------------------


def test_what_was_approved_and_scheduled_stops(hot_days, fatigue, eve, dee):
    hot_days.blocks.update(html="<p>Newer.</p>")
    make.approved(hot_days)
    scheduling.schedule(hot_days, at=timezone.now() + timedelta(hours=2), by=eve)

    merging.merge(hot_days, fatigue, by=eve)

    assert hot_days.stage == Stage.DRAFT
    assert not hot_days.schedules.open().exists()
    for verb in (
        lambda: reviewing.submit(hot_days, by=dee),
        lambda: reviewing.publish(hot_days, by=eve),
        lambda: scheduling.schedule(hot_days, at=timezone.now() + timedelta(hours=2), by=eve),
    ):
        with pytest.raises(Refused, match="part of another one now"):
            verb()


# Undone -------------------------------------------------------------------------------------------


def test_undone_it_is_what_it_was(client, merged, said, ada, eve):
    merging.separate(merged, by=eve)
    client.force_login(ada)

    assert "Heat tires." in client.get(OLD).text
    assert "Hot days" in client.get("/guides/fatigue-and-energy/").text
    assert led(client.get(f"/discussions/{said.discussion_id}/")) == (302, f"{OLD}#talk")
    assert client.get(f"/comments/{said.pk}/reply/").status_code == 200
    assert "parts/" not in client.get(NEW).text


def test_undone_a_withdrawn_guide_is_withdrawn_again(client, hot_days, fatigue, eve):
    hot_days.withdraw(reason="The dose is wrong.", replaced_by=fatigue)
    merging.merge(hot_days, fatigue, by=eve)
    assert led(client.get(OLD)) == (301, NEW)

    merging.separate(hot_days, by=eve)

    page = client.get(OLD).text
    assert "The dose is wrong." in page
    assert "noindex" in page
    assert "Hot days" not in client.get("/guides/fatigue-and-energy/").text


def test_a_guide_with_parts_is_not_deleted(merged, fatigue):
    Guide.objects.filter(pk=fatigue.pk).update(live_revision=None)
    with pytest.raises(ProtectedError):
        Guide.objects.get(pk=fatigue.pk).delete()


# The desk -----------------------------------------------------------------------------------------


def test_an_editor_merges_a_guide_and_undoes_it(client, eve, hot_days, fatigue):
    client.force_login(eve)
    assert act(hot_days, "merge") in client.get(address(hot_days)).text
    assert client.get(act(hot_days, "separate")).status_code == 404

    empty = client.post(act(hot_days, "merge"), {"reason": " "})
    told = client.post(
        act(hot_days, "merge"), {"into": fatigue.pk, "reason": "Same thing."}, follow=True
    )

    assert empty.status_code == 422
    assert "Choose a guide that readers are offered." in empty.text
    assert "Write why, for colleagues." in empty.text
    assert f"Merged: {OLD} now leads to “Living with fatigue”." in told.text
    assert "This guide became part of another one on" in told.text
    assert act(hot_days, "separate") in told.text
    assert act(hot_days, "merge") not in told.text
    assert "Merged into another guide" in client.get("/admin/articles/guide/?state=merged").text
    assert Guide.objects.with_state().get(pk=hot_days.pk).state == State.MERGED

    undone = client.post(act(hot_days, "separate"), {"reason": "It was another."}, follow=True)

    assert "Undone: the guide is what it was before it was merged." in undone.text
    assert [one.change_message for one in LogEntry.objects.order_by("pk")] == [
        f"Merged: {OLD} now leads to “Living with fatigue”. Same thing.",
        "Undone: the guide is what it was before it was merged. It was another.",
    ]


def test_a_guide_that_went_away_meanwhile_is_not_chosen(client, eve, hot_days, fatigue):
    client.force_login(eve)
    fatigue.withdraw(reason="Old.")

    answer = client.post(act(hot_days, "merge"), {"into": fatigue.pk, "reason": "Typed."})

    assert answer.status_code == 422
    assert "Typed." in answer.text
    assert not Guide.objects.filter(merged_into__isnull=False).exists()


@pytest.mark.parametrize("verb", ["merge", "separate"])
def test_an_author_merges_nothing(client, dee, hot_days, fatigue, verb, eve):
    if verb == "separate":
        merging.merge(hot_days, fatigue, by=eve)
    client.force_login(dee)
    before = hot_days.is_merged

    assert act(hot_days, verb) not in client.get(address(hot_days)).text
    assert client.get(act(hot_days, verb)).status_code == 403
    answer = client.post(act(hot_days, verb), {"into": fatigue.pk, "reason": "Mine."})
    assert answer.status_code == 403
    hot_days.refresh_from_db()
    assert hot_days.is_merged == before


@pytest.mark.parametrize("name", ["merged_into", "merged_at"])
def test_no_form_merges(client, eve, hot_days, fatigue, name):
    client.force_login(eve)
    form = fill(client, address(hot_days)) | {name: fatigue.pk, "_save": "1"}

    assert client.post(address(hot_days), form).status_code == 403


def test_an_old_address_made_by_hand_follows_and_none_is_put_over_it(
    client, eve, hot_days, fatigue
):
    moving.put_up("/blog/heat", place=OLD, by=eve)
    merging.merge(hot_days, fatigue, by=eve)
    client.force_login(eve)

    add = client.post("/admin/articles/redirect/add/", {"old": OLD, "place": "/"})

    assert led(client.get("/blog/heat")) == (301, NEW)
    assert "leads to /guides/fatigue-and-energy/living-with-fatigue/ already" in add.text
    assert NEW in client.get("/admin/articles/redirect/").text


def test_guides_that_name_it_are_drawn_again(client, hot_days, fatigue, eve):
    def settle():
        while delivery.deliver_due():
            pass

    leading = make.draft("Pacing a day")
    make.block(leading, Kind.RELATED_GUIDES, guides=OLD)
    publishing.publish(leading, by=None)
    settle()
    link = f'<a href="{OLD}">'
    assert link in client.get(leading.get_absolute_url()).text

    merging.merge(hot_days, fatigue, by=eve)
    settle()
    assert link not in client.get(leading.get_absolute_url()).text

    merging.separate(hot_days, by=eve)
    settle()
    assert link in client.get(leading.get_absolute_url()).text

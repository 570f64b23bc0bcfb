"""Addresses that change: old links lead on, at once, and pages that are there cost nothing more."""

from importlib import import_module
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.db import connection
from django.db.models import QuerySet
from django.test.utils import CaptureQueriesContext

from articles import moving, publishing, reviewing
from articles.models import Approval, Guide, Redirect, Revision, Stage
from comments.models import Comment, Discussion
from tests import make
from tests.articles.filling import fill

OLD = "/guides/fatigue-and-energy/living-with-fatigue/"
NEW = "/guides/vision/tired-eyes/"
LIST = "/admin/articles/redirect/"


@pytest.fixture
def moved(fatigue):
    moving.move(fatigue, topic=make.topic("Vision"), slug="tired-eyes")
    return fatigue


def led(answer):
    return (answer.status_code, answer.headers.get("Location"))


def put_up(old, place, by):
    return moving.put_up(old, place=place, by=by)


# A guide moves ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "below",
    [
        "",
        "history/",
        "history/2/",
        "comments.atom",
        "useful/",
        "useful/thanks/",
        "?after=3&order=newest",
        "history/?page=2",
    ],
)
def test_a_moved_guide_is_found_at_its_old_address_with_everything_below(client, moved, below):
    assert led(client.get(OLD + below)) == (301, NEW + below)
    assert led(client.head(OLD + below)) == (301, NEW + below)
    assert client.get(NEW).status_code == 200


def test_the_answer_is_asked_for_again_because_what_moved_can_move_back(client, moved, ada):
    assert client.get(OLD).headers["Cache-Control"] == "no-cache"
    client.force_login(ada)
    assert client.get(OLD).headers["Cache-Control"] == "no-cache"


def test_an_old_address_without_its_slash_leads_on_at_once(client, moved):
    assert led(client.get(OLD.rstrip("/"))) == (301, NEW)


def test_strange_letters_lead_nowhere_else(client, moved):
    assert led(client.get(f"{OLD}%3Fx%0A/../%E2%82%AC")) == (301, f"{NEW}%3Fx%0A/../%E2%82%AC")
    assert led(client.get(f"{OLD}/evil.example/")) == (301, f"{NEW}evil.example/")
    assert client.get("/guides/vision/%00/").status_code == 404
    assert client.get("/" + "a/" * 500).status_code == 404


def test_moving_twice_makes_no_chain_and_moving_back_no_loop(client, moved):
    moving.move(moved, topic=moved.topic, slug="eyes")
    assert led(client.get(OLD)) == (301, "/guides/vision/eyes/")
    assert led(client.get(NEW)) == (301, "/guides/vision/eyes/")

    moving.move(moved, topic=make.topic(), slug="living-with-fatigue")

    assert client.get(OLD).status_code == 200
    assert led(client.get(NEW)) == (301, OLD)
    assert led(client.get("/guides/vision/eyes/")) == (301, OLD)
    assert Redirect.objects.count() == 2


def test_moving_to_where_it_stands_changes_nothing(fatigue):
    moving.move(fatigue, topic=fatigue.topic, slug=fatigue.slug)

    assert not Redirect.objects.exists()


def test_what_nobody_ever_read_leaves_no_old_address(client, db):
    guide = make.draft()
    moving.move(guide, topic=make.topic("Vision"), slug="tired-eyes")

    assert not Redirect.objects.exists()
    assert client.get(OLD).status_code == 404


def test_a_new_guide_at_a_freed_address_has_it_for_itself_once_it_is_live(client, moved):
    new = make.draft()
    assert led(client.get(OLD)) == (301, NEW)

    publishing.publish(new, by=None)

    assert client.get(OLD).status_code == 200
    assert client.get(f"{OLD}history/9/").status_code == 404


def test_a_deleted_guide_takes_its_old_addresses_with_it(client, moved):
    Guide.objects.update(live_revision=None)
    moved.delete()

    assert client.get(OLD).status_code == 404


def test_pages_that_are_there_cost_nothing_more(client, moved):
    with CaptureQueriesContext(connection) as before:
        client.get(NEW)
    put_up("/blog/tired", NEW, None)
    with CaptureQueriesContext(connection) as after:
        client.get(NEW)

    assert not [query for query in before if "redirect" in query["sql"]]
    assert len(before) == len(after)


@pytest.mark.parametrize("count", [1, 3])
def test_an_old_address_costs_one_query(client, db, count, django_assert_num_queries):
    for number in range(count):
        guide = make.guide(f"Guide {number}")
        moving.move(guide, topic=guide.topic, slug=f"moved-{number}")

    with django_assert_num_queries(1):
        assert moving.forwarded("/guides/fatigue-and-energy/guide-0/history/")


# What was being written ---------------------------------------------------------------------------


def test_words_sent_to_the_old_address_arrive_at_the_new_one(client, moved, ada):
    client.force_login(ada)
    form = {"body": "Written while it moved.", "submission": "5a4a9a0e-3c4f-4f37-9b53-0d3b7a3b8c11"}

    sent = client.post(f"{OLD}comment/?from=here", form)
    again = client.post(f"{OLD}comment/", form, follow=True)

    assert led(sent) == (307, f"{NEW}comment/?from=here")
    assert again.status_code == 200
    assert Comment.objects.get().html == "<p>Written while it moved.</p>"


def test_words_of_somebody_logged_out_wait_at_the_new_form(client, moved, ada):
    answer = client.post(f"{OLD}comment/", {"body": "Not lost."})
    client.force_login(ada)

    assert answer.status_code == 403
    assert "Not lost." in answer.text
    assert "Not lost." in client.get(NEW).text


def test_was_it_useful_is_taken_at_the_old_address(client, moved):
    answer = client.post(f"{OLD}useful/", {"useful": "yes"}, follow=True)

    assert answer.redirect_chain == [(f"{NEW}useful/", 307), (f"{NEW}useful/thanks/", 302)]


# A topic moves ------------------------------------------------------------------------------------


def rename(client, topic, slug):
    path = f"/admin/articles/topic/{topic.pk}/change/"
    return client.post(path, fill(client, path, slug=slug))


def test_a_topic_s_new_address_takes_its_guides_with_it(client, eve, fatigue):
    client.force_login(eve)
    assert rename(client, fatigue.topic, "tiredness").status_code == 302
    here = "/guides/tiredness/"

    assert led(client.get("/guides/fatigue-and-energy/?page=2")) == (301, f"{here}?page=2")
    assert led(client.get(f"{OLD}history/")) == (301, f"{here}living-with-fatigue/history/")
    assert led(client.get("/feeds/fatigue-and-energy.atom")) == (301, "/feeds/tiredness.atom")
    assert client.get(f"{here}living-with-fatigue/").status_code == 200
    assert client.get("/feeds/nothing.atom").status_code == 404

    moving.move(fatigue, topic=make.topic("Vision"), slug="tired-eyes")
    assert led(client.get(OLD)) == (301, NEW)


def test_what_people_say_about_a_topic_moves_with_it(client, eve, fatigue, ada):
    Discussion.objects.get_or_create(topic=fatigue.topic)
    client.force_login(eve)
    rename(client, fatigue.topic, "tiredness")
    old, new = "/guides/fatigue-and-energy/discussion/", "/guides/tiredness/discussion/"
    client.force_login(ada)
    form = {"body": "Not lost.", "submission": "5a4a9a0e-3c4f-4f37-9b53-0d3b7a3b8c11"}

    for below in ("", "comments.atom", "?order=newest"):
        assert led(client.get(old + below)) == (301, new + below)
    assert led(client.post(f"{old}comment/", form)) == (307, f"{new}comment/")


def test_a_topic_that_moves_back_leads_nowhere_else(client, eve, fatigue):
    client.force_login(eve)
    rename(client, fatigue.topic, "tiredness")
    rename(client, fatigue.topic, "fatigue-and-energy")

    assert client.get(OLD).status_code == 200
    assert led(client.get("/guides/tiredness/")) == (301, "/guides/fatigue-and-energy/")
    assert Redirect.objects.count() == 2


def test_a_new_topic_at_a_freed_address_has_it_and_the_moved_guides_are_still_found(
    client, eve, fatigue
):
    client.force_login(eve)
    rename(client, fatigue.topic, "tiredness")
    path = "/admin/articles/topic/add/"
    client.post(path, fill(client, path, title="Energy", slug="fatigue-and-energy"))

    assert "Energy" in client.get("/guides/fatigue-and-energy/").text
    assert led(client.get(OLD)) == (301, "/guides/tiredness/living-with-fatigue/")


def test_a_topic_that_only_changes_its_title_moves_nowhere(client, eve, fatigue):
    client.force_login(eve)
    path = f"/admin/articles/topic/{fatigue.topic_id}/change/"
    client.post(path, fill(client, path, title="Tired"))

    assert not Redirect.objects.exists()
    assert "Another page has this address" in rename(client, fatigue.topic, "guides").text


# Words and addresses ------------------------------------------------------------------------------


def test_a_guide_that_moves_is_as_approved_as_before(eve, dee):
    guide = make.approved(make.guide(owner=dee))

    moving.move(guide, topic=make.topic("Vision"), slug="tired-eyes")
    guide.refresh_from_db()

    assert guide.stage == Stage.CHECKED
    assert reviewing.publish(guide, by=eve).number == 1
    assert publishing.record(guide, by=dee).number == 1


def test_fingerprints_are_taken_again_without_addresses(dee):
    guide = make.approved(make.guide(owner=dee))
    moved, right = "0" * 64, guide.sha256
    for model in (Guide, Approval):
        model.objects.update(sha256=moved)
    QuerySet(Revision).update(sha256=moved)

    # Migrations see the tables without our rules.
    class Bare:
        def get_model(self, app, name):
            return SimpleNamespace(objects=QuerySet(apps.get_model(app, name)))

    import_module("articles.migrations.0017_addresses_are_not_words").take_fingerprints_again(
        Bare(), None
    )

    found = [*Guide.objects.all(), *Revision.objects.all(), *Approval.objects.all()]
    assert {one.sha256 for one in found} == {right}


# The desk -----------------------------------------------------------------------------------------


def page_of(guide):
    return f"/admin/articles/guide/{guide.pk}/move/"


def test_an_editor_moves_a_guide(client, eve, fatigue):
    client.force_login(eve)
    vision = make.topic("Vision")
    assert page_of(fatigue) in client.get(f"/admin/articles/guide/{fatigue.pk}/change/").text
    assert OLD in client.get(page_of(fatigue)).text

    told = client.post(page_of(fatigue), {"topic": vision.pk, "slug": "tired-eyes"}, follow=True)

    assert f"Moved. {OLD} now leads to {NEW}." in told.text
    assert led(client.get(OLD)) == (301, NEW)


@pytest.mark.parametrize(
    ("slug", "why"),
    [
        ("living-with-fatigue", "This is where the guide stands now."),
        ("pacing-a-day", "Another guide of this topic has this address."),
        ("discussion", "Another page has this address."),
        ("", "This field is required."),
        ("a b", "Enter a valid"),
    ],
)
def test_a_guide_is_not_moved_to_an_address_that_cannot_be(client, eve, fatigue, slug, why):
    make.draft("Pacing a day")
    client.force_login(eve)

    answer = client.post(page_of(fatigue), {"topic": fatigue.topic_id, "slug": slug})

    assert answer.status_code == 422
    assert why in answer.text
    assert client.get(OLD).status_code == 200


def test_an_author_moves_nothing(client, dee, eve):
    guide = make.guide(owner=dee)
    client.force_login(dee)

    assert page_of(guide) not in client.get(f"/admin/articles/guide/{guide.pk}/change/").text
    assert client.get(page_of(guide)).status_code == 403
    answer = client.post(page_of(guide), {"topic": guide.topic_id, "slug": "x"})
    assert answer.status_code == 403
    assert client.get(OLD).status_code == 200
    client.force_login(eve)
    assert client.get(page_of(make.draft("Not yet"))).status_code == 404


# The list -----------------------------------------------------------------------------------------


def add(client, old, place):
    return client.post(f"{LIST}add/", {"old": old, "place": place}, follow=True)


def test_an_editor_sees_old_addresses_and_makes_one_by_hand(client, eve, moved):
    client.force_login(eve)

    told = add(client, "/blog/tired/", f"http://localhost:8000{OLD}")

    assert "was added successfully" in told.text
    page = client.get(LIST).text
    assert OLD.rstrip("/") in page
    assert "/blog/tired" in page
    assert page.count(f'<a href="{NEW}">{NEW}</a>') == 2
    assert "It moved" in page
    assert "eve made it by hand" in page
    made = Redirect.objects.get(is_by_hand=True)
    assert (made.guide, made.made_by, made.path) == (moved, eve, "")
    assert client.get(f"{LIST}{made.pk}/change/").status_code == 200
    assert client.post(f"{LIST}{made.pk}/change/", {"old": "/x"}).status_code == 403
    assert led(client.get("/blog/tired/?page=2")) == (301, f"{NEW}?page=2")
    client.post(f"{LIST}{made.pk}/delete/", {"post": "yes"})
    assert client.get("/blog/tired/").status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_the_same_whatever_its_length(client, eve, count, django_assert_num_queries):
    client.force_login(eve)
    for number in range(count):
        guide = make.guide(f"Guide {number}", topic=make.topic(f"Topic {number}"))
        put_up(f"/blog/{number}", guide.get_absolute_url(), eve)
        put_up(f"/topic/{number}", guide.topic.get_absolute_url(), eve)

    with django_assert_num_queries(5):
        client.get(LIST)


def test_by_hand_it_may_lead_to_any_page_and_to_that_address_alone(client, eve):
    client.force_login(eve)
    add(client, "/old-help", "/about/help/")
    add(client, "/b%C3%A9", "/")

    assert led(client.get("/old-help/")) == (301, "/about/help/")
    assert client.get("/old-help/below/").status_code == 404
    assert led(client.get("/bé")) == (301, "/")


@pytest.mark.parametrize(
    ("old", "place", "why"),
    [
        ("https://evil.example/", "/", "begins with"),
        ("//evil.example/", "/", "begins with"),
        ("/a?b=c", "/", "begins with"),
        ("/a#b", "/", "begins with"),
        ("/a/../b", "/", "begins with"),
        ("/a b", "/", "begins with"),
        ("/a\\b", "/", "begins with"),
        ("/a", "https://evil.example/", "begins with"),
        ("/a", "//evil.example/", "begins with"),
        ("/a", "http://localhost:8000.evil.example/", "begins with"),
        ("/a", "javascript:alert(1)", "begins with"),
        ("/a", "/no/such/page/", "There is no page at this address."),
        ("/a", "/guides/vision/nothing/", "There is no page at this address."),
        ("/a/", "/a", "There is no page at this address."),
        ("/", "/glossary/", "There is a page at this address."),
        ("/glossary/", "/", "There is a page at this address."),
        (OLD, "/", "There is a page at this address."),
        ("/guides/fatigue-and-energy", "/", "There is a page at this address."),
        ("/admin/x/", "/", "lead nowhere else"),
        ("/static/x.css", "/", "lead nowhere else"),
        ("", "/", "required"),
        ("/known/", "/", "leads to /about/gone/ already"),
        ("/about/gone/", "/known/", "leads back"),
    ],
)
def test_what_could_mislead_is_refused(client, eve, fatigue, old, place, why):
    put_up("/known", "/about/gone/", eve)
    client.force_login(eve)

    answer = add(client, old, place)

    assert why in answer.text
    assert Redirect.objects.count() == 1


def test_made_by_hand_in_a_circle_it_is_not_found(client, eve):
    put_up("/a", "/b", eve)
    put_up("/b", "/a", eve)
    assert client.get("/a").status_code == 404
    for number in range(9):
        put_up(f"/n{number}", f"/n{number + 1}", eve)
    assert led(client.get("/n6")) == (301, "/n9")
    assert client.get("/n0").status_code == 404


@pytest.mark.parametrize("place", ["https://evil.example/", "//evil.example/", "javascript:x()"])
def test_a_row_from_elsewhere_leads_to_no_other_site(client, db, place):
    Redirect.objects.create(old="/a", path=place, is_by_hand=True)

    assert client.get("/a").status_code == 404


def test_an_author_keeps_no_old_addresses(client, dee, ada):
    client.force_login(dee)
    assert client.get(LIST).status_code == 403
    assert client.post(f"{LIST}add/", {"old": "/a", "place": "/"}).status_code == 403
    client.force_login(ada)
    assert client.get(LIST).status_code == 302
    assert not Redirect.objects.exists()

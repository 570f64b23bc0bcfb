"""A topic's own discussion, and what is being talked about everywhere."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from comments import answering, deciding, following, marks, planting, posting, talked_about
from comments.models import Audience, Comment, Discussion, Draft
from comments.posting import Words, post
from tests import make


@pytest.fixture(autouse=True)
def trusted(settings):
    settings.COMMENTS_HELD_FIRST = 0


@pytest.fixture
def place(fatigue):
    return fatigue.topic.discussion


@pytest.fixture
def path(place):
    return place.page_url


def ask(place, author, title="How do you rest?", **fields):
    return post(place, author, Words("I never know when.", title=title, **fields))


def rows(client, path="/guides/fatigue-and-energy/discussion/", **query):
    return [(row.title, row.state) for row in client.get(path, query).context["rows"]]


def test_a_topic_with_a_live_guide_has_its_own_discussion(client, fatigue, path):
    assert path == "/guides/fatigue-and-energy/discussion/"
    assert path in client.get(fatigue.topic.get_absolute_url()).text
    assert "Nobody has written here yet." in client.get(path).text


def test_a_topic_without_a_live_guide_has_none(client, db):
    empty = make.topic("Sleep")

    assert client.get("/guides/sleep/discussion/").status_code == 404
    assert "Ask the community" not in client.get(empty.get_absolute_url()).text
    assert not Discussion.objects.exists()


def test_a_conversation_begins_with_a_title_and_goes_on_as_any_other(client, ada, ben, path):
    client.force_login(ada)

    answer = client.post(f"{path}comment/", {"title": " How do \n you rest? ", "body": "At noon?"})

    head = Comment.objects.get()
    assert (head.title, head.html) == ("How do you rest?", "<p>At noon?</p>")
    assert answer["Location"] == head.get_absolute_url()
    assert rows(client) == [("How do you rest?", "No reply yet")]
    client.force_login(ben)
    client.post(f"/comments/{head.pk}/reply/", {"body": "Yes."})
    assert rows(client) == [("How do you rest?", "Active: 1 reply")]
    assert "How do you rest?" in client.get(f"/comments/{head.pk}/").text


@pytest.mark.parametrize(
    ("title", "reason"),
    [
        ("", "Give it a title, so that others can find it."),
        (" \n ", "Give it a title, so that others can find it."),
        ("x" * 121, "Make the title shorter: at most 120 characters."),
    ],
)
def test_a_title_that_cannot_be_taken_is_told_and_nothing_is_lost(client, ada, path, title, reason):
    client.force_login(ada)

    answer = client.post(f"{path}comment/", {"title": title, "body": "At noon?"})

    assert answer.status_code == 422
    assert reason in answer.text
    assert "At noon?" in answer.text
    assert not Comment.objects.exists()


def test_a_title_is_words_and_never_markup(client, ada, path):
    client.force_login(ada)
    client.post(f"{path}comment/", {"title": "<b>Rest</b> & *sleep*", "body": "At noon?"})

    page = client.get(path).text

    assert "&lt;b&gt;Rest&lt;/b&gt; &amp; *sleep*" in page


@pytest.mark.parametrize("bad", ["a\x00b", "\u202eabc\u202c"])
def test_a_title_with_characters_that_deceive_is_refused_or_tamed(client, ada, path, bad):
    client.force_login(ada)

    client.post(f"{path}comment/", {"title": bad, "body": "At noon?"})

    titles = list(Comment.objects.values_list("title", flat=True))
    assert not any(sign in title for title in titles for sign in "\x00\u202e\u202c")


def test_who_was_logged_out_gets_title_and_words_back_in_their_fields(client, ada, path):
    answer = client.post(f"{path}comment/", {"title": "How do you rest?", "body": "At noon?"})
    assert answer.status_code == 403
    assert "How do you rest?" in answer.text

    client.force_login(ada)
    form = client.get(path).context["form"]

    assert form.initial == {"title": "How do you rest?", "body": "At noon?"}


def test_a_draft_keeps_the_title_too(client, ada, path):
    client.force_login(ada)

    client.post(f"{path}comment/draft/", {"title": "How do you rest?", "body": "At noon?"})

    assert Draft.objects.get().body == "How do you rest?\n\nAt noon?"
    form = client.get(path).context["form"]
    assert form.initial == {"title": "How do you rest?", "body": "At noon?"}
    client.post(f"{path}comment/", {"title": "How do you rest?", "body": "At noon?"})
    assert not Draft.objects.exists()


def test_states_say_how_far_each_conversation_has_come(client, ada, ben, place):
    ask(place, ada, "Lonely")
    ask(place, ada, "Enough", no_answer_needed=True)
    old = ask(place, ada, "Old")
    post(place, ben, Words("Yes."), parent=old)
    Comment.objects.filter(parent=old).update(posted_at=timezone.now() - timedelta(days=8))
    post(place, ben, Words("Yes."), parent=ask(place, ada, "Lively"))

    assert rows(client) == [
        ("Lively", "Active: 1 reply"),
        ("Old", "1 reply"),
        ("Enough", "No answer needed"),
        ("Lonely", "No reply yet"),
    ]


def test_what_waits_stands_on_top_for_its_author_alone(client, settings, ada, ben, place):
    settings.COMMENTS_HELD_FIRST = 1
    ask(place, ada, "Mine")
    client.force_login(ada)
    assert [title for title, _state in rows(client)] == ["Mine"]

    client.force_login(ben)
    assert rows(client) == []


def test_a_conversation_whose_first_words_are_gone_is_a_line_that_leads_to_its_replies(
    client, ada, ben, place
):
    head = ask(place, ada, "Private title")
    reply = post(place, ben, Words("Yes."), parent=head)
    deciding.withdraw(head, deciding.Why(by=ada))

    ((title, _state),) = rows(client)
    page = client.get(client.get(place.page_url).context["rows"][0].url)

    assert title == "Comment 1 was taken back by its author."
    assert "Private title" not in page.text
    assert f'id="comment-{reply.pk}"' in page.text


def test_a_question_whose_answer_can_be_read_says_so(client, ada, ben, place):
    question = ask(place, ada, kind="question")
    reply = post(place, ben, Words("At noon."), parent=question)
    answering.mark(reply, ada)
    assert rows(client) == [("How do you rest?", "Answered: 1 reply")]

    post(place, ada, Words("Thanks."), parent=reply)
    deciding.hide(reply, deciding.Why(rule="test", reason="unkind"))
    assert rows(client) == [("How do you rest?", "Active: 1 reply")]


def test_the_title_of_a_muted_person_is_folded_too(client, ada, ben, place):
    ask(place, ben)
    following.mute(ada, ben)
    client.force_login(ada)

    assert rows(client) == [("A conversation that somebody you muted began", "No reply yet")]


@pytest.mark.parametrize("order", ["newest", "oldest", "helpful"])
def test_every_conversation_is_reached_once_in_every_order(client, ada, place, order):
    for number in range(45):
        ask(place, ada, f"Title {number}")
    seen, query = [], f"?order={order}"
    while query:
        page = client.get(f"{place.page_url}{query}")
        seen += [row.title for row in page.context["rows"]]
        query = page.context["next_url"]

    assert sorted(seen) == sorted(f"Title {number}" for number in range(45))


def test_a_place_that_is_not_ours_is_not_found(client, place):
    assert client.get(f"{place.page_url}?after=x_y_z").status_code == 404


@pytest.mark.parametrize("count", [1, 15])
def test_the_list_costs_the_same_queries_however_much_was_said(client, ada, ben, place, count):
    for number in range(count):
        post(place, ben, Words("Yes."), parent=ask(place, ada, f"Title {number}"))

    def cost():
        with CaptureQueriesContext(connection) as seen:
            client.get(place.page_url)
        return len(seen)

    assert cost() == 2
    client.force_login(ada)
    assert cost() == 5


def test_a_closed_or_members_only_discussion_says_so(client, ada, place):
    ask(place, ada)
    place.who_may_read = Audience.MEMBERS
    place.closes_at = timezone.now()
    place.save()

    assert "How do you rest?" not in client.get(place.page_url).text
    client.force_login(ada)
    page = client.get(place.page_url).text
    assert "How do you rest?" in page
    assert "This discussion is closed." in page
    assert 'id="compose"' not in page


def test_following_a_topic_covers_its_own_discussion(client, ada, ben, fatigue, place):
    following.follow(ada, fatigue.topic)
    ask(place, ben)
    client.force_login(ada)

    assert "Ask the community" not in client.get("/inbox/new/").text  # a place has a name
    assert [row["place"] for row in client.get("/inbox/new/").context["rows"]] == [
        "Fatigue and energy"
    ]


# /discussions/ ------------------------------------------------------------------------------------


def talked(client):
    return [place.title for place in client.get("/discussions/").context["talked_about"]]


def waiting(client):
    return [row.title for row in client.get("/discussions/").context["waiting"]]


def test_what_was_said_last_comes_first_each_place_once(client, ada, fatigue, place):
    ask(place, ada)
    naps = make.guide("Naps")
    make.comment(naps, ada)
    make.comment(fatigue, ada)
    make.comment(naps, ada)

    assert talked(client) == [
        "Naps",
        "Living with fatigue",
        "Ask the community: Fatigue and energy",
    ]


def brought(guide, at, title="Brought from elsewhere"):
    """What an import plants: written long ago, and here since now."""
    seed = planting.Seed(f"{guide.pk}", "", title, f"<p>{title}</p>", "Ines", at, is_published=True)
    there = Discussion.objects.get(guide=guide)
    (comment,) = planting.plant(there, [seed], rule="import")
    return comment


def test_the_dates_say_what_is_newest_not_when_it_came_here(client, ada, fatigue):
    make.comment(fatigue, ada)
    long_ago = timezone.now() - timedelta(days=30)
    brought(make.guide("Naps"), long_ago)
    brought(fatigue, long_ago)

    page = client.get("/discussions/")

    assert talked(client) == ["Living with fatigue", "Naps"]
    dates = [each.last_at for each in page.context["talked_about"]]
    assert dates == sorted(dates, reverse=True)
    assert page.context["waiting"][0].title == "Rest helps me."


def walked(client, listed, follows, most):
    """The last page of a list of discussions, and the titles of all of them, each page but the last
    one full."""
    page, titles = client.get("/discussions/"), []
    while True:
        titles += [row.title for row in page.context[listed]]
        if not page.context[follows]:
            return page, titles
        assert len(page.context[listed]) == most
        page = client.get(f"/discussions/{page.context[follows]}")


def test_many_discussions_come_a_page_at_a_time_whoever_talks_most(client, ada, fatigue):
    guides = [make.guide(f"Guide {number}") for number in range(25)]
    for guide in guides:
        make.comment(guide, ada)
    for _ in range(30):
        make.comment(fatigue, ada)

    page, titles = walked(client, "talked_about", "older_url", talked_about.PLACES)

    assert titles == ["Living with fatigue", *(f"Guide {number}" for number in range(24, -1, -1))]
    assert "Talked about before" in page.text
    assert "Waiting for a first reply" not in page.text
    assert "That is all for now." in page.text


def test_every_conversation_that_waits_can_be_reached(client, ada, place):
    for number in range(25):
        ask(place, ada, title=f"Question {number}")

    for number in range(11):
        made = make.comment(make.guide(f"Guide {number}"), ada)
        make.comment(made.discussion.guide, ada, parent=made)
    named = re.findall('<nav[^>]* aria-label="([^"]+)"', client.get("/discussions/").text)
    assert len(named) == len(set(named)) == 3  # with that of the site

    page, titles = walked(client, "waiting", "more_wait_url", talked_about.WITHOUT_REPLY)

    assert titles == [f"Question {number}" for number in range(24, -1, -1)]
    assert page.context["waiting"][0].place == "Ask the community: Fatigue and energy"
    assert "Talked about" not in page.text
    assert 'href="/discussions/#waiting"' in page.text
    assert "That is all for now." in page.text
    assert client.get("/discussions/", {"waits": "x"}).status_code == 404


@pytest.mark.parametrize("before", ["x", "1", "1_2_3", "9007199254740990_1", "-9007199254740990_1"])
def test_a_place_in_the_list_that_is_none_is_not_found(client, db, before):
    assert client.get("/discussions/", {"before": before}).status_code in {200, 404}
    assert client.get("/discussions/", {"before": "x"}).status_code == 404


def test_when_the_last_words_go_the_ones_before_them_count_again(client, ada, ben, fatigue):
    naps = make.guide("Naps")
    first = make.comment(fatigue, ada)
    make.comment(naps, ada)
    last = make.comment(fatigue, ben)
    assert talked(client) == ["Living with fatigue", "Naps"]

    deciding.hide(last, deciding.Why(rule="test", reason="unkind"))
    assert talked(client) == ["Naps", "Living with fatigue"]
    deciding.restore(last, deciding.Why(rule="test"))
    assert talked(client) == ["Living with fatigue", "Naps"]
    for comment in (last, first):
        deciding.withdraw(comment, deciding.Why(by=comment.author))
    assert talked(client) == ["Naps"]


def test_what_only_members_read_moves_a_discussion_for_members_only(client, ada, ben, fatigue):
    make.comment(fatigue, ada)
    make.comment(make.guide("Naps"), ada)
    make.comment(fatigue, ada, who_may_read=Audience.MEMBERS)

    assert talked(client) == ["Naps", "Living with fatigue"]
    client.force_login(ben)
    assert talked(client) == ["Living with fatigue", "Naps"]


def test_only_what_nobody_answered_waits_for_a_reply(client, ada, ben, place):
    post(place, ben, Words("Yes."), parent=ask(place, ada, "Answered"))
    ask(place, ada, "Enough", no_answer_needed=True)
    old = ask(place, ada, "Long ago")
    Comment.objects.filter(pk=old.pk).update(posted_at=timezone.now() - timedelta(days=91))
    ask(place, ada, "Lonely")

    assert waiting(client) == ["Lonely"]


@pytest.mark.parametrize("reader", ["visitor", "member"])
def test_nothing_is_shown_that_this_reader_may_not_read(client, ada, ben, fatigue, reader):
    ask(fatigue.topic.discussion, ada, "Members", who_may_read=Audience.MEMBERS)
    make.comment(fatigue, ada, "Gone.", status="hidden")
    head = make.comment(fatigue, ada, "Head.")
    post(fatigue.discussion, ben, Words("Under it."), parent=head)
    deciding.hide(head, deciding.Why(rule="test", reason="unkind"), whole_branch=True)
    if reader == "member":
        client.force_login(ben)

    shown = reader == "member"
    assert waiting(client) == ["Members"] * shown
    assert talked(client) == ["Ask the community: Fatigue and energy"] * shown


@pytest.mark.parametrize("fate", ["unpublished", "withdrawn"])
def test_talk_under_a_guide_that_readers_cannot_find_is_not_listed(client, ada, fatigue, fate):
    make.comment(fatigue, ada)
    if fate == "withdrawn":
        fatigue.withdrawn_at = timezone.now()
    else:
        fatigue.live_revision = None
    fatigue.save()

    assert (talked(client), waiting(client)) == ([], [])


def test_the_page_costs_the_same_queries_however_much_was_said(
    client, ada, place, fatigue, django_assert_num_queries
):
    for number in range(12):
        ask(place, ada, f"Title {number}")
        posting.post(fatigue.discussion, ada, Words("Rest."))

    # The discussions, what was said last in each, what waits, the topics.
    with django_assert_num_queries(4):
        client.get("/discussions/")


def test_what_is_new_is_told_on_the_topic_in_the_list_and_by_a_link(client, ada, ben, place):
    old, other = ask(place, ada, "Old"), ask(place, ada, "Other")
    client.force_login(ben)
    assert "read-mark" in client.get(place.page_url).text
    client.post(f"/discussions/{place.pk}/read/", {"all": "1", "upto": "2"})
    fresh = ask(place, ada, "Fresh")
    first = post(place, ada, Words("One more."), parent=old)
    post(place, ada, Words("And more."), parent=old)
    post(place, ben, Words("Mine."), parent=other)

    page = client.get(place.page_url)

    assert {row.title: row.news for row in page.context["rows"]} == {
        "Fresh": "1 new",
        "Other": "",
        "Old": "2 new",
    }
    assert "3 new comments" in page.text
    assert f'href="/comments/{fresh.pk}/#comment-{fresh.pk}">Go to the first new' in page.text
    by_age = client.get(f"{place.page_url}?order=oldest").text
    assert f'href="/comments/{first.pk}/#comment-{first.pk}">Go to the first new' in by_age
    assert "3 new</span>" in client.get(place.topic.get_absolute_url()).text

    client.post(f"/discussions/{place.pk}/read/", {"all": "1", "upto": "99"})
    assert " new</span>" not in client.get(place.topic.get_absolute_url()).text
    client.logout()
    for path in (place.topic.get_absolute_url(), place.page_url):
        assert " new</span>" not in client.get(path).text
        assert "read-mark" not in client.get(path).text


@pytest.mark.parametrize("count", [1, 15])
def test_what_is_new_costs_one_query_more_however_much_it_is(
    client, ada, ben, place, count, django_assert_num_queries
):
    ask(place, ada, "Old")
    client.force_login(ben)
    client.post(f"/discussions/{place.pk}/read/", {"all": "1", "upto": "1"})
    for number in range(count):
        post(place, ada, Words("Yes."), parent=ask(place, ada, f"Title {number}"))

    client.get(place.page_url)  # tells what was done, once
    with django_assert_num_queries(6):
        client.get(place.page_url)
    with django_assert_num_queries(9):
        client.get(place.topic.get_absolute_url())


def test_the_page_of_a_conversation_is_called_as_the_conversation_is(client, ada, ben, place):
    head = ask(place, ada)
    reply = post(place, ben, Words("At noon."), parent=head)
    client.force_login(ben)

    page = client.get(f"/comments/{head.pk}/")

    assert "<h1><bdi>How do you rest?</bdi></h1>" in page.text
    assert "How do you rest? - Fatigue and energy" in page.text
    assert "<h1><bdi>Comment 2 by ben</bdi></h1>" in client.get(f"/comments/{reply.pk}/").text
    following.mute(ben, ada)
    assert "<h1><bdi>Comment 1 by ada</bdi></h1>" in client.get(f"/comments/{head.pk}/").text


def test_the_title_stands_over_the_words_wherever_they_are_shown_again(client, ada, ben, place):
    following.follow(ben, place)
    head = ask(place, ada)
    client.force_login(ben)

    for page in (f"/comments/{head.pk}/reply/", f"/comments/{head.pk}/report/", "/inbox/new/"):
        assert "<strong>How do you rest?</strong></p>" in client.get(page).text, page
    post(place, ada, Words("I mean in winter."), parent=head)
    (_head, reply) = client.get("/inbox/new/").context["rows"]
    assert reply["answers"] == "In reply to ada, comment 1: “How do you rest?”"


def test_what_a_muted_person_began_is_folded_where_it_waits_for_a_reply(client, ada, ben, place):
    ask(place, ada)
    following.mute(ben, ada)
    client.force_login(ben)

    assert waiting(client) == ["A conversation that somebody you muted began"]
    client.logout()
    assert waiting(client) == ["How do you rest?"]


def title_of(client, path):
    return re.search("<title>(.*) - msforum</title>", client.get(path).text)[1]


def test_each_part_of_a_long_list_has_a_title_of_its_own(client, ada, ben, place, path, fatigue):
    guide, lists = fatigue.get_absolute_url(), "/discussions/"
    for _ in range(talked_about.WITHOUT_REPLY + 1):
        head = make.comment(fatigue, ada)
    ask(place, ada)
    marks.stop_at(ben, place, 0)
    waits = client.get(lists).context["more_wait_url"]

    assert title_of(client, guide) == "Living with fatigue"
    assert title_of(client, f"{guide}?after=1") == "More of the discussion: Living with fatigue"
    assert title_of(client, f"{path}?after=1").startswith("More conversations: Ask the community")
    assert title_of(client, f"{lists}{waits}") == "Waiting for a first reply: Discussions"
    assert title_of(client, f"/comments/{head.pk}/?after=0_0").startswith("More replies: Comment")
    client.force_login(ben)
    told = "Ask the community: Fatigue and energy (1 new comment)"
    assert title_of(client, path) == told

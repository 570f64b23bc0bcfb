"""What a writer is asked once before posting, and that nothing is ever stopped by it."""

import pytest

from comments.models import Comment
from comments.offers import blanked, offers_for
from tests import make
from tests.comments.offered import LABELLED, measure


@pytest.fixture
def url(fatigue):
    return f"{fatigue.get_absolute_url()}comment/"


@pytest.fixture
def as_ada(client, ada):
    client.force_login(ada)
    return client


def form_in(response):
    """The values that the form of a page would send, as a browser does."""
    form = response.context["form"]
    return {name: form[name].value() or "" for name in ("body", "submission", "offered")}


@pytest.mark.parametrize("name", LABELLED)
def test_the_offers_keep_what_they_reached(name):
    precision, recall, wrong = measure(name)

    assert (precision, recall) == (1.0, 1.0), wrong


@pytest.mark.parametrize(
    ("words", "asked"),
    [
        ("Stop taking baclofen.", "What was right for you can harm somebody else"),
        ("Call me on 07700 900123.", "This could lead somebody to you"),
    ],
)
def test_a_writer_is_asked_once_and_then_posts_the_same_words(as_ada, url, words, asked):
    first = as_ada.post(url, {"body": words})

    assert (first.status_code, Comment.objects.count()) == (200, 0)
    assert asked in first.text
    assert form_in(first)["body"] == words

    second = as_ada.post(url, form_in(first))

    assert second.status_code == 302
    assert Comment.objects.get().revisions.get().source == words


def test_other_words_of_the_same_form_are_not_asked_about_again(as_ada, url):
    first = as_ada.post(url, {"body": "Stop taking baclofen."})

    as_ada.post(url, form_in(first) | {"body": "Quit the tablets."})

    assert Comment.objects.get().html == "<p>Quit the tablets.</p>"


def test_everything_is_asked_at_once(as_ada, url):
    words = "Stop taking baclofen. Mail me: ann@example.org"

    first = as_ada.post(url, {"body": words, "kind": "information"})
    offered = form_in(first)["offered"]
    as_ada.post(url, form_in(first) | {"kind": "information"})

    assert offered == "advice,private,source"
    assert Comment.objects.count() == 1


def test_one_button_leaves_private_things_out_and_shows_the_words_again(as_ada, url):
    words = "Dr Rahman helped.\n\nMail ann@example.org or ring 07700 900123."
    first = as_ada.post(url, {"body": words})

    second = as_ada.post(url, form_in(first) | {"leave_out": "1"})

    blank = "[left out] helped.\n\nMail [left out] or ring [left out]."
    assert (form_in(second)["body"], Comment.objects.count()) == (blank, 0)
    assert as_ada.post(url, form_in(second)).status_code == 302


def test_a_reply_is_asked_about_too(as_ada, fatigue, ben):
    above = make.comment(fatigue, ben)

    response = as_ada.post(f"/comments/{above.pk}/reply/", {"body": "Stop taking baclofen."})

    assert response.status_code == 200
    assert "Before it is posted" in response.text


def test_a_damaged_note_of_what_was_offered_stops_nothing(as_ada, url):
    for offered in ("x" * 500, "\x00", "advice," * 3):
        response = as_ada.post(url, {"body": "Rest helps.", "offered": offered})
        assert response.status_code == 302


def test_nothing_is_found_in_quiet_words():
    assert offers_for("Rest helps me in the morning.", kind="experience") == []
    assert blanked("Rest helps.", "[left out]") == "Rest helps."


@pytest.mark.parametrize("name", LABELLED)
@pytest.mark.parametrize(
    "piece", ["0 ", "a.", "you should ", "stop ", "Dr A", "@", "+44 ", "take 1"]
)
def test_long_words_are_read_in_straight_time(name, piece):
    """No pattern goes back and forth: a minute for a hundred kilobytes would show here."""
    find = LABELLED[name][0]

    find(piece * (100_000 // len(piece)))


# How the words are to be read -----------------------------------------------------------------


def test_a_comment_can_be_looked_at_before_it_is_posted(as_ada, url):
    response = as_ada.post(url, {"body": "Rest **helps**.", "preview": "1", "anonymous": "on"})

    assert (response.status_code, Comment.objects.count()) == (200, 0)
    assert "<p>Rest <strong>helps</strong>.</p>" in response.text
    assert form_in(response)["body"] == "Rest **helps**."
    assert response.context["form"]["anonymous"].value()


def test_a_name_can_be_left_out(as_ada, url, ada, fatigue, settings, client):
    settings.COMMENTS_HELD_FIRST = 0
    as_ada.post(url, {"body": "It embarrasses me.", "anonymous": "on"})

    client.logout()
    page = client.get(fatigue.get_absolute_url()).text

    assert "It embarrasses me." in page
    assert "A member" in page
    assert ada.name not in page


def test_a_comment_for_members_is_seen_by_members_only(as_ada, url, fatigue, settings, client, ben):
    settings.COMMENTS_HELD_FIRST = 0
    as_ada.post(url, {"body": "Between us.", "members_only": "on"})

    client.logout()
    assert "Between us." not in client.get(fatigue.get_absolute_url()).text
    client.force_login(ben)
    assert "Between us." in client.get(fatigue.get_absolute_url()).text


def test_what_answers_a_members_only_comment_asks_nothing_about_readers(as_ada, fatigue, ben):
    above = make.comment(fatigue, ben)
    Comment.objects.filter(pk=above.pk).update(who_may_read="members")

    form = as_ada.get(f"/comments/{above.pk}/reply/").context["form"]

    assert "members_only" not in form.fields
    assert "anonymous" in form.fields


def test_who_needs_no_answer_says_so(as_ada, url, settings, fatigue):
    settings.COMMENTS_HELD_FIRST = 0
    as_ada.post(url, {"body": "Only telling.", "no_answer_needed": "on"})

    assert "No answer needed" in as_ada.get(fatigue.get_absolute_url()).text


# A conversation of a topic has a title, too ------------------------------------------------------


def test_a_title_is_looked_at_as_the_words_below_it(as_ada, fatigue):
    path = f"{fatigue.topic.discussion.page_url}comment/"
    words = {"title": "Is Dr Rahman kind?", "body": "Ring 07700 900123."}

    first = as_ada.post(path, words)
    assert first.context["form"].offers[0].quotes == ["Dr Rahman", "07700 900123"]

    blank = as_ada.post(path, words | {"leave_out": "1", "offered": "private"})
    form = blank.context["form"]
    assert (form["title"].value(), form["body"].value()) == (
        "Is [left out] kind?",
        "Ring [left out].",
    )
    assert as_ada.post(path, words | {"offered": form["offered"].value()}).status_code == 302
    assert Comment.objects.get().title == "Is Dr Rahman kind?"


def test_information_whose_title_says_where_it_is_from_is_not_asked(as_ada, fatigue):
    path = f"{fatigue.topic.discussion.page_url}comment/"

    posted = as_ada.post(
        path, {"title": "From the NHS website", "body": "Rest first.", "kind": "information"}
    )

    assert posted.status_code == 302

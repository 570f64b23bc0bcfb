"""What was just done is told where whoever did it lands: never only at the top of a long page."""

import pytest
from playwright.sync_api import expect

from comments.models import Comment, Discussion, Follow
from comments.posting import Words, post
from tests import make
from tests.browser import BOTH_LOOKS
from tests.comments.pages import comments_in, hash_of


@pytest.fixture(autouse=True)
def trusted(settings):
    settings.COMMENTS_HELD_FIRST = 0


def top_of(page):
    """What stands above everything else on a page."""
    return page.text.partition("<h1")[0]


def do(client, path, **fields):
    return client.post(path, fields, follow=True)


def test_what_was_posted_or_changed_is_said_beside_it(client, fatigue, ada, ben):
    head = make.comment(fatigue, ben)
    client.force_login(ada)

    page = do(client, f"/comments/{head.pk}/reply/", body="Me too.")

    made = Comment.objects.get(author=ada)
    assert "Your reply is posted." in comments_in(page).words[hash_of(made)]
    assert "Your reply is posted." not in top_of(page)
    assert "posted" not in client.get(f"/comments/{made.pk}/").text  # it is said once
    page = do(client, f"/comments/{made.pk}/edit/", body="Me too, in winter.")
    assert "Your comment is changed." in comments_in(page).words[hash_of(made)]


def test_what_was_done_beside_a_comment_is_said_beside_it(client, fatigue, ada, ben):
    head = make.comment(fatigue, ben)
    client.force_login(ada)
    path = f"/comments/{head.pk}/"

    for name, fields, told in [
        ("follow", {"do": "follow_thread"}, "You follow this conversation."),
        ("report", {"reason": "advertising"}, "Thank you. A moderator will look."),
        ("concern", {}, "Thank you for looking out for somebody."),
    ]:
        page = do(client, f"{path}{name}/", **fields)
        assert told in comments_in(page).words[hash_of(head)], name
        assert told not in top_of(page), name


def test_what_was_done_to_the_discussion_is_said_over_it(client, fatigue, ada):
    made = make.comment(fatigue, ada)
    client.force_login(ada)
    place = Discussion.objects.get(guide=fatigue)

    for path, fields, told in [
        ("/follow/", {"what": "discussion", "pk": place.pk}, "You follow “Living with fatigue”."),
        (f"/comments/{made.pk}/withdraw/", {}, "You took your comment back."),
    ]:
        page = do(client, path, **fields)
        top, _, talk = page.text.partition('id="talk"')
        assert told not in top
        assert told in talk.partition('class="threads"')[0]


def test_a_topic_s_own_discussion_says_it_over_its_conversations(client, fatigue, ada):
    place = fatigue.topic.discussion
    post(place, ada, Words("I never know when.", title="How do you rest?"))
    client.force_login(ada)

    page = do(client, "/follow/", what="discussion", pk=place.pk)

    top, _, talk = page.text.partition('id="talk"')
    assert "You follow “Fatigue and energy”." in talk
    assert "You follow “Fatigue and energy”." not in top


def test_how_far_one_has_read_is_said_where_one_says_it(client, fatigue, ada, ben):
    one = make.comment(fatigue, ben)
    make.comment(fatigue, ben)
    client.force_login(ada)
    place = Discussion.objects.get(guide=fatigue)

    page = do(
        client,
        f"/discussions/{place.pk}/read/",
        stop=one.pk,
        next="/guides/fatigue-and-energy/living-with-fatigue/#read-mark",
    )

    top, _, mark = page.text.partition('id="read-mark"')
    assert "you read up to comment 1." in mark
    assert "you read up to comment 1." not in top


@BOTH_LOOKS
def test_the_sentence_is_in_sight_and_the_comment_has_the_focus(
    page, visit, axe, fatigue, ada, ben
):
    head = make.comment(fatigue, ben, "Long words. " * 300)
    visit.as_(ada)
    visit(f"/comments/{head.pk}/reply/")

    page.fill("[name=body]", "Me too.")
    page.get_by_role("button", name="Post reply").click()

    expect(page.get_by_text("Your reply is posted.")).to_be_in_viewport()
    made = Comment.objects.get(author=ada)
    expect(page.locator(f"#comment-{made.pk}")).to_be_focused()
    axe(page)


def test_following_is_said_in_sight(page, visit, fatigue, ada, ben):
    for _ in range(3):
        make.comment(fatigue, ben, "Long words. " * 300)
    visit.as_(ada)
    visit("/guides/fatigue-and-energy/living-with-fatigue/")

    page.get_by_role("button", name="Follow this discussion").click()

    expect(page.get_by_text("You follow “Living with fatigue”.")).to_be_in_viewport()
    assert Follow.objects.of(ada).exists()

"""The discussion on the page of a guide: what stands there, for whom, and what it costs."""

import re

import pytest
from django.utils import timezone

from comments import answering, deciding
from comments.deciding import Why
from comments.models import Audience, Comment
from tests import make
from tests.comments.pages import comments_in, hash_of, numbers_in


@pytest.fixture
def url(fatigue):
    return fatigue.get_absolute_url()


@pytest.fixture
def trusted(settings):
    """Nobody's comments are held."""
    settings.COMMENTS_HELD_FIRST = 0


def test_the_heading_says_how_many_comments_there_are(client, url, fatigue, ada):
    assert "Discussion: no comments yet" in client.get(url).text
    make.comment(fatigue, ada)
    assert re.search(r'<h2 id="talk"[^>]*>Discussion: 1 comment</h2>', client.get(url).text)
    make.comment(fatigue, ada)
    assert "Discussion: 2 comments</h2>" in client.get(url).text


def test_a_comment_is_named_by_its_heading_and_carries_its_depth(client, url, fatigue, ada, ben):
    one = make.comment(fatigue, ada)
    two = make.comment(fatigue, ben, parent=one)
    three = make.comment(fatigue, ada, parent=two)
    four = make.comment(fatigue, ben, parent=three)

    response = client.get(url)
    found = comments_in(response)

    assert list(found.attributes) == [hash_of(c) for c in (one, two, three, four)]
    assert [a["data-depth"] for a in found.attributes.values()] == ["0", "1", "2", "2"]
    assert list(found.depths.values()) == [0, 1, 2, 2]
    assert {a["tag"] for a in found.attributes.values()} == {"article"}
    levels = [re.search(rf'<(h\d) id="c{c.pk}-h"', response.text)[1] for c in (one, two, three)]
    assert levels == ["h3", "h4", "h5"]
    assert found.attributes[hash_of(one)]["aria-labelledby"] == f"c{one.pk}-h"
    assert '<ol class="threads" role="list">' in response.text


def test_every_reply_says_whom_it_answers(client, url, fatigue, ada, ben):
    one = make.comment(fatigue, ada)
    two = make.comment(fatigue, ben, parent=one)
    three = make.comment(fatigue, ada, parent=two)

    found = comments_in(client.get(url))

    assert "In reply to" not in found.words[hash_of(one)]
    assert "In reply to ada, comment 1" in found.words[hash_of(two)]
    assert f"#comment-{one.pk}" in found.links[hash_of(two)]
    assert "In reply to ben, comment 2" in found.words[hash_of(three)]
    assert f"#comment-{two.pk}" in found.links[hash_of(three)]


def test_dates_are_written_out_and_lead_to_the_comment(client, url, fatigue, ada, time_machine):
    time_machine.move_to("2026-10-03T14:20:00Z", tick=False)
    one = make.comment(fatigue, ada)

    page = client.get(url).text

    assert (
        f'<a class="soft" href="/comments/{one.pk}/"><time datetime="2026-10-03T14:20+00:00">'
        "3 October 2026, 14:20</time>"
    ) in page


def test_a_hidden_comment_with_replies_says_who_took_it_down_and_nothing_else(
    client, url, fatigue, ada, ben, mo
):
    one = make.comment(fatigue, ada, "Secret words")
    two = make.comment(fatigue, ben, parent=one)
    deciding.hide(one, Why(by=mo, reason="unkind"))

    found = comments_in(client.get(url))

    assert found.words[hash_of(one)] == "Comment 1 was taken down by a moderator."
    assert found.links[hash_of(one)] == []
    assert "data-status" not in found.attributes[hash_of(one)]
    assert "In reply to comment 1" in found.words[hash_of(two)]
    assert "ada" not in found.words[hash_of(two)]

    deciding.restore(one, Why(by=mo))
    deciding.withdraw(one, Why(by=ada))
    found = comments_in(client.get(url))
    assert found.words[hash_of(one)] == "Comment 1 was taken back by its author."
    assert "Secret words" not in client.get(url).text


def test_a_waiting_comment_stands_in_its_place_for_its_author_alone(client, url, fatigue, ada, ben):
    one = make.comment(fatigue, ada)
    reply = make.comment(fatigue, ben, "Mine waits", parent=one, status="waiting")

    assert "Mine waits" not in client.get(url).text
    client.force_login(ada)
    assert "Mine waits" not in client.get(url).text
    client.force_login(ben)
    found = comments_in(client.get(url))
    assert found.depths[hash_of(reply)] == 1
    assert found.attributes[hash_of(reply)]["data-status"] == "waiting"
    assert "Only you can see it until then" in found.words[hash_of(reply)]
    assert "data-status" not in found.attributes[hash_of(one)]


def test_moderators_are_told_where_a_comment_stands(client, url, fatigue, ada, mo):
    one = make.comment(fatigue, ada)

    client.force_login(mo)
    found = comments_in(client.get(url))

    assert found.attributes[hash_of(one)]["data-status"] == "published"


def test_an_edited_comment_says_so(client, url, fatigue, ada, trusted):
    from comments import posting

    one = make.comment(fatigue, ada, "Old words")
    posting.edit(one, "New words")

    words = comments_in(client.get(url)).words[hash_of(one)]

    assert "New words" in words
    assert "Edited " in words


def test_visitors_get_a_way_in_that_leads_back_and_no_cookie(client, url, fatigue, ada):
    make.comment(fatigue, ada)

    response = client.get(url)

    assert f'/accounts/login/?next={url.replace("/", "%2F")}%23compose"' in response.text
    assert f'/accounts/signup/?next={url.replace("/", "%2F")}%23compose"' in response.text
    assert "csrfmiddlewaretoken" not in response.text
    assert "<form" not in response.text.partition('class="discussion"')[2]
    assert not response.cookies


def test_members_get_a_form_that_says_what_happens_next(client, url, ada, settings):
    client.force_login(ada)
    page = client.get(url).text
    assert re.search(r'<form class="compose" id="compose" method="post"[^>]*novalidate>', page)
    assert '<textarea name="body"' in page
    assert "A moderator reads it first" in page

    settings.COMMENTS_HELD_FIRST = 0
    assert "Everyone can read it at once." in client.get(url).text


def test_the_order_is_told_in_words_and_can_be_turned(client, url, fatigue, ada):
    for _ in range(3):
        make.comment(fatigue, ada)

    oldest, newest = client.get(url), client.get(url, {"order": "newest"})

    assert numbers_in(oldest) == [1, 2, 3]
    assert "oldest first" in oldest.text
    assert 'href="?order=newest#talk"' in oldest.text
    assert numbers_in(newest) == [3, 2, 1]
    assert 'href="?order=oldest#talk"' in newest.text
    assert numbers_in(client.get(url, {"order": "helpful"})) == [3, 2, 1]
    assert numbers_in(client.get(url, {"order": "<script>"})) == [1, 2, 3]


def test_twenty_conversations_a_page_then_a_link_then_the_end(client, url, fatigue, ada):
    for _ in range(45):
        make.comment(fatigue, ada)

    for order in ("oldest", "newest"):
        seen, page, pages = [], f"{url}?order={order}", 0
        while page:
            response = client.get(page)
            seen += numbers_in(response)
            pages += 1
            follows = re.search(r'href="(\?[^"]*after=[^"]*)"', response.text)
            assert ("That is all for now." in response.text) is (follows is None)
            page = follows and url + follows[1].replace("&amp;", "&")
        assert pages == 3
        assert seen == sorted(range(1, 46), reverse=order == "newest")


@pytest.mark.parametrize(
    "after", ["x", "-", "1_2", "9" * 400, "1e9", "nan", "inf", "1.5", "'", "0x1", "٣", " 7", "\x00"]
)
def test_a_place_that_is_none_of_ours_is_answered_in_plain_words(client, url, after):
    response = client.get(url, {"after": after})

    assert response.status_code in {200, 404}
    if response.status_code == 404:
        assert "This page is not here" in response.text


def test_more_replies_are_one_link_away_and_none_is_left_out(client, url, fatigue, ada):
    head = make.comment(fatigue, ada)
    for _ in range(62):
        make.comment(fatigue, ada, parent=head)

    response = client.get(url)
    assert numbers_in(response) == [1, 2, 3, 4, 5, 6]
    seen, follows = [], response
    label = re.search(r'<a class="btn" href="([^"]+)">Show 57 more replies', response.text)
    page = label[1]
    while page:
        follows = client.get(page)
        numbers = numbers_in(follows)
        assert numbers[0] == 1
        seen += numbers[1:]
        link = re.search(r'href="([^"]*after=[^"]*)"', follows.text)
        page = link and link[1].replace("&amp;", "&")

    assert seen == list(range(7, 64))


def test_what_a_members_only_discussion_says_is_not_told_to_visitors(client, url, fatigue, ada):
    make.comment(fatigue, ada, "Among us")
    discussion = fatigue.discussion
    discussion.who_may_read = Audience.MEMBERS
    discussion.save()

    page = client.get(url).text
    assert "This discussion is for members" in page
    assert "Among us" not in page
    assert "1 comment" not in page
    assert client.get(f"/comments/{Comment.objects.get().pk}/").status_code == 404

    client.force_login(ada)
    assert "Among us" in client.get(url).text


def test_a_members_only_comment_is_a_stub_for_visitors(client, url, fatigue, ada, ben):
    one = make.comment(fatigue, ada, "Among us")
    two = make.comment(fatigue, ben, parent=one)
    Comment.objects.filter(pk=one.pk).update(who_may_read=Audience.MEMBERS)
    Comment.objects.filter(pk=two.pk).update(public=True)

    found = comments_in(client.get(url))

    assert found.words[hash_of(one)] == "Comment 1 is for members only."


def test_a_closed_discussion_says_so_and_takes_nothing(client, url, fatigue, ada):
    one = make.comment(fatigue, ada)
    discussion = fatigue.discussion
    discussion.closes_at = timezone.now()
    discussion.save()

    client.force_login(ada)
    response = client.get(url)

    assert "This discussion is closed" in response.text
    assert "<textarea" not in response.text.partition('class="discussion"')[2]
    assert f"/comments/{one.pk}/reply/" not in response.text


def plant(fatigue, ada, ben, threads):
    for _ in range(threads):
        head = make.comment(fatigue, ada, kind="question")
        reply = make.comment(fatigue, ben, parent=head)
        make.comment(fatigue, ada, parent=reply)
        answering.mark(reply, ada)
    deciding.pin(head, Why(rule="test"))


@pytest.mark.parametrize("threads", [1, 3, 25])
def test_a_visitor_s_page_costs_the_same_queries_however_much_was_said(
    client, url, fatigue, ada, ben, mo, trusted, threads, django_assert_num_queries
):
    plant(fatigue, ada, ben, threads)
    deciding.hide(Comment.objects.get(number=2), Why(by=mo), whole_branch=threads > 1)
    client.get(url)

    with django_assert_num_queries(5):
        response = client.get(url)

    assert len(comments_in(response).words) >= min(threads, 20)


@pytest.mark.parametrize("threads", [1, 3, 25])
def test_a_member_s_page_costs_the_same_queries_however_much_was_said(
    client, url, fatigue, ada, ben, trusted, threads, django_assert_num_queries
):
    plant(fatigue, ada, ben, threads)
    client.force_login(ben)
    client.get(url)

    with django_assert_num_queries(9):
        client.get(url)

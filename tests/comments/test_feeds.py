"""Feeds: what everyone may read, nothing else, and not a moment longer."""

import re
from xml.etree import ElementTree as Tree

import pytest
from django.utils import timezone

from comments import deciding, posting
from comments.deciding import Why
from comments.models import Audience, Discussion
from tests import make

ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture(autouse=True)
def nobody_waits(settings):
    settings.COMMENTS_HELD_FIRST = 0


@pytest.fixture
def url(fatigue):
    return f"{fatigue.get_absolute_url()}comments.atom"


def entries(response):
    return Tree.fromstring(response.content).findall(f"{ATOM}entry")  # noqa: S314 -- our own feed


def told(response, what="summary"):
    return [entry.findtext(ATOM + what) for entry in entries(response)]


def test_the_newest_comments_come_first_with_their_words_and_whole_addresses(
    client, url, fatigue, ada, settings
):
    one = make.comment(fatigue, ada, "Rest *helps* & soothes.")
    two = make.comment(fatigue, ada, "It does.", parent=one)

    response = client.get(url)

    assert response.headers["Content-Type"] == "application/atom+xml; charset=utf-8"
    assert told(response) == ["<p>It does.</p>", "<p>Rest <em>helps</em> &amp; soothes.</p>"]
    assert told(response, "title") == ["ada, comment 2", "ada, comment 1"]
    assert [e.find(f"{ATOM}link").get("href") for e in entries(response)] == [
        f"{settings.SITE_URL}{comment.get_absolute_url()}" for comment in (two, one)
    ]
    assert f'href="{settings.SITE_URL}{url}" rel="self"' in response.text


@pytest.mark.parametrize("status", ["waiting", "hidden", "withdrawn", "rejected"])
def test_what_is_not_published_is_in_no_feed(client, url, fatigue, ada, settings, status):
    settings.COMMENTS_HELD_FIRST = 9
    secret = make.comment(fatigue, ada, "Secret words", status=status)
    assert entries(client.get(url)) == []
    assert "Secret" not in client.get(url).text
    assert f"/comments/{secret.pk}/" not in client.get(url).text


def test_a_stub_that_holds_replies_is_left_out(client, url, fatigue, ada, mo):
    one = make.comment(fatigue, ada, "Secret words")
    make.comment(fatigue, ada, "An answer", parent=one)
    deciding.hide(one, Why(by=mo))
    assert told(client.get(url)) == ["<p>An answer</p>"]


def test_a_branch_that_was_taken_down_takes_its_replies_along(client, url, fatigue, ada, mo):
    one = make.comment(fatigue, ada)
    two = make.comment(fatigue, ada, "Below", parent=one)
    make.comment(fatigue, ada, "Far below", parent=two)
    etag = client.get(url).headers["ETag"]
    deciding.hide(one, Why(by=mo), whole_branch=True)

    response = client.get(url, headers={"If-None-Match": etag})
    assert response.status_code == 200
    assert entries(response) == []
    deciding.restore(one, Why(by=mo))
    assert len(entries(client.get(url))) == 3


def test_words_for_members_are_in_no_feed_not_even_for_members(client, url, fatigue, ada):
    posting.post(fatigue.discussion, ada, posting.Words("Among us", who_may_read=Audience.MEMBERS))
    make.comment(fatigue, ada, "For all")
    client.force_login(ada)
    assert told(client.get(url)) == ["<p>For all</p>"]
    Discussion.objects.update(who_may_read=Audience.MEMBERS)
    assert client.get(url).status_code == 200
    assert entries(client.get(url)) == []


def test_an_anonymous_author_is_not_named(client, url, fatigue, ada):
    posting.post(fatigue.discussion, ada, posting.Words("Me", anonymous=True))
    response = client.get(url)
    assert "ada" not in response.text.lower().replace("/living-with-fatigue/", "")
    assert told(response, "title") == ["A member, comment 1"]


def test_an_edit_that_waits_is_not_told(client, url, fatigue, ada, settings):
    one = make.comment(fatigue, ada, "Old words")
    settings.COMMENTS_HELD_FIRST = 9
    posting.edit(one, "New words")
    assert told(client.get(url)) == ["<p>Old words</p>"]


def test_who_has_it_already_is_told_so_and_nobody_gets_a_cookie(client, url, fatigue, ada):
    make.comment(fatigue, ada)
    first = client.get(url)
    assert not first.cookies
    assert "Cookie" not in first.headers.get("Vary", "")
    assert "Last-Modified" not in first.headers

    again = client.get(url, headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    since = timezone.now().strftime("%a, %d %b %Y %H:%M:%S GMT")
    make.comment(fatigue, ada)
    assert client.get(url, headers={"If-Modified-Since": since}).status_code == 200
    new = client.get(url, headers={"If-None-Match": first.headers["ETag"]})
    assert len(entries(new)) == 2


def test_it_may_be_read_and_nothing_else(client, url, fatigue, writes_nothing):
    assert client.post(url).status_code == 405
    with writes_nothing():
        assert client.get(url).status_code == 200
    assert client.get(url.replace("living", "no-such")).status_code == 404


@pytest.mark.parametrize("comments", [1, 30])
def test_a_feed_costs_the_same_queries_whatever_was_said(
    client, url, fatigue, ada, comments, django_assert_num_queries
):
    one = make.comment(fatigue, ada)
    for _ in range(comments):
        make.comment(fatigue, ada, parent=one)
    with django_assert_num_queries(3):
        response = client.get(url)
    assert len(entries(response)) == min(comments + 1, 20)


def test_every_page_names_its_feed_in_its_head(client, url, fatigue):
    pages = {
        "/": "/feeds/guides.atom",
        "/guides/": "/feeds/guides.atom",
        fatigue.topic.get_absolute_url(): f"/feeds/{fatigue.topic.slug}.atom",
        fatigue.get_absolute_url(): url,
    }
    for page, feed in pages.items():
        head = client.get(page).text.partition("</head>")[0]
        found = re.search(r'<link rel="alternate" type="application/atom\+xml"[^>]*>', head)[0]
        assert f'href="{feed}"' in found
        assert client.get(feed).status_code == 200


def test_guides_are_told_as_published_and_no_longer_when_withdrawn(client, fatigue, dee):
    make.draft("Not yet")
    fatigue.title = "A title that waits"
    fatigue.save()
    other = make.guide("Walking", topic=make.topic("Walking and balance"))
    feed = f"/feeds/{fatigue.topic.slug}.atom"

    assert told(client.get(feed), "title") == ["Living with fatigue"]
    both = client.get("/feeds/guides.atom")
    assert sorted(told(both, "title")) == ["Living with fatigue", "Walking"]
    assert client.get("/feeds/no-such.atom").status_code == 404

    withdraw(fatigue)
    assert told(client.get(feed), "title") == []
    again = client.get("/feeds/guides.atom", headers={"If-None-Match": both.headers["ETag"]})
    assert told(again, "title") == ["Walking"]
    other.topic.is_listed = False
    other.topic.save()
    assert told(client.get("/feeds/guides.atom"), "title") == []


def withdraw(guide):
    guide.withdrawn_at = timezone.now()
    guide.save()


def test_a_topic_s_own_discussion_has_a_feed_with_titles(client, fatigue, ada):
    place = fatigue.topic.discussion
    words = posting.Words("I never know when.", title="How do you rest?")
    posting.post(place, ada, words)
    posting.post(place, ada, posting.Words("For us.", title="M", who_may_read=Audience.MEMBERS))

    answer = client.get("/guides/fatigue-and-energy/discussion/comments.atom")

    assert told(answer, "title") == ["How do you rest?"]
    assert "/guides/fatigue-and-energy/discussion/comments.atom" in client.get(place.page_url).text

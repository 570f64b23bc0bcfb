"""One conversation of a discussion can stand first: who lets it, where it stands, when it ends."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from comments import deciding, posting
from comments.deciding import CannotDecide, Why
from comments.models import Audience, Comment, Decision, Discussion
from comments.reports import asking
from tests import make
from tests.browser import BOTH_LOOKS
from tests.comments.pages import comments_in, hash_of, numbers_in


@pytest.fixture(autouse=True)
def trusted(settings):
    settings.COMMENTS_HELD_FIRST = 0


def pinned_in(guide):
    return Discussion.objects.get(guide=guide).pinned


def verbs_of(comment):
    return list(comment.decisions.order_by("pk").values_list("verb", flat=True))


def numbers_of_all_pages(client, path):
    """Whom one meets who reads from the first page to the last, and how many pages that are."""
    seen, pages, page = [], 0, path
    while page:
        response = client.get(page)
        seen += numbers_in(response)
        pages += 1
        follows = re.search(r'href="(\?[^"]*after=[^"]*)"', response.text)
        page = follows and path.partition("?")[0] + follows[1].replace("&amp;", "&")
    return seen, pages


@pytest.mark.parametrize("order", ["oldest", "newest", "helpful"])
@pytest.mark.parametrize("number", [1, 20, 21, 41, 45])
def test_it_stands_first_on_the_first_page_and_on_no_other(
    client, fatigue, ada, mo, order, number, django_assert_num_queries
):
    for place in range(45):
        made = make.comment(fatigue, ada)
        Comment.objects.filter(pk=made.pk).update(score=place % 3)
    path = f"{fatigue.get_absolute_url()}?order={order}"
    before, _pages = numbers_of_all_pages(client, path)
    deciding.pin(Comment.objects.get(number=number), Why(by=mo))

    seen, pages = numbers_of_all_pages(client, path)

    assert seen == [number, *(other for other in before if other != number)]
    assert pages == 3
    with django_assert_num_queries(4):
        client.get(path)


def test_it_says_so_in_words_and_carries_its_replies(client, fatigue, ada, ben, mo):
    make.comment(fatigue, ada)
    two = make.comment(fatigue, ada)
    reply = make.comment(fatigue, ben, parent=two)
    deciding.pin(two, Why(by=mo))

    found = comments_in(client.get(fatigue.get_absolute_url()))

    assert list(found.words)[:2] == [hash_of(two), hash_of(reply)]
    told = [key for key, words in found.words.items() if "Pinned by the team" in words]
    assert told == [hash_of(two)]


def test_a_reader_s_own_waiting_comment_stands_below_it(client, fatigue, ada, ben, mo):
    one, two = make.comment(fatigue, ada), make.comment(fatigue, ada)
    deciding.pin(two, Why(by=mo))
    Discussion.objects.update(hold="everyone")
    waits = make.comment(fatigue, ben, status="waiting")
    client.force_login(ben)

    found = comments_in(client.get(fatigue.get_absolute_url()))

    assert list(found.words) == [hash_of(two), hash_of(waits), hash_of(one)]


def test_who_cannot_read_it_meets_no_trace_of_it(client, fatigue, ada, mo):
    make.comment(fatigue, ada)
    words = posting.Words("Among us", who_may_read=Audience.MEMBERS)
    among = posting.post(fatigue.discussion, ada, words)
    deciding.pin(among, Why(by=mo))

    assert numbers_in(client.get(fatigue.get_absolute_url())) == [1]
    client.force_login(ada)
    assert numbers_in(client.get(fatigue.get_absolute_url())) == [2, 1]


def test_pinning_another_one_and_unpinning_are_written_down(fatigue, ada, mo):
    one, two = make.comment(fatigue, ada), make.comment(fatigue, ada)
    assert deciding.pin(one, Why(by=mo)).by == mo
    assert deciding.pin(one, Why(by=mo)) is None

    deciding.pin(two, Why(by=mo))
    assert pinned_in(fatigue) == two
    assert verbs_of(one) == ["publish", "pin", "unpin"]
    assert deciding.unpin(one, Why(by=mo)) is None
    deciding.unpin(two, Why(by=mo))
    assert pinned_in(fatigue) is None
    assert verbs_of(two) == ["publish", "pin", "unpin"]
    last = Decision.objects.order_by("-pk").first()
    assert (last.old_status, last.new_status) == ("published", "published")


@pytest.mark.parametrize("verb", ["hide", "withdraw"])
def test_what_is_taken_down_or_taken_back_is_no_longer_pinned(fatigue, ada, mo, verb):
    one = make.comment(fatigue, ada)
    deciding.pin(one, Why(by=mo))

    getattr(deciding, verb)(one, Why(by=mo))

    assert pinned_in(fatigue) is None
    assert verbs_of(one) == ["publish", "pin", "unpin", verb]
    if verb == "hide":
        deciding.restore(one, Why(by=mo))
        assert pinned_in(fatigue) is None


def test_replies_and_what_nobody_reads_cannot_be_pinned(fatigue, ada, ben, mo):
    one = make.comment(fatigue, ada)
    reply = make.comment(fatigue, ben, parent=one)
    with pytest.raises(CannotDecide, match="first comment of a conversation"):
        deciding.pin(reply, Why(by=mo))
    deciding.hide(one, Why(by=mo))
    with pytest.raises(CannotDecide, match="taken down"):
        deciding.pin(one, Why(by=mo))


def test_pinning_closes_no_case_and_makes_no_moderator_start_anew(client, fatigue, ada, ben, mo):
    from comments.admin.verdict import Seen, decide

    one = make.comment(fatigue, ada)
    case = asking.report(one, ben, reason="unkind").case
    seen = Seen.of(one, case)

    deciding.pin(one, Why(by=mo))

    case.refresh_from_db()
    assert case.closed_at is None
    assert decide("keep", one, Why(by=mo), seen).verb == "keep"


def test_the_page_pins_and_unpins(client, fatigue, ada, mo):
    one, two = make.comment(fatigue, ada), make.comment(fatigue, ada)
    client.force_login(mo)
    of_one = comments_in(client.get(fatigue.get_absolute_url())).links[hash_of(one)]
    assert f"/comments/{one.pk}/pin/" in of_one

    assert "Pinned by the team" in client.get(f"/comments/{one.pk}/pin/").text
    response = client.post(f"/comments/{one.pk}/pin/")
    assert response["Location"] == one.get_absolute_url()
    assert pinned_in(fatigue) == one
    page = client.get(one.get_absolute_url())
    assert "It stands first now." in page.text
    assert "Unpin comment 1" in page.text
    assert "Now it is ada, comment 1" in client.get(f"/comments/{two.pk}/pin/").text

    client.post(f"/comments/{one.pk}/pin/", {"undo": "1"})
    assert pinned_in(fatigue) is None
    reply = make.comment(fatigue, ada, parent=one)
    assert client.post(f"/comments/{reply.pk}/pin/").status_code == 409


def test_only_the_team_pins_and_authors_only_under_what_they_keep(client, fatigue, ada, dee, eve):
    one = make.comment(fatigue, ada)
    path = f"/comments/{one.pk}/pin/"
    assert client.post(path).status_code == 302
    for member in (ada, dee):
        client.force_login(member)
        assert client.post(path).status_code == 404
        assert path not in client.get(fatigue.get_absolute_url()).text
    assert pinned_in(fatigue) is None

    fatigue.owner = dee
    fatigue.save()
    assert path in client.get(fatigue.get_absolute_url()).text
    assert client.post(path).status_code == 302
    assert pinned_in(fatigue) == one
    client.force_login(eve)
    assert client.post(path, {"undo": "1"}).status_code == 302
    assert pinned_in(fatigue) is None


def test_in_the_list_of_a_topic_it_stands_first_and_says_so(
    client, fatigue, ada, mo, django_assert_num_queries
):
    place = fatigue.topic.discussion
    asked = [
        posting.post(place, ada, posting.Words("When?", title=f"Question {number}"))
        for number in range(3)
    ]
    client.get(place.page_url)
    with CaptureQueriesContext(connection) as before:
        client.get(place.page_url)
    deciding.pin(asked[0], Why(by=mo))

    with django_assert_num_queries(len(before)):
        page = client.get(place.page_url)

    told = [(row.title, row.is_pinned) for row in page.context["rows"]]
    assert told == [("Question 0", True), ("Question 2", False), ("Question 1", False)]
    assert page.text.count("Pinned by the team") == 1
    link = re.search(r"/discussions/\d+/since/\d+/", page.text)[0]
    posting.post(place, ada, posting.Words("When?", title="Question 4"))
    assert "Question 4" in client.get(link).text


@BOTH_LOOKS
def test_the_page_for_pinning_pleases_axe(page, visit, axe, fatigue, ada, mo, theme, width):
    one = make.comment(fatigue, ada)
    visit.as_(mo)
    visit(f"/comments/{one.pk}/pin/")
    axe(page)
    page.get_by_role("button", name="Pin it").click()
    page.get_by_text("Pinned by the team").wait_for()
    axe(page)
    visit(fatigue.get_absolute_url())
    axe(page)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize("order", ["oldest", "newest", "helpful"])
@pytest.mark.parametrize("before", [None, 0, 24])
@pytest.mark.parametrize("after", [None, 2, 12, 22])
def test_whatever_is_pinned_between_two_pages_none_is_missed_and_none_comes_twice(
    client, fatigue, ada, mo, order, before, after
):
    said = [make.comment(fatigue, ada, f"Number {number}.") for number in range(25)]
    if before is not None:
        deciding.pin(said[before], Why(by=mo))
    path = fatigue.get_absolute_url()
    first = client.get(path, {"order": order})

    if after is None and before is not None:
        deciding.unpin(said[before], Why(by=mo))
    elif after is not None:
        deciding.pin(said[after], Why(by=mo))
    query = re.search(r"[?]order=[^#\"]+after=[^#\"]+", first.text).group().replace("&amp;", "&")
    second = client.get(f"{path}{query}")

    found = numbers_in(first) + numbers_in(second)
    assert sorted(found) == list(range(1, 26))
    assert "That is all for now." in second.text


@pytest.mark.parametrize("first", ["x", "", "1_2", "9" * 40])
def test_a_forged_pin_in_an_address_is_not_found(client, fatigue, first):
    assert client.get(fatigue.get_absolute_url(), {"after": f"1~{first}"}).status_code == 404

"""What is new since somebody's last visit: told by a mark that only they move."""

import pytest
from playwright.sync_api import expect

from comments import deciding, marks, own, reacting
from comments.models import Comment, ReadMark
from tests import make
from tests.comments.pages import comments_in


@pytest.fixture(autouse=True)
def trusted(settings):
    settings.COMMENTS_HELD_FIRST = 0


@pytest.fixture
def talk(fatigue, ada):
    """Three conversations, the first one with a late answer: numbers 1 to 4."""
    one, two, three = (make.comment(fatigue, ada) for _ in range(3))
    return [one, two, three, make.comment(fatigue, ada, parent=one)]


def mark(client, guide, **fields):
    return client.post(f"/discussions/{guide.discussion.pk}/read/", fields)


def new_in(client, path):
    """The numbers of the comments labelled as new, in the order of the page."""
    return [
        int(words.split("comment ")[1].split()[0].strip(","))
        for words in comments_in(client.get(path)).words.values()
        if " New " in words
    ]


def at(member):
    found = ReadMark.objects.get(member=member)
    return (found.number, found.seen)


def test_nothing_is_new_to_somebody_who_never_marked(client, ben, fatigue, talk):
    client.force_login(ben)

    assert new_in(client, fatigue.get_absolute_url()) == []
    assert "Go to the first new comment" not in client.get(fatigue.get_absolute_url()).text
    assert ReadMark.objects.count() == 0


def test_stopping_at_a_comment_makes_new_what_came_after_it(client, ben, fatigue, talk):
    client.force_login(ben)

    answer = mark(client, fatigue, stop=talk[1].pk)

    assert answer["Location"] == f"{fatigue.get_absolute_url()}#talk"
    assert at(ben) == (2, [])
    page = client.get(fatigue.get_absolute_url())
    assert "2 new comments" in page.text
    assert new_in(client, fatigue.get_absolute_url()) == [4, 3]


def test_opening_pages_moves_nothing(client, ben, fatigue, talk, writes_nothing):
    client.force_login(ben)
    mark(client, fatigue, stop=talk[1].pk)
    client.get(fatigue.get_absolute_url())  # tells what was done, once

    with writes_nothing():
        for path in (fatigue.get_absolute_url(), f"/comments/{talk[0].pk}/", "/"):
            client.get(path)

    assert at(ben) == (2, [])


def test_new_ones_are_a_chain_of_links_in_the_order_of_the_page(client, ben, fatigue, talk):
    client.force_login(ben)
    mark(client, fatigue, stop=talk[0].pk)

    found = comments_in(client.get(fatigue.get_absolute_url())).links

    def way(comment):
        return [url for url in found[f"comment-{comment.pk}"] if url.startswith("#comment-")]

    assert way(talk[3])[-1] == f"#comment-{talk[1].pk}"
    assert way(talk[1]) == [f"#comment-{talk[2].pk}"]
    assert way(talk[2]) == []
    text = client.get(fatigue.get_absolute_url()).text
    assert f'href="#comment-{talk[3].pk}">Go to the first new comment' in text
    assert new_in(client, f"/comments/{talk[0].pk}/") == [4]


@pytest.mark.parametrize("order", ["oldest", "newest", "helpful"])
def test_the_chain_goes_down_the_page_in_each_order(client, ben, ada, fatigue, talk, order):
    client.force_login(ben)
    mark(client, fatigue, stop=talk[0].pk)
    make.comment(fatigue, ada, parent=talk[2])
    reacting.react(talk[1], make.member("cleo"), "helped")
    page = f"{fatigue.get_absolute_url()}?order={order}"

    found = comments_in(client.get(page))
    places = [name for name, words in found.words.items() if " New " in words]

    def after(name):
        """Where the last link within the page leads: what a comment answers stands before it."""
        return [url.partition("#")[2] for url in found.links[name] if url[0] == "#"][-1]

    assert len(places) == 4
    assert f'href="#{places[0]}">Go to the first new comment' in client.get(page).text
    assert [after(name) for name in places[:-1]] == places[1:]


def test_all_is_read_up_to_what_the_page_knew(client, ben, ada, fatigue, talk):
    client.force_login(ben)
    late = make.comment(fatigue, ada)

    mark(client, fatigue, all="1", upto="4")

    assert new_in(client, fatigue.get_absolute_url()) == [late.number]
    mark(client, fatigue, all="1", upto="99")
    assert at(ben) == (5, [])


def test_what_was_read_out_of_order_is_remembered_one_by_one(client, ben, fatigue, talk):
    client.force_login(ben)
    mark(client, fatigue, stop=talk[0].pk)

    mark(client, fatigue, past=f"{talk[3].pk},{talk[2].pk}", upto="4", quiet="1")
    assert at(ben) == (1, [3, 4])
    assert new_in(client, fatigue.get_absolute_url()) == [2]

    mark(client, fatigue, past=talk[1].pk, upto="4")
    assert at(ben) == (4, [])


def test_reading_for_the_first_time_makes_nothing_old_new(client, ben, ada, fatigue, talk):
    client.force_login(ben)

    mark(client, fatigue, past=talk[0].pk, upto="4", quiet="1")
    make.comment(fatigue, ada)

    assert at(ben) == (4, [])
    assert new_in(client, fatigue.get_absolute_url()) == [5]


def test_ones_own_words_are_never_new(client, ben, fatigue, talk):
    client.force_login(ben)
    mark(client, fatigue, all="1", upto="4")

    make.comment(fatigue, ben)

    assert new_in(client, fatigue.get_absolute_url()) == []


def test_what_cannot_be_read_is_not_counted(client, ben, mo, ada, fatigue, talk):
    client.force_login(ben)
    mark(client, fatigue, all="1", upto="4")
    make.comment(fatigue, ada, status="hidden")
    branch = make.comment(fatigue, ada, parent=talk[0])
    deeper = make.comment(fatigue, ada, parent=branch)
    make.comment(fatigue, ada, parent=deeper)
    other = make.comment(fatigue, ada, parent=talk[1])
    mine = own.own_of(fatigue.discussion, ben)
    fatigue.discussion.refresh_from_db()

    assert marks.news_of(fatigue.discussion, mine).count == 4
    deciding.hide(deeper, deciding.Why(by=mo, reason="unkind"), whole_branch=True)
    assert len(new_in(client, fatigue.get_absolute_url())) == 2
    deciding.hide(branch, deciding.Why(by=mo, reason="unkind"), whole_branch=True)

    assert marks.news_of(fatigue.discussion, mine).ids == [other.pk]
    assert marks.counts_of([fatigue.pk], ben) == {fatigue.pk: 1}


def test_lists_of_guides_say_how_much_is_new(client, ben, ada, fatigue, talk):
    client.force_login(ben)
    topic = fatigue.topic.get_absolute_url()
    assert "new\n" not in client.get(topic).text

    mark(client, fatigue, stop=talk[0].pk)

    for path in (topic, "/"):
        assert "· 3 new" in client.get(path).text
    client.logout()
    assert "3 new" not in client.get(topic).text


def test_more_than_a_hundred_is_only_more(client, ben, ada, fatigue, talk, monkeypatch):
    monkeypatch.setattr(marks, "COUNTED", 2)
    client.force_login(ben)

    mark(client, fatigue, stop=talk[0].pk)

    assert "More than 2 new comments" in client.get(fatigue.get_absolute_url()).text
    assert "more than 2 new" in client.get(fatigue.topic.get_absolute_url()).text


def test_marks_are_ones_own(client, ben, ada, fatigue, talk):
    client.force_login(ben)
    mark(client, fatigue, stop=talk[0].pk)

    client.force_login(make.member("cleo"))

    assert new_in(client, fatigue.get_absolute_url()) == []


@pytest.mark.parametrize("field", ["stop", "past"])
@pytest.mark.parametrize("what", ["foreign", "hidden", "nonsense"])
def test_foreign_comments_mark_nothing(client, ben, ada, fatigue, talk, field, what):
    other = make.comment(make.guide("Sleep"), ada)
    hidden = make.comment(fatigue, ada, status="hidden")
    asked = {"foreign": other.pk, "hidden": hidden.pk, "nonsense": "٣;--"}[what]
    client.force_login(ben)

    assert mark(client, fatigue, **{field: asked}).status_code == 404
    assert ReadMark.objects.count() == 0


@pytest.mark.parametrize("upto", ["", "x", "-1", "1e3", "0", "9" * 30])
def test_what_says_how_far_and_came_damaged_moves_nothing(client, ben, fatigue, talk, upto):
    client.force_login(ben)
    mark(client, fatigue, all="1", upto="1")
    before = at(ben)

    answer = mark(client, fatigue, all="1", upto=upto)

    assert answer.status_code == 409
    assert "Go back to the discussion and press again." in answer.text
    assert at(ben) == before


def test_no_such_discussion_and_nobody_logged_in(client, ben, fatigue, talk):
    assert mark(client, fatigue, all="1").status_code == 302
    client.force_login(ben)

    assert client.post("/discussions/999999/read/", {"all": "1"}).status_code == 404
    assert client.get(f"/discussions/{fatigue.discussion.pk}/read/").status_code == 405
    away = mark(client, fatigue, all="1", upto="4", back="https://evil.example/")
    assert away["Location"] == f"{fatigue.get_absolute_url()}#talk"


@pytest.mark.parametrize("count", [3, 30])
def test_a_page_costs_a_member_twelve_queries_at_most_whatever_is_new(
    client, ben, ada, fatigue, count, settings, django_assert_max_num_queries
):
    settings.COMMENTS_HELD_FIRST = 3
    first = make.comment(fatigue, ada)
    for _ in range(count):
        make.comment(fatigue, ada, parent=first)
    client.force_login(ben)
    mark(client, fatigue, stop=first.pk)
    client.get(fatigue.get_absolute_url())

    with django_assert_max_num_queries(12):
        client.get(fatigue.get_absolute_url())
    with django_assert_max_num_queries(12):
        client.get(f"/comments/{first.pk}/")


def test_the_mark_moves_when_one_has_really_scrolled_past(page, visit, axe, fatigue, ben, ada):
    comments = [make.comment(fatigue, ada, "Rest.\n\n" * 30) for _ in range(4)]
    marks.stop_at(ben, fatigue.discussion, 0)
    visit.as_(ben)
    visit(fatigue.get_absolute_url())
    page.wait_for_timeout(500)
    assert at(ben) == (0, [])

    page.get_by_role("link", name="Go to the first new comment").click()
    page.wait_for_timeout(1500)
    page.get_by_role("link", name="after ada, comment 1").click()
    with page.expect_response("**/read/"):
        page.wait_for_timeout(2500)

    assert at(ben) == (1, [])
    assert len(comments) == Comment.objects.count()


def test_the_last_comments_are_read_by_whoever_scrolled_to_the_end(page, visit, fatigue, ben, ada):
    comments = [make.comment(fatigue, ada) for _ in range(3)]
    marks.stop_at(ben, fatigue.discussion, 1)
    visit.as_(ben)
    visit(f"{fatigue.get_absolute_url()}#comment-{comments[-1].pk}")
    page.wait_for_timeout(4000)
    assert at(ben) == (1, [])  # a link led there

    page.mouse.move(400, 400)
    page.mouse.wheel(0, -40)
    with page.expect_response("**/read/"):
        page.mouse.wheel(0, 40)

    assert at(ben) == (3, [])


def test_what_came_into_the_page_later_counts_when_it_was_scrolled_past(
    page, visit, fatigue, ben, ada
):
    make.comment(fatigue, ada)
    marks.stop_at(ben, fatigue.discussion, 1)
    visit.as_(ben)
    visit(fatigue.get_absolute_url())
    late = [make.comment(fatigue, ada, "Rest.\n\n" * 30) for _ in range(2)]

    page.get_by_role("link", name="Look for new comments").first.click()
    expect(page.locator(f"#comment-{late[0].pk}")).to_be_focused()
    page.wait_for_timeout(1500)
    with page.expect_response("**/read/"):
        page.locator(f"#comment-{late[1].pk}").evaluate("e => e.scrollIntoView()")

    assert at(ben) == (2, [])


@pytest.mark.parametrize("javascript", [False])
def test_marking_works_without_javascript(page, visit, fatigue, ben, ada):
    one, two = (make.comment(fatigue, ada) for _ in range(2))
    visit.as_(ben)
    visit(fatigue.get_absolute_url())
    page.locator(f"#comment-{one.pk} summary").last.click()
    page.get_by_role("button", name="Stop here").click()

    page.get_by_text("1 new comment", exact=True).wait_for()
    page.get_by_role("button", name="I read what is new on this page").click()
    page.get_by_text("Nothing is new since you were here").wait_for()
    assert at(ben) == (two.number, [])

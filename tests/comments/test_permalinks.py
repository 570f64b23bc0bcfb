"""The page of one comment: who may open it, what stands around it, what it costs."""

import re

import pytest
from playwright.sync_api import expect

from comments import deciding, reading
from comments.deciding import Why
from comments.models import Comment
from tests import make
from tests.comments.pages import comments_in, hash_of, numbers_in


@pytest.fixture
def trusted(settings):
    settings.COMMENTS_HELD_FIRST = 0


def at(comment):
    return f"/comments/{comment.pk}/"


def chain(fatigue, ada, ben, length):
    """A comment, a reply to it, a reply to that, and so on."""
    said = [make.comment(fatigue, ada)]
    for _ in range(length - 1):
        said.append(make.comment(fatigue, ben, parent=said[-1]))
    return said


def test_a_comment_stands_between_what_it_answers_and_what_was_said_after_it(
    client, fatigue, ada, ben
):
    one, two, three = chain(fatigue, ada, ben, 3)
    four = make.comment(fatigue, ada, parent=one)

    response = client.get(at(two))

    assert numbers_in(response) == [1, 2, 3, 4]
    assert list(comments_in(response).depths.values()) == [0, 1, 2, 1]
    assert "<h1><bdi>Comment 2 by ben</bdi></h1>" in response.text
    assert "This is the comment you came for" in comments_in(response).words[hash_of(two)]
    assert "The conversation: 3 replies" in response.text
    assert numbers_in(client.get(at(four))) == [1, 4]
    assert numbers_in(client.get(at(one))) == [1, 2, 3, 4]
    assert numbers_in(client.get(at(three))) == [1, 2, 3, 4]


def test_of_a_long_chain_the_first_and_the_nearest_three_are_shown(client, fatigue, ada, ben):
    said = chain(fatigue, ada, ben, 9)

    response = client.get(at(said[-1]))

    assert numbers_in(response) == [1, 6, 7, 8, 9]
    words = comments_in(response)
    assert "In reply to ben, comment 5" in words.words[hash_of(said[5])]
    assert f"/comments/{said[4].pk}/#comment-{said[4].pk}" in words.links[hash_of(said[5])]


def test_search_engines_are_sent_to_the_guide(client, fatigue, ada, settings):
    comment = make.comment(fatigue, ada)

    page = client.get(at(comment)).text

    assert '<meta name="robots" content="noindex">' in page
    assert f'<link rel="canonical" href="{settings.SITE_URL}{fatigue.get_absolute_url()}">' in page


def test_the_way_up_and_the_whole_discussion_are_one_link_away(client, fatigue, ada):
    comment = make.comment(fatigue, ada)

    page = client.get(at(comment)).text

    for url in ("/guides/", fatigue.topic.get_absolute_url(), fatigue.get_absolute_url()):
        assert f'<a href="{url}">' in page
    assert f'<a href="{fatigue.get_absolute_url()}#talk">Read the whole discussion</a>' in page


@pytest.mark.parametrize("status", ["waiting", "hidden", "withdrawn", "rejected"])
def test_what_may_not_be_read_looks_like_what_never_was(client, fatigue, ada, ben, status):
    secret = make.comment(fatigue, ada, "Secret words", status=status)

    for person in (None, ben):
        if person:
            client.force_login(person)
        hidden, nothing = client.get(at(secret)), client.get("/comments/999999/")
        assert hidden.status_code == nothing.status_code == 404
        # The page names itself only in the way back from logging in.
        named = f"comments%2F{secret.pk}%2F"
        assert hidden.text.replace(named, "") == nothing.text.replace("comments%2F999999%2F", "")


def test_a_waiting_comment_is_opened_by_its_author_and_by_moderators(client, fatigue, ada, mo):
    waiting = make.comment(fatigue, ada, "Secret words", status="waiting")

    client.force_login(ada)
    assert "Only you can see it until then" in client.get(at(waiting)).text
    client.force_login(mo)
    response = client.get(at(waiting))
    assert "Secret words" in response.text
    assert "Readers cannot see this: waiting for a moderator." in response.text
    assert comments_in(response).attributes[hash_of(waiting)]["data-status"] == "waiting"


@pytest.mark.parametrize(("status", "code"), [("hidden", 200), ("withdrawn", 404)])
def test_moderators_open_what_the_team_took_down_but_not_what_was_taken_back(
    client, fatigue, ada, mo, status, code
):
    comment = make.comment(fatigue, ada, status=status)
    client.force_login(mo)

    assert client.get(at(comment)).status_code == code


def test_a_reply_is_gone_with_the_branch_above_it(client, fatigue, ada, ben, mo):
    one, _two, three = chain(fatigue, ada, ben, 3)
    deciding.hide(one, Why(by=mo), whole_branch=True)

    assert client.get(at(three)).status_code == 404
    client.force_login(mo)
    assert "Rest helps me." in client.get(at(three)).text


def test_one_s_waiting_reply_stays_readable_when_what_it_answers_is_hidden(
    client, fatigue, ada, mo
):
    one = make.comment(fatigue, ada, "Secret words")
    new = make.member("new")
    mine = make.comment(fatigue, new, "My answer", parent=one, status="waiting")
    deciding.hide(one, Why(by=mo))

    client.force_login(new)
    response = client.get(at(mine))

    assert numbers_in(response) == [1, 2]
    assert "My answer" in response.text
    assert "Secret words" not in response.text


def test_a_long_conversation_goes_on_under_a_comment_that_was_taken_down(
    client, fatigue, ada, ben, mo
):
    head = make.comment(fatigue, ada, "Secret words")
    for _ in range(8):
        make.comment(fatigue, ben, parent=head)
    deciding.hide(head, Why(by=mo))
    assert client.get(at(head)).status_code == 404

    page = client.get(fatigue.get_absolute_url()).text
    link = re.search(r'href="([^"]+)">Show 3 more replies', page)[1]
    response = client.get(link)

    assert response.status_code == 200
    assert numbers_in(response) == [1, 7, 8, 9]
    assert "Secret words" not in response.text
    assert "ada" not in response.text


@pytest.mark.parametrize("after", ["x", "1", "1_2_3", "9" * 400, "_", "1_x", "\x00"])
def test_a_place_that_is_none_of_ours_is_not_here(client, fatigue, ada, after):
    comment = make.comment(fatigue, ada)

    assert client.get(at(comment), {"after": after}).status_code == 404


@pytest.mark.parametrize("replies", [1, 3, 60])
def test_the_page_costs_the_same_queries_however_much_was_said(
    client, fatigue, ada, ben, trusted, replies, django_assert_num_queries
):
    head = make.comment(fatigue, ada)
    middle = make.comment(fatigue, ben, parent=head)
    for _ in range(replies):
        make.comment(fatigue, ben, parent=middle)

    for comment in (head, middle, Comment.objects.last()):
        client.get(at(comment))
        with django_assert_num_queries(5 if comment.root_id else 4):
            assert client.get(at(comment)).status_code == 200


def test_more_replies_come_in_place_and_the_focus_goes_to_the_first(
    page, visit, axe, fatigue, ada, ben, monkeypatch, settings
):
    settings.COMMENTS_HELD_FIRST = 0
    monkeypatch.setattr(reading, "REPLIES_A_PAGE", 3)
    head = make.comment(fatigue, ada)
    replies = [make.comment(fatigue, ben, parent=head) for _ in range(9)]
    deep = make.comment(fatigue, ada, parent=replies[-1])
    visit.as_(ada)
    visit(fatigue.get_absolute_url())

    page.get_by_role("link", name="Show 5 more replies").click()
    expect(page.locator(f"#comment-{replies[5].pk}")).to_be_focused()
    expect(page.locator("#status")).to_have_text("More replies came: 3")
    expect(page.get_by_text("8 replies to comment 1")).to_be_visible()
    page.get_by_role("link", name="Show the next replies").click()
    expect(page.locator(f"#comment-{replies[8].pk}")).to_be_focused()
    expect(page.locator("more-replies")).to_have_count(0)

    ids = page.locator(".comment").evaluate_all("all => all.map(one => one.id)")
    assert ids == [f"comment-{one.pk}" for one in (head, *replies, deep)]
    answers = page.locator(f"#comment-{deep.pk} .to a")
    expect(answers).to_have_attribute("href", f"#comment-{replies[8].pk}")
    axe(page)
    with page.expect_response("**/react/"):
        page.locator(f"#comment-{replies[8].pk}").get_by_role("button", name="This helped").click()
    expect(page.locator(f"#comment-{replies[8].pk}")).to_contain_text("You: this helped")


def test_headings_go_down_step_by_step_where_what_stands_between_is_on_another_page(
    client, fatigue, ada
):
    chain = [make.comment(fatigue, ada)]
    for _ in range(7):
        chain.append(make.comment(fatigue, ada, parent=chain[-1]))

    page = client.get(chain[-1].get_absolute_url().partition("#")[0])

    assert re.findall(r"<(h\d)[ >]", page.text.partition("<main")[2]) == [
        *("h1", "h2", "h3"),
        *["h4"] * 4,
        "h3",  # of what a script brings later
    ]
    assert [c["data-depth"] for c in comments_in(page).attributes.values()] == ["0", *["1"] * 4]

"""Looking for new comments: what came since a page was made, for whom, and what it costs."""

import re

import pytest
from playwright.sync_api import expect

from comments import deciding, posting
from comments.deciding import Why
from comments.models import Audience, Comment, Discussion, Hold
from tests import make
from tests.browser import BOTH_LOOKS
from tests.comments.pages import comments_in, hash_of, numbers_in


@pytest.fixture(autouse=True)
def trusted(settings):
    settings.COMMENTS_HELD_FIRST = 0


def links_in(client, guide):
    """The links to what came since, as the page of the guide carries them now."""
    return re.findall(r'href="(/discussions/\d+/since/\d+/)"', client.get(guide.address).text)


@pytest.fixture
def talk(fatigue, ada):
    fatigue.address = fatigue.get_absolute_url()
    make.comment(fatigue, ada)
    return fatigue


def heading_of(response):
    return re.search(r"<h1>([^<]*)</h1>", response.text)[1]


def test_the_link_stands_above_and_below_the_talk_and_leads_to_what_came(client, talk, ben):
    above, below = links_in(client, talk)
    assert above == below
    assert heading_of(client.get(above)) == "Nothing new"

    first = make.comment(talk, ben, parent=Comment.objects.get())
    second = make.comment(talk, ben)
    found = client.get(above)

    assert heading_of(found) == "2 new comments"
    assert list(comments_in(found).words) == [hash_of(first), hash_of(second)]
    assert "In reply to ada, comment 1" in comments_in(found).words[hash_of(first)]
    (again,) = re.findall(r'href="(/discussions/\d+/since/\d+/)"', found.text)
    assert heading_of(client.get(again)) == "Nothing new"


def test_the_page_of_a_conversation_asks_for_its_own_replies_only(client, talk, ada, ben, mo):
    head = Comment.objects.get()
    (link, same) = re.findall(
        r'href="(/discussions/\d+/since/\d+/[^"]*)"', client.get(f"/comments/{head.pk}/").text
    )
    assert link == same
    there = make.comment(talk, ben)
    make.comment(talk, ada, parent=there)
    assert heading_of(client.get(link)) == "Nothing new"

    here = make.comment(talk, ben, parent=head)
    found = client.get(link)
    assert list(comments_in(found).words) == [hash_of(here)]
    (again,) = re.findall(r'href="(/discussions/\d+/since/\d+/[^"]*)"', found.text)
    assert heading_of(client.get(again)) == "Nothing new"
    for foreign in ("0", "x", "9" * 40, f"{there.pk}"):
        assert client.get(link, {"in": foreign}).status_code == 200


def test_an_empty_discussion_has_the_link_too(client, fatigue, ada):
    fatigue.address = fatigue.get_absolute_url()
    (link,) = links_in(client, fatigue)
    make.comment(fatigue, ada)

    assert heading_of(client.get(link)) == "1 new comment"


def test_what_was_written_long_ago_is_new_when_it_is_published(client, talk, ben, mo):
    Discussion.objects.update(hold=Hold.EVERYONE)
    waits = make.comment(talk, ben, status="waiting")
    make.comment(talk, ben)
    link = links_in(client, talk)[0]
    assert heading_of(client.get(link)) == "Nothing new"

    deciding.publish(waits, Why(by=mo))
    assert numbers_in(client.get(link)) == [waits.number]
    deciding.hide(waits, Why(by=mo))
    assert heading_of(client.get(link)) == "Nothing new"
    link = links_in(client, talk)[0]
    deciding.restore(waits, Why(by=mo))
    assert numbers_in(client.get(link)) == [waits.number]


def test_edits_and_presses_are_no_news(client, talk, ben):
    from comments import reacting

    link = links_in(client, talk)[0]
    reacting.react(Comment.objects.get(), ben, "helped")
    posting.edit(Comment.objects.get(), "Other words.")

    assert heading_of(client.get(link)) == "Nothing new"


def test_everyone_is_told_only_what_they_may_see(client, talk, ada, ben, mo):
    head = Comment.objects.get()
    link = links_in(client, talk)[0]
    cut = make.comment(talk, ben, parent=head)
    make.comment(talk, ben, "Below it", parent=cut)
    deciding.hide(cut, Why(by=mo), whole_branch=True)
    words = posting.Words("Among us", who_may_read=Audience.MEMBERS)
    among = posting.post(talk.discussion, ben, words)
    Discussion.objects.update(hold=Hold.EVERYONE)
    make.comment(talk, ada, "Not yet", status="waiting")

    assert heading_of(client.get(link)) == "Nothing new"
    client.force_login(ben)
    assert numbers_in(client.get(link)) == [among.number]


def test_what_is_for_members_and_what_is_not_there_look_the_same(client, talk, ada):
    link = links_in(client, talk)[0]
    Discussion.objects.update(who_may_read=Audience.MEMBERS)

    assert client.get(link).status_code == 404
    assert client.get("/discussions/999999/since/1/").status_code == 404
    assert client.post(link).status_code == 405
    client.force_login(ada)
    assert client.get(link).status_code == 200


@pytest.mark.parametrize("version", ["0", "9" * 18, "9" * 400])
def test_a_version_that_never_was_is_no_error(client, talk, version):
    pk = talk.discussion.pk

    response = client.get(f"/discussions/{pk}/since/{version}/")

    assert response.status_code == 200
    assert heading_of(response) == ("1 new comment" if version == "0" else "Nothing new")


def test_many_come_in_portions_and_none_is_left_out(client, talk, ben):
    link = links_in(client, talk)[0]
    for _ in range(45):
        make.comment(talk, ben)

    seen, headings = [], []
    while link and len(headings) < 9:
        response = client.get(link)
        headings.append(heading_of(response))
        seen += numbers_in(response)
        follows = re.search(r'href="([^"]*)" data-follows', response.text)
        link = follows and follows[1]

    assert seen == list(range(2, 47))
    assert headings == ["20 new comments, and more"] * 2 + ["5 new comments"]


def test_visitors_answers_may_be_kept_and_are_asked_for_again(client, talk, ben):
    link = links_in(client, talk)[0]
    response = client.get(link)
    assert not response.cookies
    assert "csrfmiddlewaretoken" not in response.text
    assert set(response["Cache-Control"].split(", ")) == {"public", "no-cache"}

    tag = {"If-None-Match": response["ETag"]}
    assert client.get(link, headers=tag).status_code == 304
    make.comment(talk, ben)
    assert client.get(link, headers=tag).status_code == 200
    client.force_login(ben)
    assert client.get(link)["Cache-Control"] == "private, no-store"


def test_looking_writes_nothing(client, talk, ben, writes_nothing):
    link = links_in(client, talk)[0]
    make.comment(talk, ben)
    client.force_login(ben)

    with writes_nothing():
        client.get(link)


@pytest.mark.parametrize("count", [1, 15])
def test_looking_costs_the_same_however_much_came(
    client, talk, ben, ada, mo, count, django_assert_num_queries
):
    head = Comment.objects.get()
    link = links_in(client, talk)[0]
    for _ in range(count):
        make.comment(talk, ben, parent=head)
        make.comment(talk, ben)
    deciding.hide(make.comment(talk, ben, parent=head), Why(by=mo), whole_branch=True)

    client.get(link)
    with django_assert_num_queries(3):
        client.get(link)
    client.force_login(ada)
    client.get(link)
    with django_assert_num_queries(7):
        client.get(link)


# In a browser -------------------------------------------------------------------------------------


def look(page, which=0):
    page.get_by_role("link", name="Look for new comments").nth(which).click()


def test_with_javascript_they_come_to_the_end_and_the_focus_goes_to_the_first(
    page, visit, axe, talk, ada, ben
):
    visit.as_(ada)
    visit(talk.address)
    look(page)
    expect(page.locator("new-comments").first.get_by_role("status")).to_have_text("Nothing new")

    head = Comment.objects.get()
    first = make.comment(talk, ben, "Feet up.", parent=head)
    make.comment(talk, ben, "Lie down.")
    look(page)

    expect(page.locator(f"#arrived #comment-{first.pk}")).to_be_focused()
    status = page.locator("new-comments").first.get_by_role("status")
    expect(status).to_have_text("2 new comments")
    expect(page.locator("#arrived article")).to_have_count(2)
    answers = page.locator(f"#comment-{first.pk} .to a")
    expect(answers).to_have_attribute("href", f"#comment-{head.pk}")
    expect(page.locator(f"#comment-{first.pk} .to")).to_have_text("In reply to ada, comment 1")
    axe(page)

    look(page, 1)
    status = page.locator("new-comments").last.get_by_role("status")
    expect(status).to_have_text("Nothing new")
    make.comment(talk, ben, "Or sit.")
    look(page, 1)
    expect(status).to_have_text("1 new comment")
    expect(page.locator("#arrived article")).to_have_count(3)

    page.reload()
    expect(page.locator(f"article#comment-{first.pk}")).to_have_count(1)
    expect(page.locator("#arrived article")).to_have_count(0)
    look(page)
    expect(page.locator("new-comments").first.get_by_role("status")).to_have_text("Nothing new")


def test_what_arrived_can_be_pressed_beside_at_once(page, visit, talk, ada, ben):
    visit.as_(ada)
    visit(talk.address)
    made = make.comment(talk, ben, "Feet up.")
    look(page)
    with page.expect_response("**/react/"):
        page.locator(f"#comment-{made.pk}").get_by_role("button", name="This helped").click()

    expect(page.locator(f"#comment-{made.pk}")).to_contain_text("You: this helped")


def test_a_site_that_is_away_is_said_and_the_page_stays(page, visit, talk):
    visit(talk.address)
    page.route("**/since/**", lambda route: route.abort())
    look(page)

    told = page.locator("new-comments").first.get_by_role("status")
    expect(told).to_contain_text("does not answer just now")
    page.reports.clear()


@pytest.mark.parametrize("javascript", [False])
def test_without_javascript_the_link_leads_to_a_page(page, visit, talk, ben):
    visit(talk.address)
    make.comment(talk, ben, "Feet up.")
    look(page)

    expect(page.get_by_role("heading", level=1)).to_have_text("1 new comment")
    expect(page.get_by_text("Feet up.")).to_be_visible()


@BOTH_LOOKS
def test_the_page_of_what_came_pleases_axe(page, visit, axe, talk, ada, ben, theme, width):
    head = Comment.objects.get()
    reply = make.comment(talk, ben, "Feet up.", parent=head)
    make.comment(talk, ben, parent=reply)
    visit(f"/discussions/{talk.discussion.pk}/since/0/")
    axe(page)
    visit.as_(ada)
    visit(f"/discussions/{talk.discussion.pk}/since/0/")
    axe(page)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    visit(f"/discussions/{talk.discussion.pk}/since/99999/")
    axe(page)

"""Whom one can call in a discussion: the names a member is offered, with and without a script."""

import pytest
from playwright.sync_api import expect

from comments import deciding, mentions
from comments.deciding import Why
from comments.models import Audience, Comment, Discussion
from tests import make


@pytest.fixture(autouse=True)
def trusted(settings):
    settings.COMMENTS_HELD_FIRST = 0


@pytest.fixture
def path(fatigue):
    return f"/discussions/{fatigue.discussion.pk}/people/"


def names(client, path, **query):
    return client.get(path, query).json()["names"]


def test_members_find_who_talks_here_under_their_name_who_spoke_last_first(
    client, fatigue, ada, ben, cleo, mo, dee, path
):
    make.comment(fatigue, cleo)
    make.comment(fatigue, ben)
    make.comment(fatigue, ben)
    make.comment(fatigue, ada)
    make.comment(fatigue, mo, anonymous=True)
    deciding.hide(make.comment(fatigue, dee), Why(by=mo))
    make.comment(make.guide("Heat"), make.member("Hanna"))
    gone = make.member("Gus", is_active=False)
    make.comment(fatigue, gone)
    client.force_login(ada)

    assert names(client, path) == ["ben", "cleo"]


def test_who_talks_among_members_is_found_only_for_words_among_members(
    client, fatigue, ada, ben, cleo, path
):
    make.comment(fatigue, cleo)
    make.comment(fatigue, ben, who_may_read=Audience.MEMBERS)
    client.force_login(ada)

    assert names(client, path) == ["cleo"]
    assert names(client, path, members="1") == ["ben", "cleo"]
    Discussion.objects.update(who_may_read=Audience.MEMBERS)
    assert names(client, path) == ["ben", "cleo"]


def test_the_conversation_that_is_answered_comes_first_and_a_foreign_one_counts_nothing(
    client, fatigue, ada, ben, cleo, mo, path, monkeypatch
):
    head = make.comment(fatigue, ben)
    make.comment(fatigue, cleo, parent=head)
    for _ in range(3):
        make.comment(fatigue, mo)
    monkeypatch.setattr(mentions, "LOOKED_AT", 2)
    client.force_login(ada)

    assert names(client, path) == ["mo"]
    assert names(client, path, to=head.pk) == ["cleo", "ben", "mo"]
    there = make.comment(make.guide("Heat"), make.member("Hanna"))
    for foreign in (there.pk, "9" * 30, "-1", "x"):
        assert names(client, path, to=foreign) == ["mo"]


def test_visitors_are_asked_to_log_in_and_nobody_finds_a_place_that_is_not_there(
    client, fatigue, ada, ben, path
):
    make.comment(fatigue, ben)

    assert client.get(path)["Location"].startswith("/accounts/login/")
    client.force_login(ada)
    assert client.post(path).status_code == 405
    assert client.get("/discussions/999999/people/").status_code == 404
    assert client.get(path)["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize("count", [1, 15])
def test_asking_costs_the_same_however_many_talk(
    client, fatigue, ada, count, path, django_assert_num_queries
):
    head = make.comment(fatigue, ada)
    for number in range(count):
        make.comment(fatigue, make.member(f"Nina {number}"), parent=head)
    client.force_login(ada)
    client.get(path)

    with django_assert_num_queries(6):
        assert len(names(client, path, to=head.pk)) == count


def test_without_a_script_the_form_comes_back_with_the_names_and_all_that_was_typed(
    client, fatigue, ada, ben
):
    make.comment(fatigue, ben, who_may_read=Audience.MEMBERS)
    client.force_login(ada)
    sent = {"body": "Half a thought", "kind": "question", "anonymous": "on", "people": "1"}

    page = client.post(f"{fatigue.get_absolute_url()}comment/", sent)
    assert page.status_code == 200
    assert page.context["names"] == []
    assert "Nobody else has written here under their name lately." in page.text
    form = page.context["form"]
    assert [form[name].value() for name in ("body", "kind", "anonymous")] == [
        "Half a thought",
        "question",
        "on",
    ]
    among = client.post(f"{fatigue.get_absolute_url()}comment/", sent | {"members_only": "on"})
    assert "<li><bdi>@ben</bdi></li>" in among.text
    assert Comment.objects.count() == 1


# In a browser -------------------------------------------------------------------------------------


@pytest.mark.parametrize("javascript", [False])
def test_names_can_be_copied_without_javascript(page, visit, fatigue, ada, ben):
    make.comment(fatigue, ben)
    visit.as_(ada)
    visit(fatigue.get_absolute_url())
    page.get_by_label("Your comment").fill("Dear ")
    page.get_by_text("Calling somebody by name").click()
    page.get_by_role("button", name="Show whom I can call").click()

    expect(page.get_by_text("@ben", exact=True)).to_be_visible()
    expect(page.get_by_label("Your comment")).to_have_value("Dear ")
    page.get_by_text("People you can call").click()
    expect(page.get_by_text("@ben", exact=True)).to_be_hidden()


@pytest.mark.parametrize("width", [320, 1280])
def test_a_name_is_chosen_by_keys_alone(page, visit, axe, fatigue, ada, width):
    for name in ("Ben Ray", "Bea", "Ümit"):
        make.comment(fatigue, make.member(name))
    visit.as_(ada)
    visit(fatigue.get_absolute_url())
    field = page.get_by_label("Your comment")
    field.press_sequentially("Dear @be")

    options = page.locator("#names-found").get_by_role("option")
    expect(options).to_have_text(["Bea", "Ben Ray"])
    expect(page.locator("choice-list [role=status]")).to_contain_text("2 names below")
    axe(page, "#compose")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    field.press("Enter")
    expect(options).to_have_count(0)
    field.press("Backspace")
    field.press("ArrowDown")
    field.press("ArrowDown")
    expect(field).to_have_attribute("aria-activedescendant", options.nth(1).get_attribute("id"))
    field.press("Enter")
    field.press_sequentially("and @ü")
    expect(options).to_have_text(["Ümit"])
    field.press("Escape")
    expect(options).to_have_count(0)
    field.press_sequentially("m")
    options.click()
    field.press_sequentially("hello")

    expect(field).to_have_value("Dear @Ben Ray and @Ümit hello")

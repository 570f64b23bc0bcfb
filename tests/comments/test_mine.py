"""A member finds all that they wrote, and for each who can read it."""

import re

import pytest
from django.urls import reverse

from comments import deciding, posting
from comments.deciding import Why
from comments.hearing import returning
from comments.models import Comment, Decision
from tests import make
from tests.browser import BOTH_LOOKS

PAGE = "/inbox/comments/"


def states(client, at=PAGE):
    """Number -> what the page says of it."""
    rows = client.get(at).context["comments"]
    return {int(re.search(r"\d+", row.numbered)[0]): row for row in rows}


@pytest.fixture
def as_ada(client, ada):
    client.force_login(ada)
    return client


def test_each_says_who_can_read_it_and_why_nobody_can(as_ada, fatigue, ada, ben, mo, settings):
    settings.COMMENTS_HELD_FIRST = 0
    discussion = fatigue.discussion

    def say(words, **facts):
        parent = facts.pop("parent", None)
        return posting.post(discussion, ada, posting.Words(words, **facts), parent=parent)

    say("For everyone.")
    say("Among us.", who_may_read="members", anonymous=True)
    hidden, rejected, taken_back = say("Unkind."), say("Advert."), say("Regretted.")
    head = make.comment(fatigue, ben)
    below = say("Under it.", parent=head)
    asked = say("Unclear.")
    deciding.hide(hidden, Why(by=mo, reason="unkind"))
    Comment.objects.filter(pk=rejected.pk).update(status="waiting")
    deciding.reject(Comment.objects.get(pk=rejected.pk), Why(by=mo, reason="advertising"))
    deciding.withdraw(taken_back, Why(by=ada))
    deciding.hide(head, Why(by=mo, reason="unkind"), whole_branch=True)
    returning.ask(asked, Why(by=mo, note="Which medicine do you mean?"))

    told = states(as_ada)

    assert {number: row.state for number, row in told.items()} == {
        1: "Everyone can read it.",
        2: "Members can read it.",
        3: "Readers cannot read it.",
        4: "Readers cannot read it.",
        5: "You took it back, so nobody can read it.",
        below.number: "Nobody can read it: something above it was taken down with all its replies.",
        asked.number: "The team asks you to change it. Readers can read it meanwhile.",
    }
    assert {n: row.reason for n, row in told.items() if row.reason} == {
        3: "It is unkind to a person",
        4: "It advertises something",
    }
    ways = {n: [act.url for act in row.acts if "decisions" in act.url] for n, row in told.items()}
    for number, comment, verb in ((3, hidden, "hide"), (4, rejected, "reject"), (8, asked, "ask")):
        decision = Decision.objects.get(comment=comment, verb=verb)
        assert ways.pop(number) == [reverse("comments:decision", args=[decision.pk])]
        assert as_ada.get(f"/decisions/{decision.pk}/").status_code == 200
    assert not any(ways.values())
    assert told[2].about == ["Without your name"]
    assert (told[5].words, told[5].url, told[5].acts) == ("", "", [])
    assert not told[below.number].url


def test_what_waits_can_be_changed_from_there(as_ada, fatigue, ada):
    waiting = posting.post(fatigue.discussion, ada, posting.Words("First words.", kind="question"))

    row = states(as_ada)[1]

    assert row.state == "It waits for a moderator. Only you can see it until then."
    assert (row.words, row.about) == ("First words.", ["A question"])
    assert [act.url for act in row.acts] == [
        f"/comments/{waiting.pk}/edit/",
        f"/comments/{waiting.pk}/withdraw/",
    ]
    for act in row.acts:
        assert as_ada.get(act.url).status_code == 200
    assert as_ada.get(row.url).status_code == 200


def test_what_stands_under_a_guide_that_is_not_here_tells_nothing_of_it(as_ada, fatigue, ada):
    make.comment(fatigue, ada)
    fatigue.live_revision = None
    fatigue.title = "A title that nobody has read yet"
    fatigue.save()

    row = states(as_ada)[1]

    assert row.place == "A guide that is not here now"
    assert row.state == "Nobody can read it, because the guide is not here now."
    assert (row.url, row.acts) == ("", [])
    assert fatigue.title not in as_ada.get(PAGE).text


def test_nobody_finds_what_others_wrote(as_ada, client, fatigue, ada, ben):
    make.comment(fatigue, ben, "Secret of ben.", status="waiting")

    assert "Secret of ben" not in as_ada.get(PAGE).text
    client.logout()
    answer = client.get(PAGE)
    assert (answer.status_code, answer["Location"]) == (302, f"/accounts/login/?next={PAGE}")


def test_pages_follow_each_other_without_gap_or_repeat(as_ada, fatigue, ada):
    made = [make.comment(fatigue, ada) for _ in range(45)]

    pages, found, at = [], [], PAGE
    while at:
        found += states(as_ada, at)
        pages.append(len(found))
        following = re.search(r'href="(\?before=\d+)"', as_ada.get(at).text)
        at = following and PAGE + following[1]

    assert pages == [20, 40, 45]
    assert found == [comment.number for comment in reversed(made)]
    for nonsense in ("x", "-1", "9" * 40, "\x00", "0"):
        assert as_ada.get(PAGE, {"before": nonsense}).status_code == 200


@pytest.mark.parametrize("count", [1, 30])
def test_it_costs_the_same_queries_however_much_somebody_wrote(
    as_ada, fatigue, ada, mo, django_assert_num_queries, count
):
    for _ in range(count):
        comment = make.comment(fatigue, ada)
        reply = make.comment(fatigue, ada, parent=comment)
        deciding.hide(reply, Why(by=mo, reason="unkind"))

    # Session, member, comments, what is cut above them, decisions, unread notices.
    with django_assert_num_queries(6):
        as_ada.get(PAGE)


@pytest.mark.parametrize(
    "page", ["/settings/", "/inbox/", "/settings/drafts/", "/settings/profile/"]
)
def test_it_is_found_from_the_pages_about_oneself(as_ada, page):
    assert f'href="{PAGE}"' in as_ada.get(page).text


@BOTH_LOOKS
def test_the_page_pleases_axe(page, visit, axe, fatigue, ada, mo, theme, width):
    make.comment(fatigue, ada)
    deciding.hide(make.comment(fatigue, ada), Why(by=mo, reason="unkind"))
    visit.as_(ada)
    visit(PAGE)

    axe(page)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")

"""The words beside a name: who gets which, who never does, and what they lead to."""

import pytest
from django.contrib.auth.models import Group

from comments import posting
from comments.models import Comment
from tests import make
from tests.browser import BOTH_LOOKS
from tests.comments.pages import comments_in, hash_of

WORDS = ["Author of this guide", "Clinician", "Moderator"]


@pytest.fixture(autouse=True)
def trusted(settings):
    settings.COMMENTS_HELD_FIRST = 0


def beside(client, path, comment):
    """Which of the words stand in a comment on a page."""
    words = comments_in(client.get(path)).words[hash_of(comment)]
    return [word for word in WORDS if f"{word} : what this means" in words]


def test_people_of_the_team_are_called_what_they_are(client, fatigue, ada, mo, cleo, dee, eve):
    fatigue.owner = dee
    fatigue.save()
    expected = {ada: [], mo: ["Moderator"], cleo: ["Clinician"], eve: []}
    expected[dee] = ["Author of this guide"]
    said = {member: make.comment(fatigue, member) for member in expected}
    reply = make.comment(fatigue, mo, parent=said[ada])

    for member, words in expected.items():
        assert beside(client, fatigue.get_absolute_url(), said[member]) == words
        assert beside(client, f"/comments/{said[member].pk}/", said[member]) == words
        since = f"/discussions/{fatigue.discussion.pk}/since/0/"
        assert beside(client, since, said[member]) == words
    assert beside(client, fatigue.get_absolute_url(), reply) == ["Moderator"]


def test_somebody_can_be_several_things(client, fatigue, cleo):
    cleo.groups.add(*Group.objects.filter(name__in=["Moderators", "Authors"]))
    fatigue.owner = cleo
    fatigue.save()
    said = make.comment(fatigue, cleo)

    assert beside(client, fatigue.get_absolute_url(), said) == WORDS


def test_it_is_this_guide_s_author_who_still_writes(client, fatigue, dee, ada):
    other = make.guide("Heat", owner=dee)
    said, there = make.comment(fatigue, dee), make.comment(other, dee)
    assert beside(client, fatigue.get_absolute_url(), said) == []
    assert beside(client, other.get_absolute_url(), there) == ["Author of this guide"]

    dee.groups.clear()
    assert beside(client, other.get_absolute_url(), there) == []


def test_who_leaves_their_name_out_is_called_nothing(client, fatigue, mo, ada):
    said = make.comment(fatigue, mo, anonymous=True)
    mine = Comment.objects.get(pk=said.pk)

    assert beside(client, fatigue.get_absolute_url(), mine) == []
    for reader in (ada, mo):
        client.force_login(reader)
        assert beside(client, fatigue.get_absolute_url(), mine) == []


def test_nothing_is_said_of_imported_words_or_of_who_left(client, fatigue, mo):
    said = make.comment(fatigue, mo)
    Comment.objects.filter(pk=said.pk).update(author=None, author_label="mo")
    assert beside(client, fatigue.get_absolute_url(), said) == []


def test_superusers_are_called_what_their_groups_say(client, fatigue):
    boss = make.member("boss", is_staff=True, is_superuser=True)
    said = make.comment(fatigue, boss)
    assert beside(client, fatigue.get_absolute_url(), said) == []


def test_each_word_leads_to_a_place_that_explains_it(client, fatigue, mo):
    from comments.team import Role, badge_of

    page = client.get("/about/badges/").text
    for role in Role:
        link = badge_of(role, "en")
        path, _hash, place = link.url.partition("#")
        assert path == "/about/badges/"
        assert f'id="{place}"' in page
        assert f">{role.label}</h3>" in page
    said = make.comment(fatigue, mo)
    links = comments_in(client.get(fatigue.get_absolute_url())).links[hash_of(said)]
    assert "/about/badges/#moderator" in links


@pytest.mark.parametrize("count", [1, 12])
def test_a_larger_team_costs_no_query_more(client, fatigue, ada, count, django_assert_num_queries):
    for number in range(count):
        make.comment(fatigue, make.moderator(f"mo{number}"))
    client.get(fatigue.get_absolute_url())

    with django_assert_num_queries(4):
        client.get(fatigue.get_absolute_url())


def test_the_words_beside_a_name_are_posted_by_nobody(client, fatigue, ada):
    """A member cannot write the link themselves so that it looks the same."""
    words = '[Moderator](/about/badges/#moderator) <a class="role"><span class="badge pro">M</span>'
    said = posting.post(fatigue.discussion, ada, posting.Words(words))
    assert "<span" not in said.html
    assert 'class="' not in said.html.replace("&lt;a class=", "").replace("&lt;span class=", "")


@BOTH_LOOKS
def test_the_words_and_their_page_please_axe(page, visit, axe, fatigue, mo, cleo, theme, width):
    cleo.groups.add(Group.objects.get(name="Moderators"))
    said = make.comment(fatigue, cleo)
    visit(fatigue.get_absolute_url())
    axe(page)
    link = page.locator(f"#comment-{said.pk}").get_by_role("link", name="Clinician")
    assert link.bounding_box()["height"] >= 44
    link.click()
    page.wait_for_url("**/about/badges/#clinician")
    axe(page)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")

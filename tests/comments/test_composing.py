"""The empty place to write is drawn once, and holds nobody's words, number or token."""

import re
from uuid import UUID

import pytest

from comments import composing, drafts
from comments.models import Discussion
from tests import make

pytestmark = pytest.mark.django_db
SUBMISSION = re.compile(r'name="submission" value="([^"]*)"')
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]*)"')


@pytest.fixture
def drawings(monkeypatch):
    """How often it was drawn."""
    made = []
    draw = composing.draw
    monkeypatch.setattr(composing, "draw", lambda *args: made.append(1) or draw(*args))
    composing.kept.clear()
    return made


def form_of(client, guide, who):
    client.force_login(who)
    page = client.get(guide.get_absolute_url()).text
    return page[page.index('<form class="compose"') : page.index("</steady-form>")]


def test_it_is_drawn_once_for_everybody(client, fatigue, ada, ben, drawings):
    forms = [form_of(client, fatigue, who) for who in (ada, ben, ada)]

    assert len(drawings) == 1
    assert len({SUBMISSION.search(each)[1] for each in forms}) == 3
    assert len({TOKEN.search(each)[1] for each in forms}) == 3
    assert [
        f'data-member="{who.pk}"' in form for who, form in zip((ada, ben), forms[:2], strict=True)
    ] == [1, 1]
    assert not any("place-" in each or str(composing.SUBMISSION) in each for each in forms)
    assert UUID(SUBMISSION.search(forms[0])[1]).version == 4


def test_it_is_the_same_as_the_one_that_is_drawn_each_time(client, fatigue, ada, monkeypatch):
    def plain(form):
        return re.sub(r'value="[^"]{30,}"', "", form)

    once = form_of(client, fatigue, ada)
    monkeypatch.setattr(composing, "is_empty", lambda *_: False)

    assert plain(form_of(client, fatigue, ada)) == plain(once)


def test_somebodys_words_are_never_kept(client, fatigue, ada, ben, drawings):
    drafts.keep(ada, drafts.Spot(fatigue.discussion), "My words, not yours")

    assert "My words, not yours" in form_of(client, fatigue, ada)
    assert "My words" not in form_of(client, fatigue, ben)
    assert "My words" not in str(composing.kept.young)
    assert len(drawings) == 1  # for ben


def test_each_place_to_write_is_its_own(client, fatigue, ada, drawings):
    other = make.guide(title="Sleep")
    for guide in (fatigue, other, fatigue):
        assert f'action="{guide.get_absolute_url()}comment/#offers"' in form_of(client, guide, ada)

    assert len(drawings) == 2


def test_what_may_be_chosen_is_as_the_discussion_says(client, fatigue, ada, drawings):
    assert 'name="members_only"' in form_of(client, fatigue, ada)
    Discussion.objects.filter(pk=fatigue.discussion.pk).update(who_may_read="members")

    assert 'name="members_only"' not in form_of(client, fatigue, ada)


def test_what_will_happen_next_is_as_it_is_for_this_member(client, fatigue, ada, settings):
    settings.COMMENTS_HELD_FIRST = 3
    waits = form_of(client, fatigue, ada)
    settings.COMMENTS_HELD_FIRST = 0

    assert form_of(client, fatigue, ada) != waits


def test_the_drawn_form_can_be_sent(client, fatigue, ada, settings):
    settings.COMMENTS_HELD_FIRST = 0
    form = form_of(client, fatigue, ada)
    sent = {"body": "Rest helps.", "submission": SUBMISSION.search(form)[1]}
    strict = type(client)(enforce_csrf_checks=True)
    strict.cookies = client.cookies

    address = f"{fatigue.get_absolute_url()}comment/"
    assert strict.post(address, sent).status_code == 403
    sent["csrfmiddlewaretoken"] = TOKEN.search(form)[1]
    assert strict.post(address, sent).status_code == 302

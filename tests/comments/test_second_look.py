"""A blind second look: at a small sample, not one's own, told nothing, changing nothing."""

from datetime import timedelta

import pytest
from django.utils import timezone

from comments import deciding, posting
from comments.deciding import Why
from comments.models import Comment, Decision, SecondLook, Status
from comments.models import decision as decisions
from tests import make
from tests.comments import desk

URL = f"{desk.LIST}second/"


@pytest.fixture
def lena(client, db):
    made = make.moderator("lena")
    client.force_login(made)
    return made


@pytest.fixture
def everything_is_sampled(monkeypatch):
    monkeypatch.setattr(decisions, "SAMPLE", "g")


@pytest.fixture
def hidden(fatigue, ada, ben, mo, everything_is_sampled):
    parent = make.comment(fatigue, ben, "The first word.")
    comment = make.comment(fatigue, ada, "My own words.", parent=parent)
    return deciding.hide(comment, Why(by=mo, reason="unkind", note="Please be kind."))


def test_one_in_twenty_is_in_the_sample(fatigue, ada, mo):
    comments = Comment.objects.bulk_create(
        Comment(discussion=fatigue.discussion, number=n, author=ada) for n in range(1, 401)
    )
    for comment in comments:
        why = Why(by=mo, reason="unkind")
        deciding.record("hide", comment, "published", why, deciding.lock(comment))

    sampled = Decision.objects.sampled().count()
    assert Decision.objects.count() == 400
    assert 5 <= sampled <= 45  # 20 are to be expected


def test_what_is_shown_tells_neither_who_nor_what(client, hidden, lena, writes_nothing):
    with writes_nothing():
        page = client.get(URL)

    main = page.text.partition('id="content-main"')[2]
    assert "My own words." in main
    assert "The first word." in main
    for secret in ("Taken down", "Please be kind.", "unkind", ">mo<", "take down"):
        assert secret not in main


def test_an_answer_is_kept_once_and_changes_nothing(client, hidden, lena, mo):
    before = Decision.objects.count()

    first = client.post(URL, {"decision": hidden.pk, "verdict": "yes"}, follow=True)
    again = client.post(URL, {"decision": hidden.pk, "verdict": "no"}, follow=True)

    look = SecondLook.objects.get()
    hidden.comment.refresh_from_db()
    assert (look.by, look.decision, look.readers_get_it) == (lena, hidden, True)
    assert "Nothing was changed by it." in first.text
    assert "Nothing is left to look at." in first.text
    assert "Somebody else has looked at that one meanwhile." in again.text
    assert Decision.objects.count() == before
    assert hidden.comment.status == Status.HIDDEN


def test_nobody_looks_again_at_their_own(client, hidden, ada, mo):
    for who in (mo, ada):
        ada.groups.set(mo.groups.all())
        ada.is_staff = True
        ada.save()
        client.force_login(who)
        assert "Nothing is left to look at." in client.get(URL).text
        client.post(URL, {"decision": hidden.pk, "verdict": "yes"})
    assert SecondLook.objects.count() == 0


def test_what_is_gone_old_or_was_undone_is_not_looked_at(client, hidden, lena, ada, mo):
    assert "My own words." in client.get(URL).text
    decisions_ = Decision.objects.filter(pk=hidden.pk)
    decisions_.update(at=timezone.now() - timedelta(days=31))
    assert "My own words." not in client.get(URL).text
    decisions_.update(at=timezone.now())
    hidden.comment.revisions.update(html="")
    assert "Nothing is left" in client.get(URL).text


def test_the_words_are_those_that_were_decided_about(client, hidden, lena, ada, mo):
    deciding.restore(hidden.comment, Why(rule="test"))
    posting.edit(hidden.comment, "Kinder words.")

    page = client.get(URL).text
    assert "My own words." in page
    assert "Kinder words." not in page


def test_one_can_leave_it(client, hidden, lena, fatigue, ben, mo):
    newer = make.comment(fatigue, ben, "Newer words.")
    last = deciding.hide(newer, Why(by=mo, reason="unkind"))

    page = client.get(URL).text
    assert "Newer words." in page
    assert f'href="?before={last.pk}"' in page
    assert "My own words." in client.get(f"{URL}?before={last.pk}").text


def test_bad_answers_are_refused(client, hidden, lena):
    for data in ({}, {"decision": hidden.pk}, {"decision": hidden.pk, "verdict": "perhaps"}):
        assert client.post(URL, data).status_code == 404
    client.post(URL, {"decision": "²", "verdict": "yes"})
    assert SecondLook.objects.count() == 0


@pytest.mark.parametrize("who", ["nobody", "ben", "dee", "cleo"])
def test_only_moderators_come_here(client, hidden, ben, dee, cleo, who):
    if who != "nobody":
        client.force_login({"ben": ben, "dee": dee, "cleo": cleo}[who])

    for method in (client.get, client.post):
        answer = method(URL, {"decision": hidden.pk, "verdict": "yes"})
        assert answer.status_code in {302, 403}
        assert "My own words." not in answer.text
    assert SecondLook.objects.count() == 0

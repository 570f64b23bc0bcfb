"""A clinician without an account reads one revision and answers once."""

from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from articles import fact_checking, publishing
from articles.models import FactCheck, Immutable, Kind
from tests import make


@pytest.fixture
def draft(dee):
    made = make.draft(owner=dee)
    make.block(made, Kind.DO_LIST, heading="Do", items="rest first")
    publishing.record(made, by=dee)
    return made


@pytest.fixture
def check(draft, dee):
    return fact_checking.ask(draft.current_revision, by=dee, asked_for="Dr. Who")


@pytest.fixture
def stranger():
    """A browser that has never been here, and checks forgery as browsers make Django do."""
    return Client(enforce_csrf_checks=True)


ANSWERS = {
    "verdict-1": "fine",
    "verdict-2": "wrong",
    "because-2": "Say how long.",
    "name": "Ann Other",
    "profession": "MS nurse",
    "remarks": "",
}


def test_a_link_is_answered_once_and_the_answers_are_kept(stranger, check, draft, client, dee):
    path = fact_checking.path_of(check)
    page = stranger.get(path)
    assert page.status_code == 200
    assert "Rest before you must." in page.text

    told = stranger.post(path, ANSWERS, follow=True)

    assert "Thank you. Your answers were sent." in told.text
    check.refresh_from_db()
    assert (check.name, check.profession) == ("Ann Other", "MS nurse")
    assert [answer["verdict"] for answer in check.answers] == ["fine", "wrong"]
    assert check.answers[1]["because"] == "Say how long."
    assert check.answers[1]["uuid"] == str(draft.blocks.last().uuid)
    client.force_login(dee)
    review = client.get(reverse("admin:articles_guide_review", args=[draft.pk])).text
    assert "answered by Ann Other, MS nurse" in review
    assert "Say how long." in review


def test_a_second_sending_is_refused_and_changes_nothing(stranger, check):
    path = fact_checking.path_of(check)
    stranger.post(path, ANSWERS)

    again = stranger.post(path, ANSWERS | {"because-2": "Something else.", "name": "Eve"})

    assert again.status_code == 409
    assert "Answers can be sent once" in again.text
    assert "Something else." in again.text
    check.refresh_from_db()
    assert (check.name, check.answers[1]["because"]) == ("Ann Other", "Say how long.")
    with pytest.raises(fact_checking.Closed):
        fact_checking.answer(check, name="x", profession="x", answers=[])
    check.name = "Eve"
    with pytest.raises(Immutable):
        check.save()
    with pytest.raises(Immutable):
        FactCheck.objects.update(answers=[])
    with pytest.raises(Immutable):
        FactCheck.objects.filter(name="Ann Other").delete()


def test_nothing_typed_is_lost_when_something_is_missing(stranger, check):
    sent = ANSWERS | {"because-2": "", "name": "", "remarks": "Kept words."}

    answer = stranger.post(fact_checking.path_of(check), sent)

    assert answer.status_code == 422
    assert "Write your name." in answer.text
    assert "Say what is wrong: Do list “Do”" in answer.text
    assert "Kept words." in answer.text
    assert 'value="wrong"' in answer.text
    check.refresh_from_db()
    assert check.sent_at is None


@pytest.mark.parametrize("way", ["get", "post"])
def test_the_page_keeps_to_itself_and_sets_no_cookie(stranger, check, way):
    path = fact_checking.path_of(check)

    for address in (path, path + "x/", f"/fact-check/{check.key.hex}/"):
        answer = getattr(stranger, way)(address)
        if answer.status_code == 404 and address != path:
            assert not answer.cookies
        assert not answer.cookies
    answer = getattr(stranger, way)(path)

    assert answer["Cache-Control"] == "no-store"
    assert "noindex" in answer["X-Robots-Tag"]
    assert answer["Referrer-Policy"] == "no-referrer"
    assert 'content="noindex' in answer.text
    assert "csrfmiddlewaretoken" not in answer.text


def test_a_made_up_link_is_not_found_in_plain_words(stranger, check):
    path = fact_checking.path_of(check)
    forged = path.replace(path[-5:-1], "AAAA")

    answer = stranger.get(forged)

    assert answer.status_code == 404
    assert "Perhaps a part of it is missing." in answer.text
    assert stranger.post(forged, ANSWERS).status_code == 404
    assert stranger.get(f"/fact-check/{check.key}/").status_code == 404


def test_an_old_link_and_a_link_that_was_ended_say_so(stranger, check, client, dee, draft):
    path = fact_checking.path_of(check)
    FactCheck.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    answer = stranger.post(path, ANSWERS)
    assert answer.status_code == 410
    assert "It was taken back, or it is too old." in answer.text
    assert "Say how long." in answer.text

    FactCheck.objects.update(expires_at=timezone.now() + timedelta(days=1))
    client.force_login(dee)
    client.post(reverse("admin:articles_guide_revoke", args=[draft.pk, check.pk]))

    assert stranger.get(path).status_code == 410
    assert stranger.post(path, ANSWERS).status_code == 410
    check.refresh_from_db()
    assert check.sent_at is None


def test_the_link_shows_its_revision_and_no_later_one(stranger, check, draft, dee):
    draft.blocks.filter(kind=Kind.TEXT).update(html="<p>Later words.</p>")
    publishing.record(draft, by=dee)

    page = stranger.get(fact_checking.path_of(check)).text

    assert "Rest before you must." in page
    assert "Later words." not in page


def test_an_author_makes_a_link_for_the_revision_on_the_page(client, dee, draft):
    client.force_login(dee)
    address = reverse("admin:articles_guide_ask", args=[draft.pk])
    revision = draft.current_revision
    assert client.post(address, {"revision": revision.pk}).status_code == 422

    told = client.post(address, {"revision": revision.pk, "ask-asked_for": "Dr. Who"}, follow=True)

    made = FactCheck.objects.get()
    assert (made.revision, made.made_by) == (revision, dee)
    assert timedelta(days=29) < made.expires_at - timezone.now() <= timedelta(days=30)
    assert fact_checking.path_of(made) in told.text
    assert urlsplit(fact_checking.path_of(made)).path.startswith("/fact-check/")


def test_a_reviewer_without_the_guide_makes_and_ends_no_link(client, cleo, check, draft):
    client.force_login(cleo)
    ask = reverse("admin:articles_guide_ask", args=[draft.pk])
    revoke = reverse("admin:articles_guide_revoke", args=[draft.pk, check.pk])

    assert client.post(ask, {"ask-asked_for": "x"}).status_code == 403
    assert client.post(revoke).status_code == 403
    assert fact_checking.path_of(check) not in client.get(ask.replace("ask/", "")).text

"""Was this page useful? Anybody may say, nobody is asked who they are."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from articles import publishing, strangers, usefulness
from articles.models import Usefulness
from outbox.models import Errand
from tests import make

URL = "/guides/fatigue-and-energy/living-with-fatigue/useful/"
GUIDE = "/guides/fatigue-and-energy/living-with-fatigue/"
THANKS = f"{URL}thanks/"


def answers():
    return list(Usefulness.objects.values_list("revision__number", "useful", "lack", "words"))


def test_a_visitor_says_yes_without_a_cookie_or_a_token(client, fatigue):
    page = client.get(GUIDE)
    answer = client.post(URL, {"useful": "yes", "revision": "1"})

    assert "csrfmiddlewaretoken" not in page.text
    assert answer.url == THANKS
    assert client.get(THANKS).status_code == 200
    assert answers() == [(1, True, "", "")]
    assert not client.cookies


def test_it_works_where_django_checks_every_token(fatigue, ada):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(ada)

    assert strict.post(URL, {"useful": "yes"}).url == THANKS
    assert len(answers()) == 1


def test_a_visitor_says_what_was_the_matter(client, fatigue):
    form = client.get(f"{URL}?of=1")
    answer = client.post(URL, {"lack": "hard", "words": " Too many\r\nlong words. "})

    assert form.status_code == 200
    assert "csrfmiddlewaretoken" not in form.text
    assert answer.url == THANKS
    assert answers() == [(1, False, "hard", "Too many\nlong words.")]
    assert not client.cookies


@pytest.mark.parametrize(
    "posted", [{"lack": ""}, {"lack": "rude"}, {"lack": "other", "more": "x" * 500}]
)
def test_what_was_typed_comes_back_when_it_cannot_be_taken(client, fatigue, posted):
    words = "It does not say how long." + posted.pop("more", "")

    page = client.post(URL, {"useful": "no", "words": words, "revision": "1"} | posted)

    assert page.status_code == 422
    assert words in page.text
    assert 'name="revision" value="1"' in page.text
    assert answers() == []
    assert not client.cookies


def test_an_answer_belongs_to_the_version_that_was_read(client, fatigue):
    make.block(fatigue)
    publishing.publish(fatigue, by=None)

    client.post(URL, {"useful": "yes", "revision": "1"})
    client.post(URL, {"useful": "yes", "revision": "2"})

    assert sorted(answers()) == [(1, True, "", ""), (2, True, "", "")]


@pytest.mark.parametrize("number", ["", "7", "-1", "two", "²", "9" * 30])
def test_a_version_that_nobody_could_read_counts_as_the_live_one(client, fatigue, number):
    make.block(fatigue)
    publishing.record(fatigue, by=None)

    client.post(URL, {"useful": "yes", "revision": number})

    assert answers() == [(1, True, "", "")]


def test_a_version_that_was_never_live_gets_no_answer(client, fatigue):
    make.block(fatigue)
    publishing.record(fatigue, by=None)

    client.post(URL, {"useful": "yes", "revision": "2"})

    assert answers() == [(1, True, "", "")]


def test_a_draft_has_no_form(client, db):
    make.draft()

    assert client.get(URL).status_code == 404
    assert client.post(URL, {"useful": "yes"}).status_code == 404
    assert client.get(THANKS).status_code == 404


def test_a_withdrawn_guide_does_not_ask(client, fatigue):
    fatigue.withdraw(reason="Old.")

    assert "Was this page useful?" not in client.get(GUIDE).text


@pytest.mark.parametrize(
    "header",
    [
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
        {"sec-fetch-site": "none"},
        {"origin": "https://elsewhere.example"},
        {"origin": "null"},
    ],
)
def test_another_site_cannot_answer_for_its_visitors(client, fatigue, header):
    page = client.post(URL, {"lack": "wrong", "words": "Planted."}, headers=header)

    assert page.status_code == 403
    assert "Planted." in page.text
    assert answers() == []


@pytest.mark.parametrize(
    "header", [{"sec-fetch-site": "same-origin"}, {"origin": "http://testserver"}]
)
def test_our_own_pages_can(client, fatigue, header):
    assert client.post(URL, {"useful": "yes"}, headers=header).status_code == 302
    assert len(answers()) == 1


def test_a_second_press_of_the_button_counts_once(client, fatigue):
    for _ in range(2):
        assert client.post(URL, {"useful": "yes"}).url == THANKS

    assert len(answers()) == 1


def test_a_flood_is_not_taken_and_loses_no_words(client, fatigue, monkeypatch):
    monkeypatch.setattr(strangers, "MOST_AN_HOUR", 1)
    client.post(URL, {"useful": "yes"})

    page = client.post(URL, {"lack": "old", "words": "From 2019."})
    from_elsewhere = client.post(URL, {"useful": "yes"}, REMOTE_ADDR="192.0.2.7")

    assert page.status_code == 429
    assert "From 2019." in page.text
    assert from_elsewhere.status_code == 302
    assert len(answers()) == 2


def test_a_program_that_fills_every_field_is_thanked_and_not_counted(client, fatigue):
    assert client.post(URL, {"useful": "yes", "website": "http://x.example"}).url == THANKS
    assert answers() == []


def test_asking_writes_nothing(client, fatigue, writes_nothing):
    with writes_nothing():
        client.get(GUIDE)
        client.get(URL)
        client.get(THANKS)


def test_words_are_erased_after_a_year_and_counts_stay(client, fatigue):
    client.post(URL, {"lack": "old", "words": "From 2019."})
    client.post(URL, {"lack": "old", "words": "Quite new."})
    long_ago = timezone.localdate() - timedelta(days=366)
    Usefulness.objects.filter(words="From 2019.").update(answered_on=long_ago)

    usefulness.forget_old_words()
    usefulness.forget_old_words()

    assert sorted(answers()) == [(1, False, "old", ""), (1, False, "old", "Quite new.")]
    assert Errand.objects.filter(kind=usefulness.FORGET).count() == 1


# The desk ------------------------------------------------------------------------------------


@pytest.fixture
def own(dee):
    return make.guide(owner=dee)


def desk(guide):
    return f"/admin/articles/guide/{guide.pk}/readers/"


def test_the_author_reads_counts_and_words_as_plain_text(client, dee, own):
    usefulness.take(own.live_revision, useful=True)
    usefulness.take(own.live_revision, useful=False, lack="wrong", words="<b>No</b> & never")
    client.force_login(dee)

    page = client.get(desk(own))

    assert "&lt;b&gt;No&lt;/b&gt; &amp; never" in page.text
    assert desk(own) in client.get(f"/admin/articles/guide/{own.pk}/change/").text
    (verdict,) = usefulness.verdicts(own)
    assert (verdict.number, verdict.useful, verdict.not_useful) == (1, 1, 1)
    assert verdict.cells == [0, 0, 0, 1, 0]


def test_others_do_not_read_what_readers_say(client, own, ada, mo):
    foreign = make.author("fay")

    for who, status in [(ada, 302), (mo, 403), (foreign, 403)]:
        client.force_login(who)
        assert client.get(desk(own)).status_code == status


@pytest.mark.parametrize("count", [1, 3])
def test_what_readers_say_costs_the_same_queries_however_much_it_is(
    client, eve, own, count, django_assert_num_queries
):
    for number in range(count):
        usefulness.take(own.live_revision, useful=False, lack="wrong", words=f"No {number}")
        make.block(own)
        publishing.publish(own, by=None)
    client.force_login(eve)
    client.get(desk(own))

    with django_assert_num_queries(6):
        page = client.get(desk(own))

    assert page.text.count("<blockquote") == count

"""What members agreed to: noted when they join, asked again when it changes, and never of those
who only read."""

import pytest
from allauth.account.signals import user_signed_up

from accounts import consenting
from accounts.models import Agreement, Consent
from comments.models import Comment
from tests import make


@pytest.fixture
def changed(monkeypatch):
    """The house rules have a second version."""
    monkeypatch.setitem(consenting.VERSIONS, Agreement.RULES, 2)
    monkeypatch.setitem(consenting.CHANGED, Agreement.RULES, "No shouting any more.")


def words(fatigue):
    made = {"body": "My *long* words\r\n\r\nin two parts", "kind": "", "who_may_read": "everyone"}
    return made | {"submission": "1b9d6bcd-bbfd-4b2d-9b5d-ab8dfbbd4bed"}


def test_who_joins_agrees_to_what_holds_that_day(ada, rf):
    user_signed_up.send(type(ada), request=rf.get("/"), user=ada)
    user_signed_up.send(type(ada), request=rf.get("/"), user=ada)

    assert list(Consent.objects.of(ada).values_list("kind", "version")) == [
        ("privacy", 1),
        ("rules", 1),
    ]


@pytest.mark.parametrize("path", ["/accounts/signup/", "/accounts/signup/passkey/"])
def test_the_page_of_joining_says_what_one_agrees_to(client, db, path):
    page = client.get(path).text

    form = page[page.index("By joining you agree") : page.index("</form>")]
    assert 'href="/about/house-rules/"' in form
    assert 'href="/about/privacy/"' in form
    assert "also about your health" in form


def test_nobody_is_asked_while_nothing_has_changed(client, fatigue, ada, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert consenting.outstanding(ada) == []


def test_after_a_change_reading_goes_on_and_writing_asks_first(changed, client, fatigue, ada):
    client.force_login(ada)
    address = fatigue.get_absolute_url()
    assert client.get(address).status_code == 200

    answer = client.post(f"{address}comment/", words(fatigue))

    assert answer.status_code == 409
    assert "No shouting any more." in answer.text
    assert "My *long* words" in answer.text
    assert not Comment.objects.exists()


def test_agreeing_sends_the_words_on_and_is_asked_once(changed, client, fatigue, ada):
    client.force_login(ada)
    address = f"{fatigue.get_absolute_url()}comment/"
    asked = client.post(address, words(fatigue))
    assert f'action="{address}"' in asked.text

    agreed = words(fatigue) | {consenting.FIELD: asked.context["agreed"]}
    assert client.post(address, agreed).status_code == 302

    assert Comment.objects.get().revisions.get().source.replace("\r", "") == (
        "My *long* words\n\nin two parts"
    )
    assert Consent.objects.get(kind="rules").version == 2
    assert consenting.outstanding(ada) == []
    again = words(fatigue) | {"submission": "2b9d6bcd-bbfd-4b2d-9b5d-ab8dfbbd4bed"}
    assert client.post(address, again).status_code == 302


def test_agreeing_to_an_older_page_asks_again(changed, client, fatigue, ada, monkeypatch):
    client.force_login(ada)
    address = f"{fatigue.get_absolute_url()}comment/"
    asked = client.post(address, words(fatigue))
    monkeypatch.setitem(consenting.VERSIONS, Agreement.RULES, 3)

    answer = client.post(address, words(fatigue) | {consenting.FIELD: asked.context["agreed"]})

    assert answer.status_code == 409
    assert not Comment.objects.exists()


@pytest.mark.parametrize(
    "path", ["/settings/privacy/", "/settings/data/copy/", "/accounts/logout/", "/display/"]
)
def test_ones_own_settings_and_the_way_out_ask_nothing(changed, client, ada, path):
    client.force_login(ada)

    assert client.post(path, {}).status_code != 409


def test_words_are_kept_while_one_types_whatever_has_changed(changed, client, fatigue, ada):
    client.force_login(ada)

    answer = client.post(f"{fatigue.get_absolute_url()}comment/draft/", {"body": "Not lost"})

    assert answer.status_code in {204, 302}
    assert make.Comment.objects.count() == 0


def test_visitors_are_asked_nothing(changed, client, fatigue):
    answer = client.post(f"{fatigue.get_absolute_url()}useful/", {"useful": "yes"})

    assert answer.status_code != 409

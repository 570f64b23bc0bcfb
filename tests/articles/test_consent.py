"""A member agrees to words and a name, not to what becomes of them later."""

import pytest

from articles.models import Kind
from tests import make
from tests.articles.filling import address, fill, posted


@pytest.fixture
def quote(dee):
    guide = make.draft(owner=dee)
    told = {"attribution": "two_sticks", "consent": True}
    return make.block(guide, Kind.QUOTE, html="<p>I nap.</p>", **told)


@pytest.mark.parametrize(
    ("fields", "still"),
    [
        ({}, True),
        ({"position": 30}, True),
        ({"html": "<p>I never nap.</p>"}, False),
        ({"attribution": "Ada"}, False),
    ],
)
def test_a_changed_quote_has_to_be_agreed_to_again(client, dee, quote, fields, still):
    client.force_login(dee)
    page = address(quote.guide)

    client.post(page, fill(client, page, **posted("blocks-1", **fields)))
    quote.refresh_from_db()
    assert quote.consent is still

    client.post(page, fill(client, page, **posted("blocks-1", consent="on")))
    quote.refresh_from_db()
    assert quote.consent is True


def test_a_changed_quote_is_not_published_in_the_same_breath(client, quote):
    client.force_login(make.member("boss", is_staff=True, is_superuser=True))
    page = address(quote.guide)
    changed = posted("blocks-1", html="<p>I never nap.</p>")

    answer = client.post(
        page, fill(client, page, override_reason="To try it.", **changed) | {"_override": "1"}
    )

    assert "The quote has changed. Save it, ask the member again, then tick this." in answer.text
    quote.guide.refresh_from_db()
    assert not quote.guide.is_live


def test_a_copy_of_a_quote_is_agreed_to_by_nobody(client, dee, quote):
    client.force_login(dee)
    page = address(quote.guide)

    answer = client.post(page, fill(client, page) | {"_arrange": "copy:1"})

    copied = fill(answer)
    assert copied["blocks-1-consent"] == "on"
    assert copied["blocks-3-attribution"] == "two_sticks"
    assert "blocks-3-consent" not in copied

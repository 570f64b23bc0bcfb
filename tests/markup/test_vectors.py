"""A corpus of attacks against the cleaner, read by Python here and by a browser elsewhere."""

from urllib.parse import urljoin, urlsplit

import pytest

from markup import COMMENT, GUIDE, clean, to_html
from markup.profiles import PROFILES
from tests.markup.reading import faults_in, tags_in
from tests.markup.vectors import ADDRESSES, HTML, MARKDOWN

BOTH = pytest.mark.parametrize("profile", PROFILES, ids=lambda profile: profile.name)


def hosts_in(html):
    """The hosts that links lead to when they stand on a page of ours."""
    links = [attributes["href"] for tag, attributes in tags_in(html) if tag == "a"]
    return {urlsplit(urljoin("https://forum.example/guides/", link)).hostname for link in links}


def plain_hosts(address):
    """Behind an odd prefix may stand a whole web address, and that may become a link."""
    _, scheme, rest = address.partition("https://")
    return {urlsplit(scheme + rest).hostname} if scheme and "@" not in rest else set()


def test_the_corpus_is_large_and_says_nothing_twice():
    assert len(ADDRESSES) + len(HTML) + len(MARKDOWN) >= 220
    assert all(len(set(family)) == len(family) for family in (ADDRESSES, HTML, MARKDOWN))


@BOTH
def test_nothing_that_is_not_allowed_comes_through(profile):
    found = {vector: faults_in(clean(vector, profile), profile) for vector in HTML}

    assert {vector: faults for vector, faults in found.items() if faults} == {}


@BOTH
def test_what_comes_through_is_read_the_same_a_second_time(profile):
    once = [clean(vector, profile) for vector in HTML]

    assert [clean(html, profile) for html in once] == once


@BOTH
@pytest.mark.parametrize("quote", ['"', "'"])
def test_no_link_leads_where_it_should_not(quote, profile):
    links = {address: f"<p><a href={quote}{address}{quote}>x</a></p>" for address in ADDRESSES}
    shown = {address: clean(link, profile) for address, link in links.items()}

    assert shown == dict.fromkeys(ADDRESSES, "<p>x</p>")


@pytest.mark.parametrize("form", ["[x]({})", "[x](<{}>)", "<{}>", "a {} b"])
def test_no_typed_link_leads_where_it_should_not(form):
    for address in ADDRESSES:
        shown = to_html("words " + form.format(address.replace("\0", "")))

        assert faults_in(shown, COMMENT) == []
        assert hosts_in(shown) <= {"forum.example", *plain_hosts(address)}


def test_typed_attacks_are_shown_as_text():
    for vector in HTML + MARKDOWN:
        shown = to_html("words " + vector.replace("\0", ""))

        assert faults_in(shown, COMMENT) == []
        assert "<img" not in shown


def test_the_reader_of_this_test_sees_what_is_wrong():
    """A test of the test: were the cleaner to do nothing, these would be found."""
    let_through = [vector for vector in HTML if not faults_in(vector, GUIDE)]

    # What is left is harmless as it stands: text that looks like a tag, or tags we do allow.
    assert len(let_through) < len(HTML) / 10

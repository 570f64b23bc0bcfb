"""Every comment is reached by links from the guide, while others go on talking: none is skipped,
none stands twice."""

import re
from collections import Counter
from html import unescape
from urllib.parse import urljoin

import pytest

from comments import deciding
from comments.models import Comment
from tests import make
from tests.comments.pages import comments_in

LINK = re.compile(r'<a [^>]*href="([^"]+)"[^>]*>(?:Show the next|Show \d+ more)')


@pytest.fixture
def talk(fatigue, ada, ben):
    """Conversations for three pages, and one with replies for three, several of them deep."""
    heads = [make.comment(fatigue, ada) for _ in range(45)]
    long = heads[22]
    for number in range(62):
        below = make.comment(fatigue, ben, parent=long)
        if number % 20 == 0:
            for _ in range(3):
                below = make.comment(fatigue, ada, parent=below)
    return long


def walk(client, start, between):
    """How often each comment stood on a page that was reached by links, without the first comment
    of a conversation over its further replies."""
    met, ahead, known = Counter(), [start], set()
    while ahead:
        path = ahead.pop(0)
        if path in known:
            continue
        known.add(path)
        page = client.get(path)
        ids = [int(name.removeprefix("comment-")) for name in comments_in(page).words]
        met.update(ids[1:] if path.startswith("/comments/") else ids)
        ahead += [urljoin(path, unescape(url)).partition("#")[0] for url in LINK.findall(page.text)]
        between()
    return met


@pytest.mark.parametrize("order", ["oldest", "newest", "helpful"])
@pytest.mark.parametrize("who", ["visitor", "member"])
def test_each_is_met_once_while_new_ones_arrive(client, fatigue, ada, ben, mo, talk, order, who):
    there = set(Comment.objects.values_list("pk", flat=True))
    first, last = (
        Comment.objects.filter(root=talk).earliest("seq"),
        Comment.objects.filter(root=talk).latest("seq"),
    )
    if who == "member":
        client.force_login(ben)

    def between():
        make.comment(fatigue, ada)  # a conversation
        make.comment(fatigue, ada, parent=talk)  # at the end of the long one
        make.comment(fatigue, ada, parent=first)  # in the midst of what was passed
        make.comment(fatigue, ada, parent=last)  # in the midst of what is still to come

    met = walk(client, f"{fatigue.get_absolute_url()}?order={order}", between)

    assert there - met.keys() == set()
    assert [pk for pk, times in met.items() if times > 1] == []


@pytest.mark.parametrize("order", ["oldest", "newest", "helpful"])
def test_each_that_stays_is_met_once_while_others_go(client, fatigue, mo, talk, order):
    going = list(Comment.objects.filter(root=None).exclude(pk=talk.pk).order_by("number"))
    gone = set()

    def between():
        for each in (going.pop(0), going.pop()):  # of the first page, and of the last
            deciding.hide(each, deciding.Why(by=mo, reason="unkind"))
            gone.add(each.pk)

    there = set(Comment.objects.values_list("pk", flat=True))
    met = walk(client, f"{fatigue.get_absolute_url()}?order={order}", between)

    assert there - met.keys() - gone == set()
    assert [pk for pk, times in met.items() if times > 1] == []

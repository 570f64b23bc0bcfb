"""From reading to a first comment, for somebody who is not here yet and has a bad day."""

import re
from html import unescape

from accounts.models import Member
from comments.models import Comment


def test_from_sign_up_to_the_first_comment_it_is_three_pages_and_no_password(client, fatigue, code):
    """Counted are the pages that somebody has to read and fill in: as a browser without JavaScript
    shows them, following nothing but what stands there."""
    pages = []

    def read(answer):
        while answer.status_code in {301, 302}:
            answer = client.get(answer.url)
        assert answer.status_code == 200
        pages.append(answer.text)
        return answer.text

    guide = client.get(fatigue.get_absolute_url()).text
    way_in = unescape(re.search(r'href="(/accounts/signup/[^"]*)"', guide)[1])

    form = read(client.get(way_in))
    asked = [
        name
        for name in re.findall(r'<input type="(?!hidden)[^"]*" name="(\w+)"', form)
        if name != "homepage"
    ]
    told = {"email": "cas@example.org", "username": "Quiet Harbour", "next": hidden(form, "next")}
    read(client.post(way_in, told))
    guide = read(client.post("/accounts/confirm-email/", {"code": code()}))
    compose = guide.partition('id="compose"')[2]
    action = re.search(r'action="([^"]*)"', guide[: guide.index('id="compose"') + 400][-800:])[1]
    said = {"body": "Rest helps me.", "submission": hidden(compose, "submission"), "agreed": "on"}
    posted = client.post(unescape(action), said)

    assert posted.status_code == 302
    assert Comment.objects.get().author == Member.objects.get(name="Quiet Harbour")
    assert len(pages) <= 3
    assert asked == ["email", "username", "password1"]
    assert "if you want one" in form
    assert not Member.objects.get().has_usable_password()


def hidden(page, name):
    """The value of a hidden field."""
    return unescape(re.search(rf'name="{name}"[^>]*value="([^"]*)"', page)[1])

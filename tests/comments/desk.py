"""The moderators' desk as tests use it: open a page, fill in what it shows, press a button."""

import re

from django.urls import reverse

from comments.models import Case

LIST = "/admin/comments/case/"
COMMENTS = "/admin/comments/comment/"


def case_of(comment):
    return Case.objects.get(comment=comment, closed_at=None)


def case_url(comment):
    return reverse("admin:comments_case_change", args=[case_of(comment).pk])


def comment_url(comment):
    return reverse("admin:comments_comment_change", args=[comment.pk])


def hidden(page, verb):
    """What the page's form for a verb would send along."""
    form = re.search(rf"<form((?!</form>).)*value=\"{verb}\".*?</form>", page, re.DOTALL).group()
    found = re.findall(r'<input type="hidden" name="(\w+)" value="(\d*)"', form)
    return {name: value for name, value in found if name in {"version", "revision", "decision"}}


def decide(client, url, verb, **fields):
    """Open the page and decide, as a moderator would."""
    page = client.get(url)
    assert page.status_code == 200
    seen = hidden(page.text, verb)
    assert len(seen) == 3
    return client.post(url, {**seen, "verb": verb, **fields})


def choose(client, url, action, rows, *, follow=False, **fields):
    """Tick rows of a list and run an action."""
    data = {"action": action, "_selected_action": [row.pk for row in rows], **fields}
    return client.post(url, data, follow=follow)

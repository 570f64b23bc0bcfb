"""The moderators' desk as tests use it: open a page, fill in what it shows, press a button."""

import re

from django.urls import reverse

from comments.admin.verdict import Seen
from comments.models import Case

LIST = "/admin/moderation/"
COMMENTS = "/admin/comments/comment/"


def case_of(comment):
    return Case.objects.get(comment=comment, closed_at=None)


def case_url(comment):
    return reverse("desk:case", args=[case_of(comment).pk])


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


def together(client, verb, cases, *, sure=True, follow=True, **fields):
    """Tick cases in the queue and decide about all of them."""
    seen = [f"{case.pk}:{case.version}:{case.comment.latest_number}" for case in cases]
    data = {"verb": verb, "case": [case.pk for case in cases], "seen": seen, **fields}
    data |= {"sure": "1"} if sure else {}
    return client.post(f"{LIST}together/", data, follow=follow)


def choose(client, url, action, rows, *, follow=False, **fields):
    """Tick rows of the list of comments, as it stands now, and run an action."""
    data = {"action": action, "_selected_action": [row.pk for row in rows], "seen": seen_of(rows)}
    return client.post(url, data | fields, follow=follow)


def seen_of(rows):
    """What the list says beside the box of each comment."""
    return [f"{row.pk}:{row.latest_number}:{last_decision(row)}" for row in rows]


def last_decision(comment):
    return Seen.of(comment, None).decision

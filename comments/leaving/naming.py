"""The name of somebody who leaves, in the words of others: where they are called, and where
somebody is quoted as them. Elsewhere it may be an ordinary word, and stays."""

import re
from html import escape

from django.db.models import F, Max, Q
from django.utils.translation import gettext as _

from accounts.leaving.own import keep
from accounts.leaving.parts import erases
from accounts.models import Leaving
from comments.models import Comment, CommentRevision, Discussion, Draft

# Comments that are looked through at once.
AT_ONCE = 2_000
# A line above a quotation that is longer does not only say whose it is.
SHORT = 120


@erases("names")
def erase_names(leaving: Leaving) -> bool:
    """Look through all comments, from the first to the last, some at a time."""
    if leaving.progress.get("named"):
        return False
    after = leaving.progress.get("names", 0)
    name, address = leaving.member.name, f"/people/{leaving.member_id}/"
    some = Q(comment__gt=after, comment__lte=after + AT_ONCE)
    called = Q(source__icontains=name) | Q(html__contains=address) | Q(html__icontains=escape(name))
    found = CommentRevision.objects.filter(some).filter(called)
    for revision in found.select_related("comment"):
        change(revision, Naming(name, leaving.member_id))
    last = Comment.objects.aggregate(last=Max("pk"))["last"] or 0
    if after + AT_ONCE < last:
        return keep(leaving, "names", after + AT_ONCE)
    for draft in Draft.objects.filter(body__icontains=name):
        body = Naming(name, leaving.member_id).taken_from_source(draft.body)
        Draft.objects.filter(pk=draft.pk).update(body=body)
    keep(leaving, "named", True)
    return False


class Naming:
    """One name, and how it stands in texts when somebody is meant."""

    def __init__(self, name: str, member: int) -> None:
        # Whoever wrote it may have put a backslash before a sign that Markdown knows.
        source = r"\\?".join(re.escape(letter) for letter in name)
        html = re.escape(escape(name, quote=False))
        self.called = re.compile(rf"@{source}(?!\w)", re.IGNORECASE)
        self.quoted = re.compile(rf"(?<!\w){source}(?!\w)", re.IGNORECASE)
        self.link = re.compile(rf'<a href="[^"]*/people/{member}/"[^>]*>[^<]*</a>')
        self.called_html = re.compile(rf"@{html}(?!\w)", re.IGNORECASE)
        self.quoted_html = re.compile(rf"(?<![\w/]){html}(?!\w)", re.IGNORECASE)

    def taken_from_source(self, text: str) -> str:
        lines = self.called.sub(somebody(), text).split("\n")
        told = [
            self.quoted.sub(somebody(), line) if says_who(lines, place) else line
            for place, line in enumerate(lines)
        ]
        return "\n".join(told)

    def taken_from_html(self, html: str) -> str:
        html = self.called_html.sub(somebody(), self.link.sub(somebody(), html))
        # A quotation, and the paragraph before it that says whose it is.
        quotation = r"<blockquote>.*?</blockquote>"
        return re.sub(
            rf"<p>(?:(?!</p>).){{0,{SHORT}}}</p>\s*(?=<blockquote>)|{quotation}",
            lambda piece: self.quoted_html.sub(somebody(), piece[0]),
            html,
            flags=re.DOTALL,
        )


def says_who(lines: list[str], place: int) -> bool:
    """A quoted line, or the short one above a quotation."""
    if lines[place].lstrip().startswith(">"):
        return True
    following = next((line for line in lines[place + 1 :] if line.strip()), "")
    return following.lstrip().startswith(">") and len(lines[place]) <= SHORT


def somebody() -> str:
    return _("somebody who left")


def change(revision: CommentRevision, naming: Naming) -> None:
    source = naming.taken_from_source(revision.source)
    html = naming.taken_from_html(revision.html)
    CommentRevision.objects.filter(pk=revision.pk).update(source=source, html=html)
    comment = revision.comment
    if revision.number == (comment.approved_number or comment.latest_number):
        Comment.objects.filter(pk=comment.pk).update(html=naming.taken_from_html(comment.html))
        Discussion.objects.filter(pk=comment.discussion_id).update(version=F("version") + 1)

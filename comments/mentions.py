"""Calling people by name in a discussion: `@name` of somebody who writes there under their name.

A name becomes a link when the words are written. Who is told is looked up when they are published,
so that nobody is called who cannot be found there by then.
"""

import re

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Lower
from django.urls import reverse

from accounts.models import Member
from accounts.names import other_cases
from comments import signals
from comments.models import Audience, Comment, CommentQuerySet, Decision, Discussion
from comments.visibility import surely_readable
from markup import names_after_at, with_mentions

# So many comments back one still remembers who spoke.
LOOKED_AT = 300
MOST_NAMES = 100

_QUOTE_OR_PERSON = re.compile(
    r'<(?P<end>/?)blockquote>|href="[\w/-]*/(?P<place>\d+)/people/(?P<who>\d+)/"'
)


def with_people(html: str, discussion: Discussion, who_may_read: str) -> str:
    """The words with a link for each name of somebody who talks here. One query where there is an
    "@", none without."""
    names = names_after_at(html)
    if not names:
        return html
    # SQLite makes small letters of plain ones only.
    cases = {_small(case) for name in names for case in other_cases(name)}
    people = talking(discussion, who_may_read).annotate(small=Lower("name"))
    found = people.filter(small__in=names | cases)
    return with_mentions(html, {who.name.lower(): path_to(discussion.pk, who.pk) for who in found})


def _small(name: str) -> str:
    return "".join(letter.lower() if letter.isascii() else letter for letter in name)


def path_to(discussion: int, member: int) -> str:
    return reverse("comments:person", args=[discussion, member])


def talking(discussion: Discussion, who_may_read: str) -> QuerySet[Member]:
    """Everybody with words here under their name that all who may read this can read, too: being
    called must not tell that somebody talks among members."""
    said = said_by_name(discussion, who_may_read).filter(author=OuterRef("pk"))
    return Member.objects.filter(Exists(said), is_active=True)


def said_by_name(discussion: Discussion, who_may_read: str) -> CommentQuerySet:
    """What was said here under a name, and can be read by all who may read this."""
    said = surely_readable(Comment.objects.filter(discussion=discussion, anonymous=False))
    if who_may_read == Audience.EVERYONE:
        return said.filter(public=True, who_may_read=Audience.EVERYONE)
    return said


def names_in(
    discussion: Discussion,
    who_may_read: str,
    *,
    besides: Member,
    parent: Comment | None = None,
) -> list[str]:
    """Whom one may want to call: who spoke last in the conversation that is answered, then who
    spoke last anywhere here. Two queries, neither of which looks far back."""
    if discussion.who_may_read == Audience.MEMBERS:
        who_may_read = Audience.MEMBERS
    said = said_by_name(discussion, who_may_read)
    said = said.filter(author__is_active=True).exclude(author=besides)
    found = list[str]()
    if parent:
        head = parent.root or parent
        near = Q(root=head, seq__gt=head.last_seq - LOOKED_AT) | Q(pk=head.pk)
        found += said.filter(near).order_by("-seq").values_list("author__name", flat=True)
    lately = said.filter(number__gt=discussion.last_number - LOOKED_AT).order_by("-number")
    found += lately.values_list("author__name", flat=True)
    return list(dict.fromkeys(found))[:MOST_NAMES]


def people_called(comment: Comment) -> list[Member]:
    """Whom its readable words call, not in quotations, and not oneself. No query for nobody."""
    ids, quotes = set[int](), 0
    for found in _QUOTE_OR_PERSON.finditer(comment.html):
        if found["who"] is None:
            quotes += -1 if found["end"] else 1
        elif not quotes and found["place"] == str(comment.discussion_id):
            ids.add(int(found["who"]))
    ids.discard(comment.author_id or 0)
    if not ids:
        return []
    return list(talking(comment.discussion, comment.who_may_read).filter(pk__in=ids))


def announce(comment: Comment, decision: Decision) -> None:
    """Its words can be read now: say whom they call."""
    for member in people_called(comment):
        signals.member_mentioned.send(Comment, comment=comment, decision=decision, member=member)

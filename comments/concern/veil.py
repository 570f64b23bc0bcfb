"""Words that can be hard to read stand on no page of the desk before somebody asks for them.

Of comments they are those in which danger was found (`crisis`). Whoever looks after concerns is
spared what a member is worried about, too; others must not learn from a veil that anybody is.

Reports, appeals and messages are looked at when they are shown. They also tell of others and quote
them, which is as hard to read; and a veil that was not needed costs one press, so more counts.
"""

import re
from collections.abc import Iterable

from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.models import Member
from comments.concern import crisis
from comments.concern.folding import folded
from comments.models import SEES_CONCERNS, Comment, Worry

# What a list says in their place.
VEILED = _("These words can be hard to read. Its page shows them when you ask for them.")

# What opens a quotation: what follows is then held against the patterns like a sentence.
_QUOTES = re.compile(r"^[ \t]{0,3}>|[“”„«»\"‘]|(?<!\w)'(?=\w)", re.MULTILINE)
_SOMEBODY = r"(?:him|her|them|your|our|one)sel(?:f|ves)"
# Danger that is told of others; "I" is for `crisis`, which knows idiom. "Could harm themselves with
# this dose" is everyday, and is left.
_OF_OTHERS = re.compile(
    rf"\b(?:kill|hang|drown|shoot|cut)(?:s|ed|t?ing)? {_SOMEBODY}\b"
    r"|\b(?:want(?:s|ed)?|plan(?:s|ned)?|going|threaten(?:s|ed)?|tried|tries) to (?:die\b"
    rf"|(?:hurt|harm) {_SOMEBODY}\b)"
    r"|\bsuicid\w*+(?! (?:headache|disease))|\bself ?harm\w*|\bkys\b"
    r"|\b(?:take|takes|taking|took|end|ends|ending|ended) (?:his|her|their|your) (?:own )?"
    r"li(?:fe|ves)\b"
)


def is_hard(member: Member, comment: str = "pk") -> Exists:
    """For lists: whether the words of each row are such. `comment` leads from the row to it."""
    return Exists(_worries(member).filter(comment=OuterRef(comment)))


def among(comments: Iterable[Comment], member: Member) -> set[int]:
    """The numbers of those whose words are such. One query."""
    numbers = {comment.pk for comment in comments}
    found = _worries(member).filter(comment__in=numbers)
    return set(found.order_by().values_list("comment", flat=True))


def in_words(words: str) -> bool:
    """Whether words that are no comment are such: of a report, an appeal or a message."""
    return bool(crisis.found_in(_QUOTES.sub("\n", words)) or _OF_OTHERS.search(folded(words)))


def _worries(member: Member) -> QuerySet[Worry]:
    worries = Worry.objects.all()
    return worries if member.has_perm(SEES_CONCERNS) else worries.exclude(found=[])

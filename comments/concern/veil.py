"""Words that can be hard to read stand on no page of the desk before somebody asks for them.

They are those in which danger was found (`crisis`). Whoever looks after concerns is spared what a
member is worried about, too; others must not learn from a veil that anybody is.
"""

from collections.abc import Iterable

from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.models import Member
from comments.models import SEES_CONCERNS, Comment, Worry

# What a list says in their place.
VEILED = _("These words can be hard to read. Its page shows them when you ask for them.")


def is_hard(member: Member, comment: str = "pk") -> Exists:
    """For lists: whether the words of each row are such. `comment` leads from the row to it."""
    return Exists(_worries(member).filter(comment=OuterRef(comment)))


def among(comments: Iterable[Comment], member: Member) -> set[int]:
    """The numbers of those whose words are such. One query."""
    numbers = {comment.pk for comment in comments}
    found = _worries(member).filter(comment__in=numbers)
    return set(found.order_by().values_list("comment", flat=True))


def _worries(member: Member) -> QuerySet[Worry]:
    worries = Worry.objects.all()
    return worries if member.has_perm(SEES_CONCERNS) else worries.exclude(found=[])

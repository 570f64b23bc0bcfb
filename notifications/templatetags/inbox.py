"""What every page shows of a member's inbox."""

from django import template
from django.db.models import QuerySet

from accounts.models import Member
from notifications.models import Notice
from queries.prepared import prepared

register = template.Library()

# More than this is only "more": nobody needs the number, and counting it would take ever longer.
COUNTED = 20


@prepared
def a_few_unread(*, member: int) -> QuerySet[Notice, tuple[int]]:
    return Notice.objects.filter(recipient=member).unread().values_list("pk")[: COUNTED + 1]


@register.simple_tag
def unread_notices(member: Member) -> dict[str, int]:
    """How many notices wait for this member, beside the link to them. One query."""
    count = len(a_few_unread(member=member.pk))
    return {"count": min(count, COUNTED), "more": int(count > COUNTED)}

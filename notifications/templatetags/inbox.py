"""What every page shows of a member's inbox."""

from django import template

from accounts.models import Member
from notifications.models import Notice

register = template.Library()

# More than this is only "more": nobody needs the number, and counting it would take ever longer.
COUNTED = 20


@register.inclusion_tag("notifications/_unread.html")
def unread_notices(member: Member) -> dict[str, int]:
    """How many notices wait for this member, beside the link to them. One query."""
    count = Notice.objects.of(member).unread()[: COUNTED + 1].count()
    return {"count": min(count, COUNTED), "more": int(count > COUNTED)}

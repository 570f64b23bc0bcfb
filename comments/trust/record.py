"""What of somebody's comments was not published or taken down lately."""

from datetime import datetime

from accounts.models import Member
from comments.models import Decision, Reason

# More decisions about one person in a month or two tell nothing new.
MOST_READ = 500


def bad_comments(member: Member, since: datetime, until: datetime) -> int:
    """How many comments the team refused or took down in that time, and has not put back by its
    end. What only belonged somewhere else does not count against anybody."""
    decided = (
        Decision.objects.filter(
            comment__author=member,
            verb__in=["publish", "reject", "hide", "restore"],
            rule="",
            at__gte=since,
            at__lt=until,
        )
        .order_by("-pk")
        .values_list("comment", "verb", "reason")[:MOST_READ]
    )
    last: dict[int, bool] = {}
    for comment, verb, reason in decided:
        bad = verb in {"reject", "hide"} and reason != Reason.OFF_TOPIC
        last.setdefault(comment, bad)
    return sum(last.values())

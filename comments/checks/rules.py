"""The team's rules, asked about what was said; where nothing is said yet, they are not."""

from accounts.models import Member
from comments.models import Cause, Discussion
from comments.rules import matching
from comments.rules.said import Said


def check(_author: Member, _discussion: Discussion, said: Said | None) -> list[Cause]:
    return matching.check(said) if said else []

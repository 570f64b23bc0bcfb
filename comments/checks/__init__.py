"""Automatic checks, one file each. They may *hold* a comment for a person; nothing else."""

import logging
from collections.abc import Callable

from accounts.models import Member
from comments.checks import discussion_policy, new_member
from comments.models import Cause, Discussion

log = logging.getLogger("comments.checks")

Check = Callable[[Member, Discussion], Cause | None]

# In this order; all causes are kept. Rules and trust come before what the discussion asks for.
CHECKS: list[Check] = [new_member.check, discussion_policy.check]


def causes_to_hold(author: Member, discussion: Discussion) -> list[Cause]:
    """Why a moderator should look first; empty when nobody has to.

    A check that fails holds: better one look too many than one too few.
    """
    causes = []
    for check in CHECKS:
        try:
            cause = check(author, discussion)
        except Exception:
            log.exception("The check %s failed, so the comment waits", check.__module__)
            cause = Cause.CHECK_FAILED
        if cause:
            causes.append(cause)
    return causes

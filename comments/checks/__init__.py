"""Automatic checks, one file each. They may *hold* a comment for a person; nothing else."""

import logging
from collections.abc import Callable

from accounts.models import Member
from comments.checks import discussion_policy, new_member, rules
from comments.models import Cause, Discussion
from comments.rules import matching
from comments.rules.said import Said

log = logging.getLogger("comments.checks")

Check = Callable[[Member, Discussion, Said | None], list[Cause]]

# In this order; all causes are kept. Before them come, in `posting` and its forms: whether the
# words can be taken, whether the same form was sent twice, whether the member may write at all.
CHECKS: list[Check] = [rules.check, new_member.check, discussion_policy.check]


def keep_found(said: Said) -> list[Cause]:
    """Write down what the rules found in words that are saved by now. What fails holds, too."""
    if said.is_to_be_kept:
        try:
            matching.keep(said)
        except Exception:
            log.exception("What the rules found was not kept, so the comment waits")
            return [Cause.CHECK_FAILED]
    return []


def causes_to_hold(author: Member, discussion: Discussion, said: Said | None = None) -> list[Cause]:
    """Why a moderator should look first; empty when nobody has to. Without `said` it is what holds
    for whatever the author will say.

    A check that fails holds: better one look too many than one too few.
    """
    causes: list[Cause] = []
    for check in CHECKS:
        try:
            found = check(author, discussion, said)
        except Exception:
            log.exception("The check %s failed, so the comment waits", check.__module__)
            found = [Cause.CHECK_FAILED]
        causes += [cause for cause in found if cause not in causes]
    return causes

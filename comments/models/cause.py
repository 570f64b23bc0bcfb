"""Why a moderator should look, what kind of case that is, and how much it weighs."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class CaseKind(models.TextChoices):
    """What is to be decided. One open case of each kind for a comment, and for a member."""

    COMMENT = "comment", _("What becomes of a comment")
    CONCERN = "concern", _("Worry about a person")
    PROFILE = "profile", _("A profile or a picture")
    APPEAL = "appeal", _("Somebody asks for another look")


class Cause(models.TextChoices):
    """Why a moderator should look."""

    NEW_MEMBER = "new_member", _("First comments of a new member")
    DISCUSSION_HOLDS = "discussion_holds", _("Every comment of this discussion waits")
    EDITED = "edited", _("Edited after it was published")
    RESUBMITTED = "resubmitted", _("Sent in again by its author, in new words")
    REPORTED = "reported", _("Reported by a member")
    RULE = "rule", _("Noticed by a rule")
    HIDDEN_BY_RULE = "hidden_by_rule", _("Taken down automatically")
    ALWAYS_REVIEW = "always_review", _("Everything this member writes is read first")
    CHECK_FAILED = "check_failed", _("An automatic check could not run")
    IMPORTED = "imported", _("Came unapproved with an import")
    CONCERN = "concern", _("Somebody is worried about this person")
    CRISIS_WORDS = "crisis_words", _("The words sound like a crisis")
    PROFILE = "profile", _("A profile was reported")
    APPEAL = "appeal", _("The author asks for another look")
    CLINICIAN = "clinician", _("A moderator asks a clinician")


# Several who say the same weigh more than one. Of all others, once is enough.
ADDS_UP = {Cause.REPORTED, Cause.CONCERN}
# What readers see at this moment and may be hurt by comes before what only waits to be seen;
# what a person asks of us comes before what a machine noticed.
POINTS: dict[str, int] = {
    Cause.REPORTED: 20,
    Cause.HIDDEN_BY_RULE: 20,
    Cause.APPEAL: 15,
    Cause.PROFILE: 15,
    Cause.CLINICIAN: 15,
    Cause.RULE: 10,
    Cause.CHECK_FAILED: 10,
    Cause.RESUBMITTED: 8,
    Cause.NEW_MEMBER: 5,
    Cause.EDITED: 5,
    Cause.ALWAYS_REVIEW: 5,
    Cause.DISCUSSION_HOLDS: 3,
}


def points_of(cause: str) -> int:
    """What such a cause adds to the score of its case."""
    return POINTS.get(cause, 0)


def weights(*causes: str) -> dict[str, object]:
    """The fields of a case that is written together with many others, for these causes."""
    told = [{"cause": str(c), "source": "", "points": points_of(c), "times": 1} for c in causes]
    score = sum(points_of(cause) for cause in causes)
    return {"causes": [str(c) for c in causes], "score": score, "score_reasons": told}

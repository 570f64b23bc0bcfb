from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from notifications.models.notice import Kind


class About(models.TextChoices):
    """What a letter can be about: one question of the settings page each."""

    REPLIES = "replies", _("Somebody replies to you or calls you by name")
    TEAM = "team", _("The team decides about a comment of yours, or writes to you")
    FOLLOWS = "follows", _("Something new in what you follow")
    GUIDES = "guides", _("A guide answers what you asked")


class Rhythm(models.TextChoices):
    """How soon a letter comes."""

    AT_ONCE = "at_once", _("At once")
    DAILY = "daily", _("Once a day, together")
    WEEKLY = "weekly", _("Once a week, together")
    NEVER = "never", _("Never: only in the inbox")


# Until somebody chooses otherwise. What concerns a member alone comes at once.
USUAL = {
    About.REPLIES: Rhythm.AT_ONCE,
    About.TEAM: Rhythm.AT_ONCE,
    About.FOLLOWS: Rhythm.DAILY,
    About.GUIDES: Rhythm.DAILY,
}

_ABOUT = {
    Kind.REPLIED: About.REPLIES,
    Kind.MENTIONED: About.REPLIES,
    Kind.FOLLOWED: About.FOLLOWS,
    Kind.ANSWERED: About.GUIDES,
    Kind.PUBLISHED: About.TEAM,
    Kind.TAKEN_DOWN: About.TEAM,
    Kind.NOT_PUBLISHED: About.TEAM,
    Kind.ASKED: About.TEAM,
    Kind.COPY_READY: About.TEAM,
    Kind.TEAM: About.TEAM,
    Kind.APPEAL: About.TEAM,
}
# The authors' desk writes letters of its own (notifications/desk.py); the team has lists.
WITHOUT_LETTER = {
    Kind.TURN,
    Kind.APPROVED,
    Kind.SENT_BACK,
    Kind.REVIEW_DUE,
    Kind.TO_TEAM,
    Kind.REPORT_READ,
    Kind.LETTERS_STOPPED,
}


def about(kind: str) -> About | None:
    """What a letter about a notice of this kind is about; None when no letter goes with it."""
    return _ABOUT.get(Kind(kind))


class LetterWish(models.Model):
    """How soon a member wants letters of one kind. Without a row the usual holds."""

    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="letter_wishes", db_index=False
    )
    about = models.CharField(max_length=10, choices=About)
    rhythm = models.CharField(max_length=10, choices=Rhythm)

    class Meta:
        verbose_name = _("wish for letters")
        verbose_name_plural = _("wishes for letters")
        constraints = [
            models.UniqueConstraint(fields=["member", "about"], name="one_wish_for_each_kind"),
        ]

    def __str__(self) -> str:
        return f"{self.about}: {self.rhythm}"

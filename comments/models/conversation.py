from typing import Self
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Member


class State(models.TextChoices):
    """Whose turn it is."""

    OPEN = "open", _("Waits for the team")
    ANSWERED = "answered", _("Answered")
    CLOSED = "closed", _("Closed")


class ConversationQuerySet(models.QuerySet["Conversation"]):
    """Questions asked of many at once."""

    def of(self, member: Member) -> Self:
        """A member's own, the one that moved last first."""
        return self.filter(member=member).order_by("-last_at", "-id")

    def for_team(self, moderator: Member) -> Self:
        """What the team reads. Nobody answers themselves."""
        return self.exclude(member=moderator)


class Conversation(models.Model):
    """A member and the team, in private. All of the team read it, and each of them may answer."""

    MOST_IN_SUBJECT = 120

    member = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        related_name="conversations",
        db_index=False,
        verbose_name=_("member"),
    )
    subject = models.CharField(_("subject"), max_length=MOST_IN_SUBJECT)
    # What it is about, if it is about one decision.
    decision = models.ForeignKey(
        "comments.Decision", models.SET_NULL, null=True, blank=True, related_name="+"
    )
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.OPEN)
    opened_at = models.DateTimeField(_("begun"), default=timezone.now)
    last_at = models.DateTimeField(_("last message"), default=timezone.now)
    # What the member wrote since the team answered sounds like danger: it comes first.
    is_urgent = models.BooleanField(default=False, editable=False)
    # An answer of the team names the version it saw; a stale one is refused.
    version = models.PositiveIntegerField(default=0)

    objects = ConversationQuerySet.as_manager()

    class Meta:
        verbose_name = _("conversation with a member")
        verbose_name_plural = _("conversations with members")
        indexes = [
            models.Index(fields=["member", "-last_at", "-id"], name="own_conversations"),
            models.Index(
                fields=["-is_urgent", "last_at", "id"], condition=Q(state="open"), name="team_waits"
            ),
        ]

    def __str__(self) -> str:
        return self.subject

    def get_absolute_url(self) -> str:
        return reverse("comments:team_conversation", args=[self.pk])

    def desk_url(self) -> str:
        return reverse("admin:comments_conversation_change", args=[self.pk])


class Message(models.Model):
    """What one side said. Who of the team it was, the member is not told."""

    conversation = models.ForeignKey(Conversation, models.CASCADE, related_name="messages")
    from_team = models.BooleanField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    source = models.TextField()
    html = models.TextField()
    at = models.DateTimeField(_("written"), default=timezone.now)
    submission = models.UUIDField(default=uuid4)

    class Meta:
        verbose_name = _("message")
        verbose_name_plural = _("messages")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["by", "submission"], name="one_message_per_submission"),
        ]

    def __str__(self) -> str:
        return f"{self.conversation_id}: {self.pk}"

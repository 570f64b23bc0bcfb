from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Member


class Kind(models.TextChoices):
    """What a notice tells."""

    PUBLISHED = "published", _("Your comment is published")
    REPLIED = "replied", _("Somebody replied to you")
    MENTIONED = "mentioned", _("Somebody called you by name")
    FOLLOWED = "followed", _("Something new in what you follow")
    TAKEN_DOWN = "taken_down", _("Your comment was taken down")
    NOT_PUBLISHED = "not_published", _("Your comment was not published")
    ASKED = "asked", _("The team asks for a change")
    TEAM = "team", _("The team wrote to you")
    APPEAL = "appeal", _("A second look was taken")
    TO_TEAM = "to_team", _("A member wrote to the team")
    ANSWERED = "answered", _("The guide answers your comment")
    COPY_READY = "copy_ready", _("The copy of your data is ready")
    LETTERS_STOPPED = "letters_stopped", _("We send you no letters for now")
    # Of the authors' desk: about a guide, and for those who work on it.
    TURN = "turn", _("A guide waits for you")
    APPROVED = "approved", _("A guide of yours was approved")
    SENT_BACK = "sent_back", _("A guide of yours came back")
    REVIEW_DUE = "review_due", _("A guide has to be reviewed again")
    REPORT_READ = "report_read", _("A moderator looked at what you reported")


class NoticeQuerySet(models.QuerySet["Notice"]):
    """Questions asked of many notices at once."""

    def of(self, member: Member) -> Self:
        """What this member is told, newest first."""
        return self.filter(recipient=member).order_by("-id")

    def unread(self) -> Self:
        return self.filter(read_at=None)

    def before(self, pk: int) -> Self:
        """What was told earlier than this notice."""
        return self.filter(pk__lt=pk)

    def up_to(self, pk: int) -> Self:
        return self.filter(pk__lte=pk)

    def mark_read(self) -> int:
        """Note that they were read; returns how many were not yet."""
        return self.order_by().unread().update(read_at=timezone.now())


class Notice(models.Model):
    """One thing that one member is told on the site, once."""

    # No plain index: `inbox` and `unread` begin with it.
    recipient = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        related_name="notices",
        db_index=False,
        verbose_name=_("told to"),
    )
    kind = models.CharField(_("about"), max_length=20, choices=Kind)
    # All of these may go; the notice then says that what it was about is no longer here.
    comment = models.ForeignKey(
        "comments.Comment", models.SET_NULL, null=True, blank=True, related_name="+"
    )
    decision = models.ForeignKey(
        "comments.Decision", models.SET_NULL, null=True, blank=True, related_name="+"
    )
    guide = models.ForeignKey(
        "articles.Guide", models.SET_NULL, null=True, blank=True, related_name="+"
    )
    approval = models.ForeignKey(
        "articles.Approval", models.SET_NULL, null=True, blank=True, related_name="+"
    )
    # Where it leads on this site, where that is not a comment.
    path = models.CharField(_("leads to"), max_length=200, blank=True)
    event_key = models.CharField(
        _("event"),
        max_length=100,
        help_text=_("Nobody is told of the same event twice."),
    )
    created_at = models.DateTimeField(_("happened"), default=timezone.now)
    read_at = models.DateTimeField(_("read"), null=True, blank=True)
    lettered_at = models.DateTimeField(_("told by letter"), null=True, blank=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        verbose_name = _("notice")
        verbose_name_plural = _("notices")
        constraints = [
            models.UniqueConstraint(
                fields=["recipient", "event_key"], name="one_notice_per_member_and_event"
            ),
            models.CheckConstraint(condition=~Q(event_key=""), name="a_notice_names_its_event"),
        ]
        indexes = [
            models.Index(fields=["recipient", "id"], name="inbox"),
            models.Index(
                fields=["recipient", "id"], condition=Q(read_at__isnull=True), name="unread"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.event_key}"

    @property
    def is_unread(self) -> bool:
        return self.read_at is None

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Reason(models.TextChoices):
    """Why the team took something down, in words that the author reads too."""

    MEDICAL = "medical", _("It could harm somebody who follows it")
    ADVERTISING = "advertising", _("It advertises something")
    UNKIND = "unkind", _("It is unkind to a person")
    PRIVATE = "private", _("It tells private things about somebody")
    OFF_TOPIC = "off_topic", _("It belongs somewhere else")
    OTHER = "other", _("Another reason")


# About how a comment is shown on the page, not about whether it is read.
PLACING = {"pin", "unpin", "answer", "unanswer"}
# What decides no case.
KEEPS_CASE = PLACING | {"undo"}
# What somebody else looks at again, to see how alike the team decides: those that let readers have
# it, and those that do not.
LETS_READ = {"publish", "keep", "restore"}
KEEPS_AWAY = {"reject", "hide"}
# Seals are as good as dice that nobody can foresee: those below this are one in twenty.
SAMPLE = "0d"


class DecisionQuerySet(models.QuerySet["Decision"]):
    """Questions asked of many decisions at once."""

    def about_reading(self) -> Self:
        """Those that say whether readers get a comment."""
        return self.exclude(verb__in=PLACING)

    def that_count(self) -> Self:
        """Those that stand on somebody's record: not what an appeal has overturned, nor what was
        undone at once."""
        undone = Decision.objects.filter(parent=models.OuterRef("pk"), verb="undo")
        return self.exclude(appeal__outcome="overturned").exclude(models.Exists(undone))

    def sampled(self) -> Self:
        """One in twenty of what people decided, chosen by nobody."""
        by_people = self.filter(by__isnull=False, seal__gt="", seal__lt=SAMPLE)
        return by_people.filter(verb__in=LETS_READ | KEEPS_AWAY)

    def forget_who(self) -> int:
        """Decided by nobody in particular any more. The log stays whole."""
        return self.update(by=None, by_salt="")

    def forget_notes(self) -> int:
        """Likewise what was noted for the author."""
        return self.exclude(note="").update(note="", note_salt="")


class Decision(models.Model):
    """What was decided, by whom or by which rule, and why. Only ever added."""

    comment = models.ForeignKey("comments.Comment", models.CASCADE, related_name="decisions")
    case = models.ForeignKey(
        "comments.Case", models.SET_NULL, null=True, blank=True, related_name="decisions"
    )
    # One act on many comments: the first decision is the parent of the others. Of an undoing: what
    # it has undone.
    parent = models.ForeignKey("self", models.CASCADE, null=True, blank=True, db_index=False)
    verb = models.CharField(_("decision"), max_length=12)
    old_status = models.CharField(_("before"), max_length=10)
    new_status = models.CharField(_("after"), max_length=10)
    whole_branch = models.BooleanField(_("with all its replies"), default=False)
    revision_number = models.PositiveSmallIntegerField(_("version decided on"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="decisions_made",
        verbose_name=_("by"),
    )
    rule = models.CharField(_("by rule"), max_length=40, blank=True)
    reason = models.CharField(_("reason"), max_length=12, choices=Reason, blank=True)
    note = models.TextField(_("note to the author"), blank=True, max_length=2000)
    at = models.DateTimeField(_("when"), default=timezone.now)
    # Its place in the log of its discussion, and the seal over it and the row before
    # (`comments.sealing`). Of who and of the note the seal knows marks over a salt, so that both
    # can be erased.
    log_place = models.PositiveIntegerField(default=0, editable=False)
    by_salt = models.CharField(max_length=32, blank=True, editable=False)
    by_mark = models.CharField(max_length=32, blank=True, editable=False)
    note_salt = models.CharField(max_length=32, blank=True, editable=False)
    note_mark = models.CharField(max_length=32, blank=True, editable=False)
    seal = models.CharField(max_length=64, blank=True, editable=False)

    objects = DecisionQuerySet.as_manager()

    class Meta:
        verbose_name = _("decision")
        verbose_name_plural = _("decisions")
        ordering = ["-id"]
        indexes = [
            models.Index(
                fields=["parent"], condition=models.Q(parent__isnull=False), name="decided_together"
            ),
            models.Index(
                fields=["-id"],
                condition=models.Q(by__isnull=False, seal__gt="", seal__lt=SAMPLE),
                name="decisions_sampled",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.verb} {self.comment_id}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep the record as it was: what was decided is never rewritten."""
        if not self._state.adding:
            raise TypeError("Decisions are only added. Write a new one.")
        super().save(*args, **kwargs)

    @property
    def reason_in_words(self) -> str:
        return str(Reason(self.reason).label) if self.reason else ""

"""What readers tell the authors of a guide: whether it helped, and what it should answer."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Lack(models.TextChoices):
    """Why a page was not useful."""

    HARD = "hard", _("It is hard to understand")
    MISSING = "missing", _("Something is missing")
    OLD = "old", _("It is out of date")
    WRONG = "wrong", _("Something is wrong")
    OTHER = "other", _("Something else")


class Usefulness(models.Model):
    """One reader's answer about one version of a guide. Nobody is told, or keeps, whose it is."""

    revision = models.ForeignKey(
        "articles.Revision", models.CASCADE, related_name="answers", verbose_name=_("version")
    )
    useful = models.BooleanField(_("useful"))
    lack = models.CharField(_("why not"), max_length=8, choices=Lack, blank=True)
    words = models.CharField(_("words"), max_length=500, blank=True)
    # A day, not a moment: a moment could be compared with who was here.
    answered_on = models.DateField(_("answered"), default=timezone.localdate, db_index=True)

    class Meta:
        verbose_name = _("answer of a reader")
        verbose_name_plural = _("answers of readers")
        constraints = [
            models.CheckConstraint(
                condition=Q(useful=True, lack="", words="") | (Q(useful=False) & ~Q(lack="")),
                name="only_what_was_not_useful_has_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return str(_("Useful")) if self.useful else str(self.get_lack_display())


class Answered(models.TextChoices):
    """Where a question stands. Only verbs change it (`articles.questions`)."""

    OPEN = "open", _("Open")
    ANSWERED = "answered", _("Answered in the guide")
    DECLINED = "declined", _("Not for this guide")


class GuideQuestionQuerySet(models.QuerySet["GuideQuestion"]):
    """Questions asked of many questions at once."""

    def open(self) -> Self:
        return self.filter(state=Answered.OPEN).order_by("asked_at", "id")

    def told_by_the_guide(self) -> Self:
        """Answered in a guide that readers are offered."""
        return self.filter(
            state=Answered.ANSWERED,
            guide__live_revision__isnull=False,
            guide__withdrawn_at=None,
        )


class GuideQuestion(models.Model):
    """Something readers ask that a guide should answer, in the words of the team."""

    guide = models.ForeignKey(
        "articles.Guide", models.CASCADE, related_name="questions", verbose_name=_("guide")
    )
    words = models.CharField(_("question"), max_length=200)
    # A path of this site, made by whoever knows what it leads to; that page decides who may read.
    asked_in = models.CharField(_("asked in"), max_length=200, blank=True)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("passed on by"),
    )
    asked_at = models.DateTimeField(_("passed on"), default=timezone.now)
    state = models.CharField(
        _("state"), max_length=8, choices=Answered, default=Answered.OPEN, editable=False
    )
    # The block that will answer it, as soon as it is published; afterwards the one that does.
    # None where the guide as a whole does.
    block = models.UUIDField(null=True, blank=True, editable=False)
    # The id of that block's heading on the live page, or of the nearest above it. Kept when
    # publishing; "" leads to the top.
    anchor = models.CharField(max_length=150, blank=True, editable=False)
    # While it is open: the version from which on it is answered, None while nothing answers it.
    # Afterwards the one that closed it.
    answered_in = models.ForeignKey(
        "articles.Revision",
        models.SET_NULL,
        null=True,
        related_name="+",
        editable=False,
        verbose_name=_("answered in version"),
    )
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", editable=False
    )
    settled_at = models.DateTimeField(_("settled"), null=True, editable=False)
    note = models.CharField(_("note"), max_length=500, blank=True)

    # What an author may say of an open one, besides the uuid of a block.
    NOT_YET, WHOLE = "", "guide"

    objects = GuideQuestionQuerySet.as_manager()

    class Meta:
        verbose_name = _("question readers ask")
        verbose_name_plural = _("questions readers ask")
        ordering = ["asked_at", "id"]
        indexes = [
            models.Index(
                fields=["guide", "asked_at"], condition=Q(state="open"), name="open_questions"
            ),
        ]

    def __str__(self) -> str:
        return self.words

    def get_absolute_url(self) -> str:
        """The section that answers it."""
        page = self.guide.get_absolute_url()
        return f"{page}#{self.anchor}" if self.anchor else page

    @property
    def is_open(self) -> bool:
        return self.state == Answered.OPEN

    @property
    def is_answered(self) -> bool:
        return self.state == Answered.ANSWERED

    @property
    def is_told_by_the_guide(self) -> bool:
        """It is answered in a guide that readers are offered."""
        return self.is_answered and self.guide.is_readable

    @property
    def plan(self) -> str:
        """What is to answer it: NOT_YET, WHOLE, or the uuid of a block."""
        if self.answered_in_id is None:
            return self.NOT_YET
        return str(self.block) if self.block else self.WHOLE

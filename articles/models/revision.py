from datetime import date
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.models.byline import Contribution


class Significance(models.TextChoices):
    """Whether readers should hear of a change."""

    MINOR = "minor", _("Minor: typing errors, layout")
    MAJOR = "major", _("Major: what it says has changed")


# What templates/articles/blocks/key_points.html writes around its points.
SHORT_BEGINS = '<section class="short"'
SHORT_ENDS = "</section>"


# What is made from the words of a revision, and can be made from them again.
DRAWN = {"html", "text", "contents", "minutes", "places"}


class Immutable(Exception):
    """Somebody tried to change a revision that was published."""


class RevisionQuerySet(models.QuerySet["Revision"]):
    """Questions asked of many revisions at once."""

    def published(self) -> Self:
        """What the public reads or has read; the others were only saved."""
        return self.filter(published_at__isnull=False)

    def update(self, **values: Any) -> int:
        """Only the drawing of what was published may be made again, from the same words."""
        if not values.keys() <= DRAWN and self.published().exists():
            raise Immutable
        return super().update(**values)

    def keep_hero(self, picture: models.Model, kept: models.Model) -> None:
        """The picture gets a new file. These go on showing the one that they were made with."""
        super(RevisionQuerySet, self.filter(hero=picture)).update(hero=kept)

    def delete(self) -> tuple[int, dict[str, int]]:
        """What was published goes with its guide, never alone."""
        if self.published().exists():
            raise Immutable
        return super().delete()


class Revision(models.Model):
    """An immutable snapshot of a guide, rendered and cleaned once."""

    guide = models.ForeignKey("articles.Guide", models.CASCADE, related_name="revisions")
    number = models.PositiveIntegerField(_("number"))
    # Lists show these three without reading the rest.
    title = models.CharField(_("title"), max_length=65, default="")
    summary = models.CharField(_("summary"), max_length=160, default="")
    hero = models.ForeignKey(
        "articles.Image",
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("main picture"),
    )
    data = models.JSONField(_("fields and blocks"))
    # Drawn when it goes live, and empty before.
    html = models.TextField(_("finished page"), blank=True)
    text = models.TextField(_("plain words"), blank=True)
    minutes = models.PositiveSmallIntegerField(_("minutes to read"), default=1)
    # [{"id": "why-mornings-are-stiff", "title": "Why mornings are stiff"}, …]
    contents = models.JSONField(_("table of contents"), default=list)
    # [{"block": its uuid, "at": the character of `html` where it begins}, …]
    places = models.JSONField(_("where blocks begin"), default=list)
    sha256 = models.CharField(max_length=64)
    note = models.CharField(_("note for colleagues"), max_length=200, blank=True)
    change_note = models.CharField(_("what changed, for readers"), max_length=200, blank=True)
    significance = models.CharField(
        _("significance"), max_length=5, choices=Significance, default=Significance.MAJOR
    )
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    created_at = models.DateTimeField(_("made"), default=timezone.now)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    published_at = models.DateTimeField(_("published"), null=True)

    objects = RevisionQuerySet.as_manager()

    class Meta:
        verbose_name = _("revision")
        verbose_name_plural = _("revisions")
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["guide", "number"], name="revisions_are_numbered"),
        ]

    def __str__(self) -> str:
        return f"{self.guide_id} r{self.number}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep a revision as it went live: what was published is not rewritten."""
        if not self._state.adding and self._is_published_in_the_database():
            raise Immutable
        super().save(*args, **kwargs)

    @property
    def is_published(self) -> bool:
        """The public reads it, or has read it."""
        return self.published_at is not None

    @property
    def byline(self) -> list[dict[str, Any]]:
        """Who wrote and checked it, as told when it was published. `said` is "Written by"; the day
        of the statement about conflicts of interest is None where there is none."""
        roles = dict(Contribution.Role.choices)
        return [
            {**person, "said": str(roles.get(person["role"], "")), "declared_on": _day(person)}
            for person in self.data.get("byline", [])
        ]

    @property
    def names_a_clinician(self) -> bool:
        return any(person["role"] == Contribution.Role.CLINICAL for person in self.byline)

    @property
    def is_demo(self) -> bool:
        return bool(self.data.get("is_demo"))

    @property
    def short(self) -> str:
        """The part of the page called "In short". Rendering puts it first, and nothing into it."""
        begins = self.html.startswith(SHORT_BEGINS)
        return "".join(self.html.partition(SHORT_ENDS)[:2]) if begins else ""

    @property
    def rest(self) -> str:
        """The page after "In short"."""
        return self.html.removeprefix(self.short)

    def _is_published_in_the_database(self) -> bool:
        return Revision.objects.filter(pk=self.pk, published_at__isnull=False).exists()


def _day(person: dict[str, str]) -> date | None:
    told = person.get("declared_on")
    return date.fromisoformat(told) if told else None

from collections.abc import Iterable
from typing import Any, Self

from django.conf import settings
from django.core.validators import URLValidator
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from articles.models.block import Block
from articles.models.guide import Guide
from articles.models.licence import ASK_FOR_CREDIT, EXPLAINED_AT, SHORT_NAMES, Licence
from articles.models.review import Approval, FactCheck
from articles.models.schedule import Schedule

# Percent.
MIDDLE = 50


class ImageQuerySet(models.QuerySet["Image"]):
    """Questions asked of many pictures at once."""

    def in_library(self) -> Self:
        """What people choose from: not the files that were replaced."""
        return self.filter(current=None)

    def with_use(self) -> Self:
        """Each with `is_used`, told by the database: a list asks for no row twice."""
        this = OuterRef("pk")
        return self.annotate(
            is_used=Exists(Block.objects.filter(image=this))
            | Exists(Guide.objects.filter(hero=this))
            | Exists(PictureUse.objects.filter(Q(image=this) | Q(image__current=this)).holding())
        )

    def on_published_pages(self) -> Self:
        """What readers have or had before them."""
        published = PictureUse.objects.filter(
            image=OuterRef("pk"), revision__published_at__isnull=False
        )
        return self.filter(Exists(published))

    def without_description(self) -> Self:
        """Neither the library nor any figure says what they show."""
        told = Block.objects.filter(image=OuterRef("pk")).exclude(alt="")
        return self.filter(alt="").exclude(Exists(told))


class Image(models.Model):
    """One picture, re-encoded from its pixels: no camera, place or person is left in the file."""

    file = models.ImageField(
        _("picture"),
        upload_to="guides",
        width_field="width",
        height_field="height",
        help_text=_("JPEG, PNG, WebP or GIF, 8 MB at most."),
    )
    width = models.PositiveIntegerField(editable=False, default=0)
    height = models.PositiveIntegerField(editable=False, default=0)
    title = models.CharField(_("name in the library"), max_length=150)
    alt = models.CharField(
        _("what the picture shows"),
        max_length=300,
        blank=True,
        help_text=_("For people who cannot see it. A figure without words of its own takes these."),
    )
    credit = models.CharField(
        _("credit"),
        max_length=150,
        blank=True,
        help_text=_("Who made it. Readers see it where the licence asks for it."),
    )
    licence = models.CharField(
        _("licence"),
        max_length=12,
        choices=Licence,
        blank=True,
        help_text=_("What lets us show it."),
    )
    licence_text = models.CharField(
        _("which licence, or whose permission"), max_length=150, blank=True
    )
    source = models.URLField(
        _("source address"),
        max_length=500,
        blank=True,
        validators=[URLValidator(schemes=["https", "http"])],
        help_text=_("The page where it was found."),
    )
    # Where the eye goes, in percent from the left and from the top: what a crop keeps in sight.
    focus_x = models.PositiveSmallIntegerField(default=MIDDLE, editable=False)
    focus_y = models.PositiveSmallIntegerField(default=MIDDLE, editable=False)
    # Counts the files that the picture has had. What a version of a guide shows never changes, so
    # each file that was replaced stays as a row of its own, which points to the picture.
    version = models.PositiveIntegerField(default=1, editable=False)
    current = models.ForeignKey(
        "self", models.PROTECT, null=True, editable=False, related_name="earlier"
    )
    # What the worker made of it: [{"format": "avif", "width": 480, "file": "guides/….avif"}, …]
    renditions = models.JSONField(default=list, editable=False, blank=True)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, editable=False, related_name="+"
    )
    uploaded_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = ImageQuerySet.as_manager()

    class Meta:
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")
        ordering = ["-uploaded_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(focus_x__lte=100, focus_y__lte=100), name="a_focus_lies_in_its_picture"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def told(self) -> str:
        """Its name with the number of its file, where it had several."""
        return _t("%(title)s, file %(number)s") % {"title": self.title, "number": self.version}

    @property
    def focus(self) -> tuple[int, int]:
        """Where the eye goes as one of the nine places that a crop knows: 0, 50 or 100 percent."""
        return _nearest(self.focus_x), _nearest(self.focus_y)

    @property
    def asks_for_credit(self) -> bool:
        """Its licence wants readers to see who made it."""
        return self.licence in ASK_FOR_CREDIT

    @property
    def licence_name(self) -> str:
        """As readers see it."""
        return SHORT_NAMES.get(self.licence, self.licence_text)

    @property
    def licence_url(self) -> str:
        """Where it is explained; empty where we know of no such page."""
        return EXPLAINED_AT.get(self.licence, "")


def _nearest(percent: int) -> int:
    return min((0, MIDDLE, 100), key=lambda place: abs(place - percent))


class PictureUseQuerySet(models.QuerySet["PictureUse"]):
    """Questions asked of many uses at once."""

    def of(self, pictures: Iterable[Any]) -> Self:
        """With all the files that they have had. `pictures` are rows or their numbers."""
        asked = list(pictures)
        return self.filter(Q(image__in=asked) | Q(image__current__in=asked))

    def holding(self) -> Self:
        """Those that keep a picture in the library: what readers have or had, what goes live by
        itself, and what reviewers were shown."""
        return self.filter(
            Q(revision__published_at__isnull=False)
            | Q(revision__in=Schedule.objects.open().values("revision"))
            | Q(revision__in=Approval.objects.values("revision"))
            | Q(revision__in=FactCheck.objects.values("revision"))
        )


class PictureUse(models.Model):
    """One revision shows one picture. The working copy says so itself, by its own fields."""

    revision = models.ForeignKey(
        "articles.Revision", models.CASCADE, related_name="picture_uses", verbose_name=_("revision")
    )
    image = models.ForeignKey(Image, models.PROTECT, related_name="uses", verbose_name=_("picture"))

    objects = PictureUseQuerySet.as_manager()

    class Meta:
        verbose_name = _("use of a picture")
        verbose_name_plural = _("uses of pictures")
        constraints = [
            models.UniqueConstraint(
                fields=["revision", "image"], name="a_revision_shows_a_picture_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.image_id} {self.revision}"

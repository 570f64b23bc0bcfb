"""Where a picture is used: which guides show it now, and which of their versions ever did."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from articles.comparing import pictures_in
from articles.models import PAGE_OF_A_GUIDE, Block, Guide, Image, PictureUse, Revision, Schedule

# Names in a snapshot the files of pictures that were replaced before it was made, so that another
# file makes another snapshot. What never was replaced is not named.
FILES = "files"


class Place(models.TextChoices):
    """Where in a guide a picture stands, and who saw it there. The nearest to readers first."""

    LIVE = "live", _("readers have it")
    SCHEDULED = "scheduled", _("goes live by itself")
    HEAD = "head", _("main picture of the working copy")
    FIGURE = "figure", _("figure of the working copy")
    WAS_LIVE = "was_live", _("readers had it")
    SHOWN = "shown", _("reviewers were shown it")
    SAVED = "saved", _("was only saved")


@dataclass(frozen=True)
class Use:
    """One place that shows a picture: a block of a working copy, or a version (`number`)."""

    image: Image
    guide: Guide
    place: Place
    block: Block | None = None
    number: int | None = None
    # A version made before the picture got the file that it has now.
    is_earlier: bool = False

    @property
    def holds(self) -> bool:
        """The picture cannot go while this shows it."""
        return self.place != Place.SAVED


def note(revision: Revision) -> None:
    """Remember which pictures a revision shows, so that the library can be asked."""
    shown = [PictureUse(revision=revision, image_id=pk) for pk in pictures_in(revision.data)]
    PictureUse.objects.bulk_create(shown)


def with_files(data: dict[str, Any]) -> dict[str, Any]:
    """A snapshot of what stands there now, with the files that its pictures have now."""
    shown = Image.objects.filter(pk__in=pictures_in(data), version__gt=1)
    files = sorted(shown.values_list("file", flat=True))
    told = {name: value for name, value in data.items() if name != FILES}
    return told | ({FILES: files} if files else {})


def shown_by(data: Mapping[str, Any]) -> dict[int, Image]:
    """The pictures of a snapshot by their numbers, each with the file that it was made with.

    A picture that is not in the library any more is left out.
    """
    asked, files = pictures_in(data), set(data.get(FILES, []))
    rows = Image.objects.filter(models.Q(pk__in=asked) | models.Q(current__in=asked))
    # The first file stands first, and gives way to one that the snapshot names.
    found: dict[int, Image] = {}
    for row in rows.order_by("version") if asked else []:
        number = row.current_id or row.pk
        if number not in found or row.file.name in files:
            found[number] = row
    return found


def of(pictures: Iterable[Image]) -> list[Use]:
    """Guide by guide, what is nearest to readers first. Four questions, whatever was asked for."""
    known = {image.pk: image for image in pictures}
    found = [*_in_working_copies(known), *_in_versions(known)]
    order = list(Place)
    return sorted(
        found,
        key=lambda use: (
            *(use.image.title, use.image.pk, use.guide.title, use.guide.pk),
            *(order.index(use.place), -(use.number or 0)),
        ),
    )


def _in_working_copies(known: dict[int, Image]) -> Iterable[Use]:
    for guide in Guide.objects.filter(hero__in=known):
        yield Use(known[guide.hero_id or 0], guide, Place.HEAD)
    for block in Block.objects.filter(image__in=known).select_related("guide"):
        yield Use(known[block.image_id or 0], block.guide, Place.FIGURE, block=block)


def _in_versions(known: dict[int, Image]) -> Iterable[Use]:
    every = PictureUse.objects.of(known)
    held = set(every.holding().values_list("pk", flat=True))
    heavy = [f"revision__{field}" for field in PAGE_OF_A_GUIDE]
    scheduled = Schedule.objects.open().filter(revision=models.OuterRef("revision"))
    rows: Any = every.select_related("revision__guide").defer(*heavy)
    picture = Coalesce("image__current", "image")
    for row in rows.annotate(is_scheduled=models.Exists(scheduled), picture=picture):
        revision = row.revision
        place = _place_of(revision, is_scheduled=row.is_scheduled, is_held=row.pk in held)
        yield Use(
            known[row.picture],
            revision.guide,
            place,
            number=revision.number,
            is_earlier=row.picture != row.image_id,
        )


def _place_of(revision: Revision, *, is_scheduled: bool, is_held: bool) -> Place:
    if revision.guide.live_revision_id == revision.pk:
        return Place.LIVE
    if revision.is_published:
        return Place.WAS_LIVE
    if is_scheduled:
        return Place.SCHEDULED
    return Place.SHOWN if is_held else Place.SAVED

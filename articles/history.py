"""What readers have had, and what changed between: for the page of a guide's history."""

from typing import NamedTuple

from django.db.models import Q
from django.db.models.fields.json import KeyTransform

from articles.comparing import Change, Data, Names, compare, pictures_in
from articles.models import (
    PAGE_OF_A_GUIDE,
    Contribution,
    Guide,
    Image,
    Medicine,
    Revision,
)
from articles.models.revision import RevisionQuerySet


class Changes(NamedTuple):
    """What changed between two texts; what can hurt when it is wrong stands by itself."""

    risky: list[Change]
    others: list[Change]


def changes_between(old: Data, new: Data) -> Changes:
    """Two questions to the database, whatever the size of the guides."""
    shown = pictures_in(old, new)
    pictures = list(Image.objects.filter(Q(pk__in=shown) | Q(current__in=shown)))
    names = Names(
        {picture.pk: picture.title for picture in pictures},
        [name for medicine in Medicine.objects.all() for name in medicine.names],
        {str(picture.file.name): picture.told for picture in pictures},
    )
    found = compare(old, new, names=names)
    return Changes(
        [change for change in found if change.is_risky],
        [change for change in found if not change.is_risky],
    )


def versions(guide: Guide) -> RevisionQuerySet:
    """What readers have had, the newest first, each with its byline and without its words."""
    found = guide.revisions.published().order_by("-published_at", "-number")
    return found.defer(*PAGE_OF_A_GUIDE).annotate(credited=KeyTransform("byline", "data"))


def checked_by(version: Revision) -> list[str]:
    """The clinicians who stood on the page. Needs a version of `versions`."""
    people = getattr(version, "credited", None) or []
    return [person["name"] for person in people if person["role"] == Contribution.Role.CLINICAL]


def version_before(version: Revision) -> Revision | None:
    """What readers had until this one came."""
    earlier = version.guide.revisions.published().filter(published_at__lt=version.published_at)
    return earlier.order_by("-published_at", "-number").first()

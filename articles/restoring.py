"""An earlier revision -> the working copy again. What stood there before is kept first."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Member
from articles import publishing, uses
from articles.models import Block, Contribution, Guide, Image, Person, Revision

_OWN_FIELDS = ("title", "summary", "lay_terms", "is_demo")


class Restored(NamedTuple):
    """The revision that now says the same, and in words what could not be brought back."""

    revision: Revision
    lost: list[str]


def restore(revision: Revision, *, by: Member) -> Restored:
    """Make the working copy say what a revision says. The history only grows.

    The address stays: people have it. What the public reads stays, too, until somebody publishes.
    """
    with transaction.atomic():
        guide = Guide.objects.locked(revision.guide_id)
        publishing.record(guide, by=by)
        lost = put_back(guide, revision.data)
        note = _("Restored from revision %(number)s") % {"number": revision.number}
        return Restored(publishing.record(guide, by=by, note=note), lost)


def put_back(guide: Guide, data: Mapping[str, Any]) -> list[str]:
    """Write what a snapshot says into the guide, and say what could not be brought back.

    Inside a transaction that holds the guide; the caller records it.
    """
    lost: list[str] = []
    _put_back_fields(guide, data, lost)
    _put_back_blocks(guide, data["blocks"], lost)
    _put_back_byline(guide, data.get("byline", []), lost)
    for picture in uses.shown_by(data).values():
        if picture.current_id is not None:
            told = _("“%(picture)s” has a newer file by now. The guide shows that one.")
            lost.append(told % {"picture": picture.title})
    return lost


def _put_back_fields(guide: Guide, data: Mapping[str, Any], lost: list[str]) -> None:
    for name in _OWN_FIELDS:
        setattr(guide, name, data.get(name, Guide._meta.get_field(name).get_default()))  # type: ignore[union-attr]
    hero = data.get("hero")
    guide.hero = Image.objects.filter(pk=hero).first() if hero else None
    if hero and guide.hero is None:
        lost.append(_("The main picture was deleted from the library."))
    guide.version += 1
    guide.save(update_fields=[*_OWN_FIELDS, "hero", "version"])


def _put_back_blocks(guide: Guide, told: list[dict[str, Any]], lost: list[str]) -> None:
    """Blocks that are still there keep their rows, the others come back under their uuids."""
    there = {str(block.uuid): block for block in guide.blocks.all()}
    wanted = {fields["uuid"] for fields in told}
    guide.blocks.exclude(uuid__in=wanted).delete()
    pictures = _pictures(told)
    for place, fields in enumerate(told, start=1):
        block = there.get(fields["uuid"]) or Block(guide=guide, uuid=fields["uuid"])
        _fill(block, fields, pictures)
        block.position = place * Block.STEP
        if fields.get("image") and block.image_id is None:
            lost.append(_("“%(block)s”: its picture was deleted.") % {"block": block})
        block.save()


def _fill(block: Block, fields: Mapping[str, Any], pictures: set[int]) -> None:
    """All that a snapshot tells of a block; what it does not tell is as in a new one."""
    for field in Block._meta.concrete_fields:
        if field.primary_key or field.name in {"guide", "uuid", "position"}:
            continue
        value = fields.get(field.name, None if field.is_relation else field.get_default())
        if field.name == "image":
            value = value if value in pictures else None
        setattr(block, field.attname, value)


def _pictures(told: list[dict[str, Any]]) -> set[int]:
    """Those that the library still has."""
    wanted = {fields["image"] for fields in told if fields.get("image")}
    return set(Image.objects.filter(pk__in=wanted).values_list("pk", flat=True))


def _put_back_byline(guide: Guide, told: list[dict[str, str]], lost: list[str]) -> None:
    there = [(one.role, one.person.name) for one in guide.contributions.select_related("person")]
    if there == [(person["role"], person["name"]) for person in told]:
        return
    guide.contributions.all().delete()
    known = {
        person.name: person for person in Person.objects.filter(name__in=[p["name"] for p in told])
    }
    for place, fields in enumerate(told, start=1):
        if person := known.get(fields["name"]):
            Contribution.objects.create(
                guide=guide, person=person, role=fields["role"], position=place
            )
        else:
            lost.append(_("%(name)s is no longer known here.") % {"name": fields["name"]})

"""What a file says -> a new guide, or the working copy of the same one. Nothing goes live by it.

What stood in the working copy is kept in the history first, as with every save.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, NamedTuple
from uuid import uuid4

from django.db import transaction
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

import markup
from accounts.models import Member
from articles import publishing, restoring, uses
from articles.models import TAKEN_SLUGS, Block, Contribution, Guide, Image, Person, Revision, Topic


class Refused(Exception):
    """A sentence that says why a file cannot become a guide here."""


class Meant(NamedTuple):
    """What this site would say after taking a file, and in words what it cannot take of it."""

    data: dict[str, Any]
    lost: list[str]


class Earlier(NamedTuple):
    """What a guide said before, on the site that it comes from: its words, their note, when."""

    told: Mapping[str, Any]
    note: str
    at: datetime


def guide_at(told: Mapping[str, Any]) -> Guide | None:
    """The guide whose address the file names."""
    found = Guide.objects.filter(topic__slug=told["topic"], slug=told["slug"])
    return found.select_related("topic").first()


def meant(told: Mapping[str, Any], guide: Guide | None, *, may_publish: bool) -> Meant:
    """Bring what a file says together with what this site has: pictures, people, numbers.

    A guide keeps its address, and whether it is demo content is for those who publish to say.
    """
    lost: list[str] = []
    data = {**told, "blocks": _blocks(told["blocks"], guide, lost)}
    data["hero"] = _picture(told["hero"], _pictures([told["hero"]]), lost)
    data["byline"] = _byline(told["byline"], lost)
    own: dict[str, Any] = {}
    if guide:
        own |= {"topic": guide.topic.slug, "slug": guide.slug}
    if not may_publish:
        own["is_demo"] = guide.is_demo if guide else False
    if data != data | own:
        lost.append(_("Address and demo mark stay as they are here. The file names others."))
    return Meant(uses.with_files(data | own), lost)


def take_into(guide: Guide, told: Mapping[str, Any], *, by: Member, may_publish: bool) -> Revision:
    """Make the working copy say what a file says, as a revision of its own."""
    with transaction.atomic():
        copy = Guide.objects.locked(guide.pk)
        publishing.record(copy, by=by)
        data = meant(told, copy, may_publish=may_publish).data
        if data == publishing.snapshot(copy):
            raise Refused(_("The file says what the guide says already. Nothing was changed."))
        restoring.put_back(copy, data)
        return publishing.record(copy, by=by, note=_("Uploaded as Markdown"))


def take_as_new(
    told: Mapping[str, Any], *, by: Member, may_publish: bool, history: Iterable[Earlier] = ()
) -> Guide:
    """Make a guide of a file: a draft that belongs to whoever brought it.

    What it said before, the oldest first, stands in its history as saved and never published:
    readers of this site have not had it.
    """
    topic = refuse_as_new(told)
    with transaction.atomic():
        guide = Guide.objects.create(
            topic=topic, slug=told["slug"], title=told["title"], summary=told["summary"], owner=by
        )
        for version in history:
            restoring.put_back(guide, meant(version.told, guide, may_publish=may_publish).data)
            publishing.record(guide, by=None, note=version.note, at=version.at)
        restoring.put_back(guide, meant(told, guide, may_publish=may_publish).data)
        publishing.record(guide, by=by, note=_("Uploaded as Markdown"))
    return guide


def refuse_as_new(told: Mapping[str, Any]) -> Topic:
    """The topic that a new guide would stand under. Refused where it cannot stand."""
    topic = Topic.objects.filter(slug=told["topic"]).first()
    if topic is None:
        missing = _("There is no topic with the address “%(topic)s” here.")
        raise Refused(missing % {"topic": told["topic"]})
    if told["slug"] in TAKEN_SLUGS or guide_at(told):
        taken = _("Another page has the address “%(slug)s”. Write another one into the file.")
        raise Refused(taken % {"slug": told["slug"]})
    return topic


def _blocks(
    told: list[dict[str, Any]], guide: Guide | None, lost: list[str]
) -> list[dict[str, Any]]:
    """Blocks with pictures of this library. A number that another guide's block has is not taken:
    the file was copied, so this is another block."""
    pictures = _pictures([block["image"] for block in told])
    others = Block.objects.filter(uuid__in=[block["uuid"] for block in told])
    if guide:
        others = others.exclude(guide=guide)
    taken = {str(uuid) for uuid in others.values_list("uuid", flat=True)}
    kept = {str(block.uuid): block.html for block in guide.blocks.all()} if guide else {}
    return [
        {
            **block,
            "html": _same(kept.get(block["uuid"], ""), block["html"]),
            "image": _picture(block["image"], pictures, lost),
            "uuid": str(uuid4()) if block["uuid"] in taken else block["uuid"],
        }
        for block in told
    ]


def _same(kept: str, read: str) -> str:
    """What is kept may not be clean yet; where only that differs, nothing was changed."""
    return kept if markup.clean(kept, markup.GUIDE) == read else read


def _pictures(names: list[str | None]) -> dict[str, int]:
    """The name of a file that was replaced stands for the picture that has another one now."""
    known = Image.objects.filter(file__in=filter(None, names))
    return dict(known.values_list("file", Coalesce("current", "pk")))


def _picture(name: str | None, known: Mapping[str, int], lost: list[str]) -> int | None:
    """By its name in the library; no file is looked for."""
    if name and name not in known:
        told = _("The picture “%(name)s” is not in the library. Its place stays empty.")
        lost.append(told % {"name": name})
    return known.get(name) if name else None


def _byline(told: list[dict[str, str]], lost: list[str]) -> list[dict[str, Any]]:
    """People as this site knows them: their own pages of the admin say what they are."""
    known = {
        person.name: person for person in Person.objects.filter(name__in=[p["name"] for p in told])
    }
    for person in told:
        if person["name"] not in known:
            missing = _("“%(name)s” is no byline person here, and is left out of the byline.")
            lost.append(missing % {"name": person["name"]})
    return [
        Contribution(role=person["role"], person=known[person["name"]]).told
        for person in told
        if person["name"] in known
    ]

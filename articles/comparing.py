"""Two snapshots of a guide -> what changed between them, block by block. Pure.

    for change in compare(older.data, newer.data):
        change.uuid, change.told, change.risks, change.fields

Blocks are known by their uuid, so a block that was moved and mended is that, and not one gone and
one new. What can hurt when it is wrong (articles/risks.py) stands first, the rest in the order in
which the guide is read.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.utils.text import Truncator
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from articles.language.differences import Piece, differences
from articles.language.passages import passages
from articles.models import Block, CareLevel, Contribution, Guide, Kind
from articles.risks import Risk, risks_between

Data = Mapping[str, Any]
_LINK = re.compile(r"""<a\b[^<>]*?\bhref="([^"<>]*)"[^<>]*>(.*?)</a>""", re.IGNORECASE | re.DOTALL)
_FILES = "files"
_PICTURES = {"image", "hero"}
_NO_WORDS = {*_PICTURES, _FILES}
_NO_BLOCK: dict[str, Any] = {}


class Happened(models.TextChoices):
    """What became of a block, or of the guide's own fields."""

    ADDED = "added", _("Added")
    REMOVED = "removed", _("Removed")
    MOVED = "moved", _("Moved")
    CHANGED = "changed", _("Changed")


@dataclass(frozen=True)
class FieldChange:
    """One field with its words told as same, gone or new."""

    name: str
    label: str
    old: str
    new: str
    pieces: list[Piece]


@dataclass(frozen=True)
class Change:
    """What became of one block; of the guide itself where `uuid` is empty."""

    uuid: str
    kind: Happened
    place: str
    is_moved: bool
    fields: list[FieldChange]
    risks: list[Risk]

    @property
    def is_risky(self) -> bool:
        return bool(self.risks)

    @property
    def told(self) -> str:
        """What happened, in a word or two."""
        if self.is_moved and self.kind == Happened.CHANGED:
            return _t("Moved and changed")
        return str(self.kind.label)


@dataclass(frozen=True)
class Names:
    """What the numbers and words in a snapshot stand for, looked up by whoever asks."""

    pictures: Mapping[int, str]
    medicines: Iterable[str] = ()
    files: Mapping[str, str] = MappingProxyType({})


_NO_NAMES = Names({})


def compare(old: Data, new: Data, *, names: Names = _NO_NAMES) -> list[Change]:
    """Everything that changed, what is risky first."""
    found = [*_about_the_guide(old, new, names), *_blocks(old, new, names)]
    return sorted(found, key=lambda change: not change.is_risky)


def pictures_in(*snapshots: Data) -> set[int]:
    """The numbers of all pictures in some snapshots, to look up their names."""
    shown = {data.get("hero") for data in snapshots}
    shown |= {block.get("image") for data in snapshots for block in data["blocks"]}
    return {picture for picture in shown if picture}


def _about_the_guide(old: Data, new: Data, names: Names) -> list[Change]:
    fields = [
        change
        for name in dict.fromkeys([*new, *old])
        if name != "blocks" and (change := _field(Guide, name, old, new, names))
    ]
    if not fields:
        return []
    place = _t("About the guide")
    return [Change("", Happened.CHANGED, place, False, fields, _risks(fields, names))]


def _blocks(old: Data, new: Data, names: Names) -> list[Change]:
    """Removed blocks stand where they had stood: after the block that was before them."""
    before = {block["uuid"]: block for block in old["blocks"]}
    after = {block["uuid"]: block for block in new["blocks"]}
    moved = _moved(list(before), list(after))
    found = []
    for uuid in _in_order(list(before), list(after)):
        was, is_now = before.get(uuid, _NO_BLOCK), after.get(uuid, _NO_BLOCK)
        if change := _block(was, is_now, uuid in moved, names):
            found.append(change)
    return found


def _block(was: Data, is_now: Data, is_moved: bool, names: Names) -> Change | None:
    told = is_now or was
    fields = [
        change
        for name in dict.fromkeys([*is_now, *was])
        if name != "uuid" and (change := _field(Block, name, was, is_now, names))
    ]
    if not fields and not is_moved:
        return None
    if not was or not is_now:
        happened = Happened.REMOVED if was else Happened.ADDED
    else:
        happened = Happened.CHANGED if fields else Happened.MOVED
    risks = set(_risks(fields, names))
    if CareLevel.EMERGENCY in (was.get("level"), is_now.get("level")):
        risks.add(Risk.EMERGENCY)
    kinds = {was.get("kind"), is_now.get("kind")}
    if was and is_now and len(kinds) > 1 and Kind.DONT_LIST in kinds:
        risks.add(Risk.NOT)
    if fields and Kind.MEDICINE_NOTE in kinds:
        risks.add(Risk.MEDICINE)
    return Change(told["uuid"], happened, called(told), is_moved, fields, _as_they_weigh(risks))


def _field(model: type[models.Model], name: str, old: Data, new: Data, names: Names) -> Any:
    was, is_now = old.get(name), new.get(name)
    if _same(was) == _same(is_now):
        return None
    said = [_said(model, name, value, names) for value in (was, is_now)]
    return FieldChange(name, _label(model, name), said[0], said[1], differences(*said))


def _same(value: Any) -> Any:
    """Without what nobody sees: how lines end, and which kind of nothing it is."""
    return (value.replace("\r\n", "\n") if isinstance(value, str) else value) or None


def _said(model: type[models.Model], name: str, value: Any, names: Names) -> str:
    """A value in words."""
    if value is None or value == "":
        return ""
    if name in _PICTURES:
        return names.pictures.get(value, _t("picture %(number)s") % {"number": value})
    if name == "html":
        return words_of(value)
    if isinstance(value, list):
        return "\n".join(
            _credit(one) if name == "byline" else names.files.get(one, str(one)) for one in value
        )
    if isinstance(value, bool):
        return _t("yes") if value else _t("no")
    return str(dict(_choices(model, name)).get(value, value)).replace("\r\n", "\n")


def words_of(html: str) -> str:
    """The words of HTML, a paragraph a line, with the addresses that its links lead to."""
    return "\n".join(
        f"• {passage.text}" if passage.kind == "item" else passage.text
        for passage in passages(_LINK.sub(r"\2 (\1)", html))
    )


def _credit(person: Mapping[str, str]) -> str:
    roles = dict(Contribution.Role.choices)
    told = f"{roles.get(person['role'], person['role'])} {person['name']}"
    if person.get("credentials"):
        told += f", {person['credentials']}"
    if person.get("interests"):
        told += f" ({person['interests']})"
    if person.get("declared_on"):
        told += f" ({_t('said so on')} {person['declared_on']})"
    return told


def _label(model: type[models.Model], name: str) -> str:
    if name == "byline":
        return _t("Byline")
    if name == _FILES:
        return _t("Pictures with a new file")
    try:
        return str(getattr(model._meta.get_field(name), "verbose_name", name)).capitalize()
    except FieldDoesNotExist:
        return name


def _choices(model: type[models.Model], name: str) -> Iterable[tuple[Any, Any]]:
    try:
        return getattr(model._meta.get_field(name), "flatchoices", [])
    except FieldDoesNotExist:
        return []


def called(block: Data) -> str:
    """Text “Why mornings are stiff”: how people speak of a block."""
    kind = dict(Kind.choices).get(str(block.get("kind")), block.get("kind"))
    words = block.get("heading") or words_of(block.get("html") or "") or block.get("items") or ""
    words = words or block.get("caption") or block.get("alt") or ""
    return f"{kind} “{Truncator(words).chars(60)}”" if words else str(kind)


def _risks(fields: Iterable[FieldChange], names: Names) -> list[Risk]:
    found = set()
    for field in fields:
        if field.name not in _NO_WORDS:
            found |= risks_between(field.old, field.new, medicines=names.medicines)
    return _as_they_weigh(found)


def _as_they_weigh(risks: set[Risk]) -> list[Risk]:
    return [risk for risk in Risk if risk in risks]


def _moved(before: list[str], after: list[str]) -> set[str]:
    """The fewest blocks whose moving explains the new order: all but the row that stayed."""
    places = {uuid: place for place, uuid in enumerate(before)}
    common = [uuid for uuid in after if uuid in places]
    ends: list[int] = []
    row: list[str] = []
    came_before: dict[str, str | None] = {}
    for uuid in common:
        at = bisect_left(ends, places[uuid])
        came_before[uuid] = row[at - 1] if at else None
        ends[at : at + 1] = [places[uuid]]
        row[at : at + 1] = [uuid]
    stayed: set[str] = set()
    last = row[-1] if row else None
    while last is not None:
        stayed.add(last)
        last = came_before[last]
    return set(common) - stayed


def _in_order(before: list[str], after: list[str]) -> list[str]:
    """All blocks of both: the new order, with what is gone behind what had stood before it."""
    order, kept = list(after), set(after)
    for place, uuid in enumerate(before):
        if uuid not in kept:
            behind = order.index(before[place - 1]) + 1 if place else 0
            order.insert(behind, uuid)
    return order

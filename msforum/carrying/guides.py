"""Guides and their revisions <-> Markdown files, each one proven to come back as it was."""

import json
import re
from collections.abc import Mapping
from functools import cached_property
from typing import Any, NamedTuple
from uuid import UUID

from articles.manuscripts import Unreadable, reading, writing
from articles.models import Block, Guide, Image
from articles.publishing import fingerprint, snapshot
from msforum.carrying import Refused
from msforum.carrying.folder import In, Out

_SLUG = re.compile(r"[\w-]{1,80}", re.ASCII)
FILE = "file"
BLOCKS = "blocks"


class Files:
    """Writes guides and their revisions; knows which guide stands where."""

    def __init__(self, out: Out) -> None:
        self.out = out
        self.places = {
            pk: _place(pk, topic, slug)
            for pk, topic, slug in Guide.objects.values_list("pk", "topic__slug", "slug")
        }
        self.names = _names()
        # Revisions of an older site, whose fingerprint was made in another way.
        self.unproven: list[int] = []

    def guide(self, row: dict[str, Any]) -> dict[str, Any]:
        """The working copy: its words as a file, the numbers of its blocks with the row."""
        guide = Guide.objects.select_related("topic").get(pk=row["id"])
        blocks = list(guide.blocks.values_list("pk", "position"))
        name = self._write(f"{self.places[guide.pk]}/guide", snapshot(guide))
        return row | {FILE: name, BLOCKS: blocks}

    def revision(self, row: dict[str, Any], data: dict[str, Any]) -> dict[str, Any]:
        stem = f"{self.places[row['guide_id']]}/revision-{row['number']:04}"
        if fingerprint(data) != row["sha256"]:
            self.unproven.append(row["id"])
        return row | {FILE: self._write(stem, data)}

    def _write(self, stem: str, data: dict[str, Any]) -> str:
        """As Markdown, or as JSON where that would lose something of what an older site wrote."""
        if text := self._in_markdown(data):
            name = f"{stem}.md"
            self.out.write(name, text)
        else:
            name = f"{stem}.json"
            told = json.dumps(data, ensure_ascii=False, indent=1, sort_keys=True)
            self.out.write(name, told + "\n")
        return name

    def _in_markdown(self, data: dict[str, Any]) -> str | None:
        try:
            named = writing.with_names(data, self.names)
            text = writing.write(named, verbatim=True)
            back = _with_numbers(reading.read(text, verbatim=True), self.numbers)
        except (Unreadable, LookupError, TypeError, AttributeError):
            return None
        return text if back == data else None

    @cached_property
    def numbers(self) -> dict[str, int]:
        return {name: pk for pk, name in self.names.items()}


class Words(NamedTuple):
    """What a file says of a guide, and the fields of the row that follow from it."""

    data: dict[str, Any]
    fields: dict[str, Any]


class Library:
    """Reads what `Files` wrote."""

    def __init__(self, source: In) -> None:
        self.source = source

    @cached_property
    def numbers(self) -> dict[str, int]:
        """Pictures by name. Asked after they were taken."""
        return {name: pk for pk, name in _names().items()}

    def words(self, row: Mapping[str, Any]) -> Words:
        name = row.get(FILE)
        if not isinstance(name, str):
            raise Refused("A guide names no file.")
        data = self._data(name)
        fields = {field: data[field] for field in ("title", "summary", "lay_terms")}
        more = {"is_demo": data.get("is_demo", False), "hero_id": data.get("hero")}
        return Words(data, fields | more)

    def prove(self, row: Mapping[str, Any], data: dict[str, Any]) -> None:
        """What was approved and published is what stands there, word for word."""
        unproven = self.source.manifest.get("unproven_revisions") or []
        if fingerprint(data) != row.get("sha256") and row["id"] not in unproven:
            raise Refused(f"{row[FILE]} does not say what its fingerprint says.")

    def blocks(self, row: Mapping[str, Any], data: Mapping[str, Any]) -> list[dict[str, Any]]:
        """The blocks of a working copy with the numbers that they had."""
        told = data["blocks"]
        try:
            numbers = [(int(pk), int(position)) for pk, position in row[BLOCKS]]
            return [
                {"guide_id": row["id"], "id": pk, "position": position, **_columns(block)}
                for block, (pk, position) in zip(told, numbers, strict=True)
            ]
        except (KeyError, TypeError, ValueError):
            raise Refused(f"{row[FILE]} and its row do not fit together.") from None

    def _data(self, name: str) -> dict[str, Any]:
        text = self.source.text(name)
        try:
            if name.endswith(".json"):
                return _checked(json.loads(text))
            return _with_numbers(reading.read(text, verbatim=True), self.numbers)
        except Unreadable as problem:
            raise Refused(f"{name}: {problem}") from None
        except (ValueError, TypeError, LookupError, RecursionError):
            raise Refused(f"{name} is broken.") from None


def _checked(data: dict[str, Any]) -> dict[str, Any]:
    """A snapshot from JSON has at least what every snapshot has."""
    words = [data[name] for name in ("title", "summary", "lay_terms", "slug", "topic")]
    words += [block["uuid"] for block in data["blocks"]]
    if not all(isinstance(word, str) for word in words):
        raise TypeError
    return data


def _columns(told: dict[str, Any]) -> dict[str, Any]:
    """What a snapshot tells of a block, and for the rest what a new one has."""
    fields = {("image_id" if name == "image" else name): value for name, value in told.items()}
    block = Block(**fields | {"uuid": UUID(told["uuid"])})
    return {
        field.attname: getattr(block, field.attname)
        for field in Block._meta.concrete_fields
        if field.attname not in {"id", "guide_id", "position"}
    }


def _with_numbers(told: dict[str, Any], numbers: Mapping[str, int]) -> dict[str, Any]:
    """The numbers of pictures in the place of their names."""
    return {
        **told,
        "hero": _number(told["hero"], numbers),
        "blocks": [
            {**block, "image": _number(block["image"], numbers)} for block in told["blocks"]
        ],
    }


def _number(name: str | None, numbers: Mapping[str, int]) -> int | None:
    return numbers[name] if name else None


def _names() -> dict[int, str]:
    return dict(Image.objects.values_list("pk", "file"))


def _place(pk: int, topic: str, slug: str) -> str:
    """Where a guide's files stand: at its address, where that is an ordinary one."""
    fits = _SLUG.fullmatch(topic) and _SLUG.fullmatch(slug)
    return f"guides/{topic}/{slug}" if fits else f"guides/guide-{pk}"

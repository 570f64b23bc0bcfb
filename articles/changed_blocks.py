"""Which blocks of a guide say something else than they did, as readers are told. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.comparing import called
from articles.models import Kind

# What readers do not see of a block.
_UNSEEN = {"uuid", "no_source_needed"}


class What(models.TextChoices):
    """What became of a block, in a word."""

    NEW = "new", _("New")
    CHANGED = "changed", _("Changed")
    GONE = "gone", _("Taken out")


@dataclass(frozen=True)
class Changed:
    """One block that is not what it was."""

    block: str
    what: What
    title: str
    id: str = ""  # of its mark on the page


def changed_blocks(old: Mapping[str, Any], new: Mapping[str, Any]) -> list[Changed]:
    """The new and the changed in the order in which they are read; then what was taken out."""
    before = {block["uuid"]: block for block in old["blocks"]}
    after = {block["uuid"]: block for block in new["blocks"]}
    found = []
    # "In short" stands first on the page, wherever its author put it.
    for uuid, block in sorted(after.items(), key=lambda one: one[1]["kind"] != Kind.KEY_POINTS):
        if uuid not in before:
            found.append((block, What.NEW))
        elif _seen(block) != _seen(before[uuid]):
            found.append((block, What.CHANGED))
    marks = [
        Changed(block["uuid"], what, _title(block), f"changed-{number}")
        for number, (block, what) in enumerate(found, start=1)
    ]
    gone = [block for uuid, block in before.items() if uuid not in after]
    return marks + [Changed(block["uuid"], What.GONE, _title(block)) for block in gone]


def _seen(block: Mapping[str, Any]) -> dict[str, Any]:
    """What can differ for readers: not how lines end, and not which kind of nothing it is."""
    return {
        name: value.replace("\r\n", "\n") if isinstance(value, str) else value
        for name, value in block.items()
        if value and name not in _UNSEEN
    }


def _title(block: Mapping[str, Any]) -> str:
    return (block.get("heading") or "").strip().removesuffix(":") or called(block)

"""Guides that lead to other guides.

A block names them by address. Drawing it asks which of them readers are offered now, so a draft or
a withdrawn guide is never on a page; and when that changes (published, renamed, withdrawn, put
back, moved), the worker draws again what names it. Reading asks nothing. What was live is never
deleted, so nothing leads nowhere.
"""

from collections.abc import Iterable, Iterator, Mapping
from functools import reduce
from operator import or_
from typing import Any

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Cast

from articles.blocks.related_guides import addresses
from articles.models import Block, Guide, Kind, Redirect, Revision

# Of /guides/<topic>/<guide>, with the nothing before the first slash.
_PARTS = 4


def offered(blocks: Iterable[Block]) -> dict[str, Guide]:
    """Each address that blocks name, with the guide that readers are offered under it.

    No query where no block names any; two, and two more where something has moved.
    """
    leading = [block for block in blocks if block.kind == Kind.RELATED_GUIDES]
    named = {address for block in leading for address in addresses(block)}
    if not named:
        return {}
    wanted = {_trimmed(address) for address in named}
    found = _standing(wanted)
    found |= _moved(wanted - found.keys())
    return {address: found[key] for address in named if (key := _trimmed(address)) in found}


def naming(these: Iterable[str]) -> Iterator[int]:
    """The revisions that the public reads now and that name one of these addresses."""
    wanted = {_trimmed(address) for address in these}
    live = Revision.objects.filter(guide__live_revision=F("pk"))
    told = live.annotate(told=Cast("data", models.TextField()))
    leading = told.filter(told__contains=f'"{Kind.RELATED_GUIDES}"')
    for pk, data in leading.values_list("pk", "data").iterator(chunk_size=50):
        if wanted & {_trimmed(address) for address in named_in(data)}:
            yield pk


def named_in(data: Mapping[str, Any]) -> list[str]:
    """The addresses that a snapshot leads to."""
    return " ".join(block.get("guides", "") for block in data["blocks"]).split()


def _standing(wanted: set[str]) -> dict[str, Guide]:
    """Those that readers find just there."""
    here = [
        Q(topic__slug=parts[-2], slug=parts[-1])
        for address in wanted
        if len(parts := address.split("/")) == _PARTS
    ]
    found = Guide.objects.on_offer().filter(reduce(or_, here, Q(pk=None)))
    return {_trimmed(guide.get_absolute_url()): guide for guide in found}


def _moved(wanted: set[str]) -> dict[str, Guide]:
    """Those that once stood there and stand elsewhere now."""
    if not wanted:
        return {}
    old = Redirect.objects.filter(old__in=wanted, guide__isnull=False)
    moved = dict(old.values_list("old", "guide"))
    now = Guide.objects.on_offer().in_bulk(set(moved.values()))
    return {address: now[pk] for address, pk in moved.items() if pk in now}


def _trimmed(address: str) -> str:
    return address.rstrip("/")

"""A snapshot of a guide -> its finished page. Happens when a guide is published, never at reading.

Words that authors typed as HTML are cleaned here, by the text block; everything else in the
templates is escaped. What is added around it (headings with ids, boxes) comes after cleaning, so
that nothing typed can imitate it.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import count
from math import ceil
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.text import slugify

import markup
from articles import blocks, citing, relating, uses
from articles.blocks import related_guides, text
from articles.glossary import Explainer
from articles.models import Block, CareLevel, Guide, Kind

# Tired readers read slower than the 200 to 250 words a minute that other sites count with.
WORDS_A_MINUTE = 150
# Ids that the page around the guide uses.
TAKEN_IDS = {
    "content",
    "status",
    "errors",
    "compose",
    "discussion",
    "talk",
    "talk-h",
    "toc",
    "reading",
    "since",
}
_TAKEN_BEGINNINGS = ("changed-", "comment-", "id-", "talk-", "term-", citing.ENTRY)
_BETWEEN_LINES = re.compile(r"\n\s*")


@dataclass(frozen=True)
class Rendered:
    """A finished guide: its HTML, its words, what leads into it, how long it takes to read, and
    at which character of the HTML each block begins.

    The names are those of Revision, which keeps it.
    """

    html: str
    text: str
    contents: list[dict[str, str]]
    minutes: int
    places: list[dict[str, Any]]


def render(data: Mapping[str, Any]) -> Rendered:
    """Draw every block once, with ids that stay the same as long as the headings do."""
    said: list[str] = []
    explained: list[str] = []
    contents: list[dict[str, str]] = []
    places: list[dict[str, Any]] = []
    explainer = Explainer.of_the_glossary()
    with translation.override(settings.LANGUAGE_CODE):
        for block, anchor, html in pieces(data):
            # What other guides are about is no word of this one.
            said += [] if block.kind == Kind.RELATED_GUIDES else [html]
            begins = sum(map(len, explained)) + len(explained)
            places.append({"block": str(block.uuid), "at": begins})
            explained.append(explainer.explain(html) if explains(block) else html)
            if _names_a_section(block) and block.kind != Kind.KEY_POINTS:
                contents.append({"id": anchor, "title": block.heading.strip().removesuffix(":")})
    words = markup.plain_text("\n".join(said))
    minutes = max(1, ceil(len(words.split()) / WORDS_A_MINUTE))
    return Rendered("\n".join(explained), words, contents, minutes, places)


def anchors(data: Mapping[str, Any], html: str) -> dict[str, str]:
    """Where each block of a snapshot stands on its finished page: uuid -> the id of its heading,
    or of the nearest one above it; "" at the top."""
    ids: set[str] = set()
    found, nearest = {}, ""
    with translation.override(settings.LANGUAGE_CODE):
        for block in _in_order(data):
            anchor = _id_for(block, ids)
            nearest = anchor if f' id="{anchor}"' in html else nearest
            found[str(block.uuid)] = nearest
    return found


def pieces(data: Mapping[str, Any]) -> Iterator[tuple[Block, str, str]]:
    """Each block with the id of its heading and its HTML, from top to bottom.

    One that only leads to guides which readers are not offered is not there.
    """
    ids: set[str] = set()
    headed = False
    in_order = in_reading_order(data)
    offered = relating.offered(in_order)
    works = [len(block.lines) for block in in_order if block.kind == Kind.REFERENCES]
    first = 1
    for block in in_order:
        anchor = _id_for(block, ids)
        named = _names_a_section(block)
        more = _looked_up(block, offered, first)
        html = _draw(block, anchor, top=3 if named or headed else 2, more=more)
        if block.kind == Kind.REFERENCES:
            first += len(block.lines)
        elif block.kind != Kind.RELATED_GUIDES:
            html = citing.linked(html, sum(works))
        if html:
            yield block, anchor, html
        # Without a heading typed, all sections but text bring one of their own.
        own = blocks.KINDS[block.kind].is_section and block.kind != Kind.TEXT
        headed = headed or named or own


def _looked_up(block: Block, offered: Mapping[str, Guide], first: int) -> dict[str, object]:
    """What a template needs that the block itself does not know: the number of its first work,
    and the guides behind its addresses."""
    if block.kind == Kind.REFERENCES:
        return {"first": first}
    if block.kind == Kind.RELATED_GUIDES:
        named = map(offered.get, related_guides.addresses(block))
        return {"guides": list(dict.fromkeys(filter(None, named)))}
    return {}


def in_reading_order(data: Mapping[str, Any]) -> list[Block]:
    """The blocks of a snapshot with their pictures, "In short" before everything else."""
    found = _in_order(data)
    pictures = uses.shown_by(data)
    for block in found:
        block.image = pictures.get(block.image_id or 0)
    return found


def _in_order(data: Mapping[str, Any]) -> list[Block]:
    """The blocks as far as the snapshot itself tells them: without their pictures."""
    found = []
    for fields in data["blocks"]:
        block = Block(**{name: value for name, value in fields.items() if name != "image"})
        block.image_id = fields["image"]
        found.append(block)
    return sorted(found, key=lambda block: block.kind != Kind.KEY_POINTS)


def explains(block: Block) -> bool:
    """Not in titles of works or guides, and not where somebody has to act at once."""
    of_others = {Kind.REFERENCES, Kind.RELATED_GUIDES}
    return block.kind not in of_others and block.level != CareLevel.EMERGENCY


def _names_a_section(block: Block) -> bool:
    """Its heading is one of the page's, and leads into the page."""
    return bool(block.heading) and blocks.KINDS[block.kind].is_section


def _draw(block: Block, anchor: str, *, top: int, more: Mapping[str, object]) -> str:
    """One block. Headings among its words begin at level `top`."""
    kind = blocks.KINDS[block.kind]
    context = {
        "block": block,
        "id": anchor,
        "alt": "" if block.decorative else block.alt,
        **kind.context(block),
        **more,
    }
    if "html" in context:
        context["html"] = text.levelled(str(context["html"]), top)
    html = render_to_string(blocks.template_of(block.kind), context)
    return _BETWEEN_LINES.sub("\n", html).strip()


def _id_for(block: Block, used: set[str]) -> str:
    """A readable id for a block's heading, unlike any other on the page."""
    wanted = slugify(block.heading) or slugify(block.get_kind_display()) or "part"
    if wanted in TAKEN_IDS or wanted.startswith(_TAKEN_BEGINNINGS) or not wanted[0].isalpha():
        wanted = f"part-{wanted}"
    anchor = next(
        anchor
        for number in count(1)
        if (anchor := wanted if number == 1 else f"{wanted}-{number}") not in used
    )
    used.add(anchor)
    return anchor

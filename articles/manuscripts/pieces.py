"""One block <-> its section of the file.

Which field is the text below the heading follows from what the block's kind declares: its running
words (`html`), or else its list (`items`). All else that was filled in stands above it as TOML.
"""

import re
from collections.abc import Iterable
from typing import Any
from uuid import uuid4

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _

import markup
from articles import blocks, publishing
from articles.manuscripts import toml
from articles.manuscripts.sections import ON_LINES, Section, sections_of
from articles.manuscripts.unreadable import Unreadable
from articles.models import Block, Kind

Told = dict[str, Any]
WORDS, LIST = "html", "items"
_OWN_LINE = re.compile(r"\S(?:[^\r\n]*\S)?")
_ITEM = re.compile(r"(?:[-*+]|\d{1,9}[.)])(?:[ \t]+|$)")
_ALWAYS_TOLD = {"kind", "uuid"}


def write(block: Told, *, verbatim: bool = False) -> str:
    """A block's section. What does not come back from Markdown exactly is written as TOML.

    HTML is cleaned before, as in every drawing of a guide, unless it is wanted `verbatim`.
    """
    if not verbatim and markup.fits(block[WORDS], markup.GUIDE):
        block = block | {WORDS: markup.clean(block[WORDS], markup.GUIDE)}
    for in_markdown in (True, False):
        section = _section(block, in_markdown=in_markdown)
        if _is_read_as(section, block):
            break
    return section


def read(section: Section, *, verbatim: bool = False) -> Told:
    """What a section says, as a snapshot tells it (with the name of its picture).

    `verbatim` takes HTML that stands in TOML as it is: what was kept before is not changed.
    """
    kind = section.kind or Kind.TEXT
    if kind not in blocks.KINDS:
        told = _("“%(kind)s” is no kind of block. Kinds: %(kinds)s.")
        known = ", ".join(blocks.KINDS)
        raise Unreadable(section.line, told % {"kind": kind, "kinds": known})
    fields = toml.read(section.toml, section.toml_line)
    fields |= _of_the_heading(section, fields) | _of_the_body(section, kind, fields)
    image = fields.pop("image", None)
    if not (image is None or isinstance(image, str)):
        raise Unreadable(_line(section, "image"), _("write the name of the picture in quotes."))
    block = Block(kind=kind, uuid=section.uuid or uuid4())
    for name, value in fields.items():
        line = _known(name, kind, section)
        field = Block._meta.get_field(name)
        setattr(block, name, checked(field, value, line, verbatim=verbatim))
    if not verbatim:
        block.html = _clean(block.html, section)
        _refuse_what_cannot_be(block, section)
    return publishing.told(block) | {"image": image or None}


# Writing -----------------------------------------------------------------------------------------


def _section(block: Told, *, in_markdown: bool) -> str:
    rest = {name: value for name, value in block.items() if name not in _ALWAYS_TOLD}
    heading = rest.pop("heading") if _OWN_LINE.fullmatch(rest.get("heading") or "") else ""
    marks = [f".{block['kind']}", f"#{block['uuid']}"]
    body: list[str] = []
    name = body_of(block["kind"])
    if in_markdown and rest.get(name):
        written = _words(rest[name]) if name == WORDS else markup.Markdown(_list(rest[name]), False)
        if written:
            body = ["", written.text]
            marks += [f".{ON_LINES}"] if written.on_lines else []
            rest.pop(name)
    lines = toml.written(_filled_in(rest))
    lines = ["", "```toml", *lines, "```"] if lines else []
    first = " ".join(filter(None, ["##", heading, f"{{{' '.join(marks)}}}"]))
    return "\n".join([first, *lines, *body])


def _words(html: str) -> markup.Markdown | None:
    return markup.guide_markdown(html)


def _list(items: str) -> str:
    return "\n".join(f"- {line}" for line in items.split("\n"))


def _filled_in(fields: Told) -> Told:
    """What is not as it is in a new block."""
    return {
        name: value
        for name, value in sorted(fields.items())
        if value is not None and value != Block._meta.get_field(name).get_default()  # type: ignore[union-attr]
    }


def _is_read_as(section: str, block: Told) -> bool:
    try:
        found = list(sections_of(section.split("\n"), 1))
        return len(found) == 1 and read(found[0], verbatim=True) == block
    except Unreadable:
        return False


# Reading -----------------------------------------------------------------------------------------


def body_of(kind: str) -> str:
    """The field that stands below the heading; "" for kinds with neither words nor a list."""
    counting = blocks.fields_of(kind)
    return next((name for name in (WORDS, LIST) if name in counting), "")


def _of_the_heading(section: Section, fields: Told) -> Told:
    if "heading" not in fields:
        return {"heading": section.heading}
    if section.heading:
        raise Unreadable(_line(section, "heading"), _("this block has a heading already."))
    return {}


def _of_the_body(section: Section, kind: str, fields: Told) -> Told:
    if not section.body_line:
        return {}
    name = body_of(kind)
    if not name:
        told = _("a block of the kind “%(kind)s” has no text of its own.") % {"kind": kind}
        raise Unreadable(section.body_line, told)
    if name in fields:
        raise Unreadable(section.body_line, _("these words stand above as TOML already."))
    if name == LIST:
        return {LIST: "\n".join(_items(section))}
    body = "\n".join(section.body).rstrip("\n")
    try:
        return {WORDS: markup.guide_html(body, on_lines=section.on_lines)}
    except markup.Unusable as problem:
        raise Unreadable(section.body_line, _sentence(problem)) from None


def _items(section: Section) -> Iterable[str]:
    """One item for each mark; a line that is set in goes on from the one before it."""
    items: list[str] = []
    for number, line in enumerate(section.body, start=section.body_line):
        if found := _ITEM.match(line):
            items.append(line[found.end() :].rstrip())
        elif items and line.startswith((" ", "\t")) and line.strip():
            items[-1] = f"{items[-1]} {line.strip()}"
        elif line.strip():
            raise Unreadable(number, _("begin each item of the list with a hyphen and a blank."))
    return items


def _clean(html: str, section: Section) -> str:
    """HTML cleaned; refused where so much of it stands there that only words would be left."""
    if markup.fits(html, markup.GUIDE):
        html = markup.clean(html, markup.GUIDE)
    if not markup.fits(html, markup.GUIDE):
        raise Unreadable(section.line, _("these words are too long for one block. Make two of it."))
    return html


def _known(name: str, kind: str, section: Section) -> int:
    """The line on which a block is given a value; Unreadable for what no block has."""
    line = _line(section, name)
    # Also what another kind has: it stays with a block whose kind was changed.
    told = {*publishing.BLOCK_FIELDS, *publishing.NEWER_FIELDS, "image", *blocks.fields_of(kind)}
    if name not in told - _ALWAYS_TOLD:
        raise Unreadable(line, _("“%(name)s” is nothing that a block has.") % {"name": name})
    return line


def checked(field: Any, value: Any, line: int, *, verbatim: bool = False) -> Any:
    """A value that the field would take from a form; else Unreadable, with the field's name.

    `verbatim` asks for the right type only.
    """
    name = str(getattr(field, "verbose_name", field.name))
    wanted, kind = _wanted(field)
    if not isinstance(value, wanted) or isinstance(value, bool) != (wanted is bool):
        raise Unreadable(line, _("“%(name)s” wants %(kind)s.") % {"name": name, "kind": kind})
    if isinstance(value, str) and "\0" in value:
        raise Unreadable(line, _("this is not text."))
    try:
        return value if verbatim else field.clean(value, None)
    except ValidationError as error:
        told = {"name": name, "why": " ".join(error.messages)}
        raise Unreadable(line, _("“%(name)s”: %(why)s") % told) from None


def _wanted(field: Any) -> tuple[type, str]:
    """The type of a field's values, and what to write for one."""
    default = field.get_default()
    if isinstance(default, bool):
        return bool, _("true or false")
    if isinstance(default, list):
        return list, _("a list in square brackets")
    if isinstance(field, models.IntegerField):
        return int, _("a number")
    return str, _("words in quotes")


def _refuse_what_cannot_be(block: Block, section: Section) -> None:
    try:
        block.validate_constraints(exclude={"guide", "uuid"})
    except ValidationError as error:
        raise Unreadable(section.line, " ".join(error.messages)) from None


def _line(section: Section, name: str) -> int:
    return toml.line_of(name, section.toml, section.toml_line or section.line)


def _sentence(problem: markup.Unusable) -> str:
    return str(problem.message % (problem.params or {}))

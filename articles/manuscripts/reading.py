"""The text of a file -> what it says of a guide. Asks the database for its constraints only."""

from typing import Any

from django.utils.translation import gettext as _

from articles.manuscripts import pieces, toml
from articles.manuscripts.pieces import checked
from articles.manuscripts.sections import sections_of, top_of
from articles.manuscripts.unreadable import Unreadable
from articles.manuscripts.writing import FORMAT
from articles.models import Contribution, Guide, Person, Topic

# A form with the words in it has to fit into one request.
MOST_BYTES = 800_000
MOST_LINES = 50_000
MOST_BLOCKS = 500
_OF_A_GUIDE = ("title", "slug", "summary", "lay_terms", "is_demo")
_OF_A_PERSON = ("name", "credentials", "interests")
_DAY = "declared_on"
_FIRST = 2  # the line below the plus signs


def text_of(data: bytes) -> str:
    """The text of an uploaded file; Unreadable where it is too large or no text."""
    if len(data) > MOST_BYTES or data.count(b"\n") > MOST_LINES:
        most = MOST_BYTES // 1000
        raise Unreadable(0, _("This file is too large: %(most)s kB are the most.") % {"most": most})
    try:
        return data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError:
        raise Unreadable(0, _("This file is no text in UTF-8. Save it as UTF-8.")) from None


def read(text: str, *, verbatim: bool = False) -> dict[str, Any]:
    """What a file says, as a snapshot tells it, with the names of pictures for their numbers.

    Raises Unreadable, which names the line. `verbatim` is for what this site wrote and can prove
    unchanged: HTML that stands in TOML is not cleaned then (drawing a guide cleans it).
    """
    lines = text.split("\n")
    top = top_of(lines)
    below = len(top) + len("++")
    told = _of_the_guide(toml.read(top, _FIRST), top, verbatim)
    found = list(sections_of(lines[below:], below + 1))
    if len(found) > MOST_BLOCKS:
        many = _("a guide has no more than %(most)s blocks.") % {"most": MOST_BLOCKS}
        raise Unreadable(found[MOST_BLOCKS].line, many)
    told["blocks"] = [pieces.read(section, verbatim=verbatim) for section in found]
    seen: set[str] = set()
    for section, block in zip(found, told["blocks"], strict=True):
        if block["uuid"] in seen:
            raise Unreadable(section.line, _("another block has this number. Leave it out here."))
        seen.add(block["uuid"])
    return told


def revision_of(text: str) -> int | None:
    """The number of the revision that the file was written from, as far as it says so."""
    told = toml.read(top_of(text.split("\n")), _FIRST).get("revision")
    return told if type(told) is int else None


def _of_the_guide(fields: dict[str, Any], lines: list[str], verbatim: bool) -> dict[str, Any]:
    def line(name: str) -> int:
        return toml.line_of(name, lines, _FIRST)

    if fields.pop("format", None) != FORMAT:
        raise Unreadable(line("format"), _("write format = “%(f)s” here.") % {"f": FORMAT})
    fields.pop("revision", None)
    byline, hero = fields.pop("byline", []), fields.pop("hero", None)
    known: dict[str, Any] = {name: Guide._meta.get_field(name) for name in _OF_A_GUIDE}
    known["topic"] = Topic._meta.get_field("slug")
    for name in fields.keys() - known.keys():
        told = _("“%(name)s” is nothing that a guide has.") % {"name": name}
        raise Unreadable(line(name), told)
    given = {name: fields.get(name, field.get_default()) for name, field in known.items()}
    if not (hero is None or isinstance(hero, str)):
        raise Unreadable(line("hero"), _("write the name of the picture in quotes."))
    return {
        name: checked(field, given[name], line(name), verbatim=verbatim)
        for name, field in known.items()
    } | {"hero": hero or None, "byline": _byline(byline, line("byline"), verbatim)}


def _byline(told: Any, line: int, verbatim: bool) -> list[dict[str, str]]:
    if not isinstance(told, list) or not all(isinstance(person, dict) for person in told):
        raise Unreadable(line, _("write each person of the byline under [[byline]]."))
    return [_person(person, line, verbatim) for person in told]


def _person(told: dict[str, Any], line: int, verbatim: bool) -> dict[str, str]:
    fields: dict[str, Any] = {"role": Contribution._meta.get_field("role")}
    fields |= {name: Person._meta.get_field(name) for name in _OF_A_PERSON}
    for name in told.keys() - fields.keys() - {_DAY}:
        what = _("“%(name)s” is nothing that a person of the byline has.") % {"name": name}
        raise Unreadable(line, what)
    found = {
        name: checked(field, told.get(name, ""), line, verbatim=verbatim)
        for name, field in fields.items()
    }
    if _DAY in told:
        found[_DAY] = str(checked(Person._meta.get_field(_DAY), told[_DAY], line))
    return found

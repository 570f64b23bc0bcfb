"""The text of a file, cut into its parts: what stands on top, and a section for each block.

## Why mornings are stiff {.text #1b9d6bcd-bbfd-4b2d-9b5d-ab8dfbbd4bed}
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from uuid import UUID

from django.utils.translation import gettext as _

from articles.manuscripts.unreadable import Unreadable

FENCE = "+++"
_OPENS_TOML = "```toml"
_CLOSES_TOML = "```"
ON_LINES = "lines"


@dataclass
class Section:
    """One block as it stands in the file, with the numbers of its lines."""

    line: int
    heading: str = ""
    kind: str = ""
    uuid: UUID | None = None
    on_lines: bool = False
    toml: list[str] = field(default_factory=list)
    toml_line: int = 0
    body: list[str] = field(default_factory=list)
    body_line: int = 0
    is_headed: bool = False

    @property
    def is_empty(self) -> bool:
        return not (self.is_headed or self.toml_line or self.body_line)


def top_of(lines: list[str]) -> list[str]:
    """The lines between the two lines of plus signs that a file begins with."""
    if not lines or lines[0].rstrip() != FENCE:
        raise Unreadable(1, _("the file has to begin with a line of three plus signs: +++"))
    for number, line in enumerate(lines[1:], start=1):
        if line.rstrip() == FENCE:
            return lines[1:number]
    raise Unreadable(1, _("the part between two lines of +++ never ends."))


def sections_of(lines: list[str], first: int) -> Iterator[Section]:
    """Each block in order. Words before the first heading are a block of their own.

    `first` is the number of the first line in its file.
    """
    section = Section(first)
    rest = enumerate(lines, start=first)
    for number, line in rest:
        if line == "##" or line.startswith(("## ", "##\t")):
            if not section.is_empty:
                yield section
            section = _headed(number, line[2:].strip())
        elif section.body_line == section.toml_line == 0 and line.rstrip() == _OPENS_TOML:
            section.toml_line = number + 1
            section.toml = list(_until_closed(rest, number))
        elif section.body_line or line.strip():
            section.body_line = section.body_line or number
            section.body.append(line)
    if not section.is_empty:
        yield section


def _until_closed(rest: Iterator[tuple[int, str]], opened: int) -> Iterator[str]:
    for _number, line in rest:
        if line.rstrip() == _CLOSES_TOML:
            return
        yield line
    raise Unreadable(opened, _("the part that begins with ```toml never ends."))


def _headed(number: int, told: str) -> Section:
    """The heading as it was typed, and the marks in braces at its end."""
    heading, _brace, marks = told.rpartition("{") if told.endswith("}") else (told, "", "")
    section = Section(number, heading=heading.strip(), is_headed=True)
    for mark in marks.removesuffix("}").split():
        if mark == f".{ON_LINES}":
            section.on_lines = True
        elif mark.startswith(".") and not section.kind:
            section.kind = mark[1:]
        elif mark.startswith("#") and section.uuid is None:
            section.uuid = _uuid(mark[1:], number)
        else:
            what = _("“%(mark)s” means nothing here. Write {.kind} or {.kind #number}.")
            raise Unreadable(number, what % {"mark": mark})
    return section


def _uuid(told: str, number: int) -> UUID:
    try:
        return UUID(told)
    except ValueError:
        what = _("“%(told)s” is no number of a block. Leave it out for a new block.")
        raise Unreadable(number, what % {"told": told}) from None

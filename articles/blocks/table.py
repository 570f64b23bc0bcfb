"""Things that are compared, in rows and columns. Typed or pasted as lines."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from articles.blocks.problem import Problem
from articles.language.passages import Passage
from articles.models import Block

FIELDS = ("caption", "items", "row_headers", "no_source_needed")
EXPLANATION = _(
    "Rows of cells, one row a line, the names of the columns first: “Aid | Good for | Costs”. "
    "Cells from a spreadsheet can be pasted. The caption says what the table shows."
)
IS_SECTION = False
FEWEST_COLUMNS = 2
# More do not fit on a phone beside each other.
MOST_COLUMNS = 4
_BAR, _TAB = "|", "\t"


@dataclass(frozen=True)
class Rows:
    """The cells of a table. In `body`, all rows below the first."""

    head: list[str]
    body: list[list[str]]


def problems(block: Block) -> list[Problem]:
    found = []
    if not block.caption.strip():
        found.append(Problem("caption", _("Say what the table shows. It is read out first.")))
    rows = read(block)
    if len(rows.head) < FEWEST_COLUMNS or not rows.body:
        message = _("Write the names of the columns, then a row a line, with | between the cells.")
        return [*found, Problem("items", message)]
    named = rows.head[1:] if block.row_headers else rows.head
    if not all(named):
        found.append(Problem("items", _("Give each column a name in the first row.")))
    return found + _of_rows(block, rows)


def hints(block: Block) -> list[Problem]:
    if len(read(block).head) > MOST_COLUMNS:
        message = _("More than four columns: on a phone readers have to push the table about.")
        return [Problem("items", message)]
    return []


def context(block: Block) -> dict[str, object]:
    rows = read(block)
    return {"head": rows.head, "body": rows.body}


def items(block: Block) -> list[Passage]:
    rows = read(block)
    return [Passage("cell", cell) for row in [rows.head, *rows.body] for cell in row if cell]


def read(block: Block) -> Rows:
    """The lines of a block cut into cells: at tabs where there are any, else at bars."""
    lines = [line for line in block.items.splitlines() if line.strip()]
    rows = [_cells_between_tabs(line) for line in lines]
    if not any(len(row) > 1 for row in rows):
        rows = [_cells_between_bars(line) for line in lines if not _is_ruler(line)]
    head, *body = rows or [[]]
    is_short = bool(body) and all(len(row) == len(head) + 1 for row in body)
    # A form takes blanks off the beginning, and with them the empty corner above names of rows.
    return Rows(["", *head] if block.row_headers and is_short else head, body)


def _of_rows(block: Block, rows: Rows) -> list[Problem]:
    wanted = len(rows.head)
    uneven = _("This row has %(count)s cells, the first row %(wanted)s: “%(row)s”.")
    nameless = _("Name this row in its first cell: “%(row)s”.")
    found = []
    for row in rows.body:
        told = {"count": len(row), "wanted": wanted, "row": " | ".join(row)}
        if len(row) != wanted:
            found.append(Problem("items", uneven % told))
        elif block.row_headers and not row[0]:
            found.append(Problem("items", nameless % told))
    return found


def _cells_between_tabs(line: str) -> list[str]:
    return [cell.strip() for cell in line.split(_TAB)]


def _cells_between_bars(line: str) -> list[str]:
    line = line.strip()
    is_framed = len(line) > 1 and line.startswith(_BAR) and line.endswith(_BAR)
    return [cell.strip() for cell in (line[1:-1] if is_framed else line).split(_BAR)]


def _is_ruler(line: str) -> bool:
    """The line of dashes that some write below the names of the columns."""
    return "-" in line and not line.strip("|-: \t")

"""Tables for other programs: CSV that a spreadsheet shows and never runs."""

import csv
from collections.abc import Iterable, Iterator
from typing import Any

# Spreadsheets take a cell that begins like this for a formula, which may fetch or send things.
# The wide signs are taken for the plain ones in some of them.
_BEGIN_FORMULAS = tuple("=+-@\t\r\n＝＋－＠")
# Without it some spreadsheets read UTF-8 as something else.
MARK = "\ufeff"


class _Echo:
    """Gives back what is written, for whoever sends it on."""

    def write(self, line: str) -> str:
        return line


def lines(rows: Iterable[Iterable[object]]) -> Iterator[str]:
    """The rows as lines of CSV, one at a time."""
    writer: Any = csv.writer(_Echo())
    yield MARK
    for row in rows:
        yield writer.writerow([harmless(cell) for cell in row])


def harmless(cell: object) -> object:
    """The same words; what would be taken for a formula begins with an apostrophe."""
    if cell is None:
        return ""
    # Numbers are ours, and a number is no formula.
    if isinstance(cell, int | float):
        return cell
    said = str(cell)
    return f"'{said}" if said.lstrip(" ").startswith(_BEGIN_FORMULAS) else said

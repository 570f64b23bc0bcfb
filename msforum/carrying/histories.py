"""The versions of the guides in a folder, for a site that takes the guides alone."""

from collections import defaultdict
from typing import Any

from articles.manuscripts import Unreadable, reading
from articles.manuscripts.taking import Earlier
from articles.models import Revision
from msforum.carrying import Refused, values
from msforum.carrying.folder import In
from msforum.carrying.guides import FILE
from msforum.carrying.tables import tables

type Row = dict[str, Any]
_made_at = values.reader_of(Revision._meta.get_field("created_at"))
_note = values.reader_of(Revision._meta.get_field("note"))


def place(file: str) -> str:
    """The folder of a guide, in which the files of its versions stand, too."""
    return file.rpartition("/")[0]


def by_guide(source: In) -> defaultdict[str, list[Row]]:
    """The rows of all versions by the folder of their guide, as they were made."""
    found: defaultdict[str, list[Row]] = defaultdict(list)
    table = next(one for one in tables(with_passwords=False) if one.label == "articles.Revision")
    if table.label in source.manifest["tables"]:
        for _number, row in source.lines(table.file):
            found[place(str(row.get(FILE)))].append(row)
    for rows in found.values():
        rows.sort(key=lambda row: str(row.get(FILE)))
    return found


def earlier(source: In, rows: list[Row]) -> tuple[list[Earlier], list[str]]:
    """What the files of these rows say; and, in words, which of them cannot be read here."""
    found, unread = [], []
    for row in rows:
        name = str(row.get(FILE))
        try:
            if name.endswith(".json"):
                raise Refused("it is not in Markdown, because an older site wrote it.")
            note = _note(row.get("note") or row.get("change_note") or "")
            told = reading.read(source.text(name))
            found.append(Earlier(told, note, _made_at(row.get("created_at"))))
        except values.Unfit as why:
            unread.append(f"{name}: a value {why}.")
        except (Unreadable, Refused) as why:
            unread.append(f"{name}: {why}")
    return found, unread

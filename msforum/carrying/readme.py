"""What a person reads who finds the folder."""

from collections.abc import Mapping
from typing import Any

_TEXT = """# A whole site

Written by `manage.py export_site`, read by `manage.py import_site`. **Private: who is a member here
has, or cares about, an illness.** Keep this folder encrypted, give it to nobody, and delete it when
it has done its work.

It holds what members and the team wrote and did, published or not: guides with all their versions
and reviews, pictures, discussions with every version of every comment, reports, decisions, drafts,
what people follow and read, and every member's name and e-mail address. {passwords}
Files are for their owner's eyes only (mode 0600).

- `guides/TOPIC/GUIDE/guide.md` is what the authors have now, `revision-0001.md` and so on what was
  saved. Markdown with TOML on top; the rare `.json` is a version that Markdown could not hold.
- `media/` holds the pictures as the library keeps them.
- `tables/` holds everything else: a row a line, as JSON. Times are UTC. `…_id` names the `id` of a
  row of another table.
- `manifest.json` names every file with its size and SHA-256. A file that was changed is not taken.

| table | rows |
|---|---|
{rows}
"""
_WITHOUT = "There are no passwords in it: members choose a new one."
_WITH = "**Passwords are in it, as hashes that can be guessed at.**"


def readme(tables: Mapping[str, Mapping[str, Any]], *, with_passwords: bool) -> str:
    rows = "\n".join(f"| {label} | {table['rows']} |" for label, table in sorted(tables.items()))
    return _TEXT.format(passwords=_WITH if with_passwords else _WITHOUT, rows=rows)

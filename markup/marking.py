"""Marking words in clean HTML, so that a reader's eye finds them."""

import re
from collections.abc import Iterable
from html import escape, unescape

# A tag, or the words between tags. What `clean` leaves has no comments and no bare "<".
PIECE = re.compile(r"<[^>]*>|[^<]+")
# More marks than this hide each other.
MOST = 40


def mark_words(html: str, words: Iterable[str]) -> str:
    """Clean HTML with each of these words inside `<mark>`, whatever their capitals.

    Only between tags: an address in a link stays as it is. Words that stretch over a tag are left.
    """
    wanted = sorted({word.strip() for word in words if word.strip()}, key=len, reverse=True)[:MOST]
    if not wanted:
        return html
    any_of_them = re.compile("|".join(map(re.escape, wanted)), re.IGNORECASE)
    return PIECE.sub(lambda piece: _marked(piece.group(), any_of_them), html)


def _marked(piece: str, any_of_them: re.Pattern[str]) -> str:
    if piece.startswith("<"):
        return piece
    text = unescape(piece)
    found, end = [], 0
    for match in any_of_them.finditer(text):
        found.append(escape(text[end : match.start()], quote=False))
        found.append(f"<mark>{escape(match.group(), quote=False)}</mark>")
        end = match.end()
    return "".join(found) + escape(text[end:], quote=False) if found else piece

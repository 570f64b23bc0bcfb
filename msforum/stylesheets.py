"""Serve many small style sheets as one file.

In `static/css` one file styles one thing, and `site.index.css` imports them all in layer order.
A browser would ask for each of them, so it gets `css/site.css` instead: the same sheets with every
`@import` replaced by what it names. Why so: docs/decisions/0004-one-style-sheet.md.
"""

import os
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.core.checks import CheckMessage
from django.core.files.storage import FileSystemStorage, Storage

SOURCES = Path(__file__).resolve().parent.parent / "static" / "css"
INDEX = ".index.css"

_IMPORT = re.compile(
    r"""@import\s+url\("(?P<file>[^"]+)"\)\s*(?:layer\((?P<layer>[\w-]+)\))?\s*(?P<media>[^;]*);"""
)
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_SPACE = re.compile(r"\s*\n\s*")

# Named here because the class below has a method called `list`.
type Checks = list[CheckMessage]
type Found = str | list[str]


def joined(sheet: Path) -> str:
    """A style sheet with its imports in place, as a browser would understand it."""

    def imported(match: re.Match[str]) -> str:
        css = joined(sheet.parent / match["file"])
        if match["layer"]:
            css = f"@layer {match['layer']} {{\n{css}}}\n"
        if match["media"]:
            css = f"@media {match['media']} {{\n{css}}}\n"
        return css

    return _IMPORT.sub(imported, _COMMENT.sub("", sheet.read_text(encoding="utf-8")))


def compact(css: str) -> str:
    """The same style sheet without the air that only people need."""
    return _SPACE.sub("\n", css).strip() + "\n"


def names() -> list[str]:
    """The sheets that browsers ask for, one for each index."""
    indexes = sorted(SOURCES.glob(f"*{INDEX}"))
    return [f"css/{index.name.removesuffix(INDEX)}.css" for index in indexes]


class StylesheetFinder(BaseFinder):
    """Finds `css/site.css` where the sources have `css/site.index.css`, and so for each index."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        self.built = FileSystemStorage(location=settings.DATA_DIR / "stylesheets")

    def check(self, **kwargs: object) -> Checks:
        return []

    def find(self, path: str, find_all: bool = False) -> Found:
        found = [self._build(name) for name in names() if name == path]
        return found if find_all or not found else found[0]

    def list(
        self, ignore_patterns: Iterable[str] | None
    ) -> Iterator[tuple[str, Storage]]:
        for name in names():
            self._build(name)
            yield name, self.built

    def _build(self, name: str) -> str:
        """Write the joined sheet if it changed. Whole or not at all: several servers may do it."""
        css = compact(joined(SOURCES / Path(name).with_suffix(INDEX).name))
        target = Path(self.built.path(name))
        if not target.exists() or target.read_text(encoding="utf-8") != css:
            target.parent.mkdir(parents=True, exist_ok=True)
            draft = target.with_suffix(f".{os.getpid()}")
            draft.write_text(css, encoding="utf-8")
            draft.replace(target)
        return str(target)

"""Serve many small style sheets as one file, and Django's own beneath ours.

In `static/css` one file styles one thing, and `site.index.css` imports them all in layer order.
A browser would ask for each of them, so it gets `css/site.css` instead: the same sheets with every
`@import` replaced by what it names. The sheets of Django's admin are put into the layer `django`,
the lowest, so that ours need neither `!important` nor a heap of ids to be heard.
Why so: docs/decisions/0004-one-style-sheet.md.
"""

import os
import re
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib import admin
from django.contrib.staticfiles.finders import BaseStorageFinder
from django.core.checks import CheckMessage
from django.core.files.storage import FileSystemStorage, Storage

SOURCES = Path(__file__).resolve().parent.parent / "static" / "css"
INDEX = ".index.css"
ADMIN = Path(admin.__file__).resolve().parent / "static" / "admin" / "css"
LAYERS = "@layer django, reset, tokens, base, layout, components, utilities;"

_IMPORT = re.compile(
    r"""@import\s+url\("(?P<file>[^"]+)"\)\s*(?:layer\((?P<layer>[\w-]+)\))?\s*(?P<media>[^;]*);"""
)
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_SPACE = re.compile(r"\s*\n\s*")

# Named here because the class below has a method called `list`.
type Messages = list[CheckMessage]
type Recipe = Callable[[], str]


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


def beneath(sheet: Path) -> str:
    """One of Django's style sheets, in the layer under all of ours."""
    css = _COMMENT.sub("", sheet.read_text(encoding="utf-8"))
    return f"{LAYERS}\n@layer django {{\n{css}}}\n"


def compact(css: str) -> str:
    """The same style sheet without the air that only people need."""
    return _SPACE.sub("\n", css).strip() + "\n"


def recipes() -> dict[str, Recipe]:
    """What browsers ask for, and how to make it."""
    ours: dict[str, Recipe] = {
        f"css/{index.name.removesuffix(INDEX)}.css": partial(joined, index)
        for index in sorted(SOURCES.glob(f"*{INDEX}"))
    }
    djangos: dict[str, Recipe] = {
        f"admin/css/{sheet.name}": partial(beneath, sheet) for sheet in ADMIN.glob("*.css")
    }
    return ours | djangos


class StylesheetFinder(BaseStorageFinder):
    """Finds what is made of several sheets, or of a changed one, before other finders look."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self.made = FileSystemStorage(location=settings.DATA_DIR / "stylesheets")
        super().__init__(self.made)

    def check(self, **kwargs: Any) -> Messages:
        return []

    def find(self, path: str, find_all: bool = False) -> Any:
        if path not in recipes():
            return []
        self._make(path)
        return super().find(path, find_all)  # type: ignore[call-overload]

    def list(self, ignore_patterns: Iterable[str] | None) -> Iterator[tuple[str, Storage]]:
        for name in recipes():
            self._make(name)
            yield name, self.made

    def _make(self, name: str) -> None:
        """Write a sheet if it changed. Whole or not at all: several servers may do so at once."""
        css = compact(recipes()[name]())
        target = Path(self.made.path(name))
        if not target.exists() or target.read_text(encoding="utf-8") != css:
            target.parent.mkdir(parents=True, exist_ok=True)
            draft = target.with_suffix(f".{os.getpid()}")
            draft.write_text(css, encoding="utf-8")
            draft.replace(target)

"""Finding the pictures of a WordPress site in a folder. Nothing is ever fetched."""

import re
from pathlib import Path
from urllib.parse import unquote, urlsplit

SIZE_SUFFIX = re.compile(r"-\d{2,5}x\d{2,5}(?=\.\w+$)")


class MediaFolder:
    """A copy of wp-content/uploads, or the folder above it."""

    def __init__(self, folder: Path | None) -> None:
        self.folder = folder.resolve() if folder else None

    def find(self, address: str) -> Path | None:
        """The file behind a picture's old address: the full picture rather than a small copy."""
        if self.folder is None:
            return None
        path = unquote(urlsplit(address).path)
        for name in (SIZE_SUFFIX.sub("", path), path):
            found = self._below(name)
            if found:
                return found
        return None

    def _below(self, path: str) -> Path | None:
        parts = [part for part in path.split("/") if part]
        tails = ["/".join(parts[start:]) for start in range(len(parts))]
        for tail in tails:
            candidate = self._safe(tail)
            if candidate:
                return candidate
        return None

    def _safe(self, tail: str) -> Path | None:
        """The file, when it is one and lies inside the folder whatever the address says."""
        assert self.folder is not None  # noqa: S101 -- find() asked
        try:
            candidate = (self.folder / tail).resolve()
            inside = candidate.is_relative_to(self.folder) and candidate.is_file()
        except (OSError, ValueError):  # a name too long, or with a zero byte
            return None
        return candidate if inside else None

"""The files of a carried site: written once and for their owner's eyes only, and checked, all of
them, before anything is taken from them."""

import json
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import file_digest, sha256
from pathlib import Path
from typing import IO, Any

from msforum.carrying import Refused

FORMAT = "msforum site 1"
MANIFEST = "manifest.json"
_PIECE = 1024 * 1024
_LONGEST_LINE = 16 * _PIECE
_NAME = re.compile(r"(?:[\w-][\w.-]*/)*[\w-][\w.-]*")


class Out:
    """A new folder. What is in it counts only once `finish` has written the manifest."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.files: dict[str, dict[str, Any]] = {}
        try:
            path.mkdir(mode=0o700, parents=True, exist_ok=True)
            if any(path.iterdir()):
                raise Refused(f"{path} is not empty. Name a folder that does not exist yet.")
            path.chmod(0o700)
        except OSError as error:
            raise Refused(f"{path} cannot be used: {error.strerror}.") from None

    @contextmanager
    def writing(self, name: str) -> Iterator["Hashing"]:
        """One file, noted with its size and fingerprint."""
        target = self.path / _safe(name)
        target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with os.fdopen(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            hashing = Hashing(file)
            yield hashing
        self.files[name] = {"bytes": hashing.size, "sha256": hashing.digest.hexdigest()}

    def write(self, name: str, text: str) -> None:
        with self.writing(name) as file:
            file.write(text.encode())

    def finish(self, told: dict[str, Any]) -> None:
        """The manifest, in the same bytes for the same site."""
        manifest = {"format": FORMAT, **told, "files": dict(sorted(self.files.items()))}
        files = self.files
        self.write(MANIFEST, json.dumps(manifest, ensure_ascii=False, indent=1) + "\n")
        files.pop(MANIFEST)


class Hashing:
    """A file that is written, and what was written so far in two numbers."""

    def __init__(self, file: IO[bytes]) -> None:
        self.file, self.digest, self.size = file, sha256(), 0

    def write(self, data: bytes) -> None:
        self.file.write(data)
        self.digest.update(data)
        self.size += len(data)


class In:
    """A folder that `Out` wrote. Making one reads every byte; Refused where one was changed."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.manifest = self._manifest()
        self.files: dict[str, Any] = self.manifest["files"]
        self._refuse_what_does_not_belong()
        for name, known in self.files.items():
            self._check(name, known)

    def lines(self, name: str) -> Iterator[tuple[int, dict[str, Any]]]:
        """Each row of a table with the number of its line."""
        with self.opened(name) as file:
            number = 0
            while line := file.readline(_LONGEST_LINE):
                number += 1
                row = _json(line, f"{name}, line {number}")
                if not isinstance(row, dict):
                    raise Refused(f"{name}, line {number} is no row.")
                yield number, row

    def text(self, name: str) -> str:
        with self.opened(name) as file:
            try:
                return file.read().decode()
            except UnicodeDecodeError:
                raise Refused(f"{name} is no text in UTF-8.") from None

    def opened(self, name: str) -> IO[bytes]:
        if name not in self.files:
            raise Refused(f"{name} is missing.")
        return (self.path / name).open("rb")

    def _manifest(self) -> dict[str, Any]:
        try:
            found = _json((self.path / MANIFEST).read_bytes(), MANIFEST)
        except OSError:
            raise Refused(f"{self.path} holds no {MANIFEST}: it is no exported site.") from None
        if not isinstance(found, dict) or found.get("format") != FORMAT:
            raise Refused(f"{MANIFEST} does not say “{FORMAT}”: another program wrote this.")
        if not all(isinstance(found.get(name), dict) for name in ("files", "tables")):
            raise Refused(f"{MANIFEST} is broken.")
        return found

    def _refuse_what_does_not_belong(self) -> None:
        found = set()
        for folder, folders, names in self.path.walk():
            for path in (folder / name for name in [*folders, *names]):
                told = path.relative_to(self.path).as_posix()
                if path.is_symlink():
                    raise Refused(f"{told} is a link, and nobody knows where to.")
                if not path.is_dir():
                    found.add(told)
        if strange := sorted(found - self.files.keys() - {MANIFEST}):
            raise Refused(f"{strange[0]} does not belong here: the manifest does not name it.")

    def _check(self, name: str, known: Any) -> None:
        try:
            with (self.path / _safe(name)).open("rb") as file:
                digest = file_digest(file, "sha256").hexdigest()
        except OSError:
            raise Refused(f"{name} is missing.") from None
        if not isinstance(known, dict) or digest != known.get("sha256"):
            raise Refused(f"{name} is not as it was written.")


def _json(data: bytes, place: str) -> Any:
    try:
        found = json.loads(data)
        if b"\\ud" in data.lower():  # half a character, which no database takes
            json.dumps(found, ensure_ascii=False).encode()
    except (ValueError, RecursionError):
        raise Refused(f"{place} is broken: it is no JSON.") from None
    return found


def _safe(name: str) -> str:
    """A name that stays inside the folder."""
    if not _NAME.fullmatch(name):
        raise Refused(f"{name!r} is no name of a file here.")
    return name

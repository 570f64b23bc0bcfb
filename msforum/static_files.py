"""Static files: hashed names, compressed once, served by the web process itself."""

from collections.abc import Iterable, Iterator
from hashlib import sha256
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from whitenoise.storage import CompressedManifestStaticFilesStorage


class Storage(CompressedManifestStaticFilesStorage):
    """Names carry a hash, so browsers keep files for a year. Unknown names are an error."""

    def url(self, name: str | None, force: bool = False) -> str:
        """The hashed name wherever collected files are served, in development too."""
        return super().url(name, force=force or settings.STATIC_COLLECTED)

    def compress_files(self, paths: Iterable[str]) -> Iterator[tuple[str, str]]:
        """Only what changed: compressing well takes most of the time."""
        yield from super().compress_files(name for name in paths if not self._is_compressed(name))

    def _is_compressed(self, name: str) -> bool:
        source = Path(self.path(name))
        packed = source.with_name(f"{source.name}.gz")
        return packed.exists() and packed.stat().st_mtime_ns >= source.stat().st_mtime_ns


def sources_mark() -> str:
    """Changes whenever a file that would be collected is added, changed or removed."""
    seen = sha256()
    for finder in get_finders():
        for name, storage in finder.list(ignore_patterns=[]):
            facts = Path(storage.path(name)).stat()
            seen.update(f"{name} {facts.st_size} {facts.st_mtime_ns}\n".encode())
    return seen.hexdigest()


def are_stale() -> bool:
    """Whether any source changed since the last time."""
    note = note_of_last_time()
    return not note.exists() or note.read_text(encoding="ascii") != sources_mark()


def collect() -> None:
    call_command("collectstatic", interactive=False, verbosity=0)
    note_of_last_time().write_text(sources_mark(), encoding="ascii")


def note_of_last_time() -> Path:
    return Path(settings.STATIC_ROOT) / ".collected"

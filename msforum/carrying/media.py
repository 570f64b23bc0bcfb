"""Pictures of a folder -> the storage, under the names that rows have for them."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager

from django.core.files.base import File
from django.core.files.storage import default_storage

from msforum.carrying import Refused
from msforum.carrying.folder import In
from pictures import images

PutInPlace = Callable[[Iterable[str]], None]


@contextmanager
def kept_only_if_all_goes_well(source: In) -> Iterator[PutInPlace]:
    """Gives a function that saves pictures; what it saved goes again when something fails."""
    saved: list[str] = []

    def put_in_place(names: Iterable[str]) -> None:
        missing = source.manifest.get("missing_media") or []
        for name in names:
            if name not in missing:
                _save(source, name, saved)

    try:
        yield put_in_place
    except BaseException:
        for name in saved:
            default_storage.delete(name)
        raise


def _save(source: In, name: str, saved: list[str]) -> None:
    if default_storage.exists(name):
        raise Refused(f"The storage has a file {name} already. Set DATA_DIR to a new one.")
    with source.opened(f"media/{name}") as file:
        try:
            images.ours(file)
        except Exception:  # what a decoder raises on a broken file is its own affair
            raise Refused(f"media/{name} is no picture.") from None
        file.seek(0)
        kept = default_storage.save(name, File(file))
    saved.append(kept)
    if kept != name:
        raise Refused(f"The storage does not take the name {name}.")

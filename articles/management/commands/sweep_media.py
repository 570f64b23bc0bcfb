from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from articles import sweeping
from articles.models import Image


class Command(BaseCommand):
    """For operators: what lies in the store of pictures and belongs to nothing, and the reverse."""

    help = (
        "Find files that no picture of the library names, and pictures whose files are gone. "
        "Tells only, until --delete is added."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--delete",
            action="store_true",
            help="delete such files and such pictures where nothing shows them; "
            "let the worker make missing sizes again",
        )

    def handle(self, *, delete: bool, **options: Any) -> None:
        found = sweeping.look()
        self._tell("Files that no picture names", found.strays)
        self._tell("Pictures whose file is gone", map(_name, found.lost))
        self._tell("Pictures with sizes that are gone", map(_name, found.incomplete))
        self._tell("Replaced files that no guide shows", map(_name, found.unshown))
        if found.young:
            self.stdout.write(f"Left alone, because they are new: {found.young}")
        if not delete:
            self.stdout.write("Nothing was changed. Add --delete to clean up.")
            return
        if found.is_store_empty:
            raise CommandError(
                "There is not one file. Is the store connected? Nothing was changed."
            )
        kept = sweeping.sweep(found)
        self._tell("Their file is gone and guides show them, so replace it", map(_name, kept))
        self.stdout.write("Cleaned up.")

    def _tell(self, what: str, names: Any) -> None:
        listed = list(names)
        self.stdout.write(f"{what}: {len(listed)}")
        for name in listed:
            self.stdout.write(f"  {name}")


def _name(image: Image) -> str:
    return f"{image.pk} {image.title} ({image.file.name})"

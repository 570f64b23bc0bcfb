from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from msforum.wordpress.pictures import MediaFolder
from msforum.wordpress.report import Report
from msforum.wordpress.taking import Taking
from msforum.wordpress.wxr import Export, NotAnExport


class Command(BaseCommand):
    help = "Take over a WordPress site from its export file: all of it, or nothing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="The export (Tools, Export, All content).")
        parser.add_argument("--media", type=Path, help="A copy of wp-content/uploads.")
        parser.add_argument("--dry-run", action="store_true", help="Say what it would do.")

    def handle(
        self, *args: Any, file: Path, media: Path | None, dry_run: bool, **options: Any
    ) -> None:
        if media is not None and not media.is_dir():
            raise CommandError(f"There is no folder {media}. Give --media a folder of pictures.")
        try:
            report = self.take(file, media, dry_run=dry_run)
        except NotAnExport as error:
            raise CommandError(f"{file} was not imported. {error} Nothing was changed.") from None
        except OSError as error:
            raise CommandError(f"{file} cannot be read: {error.strerror}.") from None
        for line in report.lines():
            self.stdout.write(line)
        if dry_run:
            self.stdout.write("This was a dry run: nothing was changed.")

    def take(self, file: Path, media: Path | None, *, dry_run: bool) -> Report:
        """Read and write it all; a dry run does the same and then takes it back."""
        with (
            file.open("rb") as stream,
            tqdm(total=file.stat().st_size, unit="B", unit_scale=True, disable=None) as bar,
        ):
            taking = Taking(Export(stream, on_bytes=bar.update), MediaFolder(media))
            return taking.take(keep=not dry_run)

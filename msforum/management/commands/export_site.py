from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from msforum.carrying import Refused
from msforum.carrying.export import export
from msforum.carrying.progress import Progress


class Command(BaseCommand):
    help = "Write everything of this site into a new folder of open formats. It is private."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", type=Path, help="It must not exist yet, or be empty.")
        parser.add_argument(
            "--with-passwords",
            action="store_true",
            help="also the hashes of passwords; without them members choose new ones",
        )

    def handle(self, *args: Any, folder: Path, with_passwords: bool, **options: Any) -> None:
        with Progress(self.stderr) as progress:
            try:
                rows = export(folder, with_passwords=with_passwords, tell=progress.tell)
            except Refused as refusal:
                raise CommandError(str(refusal)) from None
            except OSError as error:
                raise CommandError(
                    f"{error.filename} was not written: {error.strerror}. {folder} is not whole."
                ) from None
        self.stdout.write(
            f"Wrote {rows.total():,} rows of {len(rows)} tables to {folder}. It holds members' "
            "addresses and everything they wrote: read its README.md, and keep it encrypted."
        )

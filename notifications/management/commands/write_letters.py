from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from notifications.letters.samples import every_kind


class Command(BaseCommand):
    help = "Write one letter of each kind into a folder, as text and as HTML, to be looked at."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", type=Path)

    def handle(self, *args: Any, folder: Path, **options: Any) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        letters = list(every_kind())
        for name, letter in letters:
            file = folder / name.replace("/", "-")
            file.with_suffix(".txt").write_text(f"Subject: {letter.subject}\n\n{letter.body}")
            file.with_suffix(".html").write_text(str(letter.alternatives[0][0]))
        self.stdout.write(f"{len(letters)} letters are in {folder}.")

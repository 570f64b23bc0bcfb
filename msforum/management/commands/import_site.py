from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from accounts.models import Member
from msforum.carrying import Refused
from msforum.carrying.progress import Progress
from msforum.carrying.taking import take


class Command(BaseCommand):
    help = "Fill an empty site with what export_site wrote: all of it, or nothing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", type=Path, help="What export_site wrote.")

    def handle(self, *args: Any, folder: Path, **options: Any) -> None:
        with Progress(self.stderr) as progress:
            try:
                rows = take(folder, tell=progress.tell)
            except Refused as refusal:
                raise CommandError(f"{refusal} Nothing was imported.") from None
            except OSError as error:
                raise CommandError(
                    f"{error.filename} cannot be used: {error.strerror}. Nothing was imported."
                ) from None
        self.stdout.write(f"Took {rows.total():,} rows of {len(rows)} tables.")
        names = Member.objects.filter(is_superuser=True).values_list("email", flat=True)
        self.stdout.write(f"Superusers: {', '.join(names) or 'none'}.")
        if not Member.objects.exclude(password="!").exists():  # noqa: S106 -- says that there is none
            self.stdout.write("No passwords came along: members log in by “Forgot your password”.")

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from accounts.models import Member
from msforum.carrying import Refused
from msforum.carrying.joining import join
from msforum.carrying.progress import Progress
from msforum.carrying.taking import take


class Command(BaseCommand):
    help = (
        "Fill an empty site with what export_site wrote: all of it, or nothing. "
        "Into a site that has guides already, bring the guides alone, as drafts (--guides)."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", type=Path, help="What export_site wrote.")
        parser.add_argument(
            "--guides",
            metavar="ADDRESS",
            dest="by",
            help="Only guides, with their topics, pictures and words. The drafts belong to the "
            "member with this e-mail address.",
        )
        parser.add_argument(
            "--update",
            action="store_true",
            help="With --guides: what says something else here takes the words of the folder.",
        )

    def handle(self, *args: Any, folder: Path, **options: Any) -> None:
        if options["update"] and not options["by"]:
            raise CommandError("--update goes with --guides. Nothing was imported.")
        try:
            if options["by"]:
                self.join(folder, options["by"], update=options["update"])
            else:
                self.take(folder)
        except Refused as refusal:
            raise CommandError(f"{refusal} Nothing was imported.") from None
        except OSError as error:
            raise CommandError(
                f"{error.filename} cannot be used: {error.strerror}. Nothing was imported."
            ) from None

    def take(self, folder: Path) -> None:
        with Progress(self.stderr) as progress:
            rows = take(folder, tell=progress.tell)
        self.stdout.write(f"Took {rows.total():,} rows of {len(rows)} tables.")
        names = Member.objects.filter(is_superuser=True).values_list("email", flat=True)
        self.stdout.write(f"Superusers: {', '.join(names) or 'none'}.")
        if not Member.objects.exclude(password="!").exists():  # noqa: S106 -- says that there is none
            self.stdout.write("No passwords came along: members log in by “Forgot your password”.")

    def join(self, folder: Path, address: str, *, update: bool) -> None:
        by = Member.objects.filter(email=address).first()
        if by is None:
            raise Refused(f"There is no member with the address {address}.")
        told = join(folder, by=by, update=update)
        for line in told.done:
            self.stdout.write(line)
        self.stdout.write(f"{told.same} were the same already. Nothing went live.")
        if told.not_taken:
            self.stdout.write(f"{len(told.not_taken)} were not taken:")
            for line in told.not_taken:
                self.stdout.write(f"  {line}")
            if not update:
                self.stdout.write("With --update they take the words of the folder, as drafts.")

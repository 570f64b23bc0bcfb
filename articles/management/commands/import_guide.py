from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from accounts.models import Member
from articles.manuscripts import Unreadable, reading, taking


class Command(BaseCommand):
    help = "Take one guide from a Markdown file as a draft: a new guide, or a revision of the same."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="As export_guide writes it.")
        parser.add_argument("--by", required=True, help="Whose draft it is: an e-mail address.")

    def handle(self, *args: Any, file: Path, by: str, **options: Any) -> None:
        try:
            with file.open("rb") as stream:
                text = reading.text_of(stream.read(reading.MOST_BYTES + 1))
            for line in self.take(text, Member.objects.get_by_natural_key(by)):
                self.stdout.write(line)
        except Member.DoesNotExist:
            raise CommandError(f"There is no member with the address {by}.") from None
        except (Unreadable, taking.Refused) as problem:
            raise CommandError(f"{file} was not taken. {problem}") from None
        except OSError as error:
            raise CommandError(f"{file} cannot be read: {error.strerror}.") from None

    def take(self, text: str, by: Member) -> list[str]:
        told = reading.read(text)
        guide = taking.guide_at(told)
        lost = taking.meant(told, guide, may_publish=True).lost
        if guide:
            revision = taking.take_into(guide, told, by=by, may_publish=True)
            done = f"Revision {revision.number} of “{guide.title}” is a draft. Nothing is live."
        else:
            guide = taking.take_as_new(told, by=by, may_publish=True)
            done = f"“{guide.title}” is a new draft. Nothing is live."
        return [done, *lost]

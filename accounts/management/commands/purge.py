from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from accounts import retention


class Command(BaseCommand):
    help = (
        "Delete what was kept for long enough: the table in docs/privacy.md. "
        "The worker does so every night; this is for hands."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--table", action="store_true", help="Print the table of docs/privacy.md instead."
        )

    def handle(self, *args: Any, table: bool, **options: Any) -> None:
        if table:
            self.stdout.write(retention.table())
            return
        for rule, count in retention.purge():
            self.stdout.write(f"{count:>8} {rule.what}")

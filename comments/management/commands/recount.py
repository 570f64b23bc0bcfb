from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from comments.models import Discussion
from comments.recounting import recount

# More lines than this tell nobody more.
LINES = 50


class Command(BaseCommand):
    help = "Count every kept number anew and say which ones differ. --fix repairs them."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--fix", action="store_true", help="Repair what differs.")

    def handle(self, *args: Any, fix: bool, **options: Any) -> None:
        found = 0
        for pk in Discussion.objects.order_by("pk").values_list("pk", flat=True):
            for difference in recount(pk, fix=fix):
                found += 1
                if found <= LINES:
                    self.stdout.write(str(difference))
        if found > LINES:
            self.stdout.write(f"and {found - LINES} more")
        if not found:
            self.stdout.write("Every kept number is right.")
        elif fix:
            self.stdout.write(f"Repaired {found} numbers.")
        else:
            raise CommandError(f"{found} numbers differ. Run it again with --fix to repair them.")

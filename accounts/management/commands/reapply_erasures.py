from typing import Any

from django.core.management.base import BaseCommand

from accounts.leaving import going


class Command(BaseCommand):
    help = (
        "Erase again whom a restored backup has brought back. `serve` asks for it at each start; "
        "this is for hands. The worker does the erasing."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{going.erase_again()} accounts are being erased again.")

from typing import Any

from django.core.management.base import BaseCommand

from notifications.letters.sending import send_due_digests


class Command(BaseCommand):
    help = "Put due daily and weekly letters on their way. The worker does so by itself."

    def handle(self, *args: Any, **options: Any) -> None:
        count = send_due_digests()
        self.stdout.write(f"{count} put on the way. The worker sends them.")

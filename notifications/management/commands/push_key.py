from typing import Any

from django.core.management.base import BaseCommand

from notifications.push.keys import new_key


class Command(BaseCommand):
    """Prints a new key."""

    help = "Makes a key for PUSH_KEY, so that members can be told on their devices."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(new_key())

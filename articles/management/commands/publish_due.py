from typing import Any

from django.core.management.base import BaseCommand

from articles import scheduling


class Command(BaseCommand):
    help = "Publish what is scheduled and due. The worker does so by itself; this is for hands."

    def handle(self, *args: Any, **options: Any) -> None:
        count = scheduling.publish_due()
        self.stdout.write(f"{count} went live.")

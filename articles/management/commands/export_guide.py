import os
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from articles.manuscripts.writing import manuscript_of
from articles.models import Guide


class Command(BaseCommand):
    help = "Write the working copy of one guide as Markdown, to read, edit and bring back."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("guide", help="The end of its address, or topic/guide.")
        parser.add_argument("--to", type=Path, help="A new file; else it is printed.")

    def handle(self, *args: Any, guide: str, to: Path | None, **options: Any) -> None:
        text = manuscript_of(found(guide))
        if to is None:
            self.stdout.write(text, ending="")
            return
        try:
            # A draft is nobody else's, and no file is overwritten.
            handle = os.open(to, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except OSError as error:
            raise CommandError(f"{to} was not written: {error.strerror}.") from None
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as file:
            file.write(text)
        self.stdout.write(f"Wrote {to}.")


def found(address: str) -> Guide:
    """The guide at topic/guide, or the only one with this end of its address."""
    topic, _slash, slug = address.strip("/").rpartition("/")
    guides = Guide.objects.select_related("topic").filter(slug=slug)
    guides = guides.filter(topic__slug=topic.rpartition("/")[2]) if topic else guides
    if len(guides) > 1:
        known = ", ".join(f"{guide.topic.slug}/{guide.slug}" for guide in guides)
        raise CommandError(f"Several guides are called so. Name one of: {known}.")
    if not guides:
        raise CommandError(f"There is no guide {address}.")
    return guides[0]

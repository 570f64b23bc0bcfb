from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from tqdm import tqdm

from accounts.models import Member
from msforum.population import Filling

MEMBERS, GUIDES, COMMENTS = 200, 12, 5_000


class Command(BaseCommand):
    help = "Add large believable data: invented members, guides and threads of comments."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--members", type=number, default=MEMBERS, help="How many to add.")
        parser.add_argument("--guides", type=number, help="How many to add.")
        parser.add_argument("--comments", type=number, default=COMMENTS, help="How many to add.")
        parser.add_argument(
            "--one-discussion", action="store_true", help="All comments under one guide."
        )
        parser.add_argument("--seed", type=int, default=1, help="Another number, other words.")
        parser.add_argument("--yes", action="store_true", help="Do it on a site with members.")

    def handle(self, *args: Any, yes: bool, **options: Any) -> None:
        if not (yes or settings.DEBUG) and Member.objects.exists():
            raise CommandError(
                "This site has members. Invented ones would stand among them for good. "
                "If you want that, add --yes."
            )
        guides = options["guides"]
        if guides is None:
            guides = 1 if options["one_discussion"] else GUIDES
        filling = Filling(
            members=options["members"],
            guides=guides,
            comments=options["comments"],
            one_discussion=options["one_discussion"],
            seed=options["seed"],
        )
        show("members", filling.members, filling.add_members(), self.stderr)
        show("guides", filling.guides, filling.add_guides(), self.stderr)
        if filling.comments:
            self.look_round(filling)
            show("comments", filling.comments, filling.add_comments(), self.stderr)

    def look_round(self, filling: Filling) -> None:
        if not filling.authors():
            raise CommandError("Nobody is there to write comments. Add --members 100.")
        if not filling.talks():
            raise CommandError("Nothing is there to talk about. Add --guides 1.")


def number(value: str) -> int:
    """A whole number of nothing or more."""
    if not value.isdecimal():
        raise ValueError(value)
    return int(value)


def show(what: str, total: int, steps: Iterator[int], out: Any) -> None:
    """Go through the steps under a bar that says how far it is."""
    with tqdm(total=total, desc=what, unit="", file=out) as bar:
        for step in steps:
            bar.update(step)

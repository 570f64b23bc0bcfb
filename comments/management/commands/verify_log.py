import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from comments import verifying
from comments.verifying import Head

# More lines than this tell nobody more.
LINES = 50


class Command(BaseCommand):
    help = (
        "Prove that no decision was changed, removed or put in by hand: names the first in each "
        "discussion that does not follow from the one before."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--heads",
            type=Path,
            help="A file, best on another machine, in which the end of each log is kept. It is "
            "compared with what it said last time, and written anew if all is well.",
        )
        parser.add_argument(
            "--seal-anew",
            action="store_true",
            help="If all is well, seal everything with the key of today (after a change of keys).",
        )

    def handle(self, *args: Any, heads: Path | None, seal_anew: bool, **options: Any) -> None:
        found = list(verifying.verify(read(heads)))
        broken = [one for one in found if one.problem]
        for one in broken[:LINES]:
            self.stdout.write(f"Discussion {one.discussion}: {one.problem}")
        if broken:
            raise CommandError(f"The log is not whole in {len(broken)} discussions.")
        many, erased = sum(one.head[0] for one in found), sum(one.erased for one in found)
        self.stdout.write(f"{many} decisions are as they were written ({erased} erasures in them).")
        if seal_anew:
            for one in found:
                verifying.seal_anew(one.discussion)
            found = list(verifying.verify())
            self.stdout.write("All are sealed with the key of today.")
        if heads:
            ends = {one.discussion: one.head for one in found if one.head[0]}
            heads.write_text(json.dumps(ends, indent=0))


def read(heads: Path | None) -> dict[int, Head]:
    """The ends of the logs as they were the last time; none the first time."""
    if heads is None or not heads.exists():
        return {}
    try:
        kept = json.loads(heads.read_text())
        return {int(pk): (int(length), str(seal)) for pk, (length, seal) in kept.items()}
    except (ValueError, AttributeError, TypeError) as error:
        raise CommandError(f"{heads} is not a file of this command.") from error

"""What did a change do to the cost of a page? Two checkouts of the project, asked by turns.

    git worktree add /tmp/before COMMIT
    .venv/bin/python benchmarks/turns.py /tmp/before [--rounds N]

Each fills a SQLite database with 1,000 comments in one discussion, which is thrown away. What is
told is the fewest milliseconds of the processor, before and now, and now to before. "bare" is the
yardstick: it has hardly changed, so where it differs the machine was not the same to both.
"""

import argparse
import sys
import tempfile
from pathlib import Path
from types import SimpleNamespace

from discussion import HERE, SMALL, Measured

ROUNDS = 10
QUESTIONS = (
    *("member bare", "page newest", "page oldest"),
    *("member newest", "member oldest", "member helpful", "member chain"),
    "post reply",
)


def compare(before, now, rounds):
    for what in QUESTIONS:
        answers = [(before.ask(what)[0], now.ask(what)[0]) for _ in range(rounds)]
        was, is_now = (min(column) * 1000 for column in zip(*answers, strict=True))
        print(f"{what:16} {was:6.1f} -> {is_now:6.1f}   {is_now / was:5.2f}", flush=True)


def main():
    reader = argparse.ArgumentParser()
    reader.add_argument("checkout", type=Path, nargs="?")
    reader.add_argument("--rounds", type=int, default=ROUNDS)
    asked = reader.parse_args()
    if asked.checkout is None:  # as `make bench` calls it
        print("Name a checkout of an older version to compare with.")
        return
    if not (asked.checkout / "benchmarks" / "_site.py").exists():
        sys.exit(f"{asked.checkout} is no checkout of this project.")
    shape = SimpleNamespace(wide=False, folder="")
    with tempfile.TemporaryDirectory() as one, tempfile.TemporaryDirectory() as other:
        homes = ((one, asked.checkout.resolve()), (other, HERE))
        sides = [Measured(folder, SMALL, "", shape, home) for folder, home in homes]
        try:
            for side in sides:
                side.fill()
            compare(*sides, asked.rounds)
        finally:
            for side in sides:
                side.end()


if __name__ == "__main__":
    main()

"""What do rules add to a post? 2,000 phrases, 50 patterns, and the kinds that look at sentences.

    .venv/bin/python benchmarks/rules.py

Looks at comments of several lengths with one ruleset, made ready once as each process does, and
prints milliseconds of the processor: the middle of 50 times. No database: what a rule asks of it is
bounded by the number of queries, which tests hold.

Target: 2,000 phrases add under 5 ms to a post.
"""

# ruff: noqa: E402 -- the settings are read before the models

import os
import random
import statistics
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "msforum.settings")
os.environ.setdefault("DEBUG", "1")

import django

django.setup()

from comments.models import Comment, CommentRevision, Rule
from comments.rules.ruleset import Ruleset
from comments.rules.said import Said

TIMES = 50
PHRASES = 2_000
KNOWN = 0.02  # so many of the words begin a phrase that is looked for
LENGTHS = (200, 2_000, 10_000)
SYLLABLES = ("ba", "co", "di", "fe", "gu", "ha", "lo", "mi", "no", "pa", "ra", "si", "tu", "ve")


def word(luck):
    return "".join(luck.choices(SYLLABLES, k=luck.randint(1, 4)))


def words(luck, length, known):
    """Words as people write them, with an accent or a capital here and there; some are known."""
    said = []
    while sum(map(len, said)) + len(said) < length:
        said.append(luck.choice(known) if luck.random() < KNOWN else word(luck))
    text = " ".join(said)[:length]
    return text.replace("ba co", "Ba, có").replace("no ", "no’s ")


def spent(rules, text):
    """Milliseconds of the processor for one look, the middle of many."""
    found = []
    for _ in range(TIMES):
        # A new one each time, so that the folding counts, too.
        revision = CommentRevision(comment=Comment(), source=text, html=text)
        said = Said(None, revision)
        begun = time.process_time()
        rules.look(said)
        found.append((time.process_time() - begun) * 1000)
    return statistics.median(found)


def main():
    luck = random.Random(7)  # noqa: S311 -- no secret
    phrases = [" ".join(word(luck) for _ in range(luck.randint(1, 4))) for _ in range(PHRASES)]
    patterns = [rf"\b{word(luck)}[a-z]*(ed|ing)? {word(luck)}\b" for _ in range(50)]
    sets = {
        "2,000 phrases": [Rule(kind="words", words="\n".join(phrases), state="on")],
        "50 patterns": [Rule(kind="patterns", words="\n".join(patterns), state="on")],
        "advice, cure, private": [
            Rule(kind=kind, state="on") for kind in ("advice", "cure", "private")
        ],
    }
    begun = time.process_time()
    ready = {name: Ruleset(rules) for name, rules in sets.items()}
    print(f"made ready in {(time.process_time() - begun) * 1000:.0f} ms, once for each process")
    for length in LENGTHS:
        text = words(luck, length, phrases)
        told = ", ".join(f"{name} {spent(rules, text):.2f}" for name, rules in ready.items())
        print(f"{length:>6} characters, ms: {told}")


if __name__ == "__main__":
    main()

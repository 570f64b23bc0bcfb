"""Sentences labelled by hand: who may be in danger, and what only sounds so.

`python -m tests.comments.worrying` prints how often the site is right. Half of the sentences are
for tuning; the other half (by a check sum, so nobody chose) is never looked at while tuning.
"""

import sys
from pathlib import Path
from zlib import crc32

from comments.concern import crisis

FILE = Path(__file__).parent / "labelled" / "crisis.txt"
CRISIS = "crisis"


def sentences():
    """Every label with its sentence."""
    lines = FILE.read_text(encoding="utf-8").splitlines()
    return [tuple(line.split("\t")) for line in lines if line and not line.startswith("#")]


def is_held_out(sentence):
    return crc32(sentence.encode()) % 2 == 1


def half(*, held_out):
    return [(label, words) for label, words in sentences() if is_held_out(words) == held_out]


def measured(labelled):
    """How many of the alarms were right, and how many of those in danger were found."""
    rung = [(label, words) for label, words in labelled if crisis.found_in(words)]
    right = sum(label == CRISIS for label, _words in rung)
    there = sum(label == CRISIS for label, _words in labelled)
    return right / len(rung), right / there


def wrong(labelled):
    return [
        (label, words)
        for label, words in labelled
        if bool(crisis.found_in(words)) != (label == CRISIS)
    ]


if __name__ == "__main__":
    for name, is_out in (("for tuning", False), ("held out", True)):
        part = half(held_out=is_out)
        precision, recall = measured(part)
        told = f"{name}: {len(part)} sentences, precision {precision:.3f}, recall {recall:.3f}"
        print(told)  # noqa: T201 -- its purpose
    if "--wrong" in sys.argv:
        for label, words in wrong(half(held_out=False)):
            print(f"  {label}: {words}  {crisis.found_in(words)}")  # noqa: T201 -- its purpose

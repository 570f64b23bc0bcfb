"""What a writer is offered once before a comment is posted. One file an offer; each is pure.

An offer never stops anything: the same button pressed again posts the words as they are. A
pattern that is not sure stays silent, because a wrong offer costs a tired person more than a
missed one; moderators read what matters.
"""

from collections.abc import Callable, Iterable
from typing import NamedTuple

from comments.offers import advice, private, source
from comments.offers.offer import Found, Offer

__all__ = ["Found", "Offer", "blanked", "offers_for"]


class _Maker(NamedTuple):
    name: str
    found_in: Callable[[str, str], list[Found]]


_MAKERS = [
    _Maker(private.NAME, private.found_in),
    _Maker(advice.NAME, advice.found_in),
    _Maker(source.NAME, source.found_in),
]


def offers_for(words: str, *, kind: str = "", already: Iterable[str] = ()) -> list[Offer]:
    """Everything worth asking about these words, except what was asked already.

    `kind` is the label the writer chose (`Purpose`), `already` names offers made before.
    """
    made = set(already)
    return [
        Offer(maker.name, found)
        for maker in _MAKERS
        if maker.name not in made and (found := maker.found_in(words, kind))
    ]


def blanked(words: str, left_out: str) -> str:
    """The words with everything private replaced by `left_out`, such as “[left out]”."""
    for found in sorted(private.found_in(words, ""), key=lambda one: one.start, reverse=True):
        words = f"{words[: found.start]}{left_out}{words[found.end :]}"
    return words

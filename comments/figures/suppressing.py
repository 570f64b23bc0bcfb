"""Which numbers may be told to everybody: none about fewer than five, nor one that gives it away.

A group is a total and the parts that make it up. Whoever knows the total and all parts but one
knows that one, too; so others are kept back with it (complementary suppression, as offices of
statistics do). What is kept back looks alike, whether it is small or only stands beside something
small.
"""

from collections.abc import Mapping

LEAST = 5

Told = dict[str, int | None]


def told_of(parts: Mapping[str, int]) -> tuple[int | None, Told]:
    """The total and the parts as everybody may read them; None is kept back."""
    total = sum(parts.values())
    nothing: Told = dict.fromkeys(parts)
    if 0 < total < LEAST:
        return None, nothing
    hidden = {name for name, many in parts.items() if 0 < many < LEAST}
    others = sorted((many, name) for name, many in parts.items() if many >= LEAST)
    while hidden and (len(hidden) == 1 or sum(parts[name] for name in hidden) < LEAST):
        if not others:
            return None, nothing
        hidden.add(others.pop(0)[1])
    return total, {name: None if name in hidden else many for name, many in parts.items()}

"""Public names to begin with: two pleasant words, and nothing about health. Pure."""

import random
import re

FIRST = (
    *("Amber", "Autumn", "Bright", "Calm", "Clear", "Copper", "Early", "Evening", "Fern", "Gentle"),
    *("Golden", "Green", "Hazel", "Honey", "Indigo", "Ivory", "Kind", "Lilac", "Little", "Maple"),
    *("Meadow", "Mellow", "Misty", "Morning", "North", "Ocean", "Olive", "Pebble", "Quiet", "Red"),
    *("River", "Rosy", "Sandy", "Silver", "Soft", "South", "Spring", "Sunny", "Velvet", "Wild"),
)
SECOND = (
    *("Badger", "Bay", "Birch", "Brook", "Cedar", "Cloud", "Clover", "Cove", "Dove", "Dune"),
    *("Finch", "Garden", "Grove", "Harbour", "Hare", "Heron", "Hill", "Island", "Juniper", "Lake"),
    *("Lantern", "Lark", "Linden", "Meadow", "Moon", "Otter", "Owl", "Path", "Pine", "Robin"),
    *("Sail", "Shore", "Sky", "Sparrow", "Star", "Stone", "Swan", "Valley", "Willow", "Wren"),
)
# The shortest part of an address that tells who somebody is.
LEAST_OF_AN_ADDRESS = 4
YEAR_OF_BIRTH = re.compile(r"(19[3-9]\d|20[01]\d)$")
OURS = {word.casefold() for word in (*FIRST, *SECOND)}


def ideas(number: int = 3) -> list[str]:
    """As many names as asked for, each of two words, no word twice."""
    pick = random.SystemRandom()
    pairs = zip(pick.sample(FIRST, number), pick.sample(SECOND, number), strict=True)
    return [f"{first} {second}" for first, second in pairs]


def with_numbers(names: list[str]) -> list[str]:
    """The same with a number behind each, which no year of birth looks like."""
    pick = random.SystemRandom()
    return [f"{name} {pick.randint(12, 99)}" for name in names]


def tells_who(name: str, address: str) -> bool:
    """Does this look like a real name, an address or a year of birth? Only ever a reason to ask:
    it may be somebody's best-loved pseudonym."""
    plain = re.sub(r"[\W_]", "", name.casefold())
    local = re.sub(r"[\W_]", "", address.casefold().partition("@")[0])
    if len(local) >= LEAST_OF_AN_ADDRESS and plain == local:
        return True
    if YEAR_OF_BIRTH.search(name.strip()):
        return True
    words = name.split()
    like_a_name = all(word.isalpha() and word.istitle() for word in words)
    return len(words) in {2, 3} and like_a_name and not OURS & {w.casefold() for w in words}

"""Work that grows with the text, and no faster: told by a ratio in one run, never by seconds."""

import time
from collections.abc import Callable

MOST_GROWTH = 10
"""For four times the text: about 4 when each character costs the same, 16 when each is compared
with all others."""
UNFELT = 0.5
"""Seconds that are noise, whatever their ratio."""


def grows_with_its_length(work: Callable[[str], object], text: str) -> bool:
    """Whether the whole text costs about four times what its first quarter does."""
    quarter, whole = (seconds(work, part) for part in (text[: len(text) // 4], text))
    return whole <= MOST_GROWTH * quarter + UNFELT


def seconds(work: Callable[[str], object], text: str) -> float:
    """Processor time, which does not count what else the machine does."""
    begun = time.process_time()
    work(text)
    return time.process_time() - begun

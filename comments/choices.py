"""What a writer chose besides the words. It is kept wherever the words are: a name that was to be
left out must not be there after a log-in, a crash or a refusal. Pure."""

from collections.abc import Mapping

CHOICES = ("kind", "anonymous", "members_only", "no_answer_needed", "keeps_earlier_words")
# Longer than any of ours; what is longer was made by hand.
MOST_CHARACTERS = 20


def chosen_in(sent: Mapping[str, str]) -> dict[str, str]:
    """The choices among what a form sent, ready to begin another one with."""
    chosen = {name: sent.get(name, "").replace("\x00", "") for name in CHOICES}
    return {name: value[:MOST_CHARACTERS] for name, value in chosen.items() if value}

"""Words of somebody who turned out to be logged out: kept in their session until they are back.

A session lives through logging in and signing up, so the words are there again in the form they
were typed into. They are forgotten when they were posted, and with the session: in a day, if nobody
logs in.
"""

from django.http import HttpRequest

from accounts.joining import KEPT
from comments.choices import chosen_in

KEY = "kept_words"
KEY_OF_CHOICES = "kept_choices"
# Somebody with a few open tabs; never a way to fill the database.
PLACES = 5
MOST_CHARACTERS = 100_000


def keep(request: HttpRequest, words: str, path: str) -> None:
    """Keep the words for the form that posts to this address, and what was chosen with them."""
    kept = request.session.get(KEY, {})
    kept.pop(path, None)
    kept[path] = words[:MOST_CHARACTERS]
    request.session[KEY] = kept = dict(list(kept.items())[-PLACES:])
    chosen = request.session.get(KEY_OF_CHOICES, {}) | {path: chosen_in(request.POST)}
    request.session[KEY_OF_CHOICES] = {path: chosen.get(path, {}) for path in kept}
    if not request.user.is_authenticated:
        request.session.set_expiry(KEPT)  # longer again when they are back


def kept_for(request: HttpRequest, path: str) -> str:
    """What was kept for the form that posts to this address."""
    words: str = request.session.get(KEY, {}).get(path, "")
    return words


def chosen_for(request: HttpRequest, path: str) -> dict[str, str]:
    """What was chosen with the words that were kept."""
    chosen: dict[str, str] = request.session.get(KEY_OF_CHOICES, {}).get(path, {})
    return chosen


def forget(request: HttpRequest, path: str) -> None:
    """They were posted."""
    for key in (KEY, KEY_OF_CHOICES):
        kept = request.session.get(key, {})
        if kept.pop(path, None) is not None:
            request.session[key] = kept

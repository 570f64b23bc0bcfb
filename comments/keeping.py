"""Words of somebody who turned out to be logged out: kept in their session until they are back.

A session lives through logging in and signing up, so the words are there again in the form they
were typed into. They are forgotten when they were posted, and with the session.
"""

from django.http import HttpRequest

KEY = "kept_words"
# Somebody with a few open tabs; never a way to fill the database.
PLACES = 5
MOST_CHARACTERS = 100_000


def keep(request: HttpRequest, words: str, path: str) -> None:
    """Keep the words for the form that posts to this address."""
    kept = request.session.get(KEY, {})
    kept.pop(path, None)
    kept[path] = words[:MOST_CHARACTERS]
    request.session[KEY] = dict(list(kept.items())[-PLACES:])


def kept_for(request: HttpRequest, path: str) -> str:
    """What was kept for the form that posts to this address."""
    words: str = request.session.get(KEY, {}).get(path, "")
    return words


def forget(request: HttpRequest, path: str) -> None:
    """They were posted."""
    kept = request.session.get(KEY, {})
    if kept.pop(path, None) is not None:
        request.session[KEY] = kept

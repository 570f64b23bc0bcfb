"""Asking for later work, and who does which kind of it."""

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any
from uuid import uuid4

from django.apps import apps
from django.db import transaction
from django.utils import timezone

from queries import written

Handler = Callable[..., None]

_handlers: dict[str, Handler] = {}
_atomic: set[str] = set()


def handles(kind: str, *, atomic: bool = True) -> Callable[[Handler], Handler]:
    """Say which function does errands of this kind; put it in the app's `errands.py`.

    It runs in a transaction. One that talks to another machine says `atomic=False`: on SQLite a
    transaction holds the pen, and nobody could write a comment while a mail server thinks.
    """

    def register(handler: Handler) -> Handler:
        known = _handlers.setdefault(kind, handler)
        if atomic:
            _atomic.add(kind)
        if known is not handler:
            raise RuntimeError(f"Two functions want to handle {kind!r} errands.")
        return handler

    return register


def handler_for(kind: str) -> Handler:
    """The function for this kind; LookupError when no app offers one."""
    return _handlers[kind]


def do(kind: str, **payload: Any) -> None:
    """The worker's call: do one errand of this kind."""
    handler = handler_for(kind)
    if kind in _atomic:
        with transaction.atomic():
            handler(**payload)
    else:
        handler(**payload)


def put(kind: str, *, key: str = "", at: datetime | None = None, **payload: Any) -> None:
    """Write an errand down, in the transaction of its cause.

    `key` names the cause: the same kind and key a second time changes nothing. Without a key
    each call is an errand of its own. It is done at once, or not before `at`. `payload` has to
    be JSON: ids, not objects.
    """
    handler_for(kind)
    errand = apps.get_model("outbox", "Errand")
    at = at or timezone.now()
    written.insert_unless_there(
        errand(kind=kind, key=key or uuid4().hex, next_try_at=at, payload=payload)
    )


def put_all(kind: str, asked: Iterable[tuple[str, datetime, dict[str, Any]]]) -> None:
    """Write many errands of one kind down at once: the key, the moment and the payload of each."""
    handler_for(kind)
    errand = apps.get_model("outbox", "Errand")
    errand.objects.bulk_create(
        [errand(kind=kind, key=key, next_try_at=at, payload=payload) for key, at, payload in asked],
        ignore_conflicts=True,
    )

"""Sessions in the database, as Django keeps them, in statements that are put together once."""

from contextlib import nullcontext
from datetime import datetime
from typing import Any

from django.contrib.sessions.backends import db
from django.contrib.sessions.backends.base import UpdateError
from django.contrib.sessions.models import Session
from django.db import DatabaseError, connection, transaction
from django.db.models import QuerySet
from django.utils import timezone

from queries import written
from queries.prepared import prepared


@prepared
def sessions_at(*, key: str, now: datetime) -> QuerySet[Session]:
    return Session.objects.filter(session_key=key, expire_date__gt=now)


class SessionStore(db.SessionStore):
    """Every page that somebody opens while logged in begins with this question."""

    def _get_session_from_db(self) -> Session | None:
        found = sessions_at(key=self.session_key or "", now=timezone.now())
        if not found:
            self._session_key = None  # nobody chooses a key for a new session
            return None
        return found[0]

    def save(self, must_create: bool = False) -> None:
        """A session that has begun is one row that changes: that takes no transaction of its own,
        and ends none."""
        if must_create or self.session_key is None:
            super().save(must_create)
            return
        row: Any = self.create_model_instance(self._get_session())  # type: ignore[attr-defined]
        around = transaction.atomic() if connection.in_atomic_block else nullcontext()
        try:
            with around:
                written.update(row, ["session_data", "expire_date"])
        except DatabaseError as error:
            raise UpdateError from error

"""Sessions in the database, as Django keeps them, found by a query that is put together once."""

from datetime import datetime

from django.contrib.sessions.backends import db
from django.contrib.sessions.models import Session
from django.db.models import QuerySet
from django.utils import timezone

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

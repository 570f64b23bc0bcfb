"""The log of decisions: each row is sealed over what it says and over the row before it.

Every discussion has a log of its own, because whoever decides holds the discussion anyway: nobody
waits for anybody elsewhere. The seal needs a key that is not in the database, so whoever can write
there, and only there, cannot seal. Who decided, and the note, stand in the seal as marks over a
random salt: both can be erased later, with their salts, and nothing of them is left in the row.
"""

import hmac
import json
from collections.abc import Iterable, Iterator
from datetime import UTC
from hashlib import sha256
from secrets import token_hex

from django.conf import settings

from comments.models import Decision, Discussion

MARK = 32  # characters: 128 bits
# What of a discussion changes with each row.
HEAD = ("log_length", "log_seal")


def seal(decision: Decision, discussion: Discussion) -> None:
    """Give a new decision its place in the log, before it is saved. The discussion is held, and
    whoever calls this saves its `HEAD` in the same transaction."""
    decision.log_place = discussion.log_length + 1
    decision.by_salt, decision.by_mark = veiled(str(decision.by_id or ""))
    decision.note_salt, decision.note_mark = veiled(decision.note)
    decision.seal = seal_of(decision, discussion.pk, discussion.log_seal)
    discussion.log_length, discussion.log_seal = decision.log_place, decision.seal


def veiled(value: str) -> tuple[str, str]:
    """A salt and the mark of a value over it; nothing for nothing."""
    salt = token_hex(16) if value else ""
    return salt, mark_of(value, salt)


def mark_of(value: str, salt: str) -> str:
    return sha256(f"{salt}:{value}".encode()).hexdigest()[:MARK] if value else ""


def seal_of(decision: Decision, discussion: int, before: str, *, key: str = "") -> str:
    """What is sealed is everything that anybody could want to change."""
    said = [
        *(discussion, decision.log_place, before),
        *(decision.comment_id, decision.case_id, decision.parent_id),
        *(str(decision.verb), str(decision.old_status), str(decision.new_status)),
        *(bool(decision.whole_branch), decision.revision_number),
        *(decision.rule, str(decision.reason), decision.at.astimezone(UTC).isoformat()),
        *(decision.by_mark, decision.note_mark),
    ]
    told = json.dumps(said, ensure_ascii=False, separators=(",", ":"))
    return hmac.new(_made_from(key or keys()[0]), told.encode(), sha256).hexdigest()


def keys() -> list[str]:
    """The first seals, the others still prove what was sealed with them."""
    return list(settings.DECISIONS_KEYS)


def _made_from(key: str) -> bytes:
    return sha256(b"msforum decisions:" + key.encode()).digest()


def is_sealed(decision: Decision, discussion: int, before: str) -> bool:
    return any(
        hmac.compare_digest(decision.seal, seal_of(decision, discussion, before, key=key))
        for key in keys()
    )


def is_as_it_was(decision: Decision) -> bool:
    """Who decided and the note are what the marks say, or were erased."""
    by, note = str(decision.by_id or ""), decision.note
    return (not by or decision.by_mark == mark_of(by, decision.by_salt)) and (
        not note or decision.note_mark == mark_of(note, decision.note_salt)
    )


def seal_anew(rows: Iterable[Decision], discussion: Discussion) -> Iterator[tuple[str, int]]:
    """The same log under the first key: each new seal, with the number of its row. The discussion
    has the last when all are read."""
    discussion.log_seal = ""
    for row in rows:
        discussion.log_seal = seal_of(row, discussion.pk, discussion.log_seal)
        yield discussion.log_seal, row.pk

"""What somebody decided last since they logged in: the button *Undo last* takes it back."""

from typing import Any

from accounts.http import MemberRequest
from comments import verbs

LAST = "desk_last"


def undoable(request: MemberRequest) -> dict[str, Any] | None:
    """What this moderator decided last since they logged in."""
    last = request.session.get(LAST)
    if not last:
        return None
    return {"pk": last["pk"], "what": verbs.in_words(last["verb"]).lower()}

"""Who was erased, as marks that tell nobody who it was: so that a backup from before, put back,
is cleared of them again.

A mark stands twice: in the database, which a backup brings back to an earlier day, and as a small
file (in DATA_DIR/private), which is not brought back with it. A file without its row is an erasure
that the database has forgotten. The secret that makes the marks lies beside the files.
"""

import json
from hashlib import sha256
from hmac import new as hmac

from django.core.files.base import ContentFile

from accounts import private
from accounts.models import Erased, Leaving, Member

FOLDER = "erased"


def remember(leaving: Leaving) -> None:
    """Keep the mark, in the transaction that erases the member."""
    mark = mark_of(leaving.member, private.secret())
    made = {"keeps_words": leaving.keeps_words}
    Erased.objects.get_or_create(mark=mark, defaults=made)
    name = f"{FOLDER}/{mark}.json"
    if not private.files().exists(name):
        private.files().save(name, ContentFile(json.dumps(made).encode()))


def forgotten() -> dict[str, bool]:
    """Marks whose files are there and whose rows are not: each with whether words stay."""
    known = set(Erased.objects.values_list("mark", flat=True))
    found = {}
    for name in names():
        mark = name.removesuffix(".json")
        if name.endswith(".json") and mark not in known:
            with private.files().open(f"{FOLDER}/{name}") as file:
                found[mark] = bool(json.load(file)["keeps_words"])
    return found


def nobody_is_left(marks: dict[str, bool]) -> None:
    """Rows for people whom the backup did not bring back: nothing is to do for them."""
    Erased.objects.bulk_create(
        [Erased(mark=mark, keeps_words=keeps) for mark, keeps in marks.items()],
        ignore_conflicts=True,
    )


def mark_of(member: Member, key: bytes) -> str:
    """The same for one account for ever, and for no other: somebody who joins anew is another."""
    said = f"{member.pk} {member.joined_at.isoformat()}"
    return hmac(key, said.encode(), sha256).hexdigest()


def names() -> list[str]:
    try:
        return list(private.files().listdir(FOLDER)[1])
    except FileNotFoundError:
        return []

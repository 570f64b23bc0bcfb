"""Whether the log of decisions is as it was written: the first row that is not, by discussion."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import batched

from django.db import connection, transaction
from django.utils.translation import gettext as _

from comments import sealing
from comments.models import Decision, Discussion
from comments.models.decision import DecisionQuerySet

AT_ONCE = 2_000
# Of the log of a discussion: how long it was, and its last seal.
Head = tuple[int, str]
EMPTY: Head = (0, "")


@dataclass
class Verified:
    """One discussion's log: where it ends, what was erased in it, and the first thing wrong."""

    discussion: int
    head: Head
    erased: int = 0
    problem: str = ""


def verify(known: dict[int, Head] | None = None) -> Iterator[Verified]:
    """Walk every log. `known` are ends of logs, kept elsewhere: each must still be there."""
    known = known or {}
    numbers = list(Discussion.objects.order_by("pk").values_list("pk", flat=True))
    for pk in numbers:
        found = walk(pk, known.get(pk, EMPTY))
        yield again(pk, known.get(pk, EMPTY)) if found.problem else found
    for pk in sorted(known.keys() - set(numbers)):
        yield Verified(pk, EMPTY, problem=_("all of its decisions are gone"))


@transaction.atomic
def again(pk: int, known: Head) -> Verified:
    """Somebody may have decided while it was read: look once more, and hold it."""
    Discussion.objects.locked(pk)
    return walk(pk, known)


def rows_of(pk: int) -> DecisionQuerySet:
    return Decision.objects.filter(comment__discussion=pk).order_by("log_place", "pk")


def walk(pk: int, known: Head = EMPTY) -> Verified:
    """From the first row to the last, as far as it holds."""
    told = Verified(pk, EMPTY)
    last, before = 0, ""
    for row in rows_of(pk).iterator(AT_ONCE):
        place = told.head[0] + 1
        told.problem = problem_with(row, pk, place, before, last)
        if not told.problem and known[0] == place and known[1] != row.seal:
            told.problem = _("decision %(pk)s is not the one that was known") % {"pk": row.pk}
        if told.problem:
            return told
        last, before = row.pk, row.seal
        told.head = (place, before)
        told.erased += bool(row.by_mark and row.by_id is None) + bool(
            row.note_mark and not row.note
        )
    told.problem = problem_at_the_end(pk, told.head, known, last)
    return told


def problem_with(row: Decision, discussion: int, place: int, before: str, last: int) -> str:
    facts = {"pk": row.pk, "last": last, "n": row.log_place - place}
    if row.log_place < place:
        return _("decision %(pk)s was added by hand") % facts
    if row.log_place > place:
        return _("%(n)s missing before decision %(pk)s") % facts
    if row.pk <= last:
        return _("decision %(pk)s has another number than it had") % facts
    if not sealing.is_as_it_was(row) or not sealing.is_sealed(row, discussion, before):
        return _("decision %(pk)s was changed, or put there by hand") % facts
    return ""


def problem_at_the_end(pk: int, head: Head, known: Head, last: int) -> str:
    kept = Discussion.objects.values_list(*sealing.HEAD).get(pk=pk)
    missing = max(kept[0], known[0]) - head[0]
    if missing > 0:
        return _("%(n)s missing after decision %(pk)s") % {"n": missing, "pk": last}
    if kept != head:
        return _("decision %(pk)s was added by hand") % {"pk": last}
    return ""


@transaction.atomic
def seal_anew(pk: int) -> None:
    """Put the log of a discussion, which was found whole, under the key of today."""
    discussion = Discussion.objects.locked(pk)
    table = connection.ops.quote_name(Decision._meta.db_table)
    sealed = sealing.seal_anew(rows_of(pk).iterator(AT_ONCE), discussion)
    # One short statement for each: one for many compares each of its rows with each.
    for portion in batched(sealed, AT_ONCE):
        with connection.cursor() as cursor:
            cursor.executemany(f"UPDATE {table} SET seal = %s WHERE id = %s", portion)  # noqa: S608 -- ours
    discussion.save(update_fields=["log_seal"])

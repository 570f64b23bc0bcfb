"""How long things are kept: one table, from which `purge` deletes and `docs/privacy.md` tells.

Each app says in its `retention.py` what it keeps and for how many days (`@keeps`), so that a
period stands in one place.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.functional import Promise

from accounts.leaving import rewriting

Delete = Callable[[datetime], int]

ERRAND = "purge"
# In the night of the site, away from the full hour at which other machines wake up, too.
AT = time(3, 40)


@dataclass(frozen=True)
class Rule:
    """One kind of thing, and when it has been kept for long enough."""

    name: str
    what: str | Promise
    days: int
    # From which moment the days count.
    since: str | Promise
    delete: Delete

    def apply(self) -> int:
        """Delete what is older, a batch at a time; returns how many."""
        before, gone = timezone.now() - timedelta(days=self.days), 0
        while some := self.delete(before):
            gone += some
        return gone


_rules: dict[str, Rule] = {}


def keeps(
    name: str, what: str | Promise, *, days: int, since: str | Promise
) -> Callable[[Delete], Delete]:
    """Say how long something is kept. The function deletes one batch of what is older than a
    moment, in one short transaction, and returns how many that were: none when all is gone."""

    def register(delete: Delete) -> Delete:
        _rules[name] = Rule(name, what, days, since, delete)
        return delete

    return register


def some_deleted(old: QuerySet[Any], at_once: int) -> int:
    """Delete so many of these rows, as one batch of a rule; returns how many."""
    keys = list(old.values_list("pk", flat=True)[:at_once])
    return old.model._default_manager.filter(pk__in=keys).delete()[0]


def rules() -> list[Rule]:
    return sorted(_rules.values(), key=lambda rule: (rule.days, rule.name))


def purge() -> Iterator[tuple[Rule, int]]:
    """Delete by each rule, and tell of each how many; then leave nothing of it in the files."""
    gone = 0
    for rule in rules():
        count = rule.apply()
        gone += count
        yield rule, count
    if gone:
        rewriting.soon()


def table() -> str:
    """The rules as they stand in `docs/privacy.md`."""
    head = ["| what | kept for | counted from |", "|---|---|---|"]
    return "\n".join([*head, *(f"| {r.what} | {in_days(r.days)} | {r.since} |" for r in rules())])


def in_days(days: int) -> str:
    return f"{days} day{'' if days == 1 else 's'}"

"""What the database intends to do for each query: its own words, on either database."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.db import connection

INDEX = re.compile(r"USING (?:COVERING )?INDEX (\w+)|using (\w+) on|Bitmap Index Scan on (\w+)")
SORT = re.compile(r"USE TEMP B-TREE FOR|^\s*(?:->\s+)?(?:Incremental )?Sort\b", re.MULTILINE)
SCAN = re.compile(r"^SCAN (\w+)$|Seq Scan on (\w+)", re.MULTILINE)


@dataclass(frozen=True)
class Plan:
    """One query and how the database answers it."""

    sql: str
    steps: str

    def __str__(self) -> str:
        return f"{self.sql}\n{self.steps}"

    @property
    def indexes(self) -> set[str]:
        """The indexes it reads, primary keys aside."""
        names = {next(filter(None, found)) for found in INDEX.findall(self.steps)}
        return {name for name in names if not name.endswith("_pkey")}

    @property
    def sorts(self) -> int:
        return len(SORT.findall(self.steps))

    @property
    def scans(self) -> set[str]:
        """The tables it reads from end to end."""
        return {next(filter(None, found)) for found in SCAN.findall(self.steps)}


def planned_before(sql: str, cursor) -> str:
    """The words of a query that PostgreSQL knows by a name (`queries.prepared`)."""
    if not sql.startswith("EXECUTE"):
        return sql
    name = sql.removeprefix("EXECUTE ").partition("(")[0]
    cursor.execute("SELECT statement FROM pg_prepared_statements WHERE name = %s", [name])
    return cursor.fetchone()[0].partition(" AS ")[2]


@contextmanager
def plans(planned: str = "force_custom_plan") -> Iterator[list[Plan]]:
    """Gathers a plan for every SELECT inside the block, with the values it really gets; what
    PostgreSQL knows by a name may also be `planned` once for all values (force_generic_plan)."""
    found: list[Plan] = []
    ask = "EXPLAIN QUERY PLAN " if connection.vendor == "sqlite" else "EXPLAIN "

    def explain_first(execute, sql, params, many, context):
        if sql.lstrip().startswith(("SELECT", "WITH", "EXECUTE")):
            if sql.startswith("EXECUTE"):  # it may have been planned for another size
                context["cursor"].cursor.execute("DISCARD PLANS")
                context["cursor"].cursor.execute(f"SET LOCAL plan_cache_mode = {planned}")
            execute(ask + sql, params, many, context)
            rows = context["cursor"].cursor.fetchall()
            words = planned_before(sql, context["cursor"].cursor)
            found.append(Plan(words, "\n".join(str(row[-1]) for row in rows)))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(explain_first):
        yield found

import hmac
import json
from datetime import UTC
from hashlib import sha256
from secrets import token_hex

from django.conf import settings
from django.db import migrations, models

AT_ONCE = 2_000
READ = [
    *("pk", "comment", "case", "parent", "verb", "old_status", "new_status", "whole_branch"),
    *("revision_number", "rule", "reason", "at", "by", "note", "comment__discussion"),
]
WRITTEN = ["log_place", "by_salt", "by_mark", "note_salt", "note_mark", "seal"]


def mark(value):
    """A salt, and the value over it; nothing for nothing."""
    salt = token_hex(16) if value else ""
    return salt, sha256(f"{salt}:{value}".encode()).hexdigest()[:32] if value else ""


def seal_all(apps, schema_editor):
    """What was decided before the log began is its beginning: sealed as it is found. In one pass
    by number, so that only a portion and the ends of the logs are in memory."""
    decision = apps.get_model("comments", "Decision")
    discussion = apps.get_model("comments", "Discussion")
    connection = schema_editor.connection
    key = sha256(b"msforum decisions:" + settings.DECISIONS_KEYS[0].encode()).digest()
    heads, last = {}, 0
    while True:
        after = decision.objects.filter(pk__gt=last).order_by("pk")
        portion = list(after.values_list(*READ, named=True)[:AT_ONCE])
        if not portion:
            break
        last = portion[-1].pk
        write(connection, decision, WRITTEN, [sealed(row, heads, key) for row in portion])
    ends = [(length, seal, pk) for pk, (length, seal) in heads.items()]
    write(connection, discussion, ["log_length", "log_seal"], ends)


def sealed(row, heads, key):
    """The values of a row that are written, and its number."""
    place, before = heads.get(row.comment__discussion, (0, ""))
    place += 1
    by_salt, by_mark = mark(str(row.by or ""))
    note_salt, note_mark = mark(row.note)
    said = [
        *(row.comment__discussion, place, before, row.comment, row.case, row.parent),
        *(row.verb, row.old_status, row.new_status, row.whole_branch, row.revision_number),
        *(row.rule, row.reason, row.at.astimezone(UTC).isoformat()),
        *(by_mark, note_mark),
    ]
    told = json.dumps(said, ensure_ascii=False, separators=(",", ":"))
    seal = hmac.new(key, told.encode(), sha256).hexdigest()
    heads[row.comment__discussion] = (place, seal)
    return place, by_salt, by_mark, note_salt, note_mark, seal, row.pk


def write(connection, model, columns, rows):
    """One short statement for each row, all at once: one statement for many compares each of its
    rows with each, and took twenty times as long."""
    named = ", ".join(f"{connection.ops.quote_name(column)} = %s" for column in columns)
    table = connection.ops.quote_name(model._meta.db_table)
    with connection.cursor() as cursor:
        cursor.executemany(f"UPDATE {table} SET {named} WHERE id = %s", rows)  # noqa: S608 -- ours


def mark_field():
    return models.CharField(blank=True, editable=False, max_length=32)


class Migration(migrations.Migration):
    """Decisions stand in a log that can be proved (`manage.py verify_log`)."""

    dependencies = [("comments", "0030_first_replies_are_known")]

    operations = [
        migrations.AddField("decision", "by_mark", mark_field()),
        migrations.AddField("decision", "by_salt", mark_field()),
        migrations.AddField(
            "decision", "log_place", models.PositiveIntegerField(default=0, editable=False)
        ),
        migrations.AddField("decision", "note_mark", mark_field()),
        migrations.AddField("decision", "note_salt", mark_field()),
        migrations.AddField(
            "decision", "seal", models.CharField(blank=True, editable=False, max_length=64)
        ),
        migrations.AddField(
            "discussion", "log_length", models.PositiveIntegerField(default=0, editable=False)
        ),
        migrations.AddField(
            "discussion", "log_seal", models.CharField(blank=True, editable=False, max_length=64)
        ),
        migrations.RunPython(seal_all, migrations.RunPython.noop),
    ]

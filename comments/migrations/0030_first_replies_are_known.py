from django.db import migrations
from django.db.models import F, Min

AT_ONCE = 1_000


def fill(apps, schema_editor):
    comments = apps.get_model("comments", "Comment").objects
    replies = comments.filter(parent__author__isnull=False, status="published", hides_branch=False)
    first = replies.exclude(author=F("parent__author")).values("parent").order_by("parent")
    found = []
    for row in first.annotate(first=Min("posted_at")).iterator(AT_ONCE):
        found.append(comments.model(pk=row["parent"], first_reply_at=row["first"]))
        if len(found) == AT_ONCE:
            comments.bulk_update(found, ["first_reply_at"])
            found.clear()
    comments.bulk_update(found, ["first_reply_at"])


class Migration(migrations.Migration):
    """For what was said before: when somebody else first replied."""

    dependencies = [("comments", "0029_notes_and_newcomers")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]

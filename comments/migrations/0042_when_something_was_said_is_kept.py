from django.db import migrations
from django.db.models import Exists, OuterRef, Q, Subquery


def look(apps, schema_editor):
    """As `comments.lately` keeps it from now on."""
    Comment = apps.get_model("comments", "Comment")
    Discussion = apps.get_model("comments", "Discussion")
    gone = Comment.objects.filter(root=OuterRef("root"), hides_branch=True).filter(
        Q(seq=OuterRef("branch")) | Q(branch=OuterRef("branch"), seq__lt=OuterRef("seq"))
    )
    said = Comment.objects.filter(discussion=OuterRef("pk"), status="published", listed=True)
    said = said.exclude(root__hides_branch=True).exclude(Exists(gone))
    public = said.filter(public=True, who_may_read="everyone")
    latest = [
        Subquery(each.order_by("-posted_at", "-number").values("posted_at")[:1])
        for each in (said, public)
    ]
    Discussion.objects.update(last_said_at=latest[0], last_public_at=latest[1])


class Migration(migrations.Migration):
    dependencies = [
        ("comments", "0041_when_something_was_said"),
    ]

    operations = [
        migrations.RunPython(look, migrations.RunPython.noop, elidable=True),
    ]

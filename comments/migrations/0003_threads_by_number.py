from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    """PostgreSQL would walk the primary key of the whole table for an order by id."""

    dependencies = [
        ("comments", "0002_moderators"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name="comment",
            name="threads_by_age",
        ),
        migrations.RemoveIndex(
            model_name="comment",
            name="threads_by_score",
        ),
        migrations.RemoveIndex(
            model_name="comment",
            name="public_threads_by_age",
        ),
        migrations.RemoveIndex(
            model_name="comment",
            name="public_threads_by_score",
        ),
        migrations.RemoveIndex(
            model_name="comment",
            name="waiting_by_author",
        ),
        migrations.AddIndex(
            model_name="comment",
            index=models.Index(
                condition=models.Q(("listed", True), ("root__isnull", True)),
                fields=["discussion", "number"],
                name="threads_by_age",
            ),
        ),
        migrations.AddIndex(
            model_name="comment",
            index=models.Index(
                condition=models.Q(("listed", True), ("root__isnull", True)),
                fields=["discussion", "score", "number"],
                name="threads_by_score",
            ),
        ),
        migrations.AddIndex(
            model_name="comment",
            index=models.Index(
                condition=models.Q(("public", True), ("root__isnull", True)),
                fields=["discussion", "number"],
                name="public_threads_by_age",
            ),
        ),
        migrations.AddIndex(
            model_name="comment",
            index=models.Index(
                condition=models.Q(("public", True), ("root__isnull", True)),
                fields=["discussion", "score", "number"],
                name="public_threads_by_score",
            ),
        ),
        migrations.AddIndex(
            model_name="comment",
            index=models.Index(
                condition=models.Q(("status", "waiting")),
                fields=["author", "discussion", "number"],
                name="waiting_by_author",
            ),
        ),
    ]

from django.db import migrations, models


class Migration(migrations.Migration):
    """Whether somebody talks in a discussion, and their newest words there, are found at once."""

    dependencies = [("comments", "0015_topics_are_talked_about")]

    operations = [
        migrations.AddIndex(
            model_name="comment",
            index=models.Index(
                condition=models.Q(("status", "published")),
                fields=["author", "discussion", "number"],
                name="published_by_author",
            ),
        ),
    ]

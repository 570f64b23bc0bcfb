import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    """Comments can be passed on to the authors of a guide, and lead to its answer."""

    dependencies = [
        ("articles", "0008_readers_feed_the_guide"),
        ("comments", "0010_comments_know_when_they_came"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="comment",
            name="answered_in",
            field=models.CharField(blank=True, default="", max_length=300),
        ),
        migrations.AddField(
            model_name="comment",
            name="question",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="articles.guidequestion",
            ),
        ),
        migrations.AddIndex(
            model_name="comment",
            index=models.Index(
                condition=models.Q(("question__isnull", False)),
                fields=["question"],
                name="asks_of_a_guide",
            ),
        ),
    ]

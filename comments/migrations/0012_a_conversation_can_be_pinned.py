import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """One conversation of a discussion can stand first."""

    dependencies = [("comments", "0011_comments_ask_of_guides")]

    operations = [
        migrations.AlterModelOptions(
            name="comment",
            options={
                "permissions": [
                    ("moderate", "Can decide about comments"),
                    ("pin", "Can pin a conversation"),
                ],
                "verbose_name": "comment",
                "verbose_name_plural": "comments",
            },
        ),
        migrations.AddField(
            model_name="discussion",
            name="pinned",
            field=models.ForeignKey(
                blank=True,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="comments.comment",
                verbose_name="pinned comment",
            ),
        ),
    ]

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("comments", "0042_when_something_was_said_is_kept"),
    ]

    operations = [
        migrations.AddField(
            model_name="conversation",
            name="is_urgent",
            field=models.BooleanField(default=False, editable=False),
        ),
        migrations.RemoveIndex(model_name="conversation", name="team_waits"),
        migrations.AddIndex(
            model_name="conversation",
            index=models.Index(
                condition=models.Q(("state", "open")),
                fields=["-is_urgent", "last_at", "id"],
                name="team_waits",
            ),
        ),
    ]

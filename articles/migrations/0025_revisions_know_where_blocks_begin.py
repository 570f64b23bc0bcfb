from django.db import migrations, models


class Migration(migrations.Migration):
    """Known from the next time on that a guide is drawn; until then its page has no marks."""

    dependencies = [
        ("articles", "0024_related_guides"),
    ]

    operations = [
        migrations.AddField(
            model_name="revision",
            name="places",
            field=models.JSONField(default=list, verbose_name="where blocks begin"),
        ),
    ]

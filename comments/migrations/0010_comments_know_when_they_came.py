from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    """Which version of its discussion let others read a comment; 0 for what is there already."""

    dependencies = [
        ("comments", "0009_follows_and_mutes"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="comment",
            name="arrival",
            field=models.PositiveBigIntegerField(default=0),
        ),
        migrations.AddIndex(
            model_name="comment",
            index=models.Index(
                condition=models.Q(("listed", True)),
                fields=["discussion", "arrival"],
                name="arrivals_in_order",
            ),
        ),
    ]

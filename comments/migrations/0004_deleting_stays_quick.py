from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    """Deleting one row no longer looks at all others for what points to it."""

    dependencies = [
        ("comments", "0003_threads_by_number"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddIndex(
            model_name="comment",
            index=models.Index(
                condition=models.Q(("parent__isnull", False)),
                fields=["parent"],
                name="replies_by_parent",
            ),
        ),
        migrations.AddIndex(
            model_name="decision",
            index=models.Index(
                condition=models.Q(("parent__isnull", False)),
                fields=["parent"],
                name="decided_together",
            ),
        ),
    ]

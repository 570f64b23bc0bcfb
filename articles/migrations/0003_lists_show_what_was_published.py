import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """Lists read title, summary and picture from the revision, not from the working copy."""

    dependencies = [
        ("articles", "0002_authors_and_editors"),
    ]

    operations = [
        migrations.AddField(
            model_name="guide",
            name="sha256",
            field=models.CharField(blank=True, editable=False, max_length=64),
        ),
        migrations.AddField(
            model_name="revision",
            name="hero",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="articles.image",
                verbose_name="main picture",
            ),
        ),
        migrations.AddField(
            model_name="revision",
            name="summary",
            field=models.CharField(default="", max_length=160, verbose_name="summary"),
        ),
        migrations.AddField(
            model_name="revision",
            name="title",
            field=models.CharField(default="", max_length=65, verbose_name="title"),
        ),
    ]

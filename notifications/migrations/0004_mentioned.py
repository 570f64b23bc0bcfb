from django.db import migrations, models


class Migration(migrations.Migration):
    """Members are told that somebody called them by name."""

    dependencies = [
        ("notifications", "0003_guides_answer"),
    ]

    operations = [
        migrations.AlterField(
            model_name="notice",
            name="kind",
            field=models.CharField(
                choices=[
                    ("published", "Your comment is published"),
                    ("replied", "Somebody replied to you"),
                    ("mentioned", "Somebody called you by name"),
                    ("followed", "Something new in what you follow"),
                    ("taken_down", "Your comment was taken down"),
                    ("not_published", "Your comment was not published"),
                    ("answered", "The guide answers your comment"),
                ],
                max_length=20,
                verbose_name="about",
            ),
        ),
    ]

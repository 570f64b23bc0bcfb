from django.db import migrations, models


class Migration(migrations.Migration):
    """Members are told that a guide answers what they asked."""

    dependencies = [
        ("notifications", "0002_followed"),
    ]

    operations = [
        migrations.AlterField(
            model_name="notice",
            name="kind",
            field=models.CharField(
                choices=[
                    ("published", "Your comment is published"),
                    ("replied", "Somebody replied to you"),
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

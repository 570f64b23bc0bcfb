import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """A question knows the reply that answered it."""

    dependencies = [("comments", "0013_who_may_pin")]

    operations = [
        migrations.AddField(
            model_name="comment",
            name="answer",
            field=models.ForeignKey(
                blank=True,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="comments.comment",
            ),
        ),
        migrations.AddIndex(
            model_name="comment",
            index=models.Index(
                condition=models.Q(("answer__isnull", False)),
                fields=["answer"],
                name="answers_of",
            ),
        ),
    ]

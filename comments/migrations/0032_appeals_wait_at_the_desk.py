import django.db.models.deletion
from django.db import migrations, models

POINTS = 15


def open_cases(apps, schema_editor):
    """For those that wait already."""
    cases = apps.get_model("comments", "Case").objects
    for appeal in apps.get_model("comments", "Appeal").objects.filter(outcome="").order_by("pk"):
        told = {"cause": "appeal", "source": "", "points": POINTS, "times": 1}
        appeal.case = cases.create(
            comment_id=appeal.decision.comment_id,
            kind="appeal",
            causes=["appeal"],
            score=POINTS,
            score_reasons=[told],
            opened_at=appeal.made_at,
        )
        appeal.save(update_fields=["case"])


def close_cases(apps, schema_editor):
    apps.get_model("comments", "Case").objects.filter(kind="appeal").delete()


class Migration(migrations.Migration):
    """Appeals wait in the same queue as everything else."""

    dependencies = [("comments", "0031_decisions_are_sealed")]

    operations = [
        migrations.AddField(
            "appeal",
            "case",
            models.OneToOneField(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="appeal",
                to="comments.case",
            ),
        ),
        migrations.RunPython(open_cases, close_cases),
    ]

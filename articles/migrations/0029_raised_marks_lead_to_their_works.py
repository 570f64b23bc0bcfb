"""Pages that were drawn before raised marks became links are drawn again, by the worker."""

from django.db import migrations


def draw_again(apps, schema_editor):
    guides = apps.get_model("articles", "Guide").objects.filter(live_revision__isnull=False)
    if guides.exists():
        errands = apps.get_model("outbox", "Errand").objects
        errands.get_or_create(kind="draw_guides_again", key="raised_marks_lead_to_their_works")


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0028_guides_become_part_of_others"),
        ("outbox", "0001_initial"),
    ]

    operations = [migrations.RunPython(draw_again, migrations.RunPython.noop)]

from django.db import migrations


def note_uses(apps, schema_editor):
    """What `articles.uses.note` does for each new revision, once for all that there are."""
    revisions = apps.get_model("articles", "Revision").objects
    uses = apps.get_model("articles", "PictureUse").objects
    known = set(apps.get_model("articles", "Image").objects.values_list("pk", flat=True))
    for pk, data in revisions.values_list("pk", "data").iterator(chunk_size=100):
        shown = {data.get("hero"), *(block.get("image") for block in data.get("blocks", []))}
        uses.bulk_create(
            [uses.model(revision_id=pk, image_id=image) for image in shown & known],
            ignore_conflicts=True,
        )


class Migration(migrations.Migration):
    """The library knows of each picture which revisions show it."""

    dependencies = [("articles", "0012_pictures_know_their_uses")]

    operations = [migrations.RunPython(note_uses, migrations.RunPython.noop)]

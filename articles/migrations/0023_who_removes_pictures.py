from django.db import migrations

GROUPS = ["Authors", "Editors"]


def give_rights(apps, schema_editor):
    content_types = apps.get_model("contenttypes", "ContentType").objects
    content_type, _made = content_types.get_or_create(app_label="articles", model="image")
    right, _made = apps.get_model("auth", "Permission").objects.get_or_create(
        content_type=content_type,
        codename="delete_image",
        defaults={"name": "Can delete picture"},
    )
    for name in GROUPS:
        apps.get_model("auth", "Group").objects.get(name=name).permissions.add(right)


def take_rights(apps, schema_editor):
    for group in apps.get_model("auth", "Group").objects.filter(name__in=GROUPS):
        group.permissions.remove(
            *group.permissions.filter(codename="delete_image", content_type__app_label="articles")
        )


class Migration(migrations.Migration):
    """Whoever put a picture in by mistake takes it out; editors take out any that is not used."""

    dependencies = [("articles", "0022_people_say_when_they_declared")]

    operations = [migrations.RunPython(give_rights, take_rights)]

from django.db import migrations

NAMES = ["add_guidequestion", "view_guidequestion"]
GROUPS = ["Moderators", "Authors", "Editors"]


def find(apps):
    content_type, _made = apps.get_model("contenttypes", "ContentType").objects.get_or_create(
        app_label="articles", model="guidequestion"
    )
    permissions = apps.get_model("auth", "Permission").objects
    return [
        permissions.get_or_create(
            content_type=content_type,
            codename=codename,
            defaults={"name": "Can " + codename.replace("_", " ")},
        )[0]
        for codename in NAMES
    ]


def give_rights(apps, schema_editor):
    groups = apps.get_model("auth", "Group").objects
    for name in GROUPS:
        group, _made = groups.get_or_create(name=name)
        group.permissions.add(*find(apps))


def take_rights(apps, schema_editor):
    for group in apps.get_model("auth", "Group").objects.filter(name__in=GROUPS):
        group.permissions.remove(*find(apps))


class Migration(migrations.Migration):
    """The team passes on what readers ask; authors and editors answer it."""

    dependencies = [
        ("articles", "0019_pictures_have_a_focus"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [migrations.RunPython(give_rights, take_rights)]

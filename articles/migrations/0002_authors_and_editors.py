from django.db import migrations

WRITE = {
    "guide": ["view_guide", "add_guide", "change_guide"],
    "block": ["view_block", "add_block", "change_block", "delete_block"],
    "contribution": [
        "view_contribution",
        "add_contribution",
        "change_contribution",
        "delete_contribution",
    ],
    "image": ["view_image", "add_image", "change_image"],
    "person": ["view_person", "add_person", "change_person"],
    "revision": ["view_revision"],
    "topic": ["view_topic"],
}
EDIT = WRITE | {
    "guide": ["view_guide", "add_guide", "change_guide", "publish_guide"],
    "topic": ["view_topic", "add_topic", "change_topic"],
}
NAMES = {"publish_guide": "Can publish guides"}


def make_groups(apps, schema_editor):
    groups = apps.get_model("auth", "Group").objects
    content_types = apps.get_model("contenttypes", "ContentType").objects
    permissions = apps.get_model("auth", "Permission").objects
    for group_name, can in {"Authors": WRITE, "Editors": EDIT}.items():
        group, _made = groups.get_or_create(name=group_name)
        for model, codenames in can.items():
            content_type, _made = content_types.get_or_create(app_label="articles", model=model)
            for codename in codenames:
                name = NAMES.get(codename) or "Can " + codename.replace("_", " ")
                permission, _made = permissions.get_or_create(
                    content_type=content_type, codename=codename, defaults={"name": name}
                )
                group.permissions.add(permission)


def remove_groups(apps, schema_editor):
    apps.get_model("auth", "Group").objects.filter(name__in=["Authors", "Editors"]).delete()


class Migration(migrations.Migration):
    """Authors write; editors also publish and keep the topics."""

    dependencies = [
        ("articles", "0001_initial"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [migrations.RunPython(make_groups, remove_groups)]

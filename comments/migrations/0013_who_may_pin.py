from django.db import migrations


def let_pin(apps, schema_editor):
    groups = apps.get_model("auth", "Group").objects
    content_types = apps.get_model("contenttypes", "ContentType").objects
    comment, _made = content_types.get_or_create(app_label="comments", model="comment")
    permission, _made = apps.get_model("auth", "Permission").objects.get_or_create(
        content_type=comment, codename="pin", defaults={"name": "Can pin a conversation"}
    )
    for name in ("Moderators", "Editors"):
        groups.get_or_create(name=name)[0].permissions.add(permission)


def take_back(apps, schema_editor):
    permissions = apps.get_model("auth", "Permission").objects
    permissions.filter(content_type__app_label="comments", codename="pin").delete()


class Migration(migrations.Migration):
    """Moderators and editors pin anywhere. Authors do it under guides they keep, without a right."""

    dependencies = [
        ("comments", "0012_a_conversation_can_be_pinned"),
        ("articles", "0002_authors_and_editors"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [migrations.RunPython(let_pin, take_back)]

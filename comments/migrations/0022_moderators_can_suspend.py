from django.db import migrations


def let_suspend(apps, schema_editor):
    content_types = apps.get_model("contenttypes", "ContentType").objects
    suspension, _made = content_types.get_or_create(app_label="accounts", model="suspension")
    permissions = apps.get_model("auth", "Permission").objects
    group, _made = apps.get_model("auth", "Group").objects.get_or_create(name="Moderators")
    for codename, name in {
        "suspend": "Can remind, suspend and ban members",
        "view_suspension": "Can view reminder, suspension or ban",
    }.items():
        permission, _made = permissions.get_or_create(
            content_type=suspension, codename=codename, defaults={"name": name}
        )
        group.permissions.add(permission)


def take_back(apps, schema_editor):
    permissions = apps.get_model("auth", "Permission").objects
    permissions.filter(content_type__app_label="accounts", codename="suspend").delete()


class Migration(migrations.Migration):
    """Moderators remind, suspend and ban members, never each other."""

    dependencies = [
        ("comments", "0021_the_fair_loop"),
        ("accounts", "0003_members_can_be_suspended"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [migrations.RunPython(let_suspend, take_back)]

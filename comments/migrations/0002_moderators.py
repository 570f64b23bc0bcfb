from django.db import migrations

CAN = {
    "comments": {
        "comment": ["view_comment", "moderate"],
        "commentrevision": ["view_commentrevision"],
        "case": ["view_case"],
        "report": ["view_report"],
        "decision": ["view_decision"],
        "discussion": ["view_discussion", "change_discussion"],
    },
    "articles": {"guide": ["view_guide"], "topic": ["view_topic"]},
}
NAMES = {"moderate": "Can decide about comments"}


def make_moderators(apps, schema_editor):
    group, _made = apps.get_model("auth", "Group").objects.get_or_create(name="Moderators")
    content_types = apps.get_model("contenttypes", "ContentType").objects
    permissions = apps.get_model("auth", "Permission").objects
    for app, models in CAN.items():
        for model, codenames in models.items():
            content_type, _made = content_types.get_or_create(app_label=app, model=model)
            for codename in codenames:
                name = NAMES.get(codename) or "Can " + codename.replace("_", " ")
                permission, _made = permissions.get_or_create(
                    content_type=content_type, codename=codename, defaults={"name": name}
                )
                group.permissions.add(permission)


def remove_moderators(apps, schema_editor):
    apps.get_model("auth", "Group").objects.filter(name="Moderators").delete()


class Migration(migrations.Migration):
    """Moderators decide about comments; they never rewrite them."""

    dependencies = [
        ("comments", "0001_initial"),
        ("articles", "0001_initial"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [migrations.RunPython(make_moderators, remove_moderators)]

from django.db import migrations

NAMES = {
    "approve_editorial": "Can approve guides as an editor",
    "approve_clinical": "Can approve guides as a clinician",
    "override_review": "Can publish guides without review",
}
READ = {
    "approval": ["view_approval"],
    "block": ["view_block"],
    "contribution": ["view_contribution"],
    "factcheck": ["view_factcheck"],
    "glossaryterm": ["view_glossaryterm"],
    "guide": ["view_guide"],
    "image": ["view_image"],
    "medicine": ["view_medicine"],
    "person": ["view_person"],
    "revision": ["view_revision"],
    "topic": ["view_topic"],
}
RIGHTS = {
    "Authors": {"approval": ["view_approval"], "factcheck": ["view_factcheck"]},
    "Editors": {
        "approval": ["view_approval", "approve_editorial"],
        "factcheck": ["view_factcheck"],
        "override": ["view_override"],
    },
    "Clinical reviewers": READ | {"approval": ["view_approval", "approve_clinical"]},
}


def give_rights(apps, schema_editor):
    groups = apps.get_model("auth", "Group").objects
    content_types = apps.get_model("contenttypes", "ContentType").objects
    permissions = apps.get_model("auth", "Permission").objects
    for group_name, can in RIGHTS.items():
        group, _made = groups.get_or_create(name=group_name)
        for model, codenames in can.items():
            content_type, _made = content_types.get_or_create(app_label="articles", model=model)
            for codename in codenames:
                name = NAMES.get(codename) or "Can " + codename.replace("_", " ")
                permission, _made = permissions.get_or_create(
                    content_type=content_type, codename=codename, defaults={"name": name}
                )
                group.permissions.add(permission)


def remove_group(apps, schema_editor):
    apps.get_model("auth", "Group").objects.filter(name="Clinical reviewers").delete()


class Migration(migrations.Migration):
    """Clinicians approve what is said about health; editors approve the rest."""

    dependencies = [
        ("articles", "0009_guides_are_reviewed"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [migrations.RunPython(give_rights, remove_group)]

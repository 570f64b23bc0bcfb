from django.db import migrations


def let_advise(apps, schema_editor):
    groups = apps.get_model("auth", "Group").objects
    content_types = apps.get_model("contenttypes", "ContentType").objects
    opinion, _made = content_types.get_or_create(app_label="comments", model="opinion")
    permission, _made = apps.get_model("auth", "Permission").objects.get_or_create(
        content_type=opinion,
        codename="advise",
        defaults={"name": "Can answer the team's questions as a clinician"},
    )
    groups.get_or_create(name="Clinical reviewers")[0].permissions.add(permission)


def take_back(apps, schema_editor):
    permissions = apps.get_model("auth", "Permission").objects
    permissions.filter(content_type__app_label="comments", codename="advise").delete()


class Migration(migrations.Migration):
    """Clinicians answer what the team asks them about a case; they decide nothing there."""

    dependencies = [
        ("comments", "0023_places_at_the_desk"),
        ("articles", "0010_clinical_reviewers"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [migrations.RunPython(let_advise, take_back)]

import json
from hashlib import sha256

from django.db import migrations

ADDRESS = ("topic", "slug")
RIGHTS = ["view_redirect", "add_redirect", "delete_redirect"]


def fingerprint(data):
    words = {name: value for name, value in data.items() if name not in ADDRESS}
    told = json.dumps(words, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return sha256(told.encode()).hexdigest()


def take_fingerprints_again(apps, schema_editor):
    """A guide that moves says what it said, so its address is no part of its fingerprint now."""
    guides = apps.get_model("articles", "Guide").objects
    approvals = apps.get_model("articles", "Approval").objects
    revisions = apps.get_model("articles", "Revision").objects
    for pk, guide, old, data in revisions.values_list("pk", "guide", "sha256", "data").iterator():
        new = fingerprint(data)
        revisions.filter(pk=pk).update(sha256=new)
        approvals.filter(revision=pk, sha256=old).update(sha256=new)
        guides.filter(pk=guide, sha256=old).update(sha256=new)


def give_rights(apps, schema_editor):
    group, _made = apps.get_model("auth", "Group").objects.get_or_create(name="Editors")
    content_types = apps.get_model("contenttypes", "ContentType").objects
    content_type, _made = content_types.get_or_create(app_label="articles", model="redirect")
    for codename in RIGHTS:
        permission, _made = apps.get_model("auth", "Permission").objects.get_or_create(
            content_type=content_type,
            codename=codename,
            defaults={"name": "Can " + codename.replace("_redirect", " old address")},
        )
        group.permissions.add(permission)


def take_rights(apps, schema_editor):
    for group in apps.get_model("auth", "Group").objects.filter(name="Editors"):
        group.permissions.remove(*group.permissions.filter(codename__in=RIGHTS))


class Migration(migrations.Migration):
    """Editors keep the old addresses, and a guide that moves is as approved as before."""

    dependencies = [
        ("articles", "0016_old_addresses_lead_on"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [
        migrations.RunPython(take_fingerprints_again, migrations.RunPython.noop),
        migrations.RunPython(give_rights, take_rights),
    ]

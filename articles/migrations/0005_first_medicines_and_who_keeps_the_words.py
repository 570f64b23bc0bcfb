from django.db import migrations

LINE = "Do not stop taking {} suddenly. Talk to your doctor or MS team first."
# Medicines that people with MS are given and that have to be reduced step by step, with brands.
MEDICINES = {
    "Baclofen": "Lioresal\nLyflex",
    "Tizanidine": "Zanaflex\nSirdalud",
    "Gabapentin": "Neurontin",
    "Pregabalin": "Lyrica\nAlzain\nAxalid",
    "Diazepam": "Valium",
    "Clonazepam": "Rivotril\nKlonopin",
    "Prednisolone": "prednisone",
    "Carbamazepine": "Tegretol",
    "Amitriptyline": "",
    "Duloxetine": "Cymbalta",
}
KEEP = ["view", "add", "change", "delete"]
RIGHTS = {
    "Authors": {"glossaryterm": ["view"], "medicine": ["view"]},
    "Editors": {"glossaryterm": KEEP, "medicine": KEEP},
}


def fill_in(apps, schema_editor):
    medicines = apps.get_model("articles", "Medicine").objects
    for name, others in MEDICINES.items():
        line = LINE.format(name.lower())
        medicines.get_or_create(name=name, defaults={"other_names": others, "safety_line": line})


def give_rights(apps, schema_editor):
    groups = apps.get_model("auth", "Group").objects
    content_types = apps.get_model("contenttypes", "ContentType").objects
    permissions = apps.get_model("auth", "Permission").objects
    for group_name, can in RIGHTS.items():
        group, _made = groups.get_or_create(name=group_name)
        for model, verbs in can.items():
            content_type, _made = content_types.get_or_create(app_label="articles", model=model)
            for verb in verbs:
                permission, _made = permissions.get_or_create(
                    content_type=content_type,
                    codename=f"{verb}_{model}",
                    defaults={"name": f"Can {verb} {model}"},
                )
                group.permissions.add(permission)


class Migration(migrations.Migration):
    """The table of medicines begins with the best known ones; editors keep it and the glossary."""

    dependencies = [
        ("articles", "0004_words_are_explained_and_medicines_named"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [
        # The tables go with the migration before, and the rights with them.
        migrations.RunPython(fill_in, migrations.RunPython.noop),
        migrations.RunPython(give_rights, migrations.RunPython.noop),
    ]

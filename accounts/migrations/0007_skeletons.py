from django.db import migrations


def write(apps, schema_editor):
    """Whoever came first has it; the staff before others. Empty for those who pass for them."""
    from accounts.names import skeleton

    Member = apps.get_model("accounts", "Member")
    taken = set()
    for member in Member.objects.order_by("-is_staff", "pk").only("name").iterator(2_000):
        bones = skeleton(member.name)
        if bones and bones not in taken:
            taken.add(bones)
            Member.objects.filter(pk=member.pk).update(skeleton=bones)


class Migration(migrations.Migration):
    dependencies = [("accounts", "0006_names_pass_for_no_others")]

    operations = [migrations.RunPython(write, migrations.RunPython.noop)]

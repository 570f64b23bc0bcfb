from django.db import migrations
from django.db.models import Count

# Counted from the start, so that a team sees what they would find before it lets them hold anything.
COUNTED = [
    (
        "Dose and treatment advice",
        "advice",
        30,
        "Tells others to change a dose or to stop a treatment. It could harm somebody who follows it.",
    ),
    (
        "Cure claims",
        "cure",
        20,
        "Promises a cure. There is none, and such words mostly sell something.",
    ),
    (
        "Personal information",
        "private",
        20,
        "Could lead a stranger to somebody: telephone, address, NHS number, a clinician's name.",
    ),
]
# kind, words, number, within, about, weight, note
PREPARED = {
    "Links by new members": (
        "links",
        "",
        0,
        None,
        "new",
        15,
        "Spam mostly comes as links from new accounts.",
    ),
    "The same words again": (
        "repeats",
        "",
        1,
        30,
        "not_trusted",
        10,
        "Said before in the same or nearly the same words.",
    ),
    "Too fast": (
        "fast",
        "",
        5,
        10,
        "not_trusted",
        10,
        "More comments than one can well read in that time.",
    ),
    "Bad recent record": (
        "record",
        "",
        3,
        30,
        "everyone",
        15,
        "Several comments of the member were refused or taken down lately.",
    ),
    "Miracle remedies": (
        "words",
        "miracle cure\nmiracle remedy\nbig pharma does* want\ndoctors hate this\nsecret remedy\n100% natural cure\nask me how\nlimited offer\nmoney back guarantee\norder now\npromo code\ndiscount code\nwhatsapp me",
        None,
        None,
        "not_trusted",
        15,
        "Words that sell. Change the list to what your site meets.",
    ),
    "Disposable mail addresses": (
        "mail",
        "10minutemail.com\nguerrillamail.com\nmailinator.com\nmaildrop.cc\nsharklasers.com\ntemp-mail.org\nthrowawaymail.com\ntrashmail.com\nyopmail.com",
        None,
        None,
        "new",
        10,
        "Addresses that are thrown away after one use. Add the domains that you meet.",
    ),
    "Many accounts from one network": (
        "network",
        "",
        3,
        None,
        "new",
        10,
        "A family or a clinic may share a network: this only asks for a look.",
    ),
}
CAN = {"rule": ["view_rule", "add_rule", "change_rule"], "trust": ["view_trust", "change_trust"]}
ENOUGH = 3
AT_ONCE = 2_000


def write_rules(apps, schema_editor):
    rules = apps.get_model("comments", "Rule").objects
    for name, kind, weight, note in COUNTED:
        rules.create(name=name, kind=kind, weight=weight, note=note, state="shadow")
    for name, (kind, words, number, within, about, weight, note) in PREPARED.items():
        rules.create(
            name=name,
            kind=kind,
            words=words,
            number=number,
            within=within,
            about=about,
            weight=weight,
            note=note,
        )


def let_moderators_work_with_them(apps, schema_editor):
    group, _made = apps.get_model("auth", "Group").objects.get_or_create(name="Moderators")
    content_types = apps.get_model("contenttypes", "ContentType").objects
    permissions = apps.get_model("auth", "Permission").objects
    for model, codenames in CAN.items():
        content_type, _made = content_types.get_or_create(app_label="comments", model=model)
        for codename in codenames:
            name = "Can " + codename.replace("_", " ")
            permission, _made = permissions.get_or_create(
                content_type=content_type, codename=codename, defaults={"name": name}
            )
            group.permissions.add(permission)


def keep_the_trust_there_was(apps, schema_editor):
    """Who had enough published comments was held no more; that stays so."""
    comments, trust, changes = (
        apps.get_model("comments", name) for name in ("Comment", "Trust", "TrustChange")
    )
    known = comments.objects.filter(status="published", author__isnull=False)
    members = known.order_by().values("author").annotate(many=Count("pk")).filter(many__gte=ENOUGH)
    ids = list(members.values_list("author", flat=True))
    for start in range(0, len(ids), AT_ONCE):
        some = ids[start : start + AT_ONCE]
        trust.objects.bulk_create(
            [trust(member_id=pk, level="member") for pk in some], ignore_conflicts=True
        )
        changes.objects.bulk_create(
            [
                changes(member_id=pk, cause="before", old_level="new", new_level="member")
                for pk in some
            ]
        )


def write_nothing(apps, schema_editor):
    pass


class Migration(migrations.Migration):
    """Rules to begin with, none of which holds anything yet; who works with them; who is known."""

    dependencies = [("comments", "0019_rules_hold_and_trust_is_kept")]

    operations = [
        migrations.RunPython(write_rules, write_nothing),
        migrations.RunPython(let_moderators_work_with_them, write_nothing),
        migrations.RunPython(keep_the_trust_there_was, write_nothing),
    ]

from django.db import migrations

CAN = {
    "case": ["see_concerns"],
    "concernmessage": ["view", "add", "change", "delete"],
    "supportcontact": ["view", "add", "change", "delete"],
}
NAMES = {"see_concerns": "Can open worries about a person"}
# Country, name, for whom, telephone, web site, hours, for danger to life.
CONTACTS = [
    ("GB", "Emergency services", "Danger to life, now", "999", "", "Day and night", True),
    (
        "GB",
        "Samaritans",
        "Whatever you are going through",
        "116 123",
        "https://www.samaritans.org/",
        "Day and night, free",
        False,
    ),
    ("GB", "Shout", "By text message: send SHOUT", "85258", "https://giveusashout.org/", "", False),
    ("GB", "NHS 111", "Medical help that cannot wait", "111", "https://111.nhs.uk/", "", False),
    (
        "GB",
        "MS Society helpline",
        "Living with MS",
        "0808 800 8000",
        "https://www.mssociety.org.uk/",
        "",
        False,
    ),
    ("IE", "Emergency services", "Danger to life, now", "112", "", "Day and night", True),
    (
        "IE",
        "Samaritans",
        "Whatever you are going through",
        "116 123",
        "https://www.samaritans.org/ireland/",
        "Day and night, free",
        False,
    ),
    (
        "IE",
        "Pieta",
        "Suicidal thoughts and self-harm",
        "1800 247 247",
        "https://www.pieta.ie/",
        "Day and night, free",
        False,
    ),
    ("US", "Emergency services", "Danger to life, now", "911", "", "Day and night", True),
    (
        "US",
        "988 Suicide & Crisis Lifeline",
        "Call or text",
        "988",
        "https://988lifeline.org/",
        "Day and night, free",
        False,
    ),
    (
        "US",
        "Crisis Text Line",
        "By text message: send HOME",
        "741741",
        "https://www.crisistextline.org/",
        "Day and night",
        False,
    ),
    ("CA", "Emergency services", "Danger to life, now", "911", "", "Day and night", True),
    (
        "CA",
        "9-8-8 Suicide Crisis Helpline",
        "Call or text",
        "988",
        "https://988.ca/",
        "Day and night, free",
        False,
    ),
    ("AU", "Emergency services", "Danger to life, now", "000", "", "Day and night", True),
    (
        "AU",
        "Lifeline",
        "Crisis support",
        "13 11 14",
        "https://www.lifeline.org.au/",
        "Day and night",
        False,
    ),
    (
        "AU",
        "Beyond Blue",
        "Anxiety and depression",
        "1300 22 4636",
        "https://www.beyondblue.org.au/",
        "Day and night",
        False,
    ),
    ("NZ", "Emergency services", "Danger to life, now", "111", "", "Day and night", True),
    (
        "NZ",
        "1737",
        "Call or text, to talk with somebody trained",
        "1737",
        "https://1737.org.nz/",
        "Day and night, free",
        False,
    ),
    ("EU", "Emergency services", "Danger to life, now", "112", "", "Day and night", True),
    (
        "EU",
        "Emotional support",
        "In many countries of the European Union",
        "116 123",
        "",
        "",
        False,
    ),
    (
        "EU",
        "Find A Helpline",
        "Help lines of your country",
        "",
        "https://findahelpline.com/",
        "",
        False,
    ),
    (
        "XX",
        "Find A Helpline",
        "Help lines of your country, and the emergency number",
        "",
        "https://findahelpline.com/",
        "",
        False,
    ),
    (
        "XX",
        "Befrienders Worldwide",
        "Emotional support in many countries",
        "",
        "https://befrienders.org/",
        "",
        False,
    ),
]
MESSAGES = [
    (
        "First words, when somebody seems to be in despair",
        "Hello,\n\nwe read what you wrote, and it stayed with us. It sounds as if life is very hard "
        "to bear just now.\n\nAre you safe at this moment? If not, please call the emergency number "
        "of your country. If you can, let somebody be with you.\n\nWe are no crisis line and do not "
        "read at every hour. The people on the page “Help now”, at the foot of each page here, "
        "listen and know what to do.\n\nYou can answer this message. We would like to hear how you "
        "are.",
    ),
    (
        "Somebody else was worried",
        "Hello,\n\nwe are writing because we would like to know how you are. You do not have to "
        "answer.\n\nIf things are hard, you do not have to be alone with them: the page “Help now”, "
        "at the foot of each page here, names people who listen. Your MS nurse or your doctor are "
        "good people to tell, too.",
    ),
    (
        "Later: asking again",
        "Hello,\n\nsome days ago we wrote to you. We only want to ask how you are now. If there is "
        "anything that would make this place easier for you, tell us.",
    ),
]


def let_look_after(apps, schema_editor):
    group, _made = apps.get_model("auth", "Group").objects.get_or_create(name="Safety")
    content_types = apps.get_model("contenttypes", "ContentType").objects
    permissions = apps.get_model("auth", "Permission").objects
    for model, verbs in CAN.items():
        content_type, _made = content_types.get_or_create(app_label="comments", model=model)
        for verb in verbs:
            codename = verb if verb in NAMES else f"{verb}_{model}"
            name = NAMES.get(verb) or f"Can {verb} {model}"
            permission, _made = permissions.get_or_create(
                content_type=content_type, codename=codename, defaults={"name": name}
            )
            group.permissions.add(permission)


def write_contacts(apps, schema_editor):
    contacts = apps.get_model("comments", "SupportContact").objects
    for position, (country, name, about, phone, web, hours, is_emergency) in enumerate(CONTACTS):
        contacts.create(
            country=country,
            name=name,
            about=about,
            phone=phone,
            web=web,
            hours=hours,
            is_emergency=is_emergency,
            is_text=about.startswith("By text message"),
            position=position,
        )
    messages = apps.get_model("comments", "ConcernMessage").objects
    for position, (title, body) in enumerate(MESSAGES):
        messages.create(title=title, body=body, position=position)


def forbid(apps, schema_editor):
    apps.get_model("auth", "Group").objects.filter(name="Safety").delete()


def forget(apps, schema_editor):
    apps.get_model("comments", "SupportContact").objects.all().delete()
    apps.get_model("comments", "ConcernMessage").objects.all().delete()


class Migration(migrations.Migration):
    """A group of its own looks after people who may be in danger, and knows whom to name."""

    dependencies = [
        ("comments", "0026_worries_and_where_help_is"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [
        migrations.RunPython(let_look_after, forbid),
        migrations.RunPython(write_contacts, forget),
    ]

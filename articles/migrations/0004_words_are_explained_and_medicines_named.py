import django.db.models.functions.text
from django.db import migrations, models


class Migration(migrations.Migration):
    """Hard words get an explanation, dangerous stops a sentence, numbers a source or a reason."""

    dependencies = [
        ("articles", "0003_lists_show_what_was_published"),
    ]

    operations = [
        migrations.AddField(
            model_name="block",
            name="no_source_needed",
            field=models.BooleanField(
                default=False,
                help_text="The numbers in this block are not claims: a telephone number, a time.",
                verbose_name="no source needed",
            ),
        ),
        migrations.CreateModel(
            name="GlossaryTerm",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "term",
                    models.CharField(
                        help_text="As it stands in a sentence: spasticity.",
                        max_length=80,
                        verbose_name="term",
                    ),
                ),
                ("slug", models.SlugField(max_length=80, unique=True, verbose_name="address")),
                (
                    "plain_word",
                    models.CharField(
                        blank=True,
                        help_text="For example: tight muscles.",
                        max_length=120,
                        verbose_name="plain word",
                    ),
                ),
                (
                    "definition",
                    models.TextField(
                        help_text="One or two short sentences. Readers see them on the page of the guide.",
                        max_length=400,
                        verbose_name="what it means",
                    ),
                ),
                (
                    "other_forms",
                    models.TextField(
                        blank=True,
                        help_text="One a line, such as: relapses. They get the same explanation.",
                        verbose_name="other forms",
                    ),
                ),
            ],
            options={
                "verbose_name": "glossary term",
                "verbose_name_plural": "glossary",
                "ordering": [django.db.models.functions.text.Lower("term")],
                "constraints": [
                    models.UniqueConstraint(
                        django.db.models.functions.text.Lower("term"),
                        name="one_explanation_per_term",
                        violation_error_message="The glossary has this term already.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Medicine",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=80, verbose_name="name")),
                (
                    "other_names",
                    models.TextField(
                        blank=True,
                        help_text="Brands and other spellings, one a line.",
                        verbose_name="other names",
                    ),
                ),
                (
                    "safety_line",
                    models.CharField(
                        help_text="A guide that names the medicine says this sentence, word for word.",
                        max_length=250,
                        verbose_name="safety line",
                    ),
                ),
            ],
            options={
                "verbose_name": "medicine not to stop suddenly",
                "verbose_name_plural": "medicines not to stop suddenly",
                "ordering": [django.db.models.functions.text.Lower("name")],
                "constraints": [
                    models.UniqueConstraint(
                        django.db.models.functions.text.Lower("name"),
                        name="one_safety_line_per_medicine",
                        violation_error_message="This medicine is in the table already.",
                    )
                ],
            },
        ),
    ]

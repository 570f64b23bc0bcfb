from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Person(models.Model):
    """A name on a byline: author, clinical reviewer, reviewer with lived experience."""

    name = models.CharField(_("name"), max_length=100)
    credentials = models.CharField(
        _("profession or credentials"),
        max_length=150,
        blank=True,
        help_text=_("For example: nurse."),
    )
    interests = models.TextField(
        _("conflicts of interest"),
        blank=True,
        help_text=_(
            "What readers should know, in a sentence: who paid for what. Leave it empty when there "
            "are none, and fill in the day on which this person said so."
        ),
    )
    declared_on = models.DateField(
        _("said so on"),
        null=True,
        blank=True,
        help_text=_("Without a day, guides say that there is no statement yet."),
    )

    class Meta:
        verbose_name = _("byline person")
        verbose_name_plural = _("byline people")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        if self.declared_on and self.declared_on > timezone.localdate():
            raise ValidationError({"declared_on": _("This day is still to come.")})


class Contribution(models.Model):
    """What one person did for one guide."""

    class Role(models.TextChoices):
        AUTHOR = "author", _("Written by")
        CLINICAL = "clinical", _("Checked by")
        LIVED = "lived", _("Read with lived experience by")

    guide = models.ForeignKey("articles.Guide", models.CASCADE, related_name="contributions")
    person = models.ForeignKey(
        Person, models.PROTECT, related_name="contributions", verbose_name=_("person")
    )
    role = models.CharField(_("role"), max_length=10, choices=Role, default=Role.AUTHOR)
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        verbose_name = _("byline")
        verbose_name_plural = _("bylines")
        ordering = ["position", "id"]

    def __str__(self) -> str:
        return f"{self.get_role_display()} {self.person}"

    @property
    def told(self) -> dict[str, Any]:
        """What a version of the guide keeps of it."""
        person = self.person
        found = {
            "role": self.role,
            "name": person.name,
            "credentials": person.credentials,
            "interests": person.interests,
        }
        if person.declared_on:
            # Only said where it is so: what was published before it existed stays the same.
            found["declared_on"] = person.declared_on.isoformat()
        return found

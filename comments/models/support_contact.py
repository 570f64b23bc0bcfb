from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _


class Country(models.TextChoices):
    """Where somebody is, as far as it says whom to call. Two letters of ISO 3166; EU is all of it,
    and the empty one is for everywhere else."""

    GB = "GB", _("United Kingdom")
    IE = "IE", _("Ireland")
    US = "US", _("United States")
    CA = "CA", _("Canada")
    AU = "AU", _("Australia")
    NZ = "NZ", _("New Zealand")
    EU = "EU", _("Another country of the European Union")
    ELSEWHERE = "XX", _("Somewhere else")


class SupportContactQuerySet(models.QuerySet["SupportContact"]):
    """Questions asked of many contacts at once."""

    def in_country(self, country: str) -> Self:
        return self.filter(country=country)


class SupportContact(models.Model):
    """Whom somebody in danger or despair can call, write to or meet, in one country."""

    country = models.CharField(_("country"), max_length=2, choices=Country)
    name = models.CharField(_("name"), max_length=80)
    about = models.CharField(
        _("for whom"), max_length=160, blank=True, help_text=_("One short sentence.")
    )
    phone = models.CharField(_("telephone"), max_length=30, blank=True)
    is_text = models.BooleanField(
        _("text messages only"), default=False, help_text=_("The number takes no calls.")
    )
    web = models.URLField(_("web site"), blank=True)
    hours = models.CharField(_("hours"), max_length=80, blank=True)
    is_emergency = models.BooleanField(
        _("for danger to life"), default=False, help_text=_("Shown first.")
    )
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    objects = SupportContactQuerySet.as_manager()

    class Meta:
        verbose_name = _("support contact")
        verbose_name_plural = _("support contacts")
        ordering = ["country", "-is_emergency", "position", "id"]
        constraints = [
            models.CheckConstraint(
                condition=~(models.Q(phone="") & models.Q(web="")),
                name="a_contact_can_be_reached",
                violation_error_message=_("Write a telephone number, a web site, or both."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def tel(self) -> str:
        """The number as a link wants it."""
        return "".join(sign for sign in self.phone if sign in "+0123456789")

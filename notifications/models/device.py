from typing import Self

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Member


class DeviceQuerySet(models.QuerySet["Device"]):
    """Questions asked of many devices at once."""

    def of(self, member: Member) -> Self:
        return self.filter(member=member).order_by("-since", "-pk")


class Device(models.Model):
    """A browser in which a member wants to hear that something is new, and the address at which
    the maker of that browser takes knocks for it."""

    member = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="devices")
    label = models.CharField(_("device"), max_length=80)
    address = models.CharField(_("address"), max_length=500, unique=True)
    since = models.DateTimeField(_("since"), default=timezone.now)

    objects = DeviceQuerySet.as_manager()

    class Meta:
        verbose_name = _("device that is told")
        verbose_name_plural = _("devices that are told")

    def __str__(self) -> str:
        return self.label

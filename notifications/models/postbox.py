from secrets import token_urlsafe
from typing import Self

from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Member

LAST_HOUR = 23


class Closed(models.TextChoices):
    """Why no letter goes to a member any more."""

    BOUNCED = "bounced", _("Letters to this address came back")
    COMPLAINED = "complained", _("A letter was marked as unwanted")
    ASKED = "asked", _("The member wanted none")


def new_token() -> str:
    return token_urlsafe(24)


class PostboxQuerySet(models.QuerySet["Postbox"]):
    """Questions asked of many postboxes at once."""

    def of(self, member: Member) -> "Postbox":
        """The member's postbox, as new when nothing was chosen yet. Not saved."""
        return self.filter(member=member).first() or Postbox(member=member)

    def closed(self) -> Self:
        return self.exclude(closed_because="")


class Postbox(models.Model):
    """When letters to a member come, how much they say, and the key that stops them."""

    member = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="postbox", primary_key=True
    )
    # In the links of letters, for years: it does not depend on a key of the site that changes.
    token = models.CharField(max_length=40, unique=True, default=new_token, editable=False)
    says_more = models.BooleanField(
        _("say in letters what they are about"),
        default=False,
        help_text=_("With the titles of guides and the names of those who wrote."),
    )
    zone = models.CharField(_("time zone"), max_length=60, blank=True)
    # Hours of the member's own clock; no letter comes between them. The same twice: no quiet.
    quiet_from = models.PositiveSmallIntegerField(
        _("quiet from"), default=21, validators=[MaxValueValidator(LAST_HOUR)]
    )
    quiet_until = models.PositiveSmallIntegerField(
        _("quiet until"), default=8, validators=[MaxValueValidator(LAST_HOUR)]
    )
    closed_because = models.CharField(max_length=10, choices=Closed, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)

    objects = PostboxQuerySet.as_manager()

    class Meta:
        verbose_name = _("postbox")
        verbose_name_plural = _("postboxes")

    def __str__(self) -> str:
        return str(self.member_id)

    @property
    def is_closed(self) -> bool:
        return bool(self.closed_because)

    def close(self, why: Closed) -> None:
        """No more letters, of whatever kind, until the member opens it again."""
        self.closed_because, self.closed_at = why, timezone.now()
        self.save()

    def open(self) -> None:
        self.closed_because, self.closed_at = "", None
        self.save()

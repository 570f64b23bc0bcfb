from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models.member import Member


class Login(models.Model):
    """One browser in which a member is logged in; shown to nobody but them."""

    member = models.ForeignKey(Member, models.CASCADE, related_name="logins")
    device = models.CharField(_("device"), max_length=60)
    began_at = models.DateTimeField(_("logged in"), default=timezone.now)
    used_at = models.DateTimeField(
        _("used"),
        default=timezone.now,
        db_index=True,
        help_text=_("To the week: it is not written down when somebody only reads."),
    )

    class Meta:
        verbose_name = _("login")
        verbose_name_plural = _("logins")

    def __str__(self) -> str:
        return self.device

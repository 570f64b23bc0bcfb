from django.db import models
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _


class TeamText(models.Model):
    """Words that the team sends often. They stand in the form, to be changed each time."""

    WELCOME = "welcome"
    KEYS = [(WELCOME, _("Welcome to a new member"))]

    key = models.CharField(_("when"), max_length=20, choices=KEYS, unique=True)
    words = models.TextField(_("words"), max_length=2000)

    class Meta:
        verbose_name = _("text of the team")
        verbose_name_plural = _("texts of the team")

    def __str__(self) -> str:
        return self.get_key_display()

    @classmethod
    def words_for(cls, key: str) -> str:
        """What the team wrote for this, or what we suggest until it does."""
        found = cls.objects.filter(key=key).values_list("words", flat=True).first()
        return found or _now(
            "Welcome, and thank you for your first comment. It is published now.\n\n"
            "If you want to know something about this place, or if something here does not feel "
            "right, answer this message: any of the team reads it."
        )

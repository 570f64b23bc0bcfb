from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _


class Medicine(models.Model):
    """A medicine that nobody should stop suddenly, and the sentence that says so."""

    name = models.CharField(_("name"), max_length=80)
    other_names = models.TextField(
        _("other names"), blank=True, help_text=_("Brands and other spellings, one a line.")
    )
    safety_line = models.CharField(
        _("safety line"),
        max_length=250,
        help_text=_("A guide that names the medicine says this sentence, word for word."),
    )

    class Meta:
        verbose_name = _("medicine not to stop suddenly")
        verbose_name_plural = _("medicines not to stop suddenly")
        ordering = [Lower("name")]
        constraints = [
            models.UniqueConstraint(
                Lower("name"),
                name="one_safety_line_per_medicine",
                violation_error_message=_("This medicine is in the table already."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def names(self) -> list[str]:
        return [self.name, *(name for name in self.other_names.splitlines() if name.strip())]

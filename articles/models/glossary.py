from collections.abc import Iterable

from django.db import models
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from articles.language.terms import Terms


class GlossaryTerm(models.Model):
    """A hard word, what to say instead, and what it means."""

    term = models.CharField(
        _("term"), max_length=80, help_text=_("As it stands in a sentence: spasticity.")
    )
    slug = models.SlugField(_("address"), max_length=80, unique=True)
    plain_word = models.CharField(
        _("plain word"), max_length=120, blank=True, help_text=_("For example: tight muscles.")
    )
    definition = models.TextField(
        _("what it means"),
        max_length=400,
        help_text=_("One or two short sentences. Readers see them on the page of the guide."),
    )
    other_forms = models.TextField(
        _("other forms"),
        blank=True,
        help_text=_("One a line, such as: relapses. They get the same explanation."),
    )

    class Meta:
        verbose_name = _("glossary term")
        verbose_name_plural = _("glossary")
        ordering = [Lower("term")]
        constraints = [
            models.UniqueConstraint(
                Lower("term"),
                name="one_explanation_per_term",
                violation_error_message=_("The glossary has this term already."),
            ),
        ]

    def __str__(self) -> str:
        return self.term

    def get_absolute_url(self) -> str:
        return f"{reverse('articles:glossary')}#{self.slug}"

    @property
    def spellings(self) -> list[str]:
        """The term and its other forms."""
        return [self.term, *(form for form in self.other_forms.splitlines() if form.strip())]


def spelled(found: Iterable[GlossaryTerm]) -> Terms:
    """Finds these terms in a text. A term itself goes before another one's other form."""
    found = list(found)
    firsts = [(term.term, term.pk) for term in found]
    return Terms(firsts + [(form, term.pk) for term in found for form in term.spellings[1:]])

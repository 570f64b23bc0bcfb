"""What an author or a moderator is asked before a note stands beside a comment."""

from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

from django import forms
from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.models import Guide
from comments.context.noting import YEAR, Told
from comments.forms import WordsField
from comments.models import ContextNote

PARTS_OF_A_GUIDE = 3  # guides/<topic>/<guide>


class NoteForm(forms.Form):
    """The words, where they lead, and when somebody reads them again."""

    use_required_attribute = False

    body = WordsField(
        label=_("Note beside the comment"),
        help_text=_("At most 600 characters. Readers see it below the comment, wherever it is."),
    )
    link = forms.CharField(
        label=_("The guide that says more"),
        help_text=_("You can leave this out. Paste the address of a guide of this site."),
        required=False,
        max_length=300,
        error_messages={"max_length": _("Use a shorter address.")},
    )
    review_on = forms.DateField(
        label=_("When should the team read it again?"),
        required=False,
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": _("Choose a day, as in 2027-05-31.")},
    )

    # The note of this side that the page showed.
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, from_team: bool, kept: str = "", **kwargs: Any) -> None:
        begun = {"review_on": timezone.localdate() + YEAR} | kwargs.pop("initial", {})
        kwargs["initial"] = begun | ({"body": kept} if kept else {})
        super().__init__(*args, **kwargs)
        self.fields["body"].widget.attrs |= {"rows": 4, "dir": "auto"}
        self.link_title = ""
        if not from_team:
            del self.fields["review_on"]

    def clean_body(self) -> str:
        words: str = self.cleaned_data["body"]
        if len(words) > ContextNote.MOST_CHARACTERS:
            raise forms.ValidationError(_("Make it shorter: at most 600 characters."))
        return words

    def clean_link(self) -> str:
        """A path to a guide that can be read, whatever else was pasted with it."""
        asked = self.cleaned_data["link"].strip()
        if not asked:
            return ""
        parts = urlsplit(asked)
        ours = urlsplit(settings.SITE_URL)
        steps = parts.path.strip("/").split("/")
        guide = None
        if parts.netloc in {"", ours.netloc} and parts.scheme in {"", ours.scheme}:
            guide = guide_at(steps)
        if guide is None:
            raise forms.ValidationError(_("Use the address of a guide on this site."))
        self.link_title = guide.title
        place = f"#{parts.fragment}" if parts.fragment.replace("-", "").isalnum() else ""
        return f"{guide.get_absolute_url()}{place}"

    def clean_review_on(self) -> Any:
        day = self.cleaned_data["review_on"]
        today = timezone.localdate()
        if day and not today < day <= today + timedelta(days=3 * 365):
            raise forms.ValidationError(_("Choose a day in the next three years."))
        return day

    @property
    def known(self) -> int:
        """The note that was on the page. What does not say so knows none that could stand there."""
        number: int | None = self.cleaned_data.get("seen")
        return -1 if number is None else number

    @property
    def told(self) -> Told:
        made = self.cleaned_data
        return Told(made["body"], made["link"], self.link_title, made.get("review_on"))


def guide_at(steps: list[str]) -> Guide | None:
    """The guide that readers find at this path."""
    if len(steps) != PARTS_OF_A_GUIDE or steps[0] != "guides":
        return None
    found = Guide.objects.filter(topic__slug=steps[1], slug=steps[2], live_revision__isnull=False)
    return found.filter(withdrawn_at=None).select_related("topic").first()

"""What is asked of somebody who reports."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import Member
from comments.models import Comment, Report, ReportReason
from comments.remarks import RemarkField
from comments.reports import asking


class Asked(forms.Form):
    """What is wrong, and in whose words."""

    use_required_attribute = False

    reason = forms.ChoiceField(
        label=_("What is wrong with it?"),
        choices=ReportReason.choices,
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose what is wrong with it."),
            "invalid_choice": _("Choose one of the reasons in the list."),
        },
    )
    words = RemarkField(
        label=_("In your own words"),
        help_text=_("You can leave this out, unless you chose “Something else”."),
        most=1000,
    )

    def clean(self) -> dict[str, Any]:
        wants_words = self.cleaned_data.get("reason") == ReportReason.OTHER
        if wants_words and not self.cleaned_data.get("words") and "words" not in self.errors:
            self.add_error("words", _("Say in a few words what is wrong with it."))
        if "reason" in self.errors:
            # Django tells it to the group only, which not every screen reader passes on.
            self.fields["reason"].widget.attrs["aria-describedby"] = "id_reason_error"
        return self.cleaned_data


class ReportForm(Asked):
    """Asking a moderator to look at a comment."""

    def __init__(
        self, *args: Any, comment: Comment, reporter: Member, kept: str = "", **kwargs: Any
    ) -> None:
        kwargs["initial"] = {"words": kept}
        super().__init__(*args, **kwargs)
        self.comment, self.reporter = comment, reporter

    def save(self) -> Report:
        told = self.cleaned_data
        return asking.report(
            self.comment, self.reporter, reason=told["reason"], words=told["words"]
        )


class ProfileReportForm(Asked):
    """Asking a moderator to look at somebody's name, profile or picture."""

    def __init__(self, *args: Any, member: Member, reporter: Member, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.member, self.reporter = member, reporter

    def save(self) -> Report:
        told = self.cleaned_data
        return asking.report_profile(
            self.member, self.reporter, reason=told["reason"], words=told["words"]
        )

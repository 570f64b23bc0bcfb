"""What a reviewer is asked before a guide goes on, or back."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from accounts.models import Member
from articles import reviewing
from articles.models import Revision, Step
from articles.self_score import QUESTIONS, Answer

USUALLY = timedelta(days=365)


class ApproveForm(forms.Form):
    """An editor stands by what was read."""

    prefix = "approve"
    note = forms.CharField(
        label=_("Note for colleagues"),
        required=False,
        max_length=1_000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def save(self, revision: Revision, by: Member) -> None:
        reviewing.approve_editorial(revision, by=by, note=self.cleaned_data["note"])


class ClinicalForm(ApproveForm):
    """A clinician does, says how easy the guide is, and until when it holds."""

    review_due_on = forms.DateField(
        label=_("To be reviewed again by"),
        help_text=format_lazy(
            _("Such as 2028-03-01. At most {months} months from now."), months=reviewing.MOST_MONTHS
        ),
        # One plain field, as in the form of a guide: a browser's own has four stops of the Tab key.
        widget=forms.DateInput(format="%Y-%m-%d"),
        error_messages={
            "required": _("Choose until when the guide holds."),
            "invalid": _("Write a day, such as 2028-03-01."),
        },
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("review_due_on", timezone.localdate() + USUALLY)
        for name, (part, question) in QUESTIONS.items():
            self.fields[name] = forms.ChoiceField(
                label=question,
                choices=Answer.choices,
                widget=forms.RadioSelect,
                help_text=part.label,
                error_messages={"required": _("Answer yes, no, or that it does not apply.")},
            )

    def clean_review_due_on(self) -> date:
        today = timezone.localdate()
        due: date = self.cleaned_data["review_due_on"]
        last = reviewing.months_after(today, reviewing.MOST_MONTHS)
        if not today < due <= last:
            told = _t("Choose a day after today, and not after %(last)s.")
            raise forms.ValidationError(told % {"last": last.isoformat()})
        return due

    def save(self, revision: Revision, by: Member) -> None:
        reviewing.approve_clinical(
            revision,
            by=by,
            review_due_on=self.cleaned_data["review_due_on"],
            answers={name: self.cleaned_data[name] for name in QUESTIONS},
            note=self.cleaned_data["note"],
        )


class RejectForm(forms.Form):
    """Why the author should look at it again."""

    prefix = "reject"
    reason = forms.CharField(
        label=_("Why do you send it back?"),
        help_text=_("The author reads this."),
        max_length=1_000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Write why. The author is told.")},
    )

    def save(self, revision: Revision, by: Member) -> None:
        reviewing.reject(revision, by=by, reason=self.cleaned_data["reason"])


class AskForm(forms.Form):
    """Whose answer is wanted."""

    prefix = "ask"
    asked_for = forms.CharField(
        label=_("For whom is the link?"),
        help_text=_("Only the team sees this. It tells you later whose answer it is."),
        max_length=100,
        error_messages={"required": _("Write for whom the link is.")},
    )


def form_for(verb: str, step: Step) -> Any:
    if verb == "reject":
        return RejectForm
    return ClinicalForm if step == Step.CLINICAL else ApproveForm

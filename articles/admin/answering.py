"""The part of a guide's form that says which questions of readers it answers, and where."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest
from django.utils.translation import gettext as _t

from articles import questions
from articles.models import PAGE_OF_A_GUIDE, Guide, GuideQuestion, Revision

# Nobody works through more at a time; what is settled makes room for the next.
MOST_SHOWN = 30


class AnswersForm(forms.Form):
    """One question for each open question: where is it answered?

    What the page showed goes back with it, so that an older page undoes nothing.
    """

    def __init__(self, *args: Any, guide: Guide, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.guide = guide
        open_ones = guide.questions.open().select_related("answered_in")
        heavy = [f"answered_in__{name}" for name in PAGE_OF_A_GUIDE]
        self.questions = {name_of(one): one for one in open_ones.defer(*heavy)[:MOST_SHOWN]}
        places = places_in(guide) if self.questions else []
        for name, question in self.questions.items():
            self.fields[name] = forms.ChoiceField(
                label=question.words,
                choices=places,
                initial=question.plan,
                required=False,
                show_hidden_initial=True,
                help_text=self.told_of(question),
            )

    @staticmethod
    def told_of(question: GuideQuestion) -> str:
        if question.answered_in is None:
            return ""
        told = _t("Answered from version %(number)s on. It is closed when that goes live.")
        return told % {"number": question.answered_in.number}

    def chosen(self) -> Iterator[tuple[GuideQuestion, str]]:
        """What was chosen anew, and can be."""
        for name in self.changed_data:
            if name in self.cleaned_data:
                yield self.questions[name], self.cleaned_data[name]


def name_of(question: GuideQuestion) -> str:
    return f"question-{question.pk}"


def places_in(guide: Guide) -> list[tuple[str, str]]:
    """What can answer a question: nothing yet, the guide as a whole, or one of its saved blocks."""
    blocks = [(str(one.uuid), f"{one.get_kind_display()}: {one}") for one in guide.blocks.all()]
    whole = (GuideQuestion.WHOLE, _t("The guide as a whole"))
    return [(GuideQuestion.NOT_YET, _t("Not answered yet")), whole, *blocks]


def panel(request: HttpRequest, guide: Guide) -> AnswersForm | None:
    """What the page of the form shows; what was chosen before a mistake was told stays chosen."""
    form = AnswersForm(request.POST if request.method == "POST" else None, guide=guide)
    for field in form.fields.values():
        field.widget.attrs["class"] = "vTextField"
    form.is_valid()
    return form if form.fields else None


def save(request: HttpRequest, guide: Guide, revision: Revision) -> None:
    """Note what this version answers. What was settled meanwhile, or is gone, is told."""
    form = AnswersForm(request.POST, guide=guide)
    form.is_valid()
    lost = [form.questions[name].words for name in form.errors if name in form.questions]
    for words in lost:
        told = _t("The section you chose for “%(question)s” is not there. Choose again.")
        messages.warning(request, told % {"question": words})
    for question, place in form.chosen():
        try:
            questions.plan(question, place, revision=revision)
        except questions.Refused as refused:
            messages.warning(request, f"“{question.words}”: {refused}")

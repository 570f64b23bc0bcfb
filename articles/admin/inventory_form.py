"""What the inventory can be asked for. Everything in it combines."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Member
from articles.inventory import NOBODY, ORDERS, Due, Wanted
from articles.models import Guide, Stage, State, Topic

USUALLY = "due"


class InventoryForm(forms.Form):
    """Sent by GET, so that a choice has an address. Empty means everything."""

    due = forms.MultipleChoiceField(
        label=_("Review"),
        choices=Due.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    waiting = forms.BooleanField(label=_("Waiting for me"), required=False)
    no_clinician = forms.BooleanField(label=_("No clinical reviewer"), required=False)
    no_statement = forms.BooleanField(
        label=_("Somebody's conflicts of interest unknown"), required=False
    )
    questions = forms.BooleanField(label=_("Questions open"), required=False)
    stage = forms.ChoiceField(
        label=_("On its way"), choices=[("", _("Any stage")), *Stage.choices], required=False
    )
    state = forms.ChoiceField(
        label=_("For readers"), choices=[("", _("Any state")), *State.choices], required=False
    )
    topic = forms.ChoiceField(label=_("Topic"), required=False)
    owner = forms.ChoiceField(label=_("Owner"), required=False)
    sort = forms.ChoiceField(
        choices=[(f"{sign}{name}", name) for name in ORDERS for sign in ("", "-")],
        required=False,
        widget=forms.HiddenInput,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        topics = Topic.objects.order_by("position", "title").values_list("slug", "title")
        self._offer("topic", [("", _("Any topic")), *topics])
        own = Member.objects.filter(pk__in=Guide.objects.values("owner")).order_by("name")
        owners = [(str(pk), name) for pk, name in own.values_list("pk", "name")]
        self._offer("owner", [("", _("Anybody")), (NOBODY, _("Nobody")), *owners])

    @property
    def order(self) -> str:
        return self.cleaned_data.get("sort") or USUALLY

    def wanted_by(self, member: Member) -> Wanted:
        """What was asked for. A choice that is not offered is as good as none, and is told."""
        asked = self.cleaned_data
        return Wanted(
            due=frozenset(asked.get("due", ())),
            waiting_for=member if asked.get("waiting") else None,
            without_clinician=bool(asked.get("no_clinician")),
            without_statement=bool(asked.get("no_statement")),
            with_questions=bool(asked.get("questions")),
            **{name: asked.get(name, "") for name in ("stage", "state", "topic", "owner")},
            today=timezone.localdate(),
        )

    def _offer(self, name: str, choices: list[Any]) -> None:
        self.fields[name].choices = choices  # type: ignore[attr-defined]

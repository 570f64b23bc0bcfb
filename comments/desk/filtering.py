"""What of the queue somebody wants to see: every question can be combined with every other."""

from datetime import date, datetime, time
from typing import Any

from django import forms
from django.db.models import Exists, OuterRef, Q, TextField
from django.db.models.functions import Cast
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from accounts.models import Member
from comments.desk.kinds import open_to
from comments.models import CaseQuerySet, Cause, Decision, Discussion, Report, ReportReason
from comments.models.case import IN_ORDER
from comments.shown import written_day

WAITING, IN_HAND, CLINICIAN, DECIDED = "", "in_hand", "clinician", "decided"
STATES = [
    (WAITING, _("Waiting")),
    (IN_HAND, _("In somebody's hands")),
    (CLINICIAN, _("With a clinician")),
    (DECIDED, _("Decided")),
]
# More choices than this are no choices; the newest cases name those that matter.
MOST_CHOICES = 200
A_DAY = _("Such as 2028-03-01.")


class QueueForm(forms.Form):
    """The questions above the queue. What makes no sense is left out, never an error."""

    use_required_attribute = False

    cause = forms.ChoiceField(label=_("Why it waits"), required=False)
    report = forms.ChoiceField(label=_("What reports say"), required=False)
    guide = forms.ChoiceField(label=_("Guide"), required=False)
    topic = forms.ChoiceField(label=_("Topic"), required=False)
    member = forms.CharField(label=_("Member"), required=False, max_length=40)
    rule = forms.CharField(label=_("Rule"), required=False, max_length=80)
    state = forms.ChoiceField(label=_("State"), required=False, choices=STATES)
    # One plain field each: a browser's own has four stops of the Tab key.
    since = forms.DateField(
        label=_("Came on or after"),
        help_text=A_DAY,
        required=False,
        widget=forms.DateInput({"autocomplete": "off"}, format="%Y-%m-%d"),
    )
    until = forms.DateField(
        label=_("Came on or before"),
        help_text=A_DAY,
        required=False,
        widget=forms.DateInput({"autocomplete": "off"}, format="%Y-%m-%d"),
    )
    decider = forms.CharField(label=_("Decided by"), required=False, max_length=40)

    def __init__(self, *args: Any, discussions: list[Discussion], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        found = [one.guide.topic if one.guide else one.topic for one in discussions]
        topics = {topic.pk: topic.title for topic in found if topic}
        guides = sorted((one.title, one.pk) for one in discussions)
        self._offer("cause", Cause.choices)
        short = [(value, str(label).partition(":")[0]) for value, label in ReportReason.choices]
        self._offer("report", short)
        self._offer("guide", [(str(pk), title) for title, pk in guides])
        self._offer("topic", [(str(pk), title) for pk, title in topics.items()])

    def _offer(self, name: str, choices: list[Any]) -> None:
        self.fields[name].choices = [("", _("All")), *choices]  # type: ignore[attr-defined]

    @property
    def asked_in_words(self) -> list[str]:
        return [
            f"{self.fields[name].label}: {self.told(name, v)}" for name, v in self.asked.items()
        ]

    def told(self, name: str, value: Any) -> str:
        if isinstance(value, date):
            return written_day(value.year, value.month, value.day, get_language() or "")
        choices = dict(getattr(self.fields[name], "choices", []))
        return str(choices.get(value, value))

    @property
    def asked(self) -> dict[str, Any]:
        """What was asked and makes sense."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}


def discussions_in(queue: CaseQuerySet) -> list[Discussion]:
    """Where something waits."""
    here = queue.order_by().values("comment__discussion")
    return list(Discussion.objects.with_title().filter(pk__in=here)[:MOST_CHOICES])


def chosen(
    request: HttpRequest, member: Member, *, choices: bool = False
) -> tuple[QueueForm, CaseQuerySet]:
    """The form as it was sent, and the cases it leaves, in their order. With `choices` it is to
    be shown, whether or not anything was asked."""
    mine = open_to(member)
    here = discussions_in(mine.filter(closed_at=None)) if request.GET or choices else []
    form = QueueForm(request.GET or None, discussions=here)
    asked = form.asked if form.is_bound else {}
    return form, narrowed(in_state(mine, asked.get("state", WAITING)), asked)


def in_state(cases: CaseQuerySet, state: str) -> CaseQuerySet:
    if state == DECIDED:
        return cases.filter(closed_at__isnull=False).order_by("-closed_at", "-id")
    waiting = cases.filter(closed_at=None).order_by(*IN_ORDER)
    if state == IN_HAND:
        return waiting.filter(claimed_by__isnull=False, claimed_until__gt=timezone.now())
    if state == CLINICIAN:
        return waiting.filter(waits_for_clinician=True)
    return waiting


def narrowed(cases: CaseQuerySet, asked: dict[str, Any]) -> CaseQuerySet:
    """Worry about a person stays in sight whatever is asked."""
    told = Q()
    for name, value in asked.items():
        told &= QUESTIONS.get(name, _everything)(value)
    # As text: SQLite cannot look into a JSON list.
    if {"cause", "rule"} & asked.keys():
        cases = cases.annotate(weighed=Cast("score_reasons", TextField()))
    return cases.filter(told | Q(is_concern=True, closed_at=None)) if told else cases


def _everything(value: Any) -> Q:
    return Q()


def _start(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


def _end(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.max))


QUESTIONS: dict[str, Any] = {
    "cause": lambda cause: Q(weighed__contains=f'"{cause}"'),
    "report": lambda why: Q(Exists(Report.objects.filter(case=OuterRef("pk"), reason=why))),
    "guide": lambda pk: Q(comment__discussion=pk),
    "topic": lambda pk: Q(comment__discussion__topic=pk) | Q(comment__discussion__guide__topic=pk),
    "member": lambda name: (
        Q(comment__author__name__icontains=name)
        | Q(comment__author_label__icontains=name)
        | Q(member__name__icontains=name)
    ),
    "rule": lambda name: Q(weighed__icontains=name),
    "since": lambda day: Q(opened_at__gte=_start(day)),
    "until": lambda day: Q(opened_at__lte=_end(day)),
    "decider": lambda name: (
        Q(Exists(Decision.objects.filter(case=OuterRef("pk"), by__name__icontains=name)))
        | Q(appeal__decided_by__name__icontains=name)
    ),
}

"""All guides at a glance: which are chosen, in what order, and what is told of each."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property
from typing import Any

from django.db.models import (
    Case,
    Count,
    Exists,
    F,
    FloatField,
    JSONField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    TextChoices,
    Value,
    When,
)
from django.db.models.functions import Coalesce, Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Member
from articles import reminding, waiting
from articles.models import (
    Approval,
    Contribution,
    Guide,
    GuideQuerySet,
    GuideQuestion,
    Stage,
    State,
    Step,
    Usefulness,
    Verdict,
)
from articles.review_ages import months_since
from articles.self_score import Part, score

# From the first reminder on, somebody should look for a clinician.
SOON = timedelta(days=max(reminding.RUNGS))
NOBODY = "nobody"


class Due(TextChoices):
    """How a guide that readers have stands with its next review."""

    OVERDUE = "overdue", _("Overdue")
    SOON = "soon", _("Due soon")
    NEVER = "never", _("Never reviewed")


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """What somebody wants to see. All of it has to hold; of several `due` any one."""

    due: frozenset[str] = frozenset()
    waiting_for: Member | None = None
    without_clinician: bool = False
    without_statement: bool = False
    with_questions: bool = False
    stage: str = ""
    state: str = ""
    topic: str = ""
    owner: str = ""
    today: date = field(default_factory=timezone.localdate)


def chosen(wanted: Wanted) -> GuideQuerySet:
    """The guides that somebody wants to see, in no order."""
    found = Guide.objects.with_state().filter(_by_value(wanted))
    if wanted.due:
        either = Q()
        for due in wanted.due:
            either |= _by_due(Due(due), wanted.today)
        found = found.filter(either)
    if wanted.waiting_for:
        found = found.filter(waiting.on_the_desk_of(wanted.waiting_for))
    byline = Contribution.objects.filter(guide=OuterRef("pk"))
    if wanted.without_clinician:
        found = found.filter(~Exists(byline.filter(role=Contribution.Role.CLINICAL)))
    if wanted.without_statement:
        silent = byline.filter(person__declared_on=None, person__interests="")
        found = found.filter(Exists(silent))
    if wanted.with_questions:
        found = found.filter(Exists(GuideQuestion.objects.open().filter(guide=OuterRef("pk"))))
    return found


def told(guides: GuideQuerySet) -> GuideQuerySet:
    """The same guides with everything that a row says of them."""
    answers = Usefulness.objects.all()
    approvals = Approval.objects.filter(step=Step.CLINICAL, verdict=Verdict.APPROVED)
    latest = approvals.filter(revision__guide=OuterRef("pk")).order_by("-pk").values("answers")
    return (
        guides.annotate(
            useful=_count(answers.filter(useful=True), "revision__guide"),
            not_useful=_count(answers.filter(useful=False), "revision__guide"),
            open_questions=_count(GuideQuestion.objects.open(), "guide"),
            self_score=Subquery(latest[:1], output_field=JSONField()),
        )
        .select_related("topic", "owner")
        .prefetch_related("contributions__person")
    )


_ANSWERED = F("useful") + F("not_useful")
_STAGES = [*Stage]
ORDERS: dict[str, Any] = {
    "title": Lower("title"),
    "topic": F("topic__position"),
    "stage": Case(
        *(When(stage=stage, then=Value(place)) for place, stage in enumerate(_STAGES)),
        default=Value(len(_STAGES)),
    ),
    "owner": Lower("owner__name"),
    "reviewed": F("reviewed_on"),
    "due": F("review_due_on"),
    "changed": F("changed_on"),
    "useful": Case(
        When(Q(useful__gt=0) | Q(not_useful__gt=0), then=F("useful") * Value(1.0) / _ANSWERED),
        output_field=FloatField(),
    ),
    "questions": F("open_questions"),
}


def in_order(guides: GuideQuerySet, name: str) -> GuideQuerySet:
    """Sorted by a name of ORDERS, downwards with "-" before it. What is unknown comes last."""
    by = ORDERS[name.removeprefix("-")]
    if name.startswith("-"):
        return guides.order_by(by.desc(nulls_last=True), Lower("title"), "pk")
    return guides.order_by(by.asc(nulls_last=True), Lower("title"), "pk")


@dataclass(frozen=True)
class Row:
    """One guide of `told`, as the page and the file say it."""

    guide: Any
    today: date

    @property
    def state(self) -> str:
        return str(State(self.guide.state).label)

    @property
    def stage(self) -> str:
        """Where its working copy is on its way, if it is on it."""
        return "" if self.guide.stage == Stage.DRAFT else str(Stage(self.guide.stage).label)

    @property
    def due(self) -> Due | None:
        """Why somebody should look after its review."""
        guide = self.guide
        if not guide.is_readable:
            return None
        if guide.review_due_on is None:
            return None if guide.reviewed_on else Due.NEVER
        if guide.review_due_on < self.today:
            return Due.OVERDUE
        return Due.SOON if guide.review_due_on <= self.today + SOON else None

    @property
    def age(self) -> int | None:
        """Full months since the review."""
        day = self.guide.reviewed_on
        return None if day is None else months_since(day, self.today)

    @property
    def understandable(self) -> int | None:
        return score(self.guide.self_score or {}, Part.UNDERSTAND)

    @property
    def actionable(self) -> int | None:
        return score(self.guide.self_score or {}, Part.ACT)

    @cached_property
    def byline(self) -> list[str]:
        """ "Written by Sam, nurse"."""
        return [
            ", ".join(filter(None, [str(credit), credit.person.credentials]))
            for credit in self.guide.contributions.all()
        ]


def rows(guides: Iterable[Guide], today: date) -> Iterator[Row]:
    return (Row(guide, today) for guide in guides)


def _by_value(wanted: Wanted) -> Q:
    exactly = {"stage": wanted.stage, "state": wanted.state, "topic__slug": wanted.topic}
    found = Q(**{name: value for name, value in exactly.items() if value})
    if wanted.owner:
        found &= Q(owner=None) if wanted.owner == NOBODY else Q(owner=int(wanted.owner))
    return found


def _by_due(due: Due, today: date) -> Q:
    readable = Q(live_revision__isnull=False, withdrawn_at=None)
    if due == Due.NEVER:
        return readable & Q(reviewed_on=None, review_due_on=None)
    if due == Due.OVERDUE:
        return readable & Q(review_due_on__lt=today)
    return readable & Q(review_due_on__range=(today, today + SOON))


def _count(things: QuerySet[Any], guide: str) -> Any:
    """How many of these a guide has; a query inside the query, so that counts do not multiply."""
    of_one = things.filter(**{guide: OuterRef("pk")}).order_by().values(guide)
    return Coalesce(Subquery(of_one.annotate(many=Count("pk")).values("many")), 0)

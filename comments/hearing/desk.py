"""The team's list of appeals, and the page on which one is decided."""

from typing import Any, cast

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from accounts.http import MemberRequest
from comments import verbs
from comments.admin import told
from comments.admin.rights import DeskWithPages
from comments.concern import veil
from comments.deciding import CannotDecide
from comments.desk.filtering import chosen
from comments.desk.here import here
from comments.desk.page import framed, hands
from comments.desk.taking import url_of_next
from comments.hearing import appeals
from comments.hearing.appeals import StaleAppeal
from comments.hearing.told import words_decided_on
from comments.models import Appeal, Case, Outcome
from comments.remarks import RemarkField
from comments.shown import written

_PEOPLE = ["by", "decided_by", "decision__by", "decision__comment__author"]
_PLACE = ["decision__comment__discussion__guide", "decision__comment__discussion__topic"]


class OutcomeForm(forms.Form):
    """What becomes of the decision, and what its author reads about it."""

    use_required_attribute = False

    outcome = forms.ChoiceField(
        label=_lazy("What do you decide?"),
        choices=[
            (Outcome.UPHELD, _lazy("The decision stands")),
            (
                Outcome.OVERTURNED,
                _lazy("The decision was wrong: put the words back, and take it off their record"),
            ),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _lazy("Choose one of the two.")},
    )
    answer = RemarkField(
        label=_lazy("Answer to the author"),
        help_text=_lazy("They read it, signed as the team. Say what you looked at and why."),
        most=2000,
        missing=_lazy("Give an answer. The author reads it."),
        rows=5,
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)


class OutcomeFilter(admin.SimpleListFilter):
    """Open ones, unless asked otherwise."""

    title = _lazy("outcome")
    parameter_name = "outcome"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        settled = [(value, label) for value, label in Outcome.choices if value]
        return [*settled, ("all", _lazy("All"))]

    def choices(self, changelist: Any) -> Any:
        first, *others = super().choices(changelist)
        return [first | {"display": _("Open")}, *others]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        if self.value() == "all":
            return queryset
        return queryset.filter(outcome=self.value() or Outcome.OPEN)


def with_place(appeals_: QuerySet[Appeal]) -> QuerySet[Appeal]:
    """With all that the page of one tells."""
    return appeals_.select_related(*_PEOPLE, *_PLACE).defer("decision__comment__html")


@admin.register(Appeal)
class AppealAdmin(DeskWithPages):
    """Who has waited longest for a second look comes first."""

    list_display = ["about", "author", "first", "since", "standing"]
    list_filter = [OutcomeFilter]
    list_per_page = 50
    ordering = ["pk"]
    sortable_by = ()
    show_full_result_count = False

    def get_queryset(self, request: HttpRequest) -> QuerySet[Appeal]:
        """Nobody reads what was said about their own words."""
        me = cast(MemberRequest, request).user
        rows = super().get_queryset(request).exclude(decision__comment__author=me)
        return with_place(rows)

    @admin.display(description=_lazy("comment"))
    def about(self, appeal: Appeal) -> str:
        return str(appeal.decision.comment)

    @admin.display(description=_lazy("in"))
    def author(self, appeal: Appeal) -> str:
        return str(appeal.decision.comment.discussion)

    @admin.display(description=_lazy("first decision"))
    def first(self, appeal: Appeal) -> str:
        what = verbs.in_words(appeal.decision.verb)
        return f"{what}, {told.who_decided(appeal.decision)}"

    @admin.display(description=_lazy("waits since"))
    def since(self, appeal: Appeal) -> str:
        return written(appeal.made_at)

    @admin.display(description=_lazy("outcome"))
    def standing(self, appeal: Appeal) -> str:
        return appeal.get_outcome_display()

    def answer(self, request: MemberRequest, found: Appeal) -> HttpResponse:
        return answer(request, found)


def answer(request: MemberRequest, appeal: Appeal, case: Case | None = None) -> HttpResponse:
    """Show the appeal with all that was said, or take the decision. With `case` it was opened from
    the queue, and what waits next follows."""
    may = appeals.may_decide(appeal, request.user)
    if request.method != "POST":
        form = OutcomeForm(initial={"version": appeal.version})
        return page(request, appeal, form if may and appeal.is_open else None, case=case)
    if not may:
        raise PermissionDenied
    form = OutcomeForm(request.POST)
    if not form.is_valid():
        return page(request, appeal, form, case=case, status=422)
    made = form.cleaned_data
    version = made["version"] or 0
    try:
        appeals.decide(appeal, request.user, made["outcome"], made["answer"], version=version)
    except StaleAppeal:
        problem = _("Somebody has decided this meanwhile. Nothing was changed by you.")
        return page(request, appeal, form, case=case, problem=problem)
    except CannotDecide as reason:
        return page(request, appeal, form, case=case, problem=str(reason))
    messages.success(request, _("Decided. The author is told."))
    if case:
        return redirect(url_of_next(request, case, chosen(request, request.user)[1]))
    return redirect("admin:comments_appeal_changelist")


def page(
    request: MemberRequest,
    appeal: Appeal,
    form: OutcomeForm | None,
    *,
    case: Case | None = None,
    problem: str = "",
    status: int = 200,
) -> HttpResponse:
    appeal.refresh_from_db(fields=["outcome", "answer", "decided_by", "decided_at", "version"])
    decision = appeal.decision
    if form and problem:
        form.data = dict(form.data.items()) | {"version": appeal.version}
    context = {
        **framed(request),
        "title": _("Second look: %(comment)s") % {"comment": decision.comment},
        "opts": Appeal._meta,
        "appeal": appeal,
        "made": written(appeal.made_at),
        "first": told.told_of(decision),
        "own": words_decided_on(decision).html if decision.comment.status != "withdrawn" else "",
        "is_hard": decision.comment_id in veil.among([decision.comment], request.user),
        "asks_hard": veil.in_words(appeal.words),
        "place": told.guide_of(decision.comment),
        "who": told.who(decision.comment),
        "form": form,
        "problem": problem,
        "is_mine": decision.by_id == request.user.pk,
        "case": case if appeal.is_open else None,
        "hands": hands(case, request),
        "here": here(request.user),
        "asked": request.GET.urlencode(),
        "settled": "" if appeal.is_open else written(appeal.decided_at or appeal.made_at),
    }
    return render(request, "admin/comments/appeal.html", context, status=409 if problem else status)

"""What readers ask: the backlog of the authors, and what can be decided about one question."""

from typing import Any, cast

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from accounts.models import Member
from articles import questions
from articles.admin.answering import places_in
from articles.admin.rights import may_edit
from articles.models import PAGE_OF_A_GUIDE, GuideQuestion

_MOST_DIGITS = 18


class DeclineForm(forms.Form):
    """Why a guide will not answer it."""

    use_required_attribute = False

    note = forms.CharField(
        label=_("Why does this guide not answer it?"),
        help_text=_("For colleagues, such as: That belongs to the guide on sleep."),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
        error_messages={
            "required": _("Write why, for colleagues."),
            "max_length": _("Say it in 500 characters or fewer."),
        },
    )

    def save(self, question: GuideQuestion, by: Member) -> str:
        questions.decline(question, by=by, note=self.cleaned_data["note"])
        return _t("Declined.")


class ThereForm(forms.Form):
    """Where the live guide answers it already."""

    use_required_attribute = False

    place = forms.ChoiceField(
        label=_("Where do readers find the answer?"),
        error_messages={
            "required": _("Choose where the answer stands."),
            "invalid_choice": _("That section is not there any more. Choose again."),
        },
    )

    def __init__(self, *args: Any, question: GuideQuestion, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _not_yet, *places = places_in(question.guide)
        self.fields["place"].choices = [("", "—"), *places]  # type: ignore[attr-defined]

    def save(self, question: GuideQuestion, by: Member) -> str:
        questions.say_it_is_there(question, self.cleaned_data["place"], by=by)
        return _t("Answered. Whoever asked is told.")


class AgainForm(forms.Form):
    """Nothing to ask."""

    def save(self, question: GuideQuestion, by: Member) -> str:
        questions.open_again(question)
        return _t("Open again.")


class WhoseFilter(admin.SimpleListFilter):
    """The backlog of whoever looks."""

    title = _("owner")
    parameter_name = "whose"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("mine", _("My guides"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        return queryset.filter(guide__owner=request.user.pk) if self.value() else queryset


@admin.register(GuideQuestion)
class GuideQuestionAdmin(admin.ModelAdmin):
    """Questions come from comments; verbs settle them, and no form rewrites one."""

    list_display = ["words", "guide", "state", "asked_at", "asked_by"]
    list_filter = ["state", WhoseFilter, ("guide", admin.RelatedOnlyFieldListFilter)]
    list_select_related = ["guide", "asked_by"]
    list_per_page = 50
    search_fields = ["words", "note", "guide__title"]
    ordering = ["asked_at", "pk"]
    sortable_by = ()
    show_facets = admin.ShowFacets.NEVER

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        told = {"title": _t("What readers ask"), **(extra_context or {})}
        return super().changelist_view(request, told)

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        if not self.has_view_permission(request):
            raise PermissionDenied
        question = found(object_id)
        if request.method != "POST":
            return page(request, question)
        if not may_edit(request.user, question.guide):
            raise PermissionDenied
        return self.take(request, question)

    def take(self, request: HttpRequest, question: GuideQuestion) -> HttpResponse:
        """What was decided; a form that could not be taken comes back as it was sent."""
        verb = request.POST.get("verb", "")
        if verb not in {"decline", "there", "again"}:
            raise Http404
        form = forms_for(question, request.POST)[verb]
        if not form.is_valid():
            return page(request, question, {verb: form}, status=422)
        try:
            told = form.save(question, cast(Member, request.user))
        except questions.Refused as refused:
            fresh = found(str(question.pk))
            return page(request, fresh, {verb: form}, refused=str(refused), status=409)
        messages.success(request, told)
        self.log_change(request, question, told)
        return redirect(request.path)


def found(object_id: str) -> GuideQuestion:
    if not object_id.isdecimal() or len(object_id) > _MOST_DIGITS:
        raise Http404
    heavy = [f"answered_in__{name}" for name in PAGE_OF_A_GUIDE]
    people = ["guide__topic", "asked_by", "settled_by", "answered_in"]
    rows = GuideQuestion.objects.select_related(*people).defer(*heavy)
    question = rows.filter(pk=int(object_id)).first()
    if question is None:
        raise Http404
    return question


def forms_for(question: GuideQuestion, posted: Any = None) -> dict[str, Any]:
    return {
        "decline": DeclineForm(posted),
        "there": ThereForm(posted, question=question),
        "again": AgainForm(posted),
    }


def page(
    request: HttpRequest,
    question: GuideQuestion,
    came_back: dict[str, forms.Form] | None = None,
    *,
    refused: str = "",
    status: int = 200,
) -> HttpResponse:
    """One question, where it stands, and what this person may do with it."""
    context = {
        **admin.site.each_context(request),
        "title": _t("A question of readers"),
        "subtitle": question.words,
        "opts": GuideQuestion._meta,
        "question": question,
        "may_decide": may_edit(request.user, question.guide),
        "forms": forms_for(question) | (came_back or {}),
        "failed": next((form for form in (came_back or {}).values() if form.errors), None),
        "refused": refused,
    }
    return render(request, "admin/articles/question.html", context, status=status)

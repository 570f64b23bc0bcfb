"""The rules: written, tried over the last 90 days, and switched on."""

from typing import Any, cast

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import URLPattern, path, reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from accounts.http import MemberRequest
from accounts.models import Member
from comments.admin.rights import Desk, may_moderate
from comments.admin.rule_form import NewRuleForm, RuleForm
from comments.concern import veil
from comments.models import Rule, RuleState, RuleTrial
from comments.rules import switching, trying
from comments.rules.kinds import kind_of
from comments.rules.precision import with_precision
from comments.rules.said import segments
from comments.shown import written, written_day

CHANGES = 20


@admin.register(Rule)
class RuleAdmin(Desk):
    """One rule each. Nothing is deleted: what is no longer wanted is switched off."""

    list_display = ["name", "kind", "state", "finds", "rightly", "owner", "look_again"]
    list_filter = ["state", "kind"]
    list_select_related = ["owner"]
    search_fields = ["name", "words", "note"]
    search_help_text = _("A name, or words of the list.")
    sortable_by = ()
    show_full_result_count = False
    change_form_template = "admin/comments/rule/change_form.html"

    def has_add_permission(self, request: HttpRequest) -> bool:
        return may_moderate(request.user) and request.user.has_perm("comments.add_rule")

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return may_moderate(request.user) and request.user.has_perm("comments.change_rule")

    # The list ------------------------------------------------------------------------------------

    def get_queryset(self, request: HttpRequest) -> QuerySet[Rule]:
        return with_precision(Rule.objects.all())

    @admin.display(description=_("found in 90 days"))
    def finds(self, rule: Any) -> int:
        return rule.found

    @admin.display(description=_("of what was decided, rightly"))
    def rightly(self, rule: Any) -> str:
        return in_words(rule)

    @admin.display(description=_("to be looked at again"))
    def look_again(self, rule: Rule) -> str:
        if rule.review_on is None:
            return ""
        on = rule.review_on
        day = written_day(on.year, on.month, on.day, get_language() or "")
        return str(_("%(day)s, due")) % {"day": day} if rule.is_due else day

    # One rule ------------------------------------------------------------------------------------

    def get_form(
        self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any
    ) -> Any:
        kwargs["form"] = RuleForm if obj else NewRuleForm
        return super().get_form(request, obj, change, **kwargs)

    def get_fields(self, request: HttpRequest, obj: Any = None) -> list[Any]:
        if obj is None:
            return ["name", "kind", "note"]
        kind = kind_of(obj)
        used = [name for name in ("words", "number", "within") if getattr(kind, name)]
        wait = ["untried", "seen"] if self.has_change_permission(request) else []
        asked = ["about", "weight", "state", *wait, "owner", "review_on", "note"]
        return ["name", *used, *asked]

    def formfield_for_foreignkey(self, db_field: Any, request: Any, **kwargs: Any) -> Any:
        """Somebody of those who moderate; never a list of all members."""
        moderators = Member.objects.filter(groups__permissions__codename="moderate").distinct()
        kwargs["queryset"] = moderators.order_by("name")
        field: Any = super().formfield_for_foreignkey(db_field, request, **kwargs)
        widget = field.widget
        widget.can_add_related = widget.can_change_related = widget.can_view_related = False
        return field

    def save_model(self, request: HttpRequest, obj: Rule, form: Any, change: bool) -> None:
        by = cast(MemberRequest, request).user
        if not change:
            obj.number, obj.within = kind_of(obj).defaults
            obj.owner = by
        switched = obj.state == RuleState.ON and not switching.is_tried(obj)
        switching.save(obj, by=by, untried=switched and bool(form.cleaned_data.get("untried")))

    def response_add(self, request: HttpRequest, obj: Any, *args: Any) -> HttpResponse:
        messages.success(request, _("The rule is there, and off. Now say what it looks for."))
        return redirect("admin:comments_rule_change", obj.pk)

    def response_change(self, request: HttpRequest, obj: Any) -> HttpResponse:
        if "_try" in request.POST and kind_of(obj).can_be_tried:
            trying.begin(obj, by=cast(MemberRequest, request).user)
            return redirect("admin:comments_rule_trial", obj.pk)
        return super().response_change(request, obj)

    def render_change_form(
        self,
        request: HttpRequest,
        context: Any,
        add: bool = False,
        change: bool = False,
        form_url: str = "",
        obj: Any = None,
    ) -> Any:
        if obj is not None:
            found = with_precision(Rule.objects.all()).get(pk=obj.pk)
            context |= {
                "kind": kind_of(obj),
                "kind_name": obj.get_kind_display(),
                "found": found,
                "rightly": in_words(found),
                "tried": obj.trials.first(),
                "is_tried": switching.is_tried(found),
                "changes": changes_of(obj),
            }
        return super().render_change_form(request, context, add, change, form_url, obj)

    # Its trial -----------------------------------------------------------------------------------

    def get_urls(self) -> list[URLPattern]:
        trial = self.admin_site.admin_view(
            require_http_methods(["GET", "HEAD", "POST"])(self.trial)
        )
        return [path("<int:pk>/trial/", trial, name="comments_rule_trial"), *super().get_urls()]

    def trial(self, request: MemberRequest, pk: int) -> HttpResponse:
        """What it would have caught; or begin to find that out."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        rule = get_object_or_404(Rule, pk=pk)
        if request.method == "POST":
            if not self.has_change_permission(request) or not kind_of(rule).can_be_tried:
                raise PermissionDenied
            trying.begin(rule, by=request.user)
            return redirect("admin:comments_rule_trial", rule.pk)
        last = rule.trials.first()
        context = {
            **self.admin_site.each_context(request),
            "title": _("Trial: %(rule)s") % {"rule": rule},
            "rule": rule,
            "trial": last,
            "is_current": last is not None and last.fingerprint == rule.fingerprint,
            "may_try": self.has_change_permission(request) and kind_of(rule).can_be_tried,
            "examples": examples(last, request.user) if last else [],
        }
        return render(request, "admin/comments/rule/trial.html", context)


def examples(trial: RuleTrial, member: Member) -> list[dict[str, Any]]:
    found = trying.examples_of(trial)
    hard = veil.among([revision.comment for revision, _spans in found], member)
    return [
        {**shown(revision, spans), "is_hard": revision.comment_id in hard}
        for revision, spans in found
    ]


def shown(revision: Any, spans: list[tuple[int, int]]) -> dict[str, Any]:
    """An example: its words, with marks where the rule found something."""
    title = revision.comment.title
    text = f"{revision.source}\n\n{title}" if title else revision.source
    return {
        "pieces": segments(text, spans),
        "comment": revision.comment,
        "url": reverse("admin:comments_comment_change", args=[revision.comment_id]),
        "standing": revision.comment.get_status_display(),
        "written": written(revision.created_at),
    }


def in_words(rule: Any) -> str:
    """How often people agreed with it."""
    if not rule.right + rule.wrong:
        return str(_("nothing decided yet"))
    told = {"right": rule.right, "all": rule.right + rule.wrong}
    return str(_("%(right)d of %(all)d")) % told


def changes_of(rule: Rule) -> list[dict[str, Any]]:
    """Who changed it, newest first."""
    told = []
    for change in rule.changes.select_related("by")[:CHANGES]:
        fields = [
            {"name": name, "before": change.before.get(name, ""), "after": after}
            for name, after in change.after.items()
        ]
        told.append({"change": change, "at": written(change.at), "fields": fields})
    return told

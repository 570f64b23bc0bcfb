"""How far the team knows a member: read by moderators, set with a reason, and written down."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from accounts.http import MemberRequest
from accounts.models import Member
from comments.admin.rights import DeskWithPages, may_moderate
from comments.models import Level, Trust, TrustChange
from comments.remarks import RemarkField
from comments.shown import written
from comments.trust import moving
from comments.trust.standing import Standing, standing_of

CHANGES = 50
BY_COUNTING = ""


class TrustForm(forms.Form):
    """What the team says about a member. They do not read the reason; colleagues do."""

    use_required_attribute = False

    level = forms.ChoiceField(
        label=_("Level"),
        help_text=_("What you choose here stays until somebody changes it."),
        choices=[
            (BY_COUNTING, _("By counting: earned and lost by what becomes of comments")),
            *Level.choices,
        ],
        widget=forms.RadioSelect,
        required=False,
        error_messages={"invalid_choice": _("Choose one of the levels in the list.")},
    )
    always_review = forms.BooleanField(
        label=_("A moderator reads everything of theirs first"),
        help_text=_("Whatever their level is, and wherever they write."),
        required=False,
    )
    note = RemarkField(
        label=_("Why?"),
        help_text=_("For colleagues. The member does not read it."),
        most=1000,
        missing=_("Say in a few words why, for colleagues."),
        rows=3,
    )

    seen = forms.IntegerField(widget=forms.HiddenInput)

    def save(self, member: Member, by: Member) -> None:
        """StaleTrust where the page is behind."""
        told = self.cleaned_data
        facts = {name: told[name] for name in ("always_review", "note", "seen")} | {"by": by}
        if told["level"] == BY_COUNTING:
            moving.leave_to_counting(member, **facts)
        else:
            moving.set_by_hand(member, level=told["level"], **facts)


@admin.register(Trust)
class TrustAdmin(DeskWithPages):
    """Whom the team knows how well. The page of a member leads here, too."""

    list_display = ["name", "level", "by_hand", "always_review"]
    list_display_links = ["name"]
    list_filter = ["level", "by_hand", "always_review"]
    list_select_related = ["member"]
    search_fields = ["member__name"]
    search_help_text = _("The name of a member.")
    ordering = ["member__name"]
    sortable_by = ()
    show_full_result_count = False

    @admin.display(description=_("member"))
    def name(self, trust: Trust) -> str:
        return trust.member.name

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return may_moderate(request.user) and request.user.has_perm("comments.change_trust")

    def answer(self, request: MemberRequest, found: Any) -> HttpResponse:
        return redirect("admin:comments_trust_of", found.member_id)

    def get_urls(self) -> list[URLPattern]:
        of = self.admin_site.admin_view(require_http_methods(["GET", "HEAD", "POST"])(self.of))
        return [path("of/<int:pk>/", of, name="comments_trust_of"), *super().get_urls()]

    def of(self, request: MemberRequest, pk: int) -> HttpResponse:
        """One member: what they are now, why, and what the team wants."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        member = get_object_or_404(Member, pk=pk)
        trust = Trust.objects.filter(member=member).first()
        may_set = self.has_change_permission(request) and not self.why_not(member, request)
        last = moving.last_change(member)
        sent = request.POST if request.method == "POST" else None
        form = TrustForm(sent, initial=begun_with(trust) | {"seen": last})
        problem = ""
        if request.method == "POST":
            if not may_set:
                raise PermissionDenied
            problem = self.saved(request, form, member)
            if not problem and form.is_valid():
                return redirect("admin:comments_trust_of", member.pk)
            form.data = {**form.data.dict(), "seen": f"{last}"}  # type: ignore[attr-defined]
        context = {
            **self.admin_site.each_context(request),
            "title": _("Trust: %(name)s") % {"name": member.name},
            "member": member,
            "standing": standing_of(member),
            "level": level_in_words(standing_of(member), trust),
            "form": form if may_set else None,
            "problem": problem,
            "why_not": self.why_not(member, request),
            "changes": changes_of(member),
        }
        failed = form.is_bound and not form.is_valid()
        status = 409 if problem else 422 if failed else 200
        return render(request, "admin/comments/trust/of.html", context, status=status)

    def saved(self, request: MemberRequest, form: TrustForm, member: Member) -> Any:
        """Save it where it can be; or why it cannot, where somebody was faster."""
        behind = _("Something was changed here meanwhile. Nothing was saved by you: look again.")
        if not form.is_valid():
            return behind if "seen" in form.errors else ""
        try:
            form.save(member, request.user)
        except moving.StaleTrust:
            return behind
        messages.success(request, _("Saved: %(name)s.") % {"name": member.name})
        return ""

    def why_not(self, member: Member, request: MemberRequest) -> Any:
        if member == request.user:
            return _("Nobody sets their own level.")
        if member.has_perm("comments.moderate"):
            return _("Moderators are held by nothing, so there is nothing to set.")
        return ""


def begun_with(trust: Trust | None) -> dict[str, Any]:
    if trust is None:
        return {"level": BY_COUNTING}
    level = trust.level if trust.by_hand else BY_COUNTING
    return {"level": level, "always_review": trust.always_review}


def level_in_words(standing: Standing, trust: Trust | None) -> str:
    told = str(Level(standing.level).label)
    if trust is not None and trust.by_hand:
        return str(_("%(level)s, set by the team")) % {"level": told}
    return told


def changes_of(member: Member) -> list[dict[str, Any]]:
    rows = TrustChange.objects.filter(member=member).select_related("by")[:CHANGES]
    return [
        {
            "cause": row.get_cause_display(),
            "old": row.get_old_level_display(),
            "new": row.get_new_level_display(),
            "review": row.always_review,
            "by": row.by,
            "note": row.note,
            "at": written(row.at),
        }
        for row in rows
    ]

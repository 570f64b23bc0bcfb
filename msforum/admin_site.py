from collections.abc import Callable
from functools import wraps
from typing import Any, cast

from django.conf import settings
from django.contrib import admin, messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.template.response import TemplateResponse
from django.urls import URLPattern, URLResolver, path, reverse
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from accounts import confirming, factors, views
from accounts.models import Member
from accounts.returning import is_ours
from articles import waiting
from articles.admin.keeping import OPENING
from comments.concern import desk
from comments.desk import header
from msforum.kept import Kept


class AdminSite(admin.AdminSite):
    """Where authors and moderators work. One way in: the site's own login."""

    site_header = settings.SITE_NAME
    site_title = settings.SITE_NAME
    index_title = _("What would you like to do?")
    enable_nav_sidebar = False

    def has_permission(self, request: HttpRequest) -> bool:
        """Staff who have shown a second factor in this session: a password alone can be guessed,
        and a session on a shared computer can be somebody else's."""
        if not super().has_permission(request):
            return False
        return not settings.STAFF_SECOND_FACTOR or factors.has_shown_one(request)

    def get_urls(self) -> list[URLPattern | URLResolver]:
        """The pages about people we worry about stand beside those of the admin's tables."""
        place = "moderation/concerns/"
        own = [
            path(place, self.admin_view(desk.concerns), name="concerns"),
            path(f"{place}<int:pk>/", self.admin_view(desk.concern), name="concern"),
            path(f"{place}<int:pk>/open/", self.admin_view(desk.open_it), name="concern_open"),
            path(f"{place}<int:pk>/step/", self.admin_view(desk.step), name="concern_step"),
        ]
        return [*own, *super().get_urls()]

    def admin_view(self, view: Any, cacheable: bool = False) -> Any:
        return _giving_words_back(super().admin_view(_refusing_aloud(view), cacheable))

    def login(
        self, request: HttpRequest, extra_context: dict[str, object] | None = None
    ) -> HttpResponse:
        """Send people to the site's login; tell members without rights so, plainly."""
        wanted = request.GET.get("next") or reverse("admin:index")
        if super().has_permission(request) and not self.has_permission(request):
            return self.second_factor(request, wanted)
        if request.user.is_authenticated and not self.has_permission(request):
            messages.info(request, _("That page is for people who work on this site."))
            return redirect("home")
        return redirect(f"{reverse('account_login')}?{urlencode({'next': wanted})}")

    def second_factor(self, request: HttpRequest, wanted: str) -> HttpResponse:
        """Whoever works here shows a second factor first, or sets one up."""
        member = cast(Member, request.user)
        back_to = wanted if is_ours(wanted) else reverse("admin:index")
        told = {
            "ways": [way for way in confirming.ways(member) if way["id"].startswith("mfa_")],
            "back_to": back_to,
        }
        return render(request, "accounts/security/staff.html", told, status=403)

    def index(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> TemplateResponse:
        """Reviewers see first how many guides wait for them, authors what readers ask."""
        rights = waiting.TURNS.values()
        member = cast(Member, request.user)
        waits = any(member.has_perm(right) for right in rights)
        count = waiting.waiting_for(member).count() if waits else None
        writes = member.has_perm("articles.change_guide")
        asked = waiting.questions_for(member).count() if writes else 0
        counts = {"waiting_count": count, "asked_count": asked} | desk.counted_for(member)
        return super().index(request, {**counts, **(extra_context or {})})

    def each_context(self, request: HttpRequest) -> dict[str, Any]:
        """Every page says how much waits, to those who decide about it."""
        return {**super().each_context(request), "desk": header.for_member(request.user)}

    def get_app_list(
        self, request: HttpRequest, app_label: str | None = None
    ) -> list[dict[str, Any]]:
        """What waits for people comes first; for moderators that is the waiting list."""
        found: list[dict[str, Any]] = super().get_app_list(request, app_label)
        for app in found:
            for model in app["models"]:
                if model["object_name"] == "Case":
                    model["name"] = _("Waiting")
            app["models"].sort(key=lambda model: model["object_name"] != "Case")
        return sorted(found, key=lambda app: app["app_label"] != "comments")

    # The stubs promise a TemplateResponse, the admin itself does not ask for one.
    def logout(  # type: ignore[override]
        self, request: HttpRequest, extra_context: dict[str, object] | None = None
    ) -> HttpResponseBase:
        """One way out, too: it also clears what the browser kept."""
        return views.logout(request)

    def password_change(  # type: ignore[override]
        self, request: HttpRequest, extra_context: dict[str, object] | None = None
    ) -> HttpResponse:
        return redirect("account_change_password")


def _giving_words_back(view: Callable[..., Any]) -> Callable[..., Any]:
    """Whoever was logged out while writing gets the words back, to be sent again after logging in.
    A guide's form keeps its own."""

    @wraps(view)
    def told(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        is_out = request.method == "POST" and not request.user.is_authenticated
        kept = Kept.of(request) if is_out and OPENING not in request.POST else None
        if kept is None:
            answer: HttpResponseBase = view(request, *args, **kwargs)
            return answer
        return render(request, "admin/logged_out.html", {"kept": kept}, status=403)

    return told


def _refusing_aloud(view: Callable[..., Any]) -> Callable[..., Any]:
    """A form that was not saved answers as one: 409 when somebody else was faster, 422 for what is
    to be mended. Django's admin answers 200, which browsers, scripts and logs take for "saved"."""

    @wraps(view)
    def told(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        response: HttpResponseBase = view(request, *args, **kwargs)
        page = response.context_data or {} if isinstance(response, TemplateResponse) else {}
        if request.method == "POST" and page.get("errors"):
            form = getattr(page.get("adminform"), "form", None)
            is_stale = getattr(form, "newer", None) is not None
            response.status_code = 409 if is_stale else 422
        return response

    return told

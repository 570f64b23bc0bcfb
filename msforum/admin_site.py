from typing import Any, cast

from django.conf import settings
from django.contrib import admin, messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from accounts import views
from accounts.models import Member
from articles import waiting


class AdminSite(admin.AdminSite):
    """Where authors and moderators work. One way in: the site's own login."""

    site_header = settings.SITE_NAME
    site_title = settings.SITE_NAME
    index_title = _("What would you like to do?")
    enable_nav_sidebar = False

    def login(
        self, request: HttpRequest, extra_context: dict[str, object] | None = None
    ) -> HttpResponse:
        """Send people to the site's login; tell members without rights so, plainly."""
        if request.user.is_authenticated and not self.has_permission(request):
            messages.info(request, _("That page is for people who work on this site."))
            return redirect("home")
        wanted = request.GET.get("next") or reverse("admin:index")
        return redirect(f"{reverse('account_login')}?{urlencode({'next': wanted})}")

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
        counts = {"waiting_count": count, "asked_count": asked}
        return super().index(request, {**counts, **(extra_context or {})})

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

from django.conf import settings
from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _


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
            return redirect("home")
        wanted = request.GET.get("next") or reverse("admin:index")
        return redirect(f"{reverse('account_login')}?{urlencode({'next': wanted})}")

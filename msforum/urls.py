"""The table of contents. `/livez` and `/readyz` are answered earlier, by msforum.middleware."""

from django.conf import settings
from django.contrib import admin
from django.urls import include, path

from accounts.entering import security
from comments.figures import public
from msforum import about, display, letters, media, views

urlpatterns = [
    path("", views.home, name="home"),
    path("display/", display.display, name="display"),
    # First, because a topic's discussion would else be taken for a guide of that name.
    path("", include("comments.urls")),
    path("", include("articles.urls")),
    path("", include("notifications.urls")),
    path("about/", include("msforum.about")),
    path("transparency/", public.transparency, name="transparency"),
    path("accounts/", include("accounts.urls")),
    path("", include("accounts.pages")),
    path(f"{settings.ADMIN_PATH}moderation/", include("comments.desk.urls")),
    path("settings/security/", security.security, name="account_security"),
    path(settings.ADMIN_PATH, admin.site.urls),
    path("media/<path:name>", media.picture, name="picture"),
    path("letters/", letters.letters, name="letters"),
    path("robots.txt", about.robots, name="robots"),
    path(".well-known/security.txt", about.security, name="security"),
]

handler429 = "accounts.views.too_many"
handler400 = "msforum.errors.bad_request"
handler403 = "msforum.errors.permission_denied"
handler404 = "msforum.errors.page_not_found"
handler500 = "msforum.errors.server_error"

"""The table of contents."""

from django.conf import settings
from django.contrib import admin
from django.urls import include, path

from msforum import views

urlpatterns = [
    path("", views.home, name="home"),
    path("display/", views.display, name="display"),
    path("guides/", include("articles.urls")),
    path("", include("comments.urls")),
    path("about/", include("msforum.about")),
    path("accounts/", include("accounts.urls")),
    path(settings.ADMIN_PATH, admin.site.urls),
    path("livez", views.livez, name="livez"),
    path("readyz", views.readyz, name="readyz"),
]

handler429 = "accounts.views.too_many"

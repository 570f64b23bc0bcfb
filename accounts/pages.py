"""Addresses of a member's own settings and of their profile."""

from django.urls import path

from accounts import renaming
from accounts.leaving import views as leaving
from accounts.profiles import views as profiles

urlpatterns = [
    path("settings/", profiles.hub, name="settings"),
    path("settings/profile/", profiles.about, name="own_profile"),
    path("settings/profile/picture/", profiles.own_picture, name="own_picture"),
    path("settings/name/", renaming.own_name, name="own_name"),
    path("settings/privacy/", profiles.privacy, name="privacy"),
    path("settings/data/", leaving.data, name="data"),
    path("settings/data/copy/", leaving.ask_for_copy, name="ask_for_copy"),
    path("settings/data/copy/<int:pk>/", leaving.fetch_copy, name="fetch_copy"),
    path("settings/data/leave/", leaving.leave, name="leave"),
    path("settings/data/left/", leaving.left, name="left"),
    path("members/<str:name>/", profiles.profile, name="profile"),
    path("members/<str:name>/picture/", profiles.picture, name="face"),
]

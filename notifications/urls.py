from django.urls import path

from notifications import views
from notifications.letters import coming_back, pages
from notifications.push import pages as push

urlpatterns = [
    path("inbox/", views.inbox, name="inbox"),
    path("inbox/read/", views.mark_all_read, name="mark_all_read"),
    path("settings/letters/", pages.choices, name="letter_choices"),
    path("settings/devices/", push.devices, name="devices"),
    path("settings/devices/<int:pk>/remove/", push.forget, name="forget_device"),
    path("settings/devices/worker.js", push.worker, name="push_worker"),
    path("mail-events/", coming_back.events, name="mail_events"),
    path("unsubscribe/<str:token>/<str:scope>/", pages.stop, name="stop_letters"),
]

"""The addresses of the desk, below the admin."""

from django.urls import path

from comments.desk import looking_again, resting, together, views
from comments.figures import desk as figures
from comments.hearing import queued as appealed
from comments.reports import desk as reported

app_name = "desk"

urlpatterns = [
    path("", views.queue, name="queue"),
    path("begin/", views.begin, name="begin"),
    path("together/", together.together, name="together"),
    path("keys/", views.keys, name="keys"),
    path("here/", views.stay, name="here"),
    path("undo/", views.undo, name="undo"),
    path("profiles/<int:pk>/", reported.profile, name="profile"),
    path("second/", looking_again.second_look, name="second"),
    path("break/", resting.take_a_break, name="break"),
    path("figures/", figures.figures, name="figures"),
    path("appeals/<int:pk>/", appealed.second_look, name="appeal"),
    path("<int:pk>/", views.case, name="case"),
    path("<int:pk>/claim/", views.claim, name="claim"),
    path("<int:pk>/skip/", views.skip, name="skip"),
    path("<int:pk>/clinician/", views.ask_clinician, name="clinician"),
]

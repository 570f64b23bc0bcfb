from django.urls import path

from articles import views

app_name = "articles"

urlpatterns = [
    path("", views.topics, name="topics"),
    path("<slug:topic>/", views.topic, name="topic"),
    path("<slug:topic>/<slug:guide>/", views.guide, name="guide"),
]

from django.urls import path

from articles import fact_check_page, feeds, last_read, useful, views

app_name = "articles"

urlpatterns = [
    path("guides/", views.topics, name="topics"),
    path("guides/<slug:topic>/", views.topic, name="topic"),
    path("guides/<slug:topic>/<slug:guide>/", views.guide, name="guide"),
    path("guides/<slug:topic>/<slug:guide>/history/", views.history, name="history"),
    path("guides/<slug:topic>/<slug:guide>/history/<int:number>/", views.change, name="change"),
    path("guides/<slug:topic>/<slug:guide>/print/", views.on_a_page, name="print"),
    path("guides/<slug:topic>/<slug:guide>/useful/", useful.useful, name="useful"),
    path("guides/<slug:topic>/<slug:guide>/useful/thanks/", useful.thanks, name="thanks"),
    path("feeds/guides.atom", feeds.guides, name="guides_feed"),
    path("feeds/<slug:topic>.atom", feeds.topic, name="topic_feed"),
    path("guides/<slug:topic>/<slug:guide>/read/", last_read.read, name="read"),
    path("settings/reading/", last_read.settings, name="reading"),
    path("glossary/", views.glossary, name="glossary"),
    path("fact-check/<str:token>/", fact_check_page.fact_check, name="fact_check"),
]

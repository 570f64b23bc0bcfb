from django.apps import AppConfig


class ArticlesConfig(AppConfig):
    """Symptom guides: written, reviewed, dated."""

    name = "articles"

from django.apps import AppConfig


class CommentsConfig(AppConfig):
    """Moderated, threaded discussion."""

    name = "comments"

    def ready(self) -> None:
        from comments import receivers  # noqa: F401, PLC0415 -- connects what is announced

from django.apps import AppConfig


class NotificationsConfig(AppConfig):
    """Tells people what happened. Listens to everyone, imported by no one."""

    name = "notifications"

    def ready(self) -> None:
        from notifications import receivers  # noqa: F401, PLC0415 -- connects what is announced

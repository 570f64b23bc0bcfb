from django.apps import AppConfig


class NotificationsConfig(AppConfig):
    """Tells people what happened. Listens to everyone, imported by no one."""

    name = "notifications"

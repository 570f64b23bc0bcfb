from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class OutboxConfig(AppConfig):
    """What must happen later, written in the same transaction as its cause."""

    name = "outbox"

    def ready(self) -> None:
        """Each app says in its errands.py which kinds it does."""
        autodiscover_modules("errands")

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class AccountsConfig(AppConfig):
    """Who people are."""

    name = "accounts"

    def ready(self) -> None:
        """Each app says in its leaving.py what it holds about members, and in its retention.py
        how long it keeps what."""
        from accounts import receivers  # noqa: F401, PLC0415 -- connects what is announced

        autodiscover_modules("leaving", "retention")

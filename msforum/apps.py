from django.apps import AppConfig
from django.contrib.admin.apps import AdminConfig as DjangoAdminConfig


class SiteConfig(AppConfig):
    """The project: composes the apps, owns none of their business."""

    name = "msforum"

    def ready(self) -> None:
        from msforum import checks  # noqa: F401, PLC0415 -- registers the system checks


class AdminConfig(DjangoAdminConfig):
    """Django's admin, on our own admin site."""

    default_site = "msforum.admin_site.AdminSite"
    default = False

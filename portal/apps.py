"""The app of accounts, organisations and the frame of every page."""

from django.apps import AppConfig
from django.db.models.signals import pre_migrate


class PortalConfig(AppConfig):
    """Organisations, membership and the shell of every page."""

    name = "portal"

    def ready(self) -> None:
        from portal import password_links  # noqa: F401  # writes e-mails for the worker
        from portal.database_trouble import unlimited

        pre_migrate.connect(unlimited, dispatch_uid="unlimited")

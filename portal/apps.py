"""The app of accounts, organisations and the frame of every page."""

from django.apps import AppConfig


class PortalConfig(AppConfig):
    """Organisations, membership and the shell of every page."""

    name = "portal"

    def ready(self) -> None:
        from portal import password_links  # noqa: F401  # writes e-mails for the worker

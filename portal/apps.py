"""The app of accounts, organisations and the frame of every page."""

from django.apps import AppConfig


class PortalConfig(AppConfig):
    """Organisations, membership and the shell of every page."""

    name = "portal"

from django.apps import AppConfig


class PortalConfig(AppConfig):
    """Organisations, membership and the shell of every page."""

    name = "portal"

from django.apps import AppConfig


class RolesConfig(AppConfig):
    """Role content: what each role is."""

    name = "roles"

from django.apps import AppConfig


class PlanningConfig(AppConfig):
    """The organisation and its plans."""

    name = "planning"

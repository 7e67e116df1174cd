from django.apps import AppConfig


class PlanningConfig(AppConfig):
    """The organisation and its plans."""

    name = "planning"

    def ready(self) -> None:
        from planning.access import plan_access
        from portal.guard import serve_plans

        serve_plans(lambda access, slug: plan_access(access, slug).plan)

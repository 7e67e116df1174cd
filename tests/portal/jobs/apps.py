from django.apps import AppConfig


class SlowJobsConfig(AppConfig):
    """Lets a worker in a process of its own know the jobs of these tests."""

    name = "tests.portal.jobs"
    label = "slow_jobs"

    def ready(self) -> None:
        from tests.portal.jobs import slow  # noqa: F401

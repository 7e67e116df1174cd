"""The queue in the tables instead of tasks that run at once, and a worker to take them up."""

from unittest.mock import patch

from django_tasks_db.management.commands import db_worker

IN_TABLES = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}


def work_off() -> None:
    """Do what waits in the queue, as a worker would, then stop. The test's connection stays open."""
    which = {"queue_names": ["default"], "excluded_queue_names": [], "backend_name": "default"}
    how = {"interval": 0, "batch": True, "startup_delay": False, "max_tasks": None, "worker_id": "test"}
    with patch.object(db_worker, "close_old_connections"):
        db_worker.Worker(**which, **how).run()  # type: ignore[arg-type]

"""The library's worker, with a pulse: it says that it lives, and how far its job is."""

from __future__ import annotations

import logging
import os
from argparse import ArgumentParser
from typing import Any

from django.db import OperationalError
from django.utils.autoreload import DJANGO_AUTORELOAD_ENV
from django_tasks_db.management.commands import db_worker
from django_tasks_db.utils import is_locked_database_exception

from portal.jobs.pulse import beating

log = logging.getLogger(__name__)


class Command(db_worker.Command):
    """The library's worker, with a pulse: whether it lives and how far its job is can be seen from every process."""

    help = "Do the work that waits in the queue: imports, e-mails, whatever takes longer than a request."

    def add_arguments(self, parser: ArgumentParser) -> None:
        super().add_arguments(parser)
        parser.add_argument(
            "--while-parent", action="store_true", help="end, too, when the process that has started this one ends"
        )

    def handle(self, *, while_parent: bool, **options: Any) -> None:  # type: ignore[override]
        if options["reload"] and os.environ.get(DJANGO_AUTORELOAD_ENV) != "true":
            super().handle(**options)  # only watches; its child does the work
            return
        with beating(options["worker_id"], os.getppid() if while_parent else None):
            self._work(options)

    def _work(self, options: dict[str, Any]) -> None:
        while True:
            try:
                super().handle(**options)
            except OperationalError as problem:
                # The library catches this in the middle of taking a task, not at its beginning.
                if not is_locked_database_exception(problem):
                    raise
                log.warning("The database is being written to for a long time; trying again.")
            else:
                return

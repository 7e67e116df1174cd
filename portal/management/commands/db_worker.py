"""The library's worker, with a pulse and patience: it says that it lives, and outlives a database that does not."""

from __future__ import annotations

import logging
import os
import signal
import time
from argparse import ArgumentParser
from types import FrameType
from typing import Any, NoReturn

from django.core.management import CommandError
from django.db import InterfaceError, OperationalError, connections
from django.utils.autoreload import DJANGO_AUTORELOAD_ENV
from django_tasks_db.management.commands import db_worker

from portal.jobs.pulse import beating

log = logging.getLogger(__name__)
PAUSE = 1.0  # seconds until a database that did not answer is asked again


class PatientWorker(db_worker.Worker):
    """Goes on where the database was restarted, was cut off or is written to for long. What it was at then counts as
    dead, and is taken up again."""

    def configure_signals(self) -> None:
        super().configure_signals()
        if hasattr(signal, "SIGHUP") and signal.getsignal(signal.SIGHUP) != signal.SIG_IGN:
            signal.signal(signal.SIGHUP, self.shutdown)

    def run(self) -> None:
        while self.running:
            try:
                return super().run()
            except (OperationalError, InterfaceError):
                log.warning("The database is not responding; trying again.", exc_info=True)
                connections.close_all()
                time.sleep(PAUSE if self.running else 0)
        return None


def _end(number: int, frame: FrameType | None) -> NoReturn:
    """Nothing is under way yet; what says that the worker lives is taken back."""
    raise SystemExit(0)


# What the library's command starts.
db_worker.Worker = PatientWorker  # type: ignore[misc]


class Command(db_worker.Command):
    """The library's command, with a pulse: whether the worker lives and how far its job is can be seen from every
    process."""

    help = "Run queued work: imports, e-mails and anything that takes longer than a request."

    def add_arguments(self, parser: ArgumentParser) -> None:
        super().add_arguments(parser)
        parser.add_argument(
            "--while-parent", action="store_true", help="also stop when the process that started this one stops"
        )

    def handle(self, *, while_parent: bool, **options: Any) -> None:  # type: ignore[override]
        if options["reload"] and os.environ.get(DJANGO_AUTORELOAD_ENV) != "true":
            super().handle(**options)  # only watches; its child does the work
            return
        signal.signal(signal.SIGTERM, _end)  # until the library's worker has one of its own
        with beating(options["worker_id"], os.getppid() if while_parent else None):
            super().handle(**options)

    def execute(self, *args: Any, **options: Any) -> Any:
        """What ends the worker stands in the log: Python would print it with its text, which may hold anything."""
        try:
            return super().execute(*args, **options)
        except CommandError:  # it was called in a wrong way
            raise
        except Exception:
            log.exception("The worker is stopping.")
            raise SystemExit(1) from None

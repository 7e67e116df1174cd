"""The pulse of a worker: a thread that says that the worker lives, how far its job is, and sees to what lies about."""

from __future__ import annotations

import logging
import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from threading import Event, Thread
from time import monotonic

from django.db import DatabaseError, connection
from django.utils import timezone

from portal.jobs import reviving, run, tending
from portal.jobs.models import Worker
from portal.jobs.status import DEAD_AFTER

log = logging.getLogger(__name__)
EVERY = 1.0  # seconds between two beats
TEND_EVERY = 20.0


class Pulse(Thread):
    """`parent`: the process without which the worker ends, too."""

    def __init__(self, worker: str, parent: int | None = None) -> None:
        super().__init__(name="pulse", daemon=True)
        self._worker = worker
        self._parent = parent
        self._ended = Event()
        self._tended = 0.0
        self._tending: Thread | None = None
        self._trusted_from = 0.0

    def run(self) -> None:
        while not self._ended.is_set():
            try:
                self._beat()
            except Exception:  # whatever it is, the worker lives and the next beat tries again
                log.warning("The worker's pulse was not written.", exc_info=True)
                self._trusted_from = monotonic() + DEAD_AFTER.total_seconds()
                connection.close()
            self._ended.wait(EVERY)
        connection.close()

    def end(self) -> None:
        self._ended.set()
        for thread in filter(None, (self, self._tending)):
            thread.join(timeout=5)

    def _beat(self) -> None:
        if self._parent is not None and os.getppid() != self._parent:
            os.kill(os.getpid(), signal.SIGTERM)
            self._parent = None
        now = timezone.now()
        if not Worker.objects.filter(name=self._worker).update(seen=now):
            Worker.objects.create(name=self._worker, seen=now)
        if (under_way := run.current()) is not None:
            under_way.beat()
        if monotonic() > self._trusted_from:  # whoever could not write lately knows that others could not either
            reviving.revive()
        if monotonic() - self._tended > TEND_EVERY and not self._is_tending():
            self._tended = monotonic()
            self._tending = Thread(target=_tend, name="tending", daemon=True)
            self._tending.start()

    def _is_tending(self) -> bool:
        return self._tending is not None and self._tending.is_alive()


def _tend() -> None:
    """Beside the pulse: erasing somebody takes longer than a worker may be silent."""
    try:
        tending.tend()
    except Exception:  # whatever it is, the next time tries again
        log.exception("Leftover work was not cleaned up.")
    finally:
        connection.close()


@contextmanager
def beating(worker: str, parent: int | None = None) -> Iterator[None]:
    """While it lasts, the worker of that name counts as alive."""
    pulse = Pulse(worker, parent)
    pulse.start()
    try:
        yield
    finally:
        pulse.end()
        with suppress(DatabaseError):  # its row is forgotten by itself, too
            Worker.objects.filter(name=worker).delete()

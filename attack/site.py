"""A whole portal for an attack: web and worker processes that are started again when they end, as systemd does."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

WEB, WORKERS = 3, 2
# Its log says where an answer went wrong.
MAIN = {"LINEUP_MODE": "test", "LOG_FORMAT": "json", "LOG_LEVEL": "WARNING", "PYTHONUNBUFFERED": "1"}


class Site:
    """Processes on the database that DATABASE_URL names. `more`: further environment for them."""

    def __init__(self, folder: Path, more: Mapping[str, str]) -> None:
        self.folder, self.port = folder, _free_port()
        self.environment = {**os.environ, **MAIN, **more}
        self.processes: dict[str, subprocess.Popen[bytes]] = {}
        self._commands: dict[str, list[str]] = {}
        self._is_kept = threading.Event()
        self._lock = threading.Lock()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self, *, web: int = WEB, workers: int = WORKERS) -> None:
        """All of it; returns when the web answers."""
        if web:
            self._commands["web"] = _web(self.port, web)
        for number in range(workers):
            self._commands[f"worker-{number}"] = _worker(f"attack-{number}")
        for name in self._commands:
            self._run(name)
        self._is_kept.set()
        threading.Thread(target=self._keep, daemon=True).start()
        if web:
            self._wait()

    def _run(self, name: str) -> None:
        with (self.folder / f"{name}.log").open("ab") as log:
            self.processes[name] = subprocess.Popen(
                self._commands[name], env=self.environment, stdin=subprocess.DEVNULL, stdout=log, stderr=log
            )

    def _keep(self) -> None:
        while self._is_kept.is_set():
            with self._lock:
                for name, process in list(self.processes.items()):
                    if process.poll() is not None and self._is_kept.is_set():
                        self._run(name)
            time.sleep(0.2)

    def workers(self) -> list[str]:
        return [name for name in self.processes if name.startswith("worker")]

    def kill(self, name: str, how: signal.Signals = signal.SIGKILL) -> None:
        """One process; for "web", one of the processes behind it."""
        process = self.processes[name]
        with suppress(OSError, ProcessLookupError):
            if name == "web":
                children = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()
                if children:
                    os.kill(int(children[time.monotonic_ns() % len(children)]), how)
            else:
                process.send_signal(how)

    def reload(self) -> None:
        """The web, as after an update: new processes take over, the old ones end what they are at."""
        self.processes["web"].send_signal(signal.SIGHUP)

    def stop(self) -> None:
        self._is_kept.clear()
        with self._lock:
            for process in self.processes.values():
                process.terminate()
            for process in self.processes.values():
                with suppress(subprocess.TimeoutExpired):
                    process.wait(timeout=15)
                process.kill()
                process.wait()

    def _wait(self) -> None:
        deadline = time.monotonic() + 90
        while time.monotonic() < deadline:
            with suppress(OSError):
                socket.create_connection(("127.0.0.1", self.port), timeout=1).close()
                return
            time.sleep(0.2)
        raise SystemExit("The portal does not start within 90 seconds.")


@contextmanager
def site(
    folder: Path, *, web: int = WEB, workers: int = WORKERS, more: Mapping[str, str] | None = None
) -> Iterator[Site]:
    """A portal that lives as long as the context; its logs are in `folder`."""
    made = Site(folder, more or {})
    try:
        made.start(web=web, workers=workers)
        yield made
    finally:
        made.stop()


def _web(port: int, processes: int) -> list[str]:
    given = ["--workers", str(processes), "--threads", "2", "--timeout", "120", "--graceful-timeout", "20"]
    ending = ["--max-requests", "300", "--max-requests-jitter", "100", "--log-level", "warning"]
    return [sys.executable, "-m", "gunicorn", "portal.wsgi", "--bind", f"127.0.0.1:{port}", *given, *ending]


def _worker(name: str) -> list[str]:
    given = ["--no-startup-delay", "--interval", "0.2", "--worker-id", name]
    return [sys.executable, "manage.py", "db_worker", *given]


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])

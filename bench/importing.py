"""Imports of a people file, by command and by page, beside the least that reading and keeping its rows takes."""

from __future__ import annotations

import csv
import os
import shutil
import sqlite3
import sys
import tempfile
from datetime import date
from pathlib import Path
from statistics import median
from subprocess import DEVNULL, Popen
from time import perf_counter

from bench.table import Table, at_most
from planning.core.records import Org
from planning.demo.synthetic.organisation import synthetic_org

ROUNDS = 5
HEADERS = (
    "Employee ID",
    "Full Name",
    "Work Email",
    "Job Title",
    "Manager ID",
    "Department",
    "Location",
    "Hire Date",
    "Termination Date",
    "Employment Status",
    "FTE",
)
PRAGMAS = ("PRAGMA journal_mode=WAL", "PRAGMA synchronous=NORMAL")
LARGE = 100_000


def measure(table: Table, size: int, today: date) -> None:
    """Preview and apply together, into an organisation that has nothing yet."""
    with tempfile.TemporaryDirectory(prefix="lineup-bench-import-") as name:
        folder = Path(name)
        file = write(folder / "people.csv", synthetic_org(today, positions=size, products=1, seed=1))
        empty = folder / "empty.sqlite3"
        _run(empty, "manage.py", "migrate", "--verbosity", "0")
        turns = [_turn(folder, empty, file) for _ in range(ROUNDS)]
    bare, command, page = (median(column) for column in list(zip(*turns, strict=True))[:3])
    table.time("import of a people file, by command", size, command)
    _ratio(table, size, "  ÷ csv.reader and one executemany", command / bare, 40)
    _ratio(table, size, "  by page ÷ by command", page / command, 1.2)
    table.row("  memory", "MB", "≤ 1,500", at_most(1500)).values[size] = max(turn[3] for turn in turns)


def _ratio(table: Table, size: int, what: str, value: float, aim: float) -> None:
    """Judged for a large file alone: starting a process is most of a small one."""
    row = table.row(what, "×", f"≤ {aim:g}", at_most(aim))
    row.at, row.values[size] = (LARGE,), value


def write(path: Path, org: Org) -> Path:
    """The organisation as an HR system exports it."""
    with path.open("w", newline="") as file:
        to = csv.writer(file)
        to.writerow(HEADERS)
        for position in org.positions.values():
            person = org.people.get(position.holder)
            name, email, starts = (person.name, person.email, person.starts) if person else ("", "", None)
            team, status = org.teams.get(position.team), "Active" if person else "Vacant"
            who = (position.key, name, email, position.title, position.manager, team.name if team else "")
            to.writerow((*who, position.location, starts or "", "", status, position.fte))
    return path


def _turn(folder: Path, empty: Path, file: Path) -> tuple[float, float, float, float]:
    """Seconds of the bare work, the command and the page; the larger memory of the two in MB."""
    bare = _bare(folder / "bare.sqlite3", file)
    command, one = _timed(empty, folder / "command.sqlite3", "manage.py", "import_org", *_asked(file))
    page, other = _timed(empty, folder / "page.sqlite3", "-m", "bench.importing_page", str(file))
    return bare, command, page, max(one, other)


def _asked(file: Path) -> list[str]:
    return ["--org", "bench", "--people", str(file), "--create", "--format", "json"]


def _bare(database: Path, file: Path) -> float:
    database.unlink(missing_ok=True)
    begin = perf_counter()
    with sqlite3.connect(database) as connection, file.open(newline="") as lines:
        for pragma in PRAGMAS:
            connection.execute(pragma)
        rows = csv.reader(lines)
        columns = ", ".join(f"c{i} TEXT" for i, _ in enumerate(next(rows)))
        connection.execute(f"CREATE TABLE bare ({columns})")
        connection.executemany(f"INSERT INTO bare VALUES ({', '.join('?' * len(HEADERS))})", rows)
        connection.commit()
    return perf_counter() - begin


def _timed(empty: Path, database: Path, *arguments: str) -> tuple[float, float]:
    """Seconds and MB of a whole process over a fresh database."""
    for tail in ("", "-wal", "-shm"):
        database.with_name(database.name + tail).unlink(missing_ok=True)
    shutil.copyfile(empty, database)
    begin = perf_counter()
    memory = _run(database, *arguments)
    return perf_counter() - begin, memory


def _run(database: Path, *arguments: str) -> float:
    """Run Python with that database; its memory in MB. Raises `RuntimeError` where it fails."""
    env = {**os.environ, "DATABASE_URL": f"sqlite:///{database}"}
    process = Popen([sys.executable, *arguments], env=env, stdout=DEVNULL, stderr=DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(f"{' '.join(arguments[:3])} ended with {process.returncode}.")
    return usage.ru_maxrss / 1024

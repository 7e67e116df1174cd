"""kill -9 in the middle of `manage.py migrate`, from an empty database and on one that has data: it goes on after."""

from __future__ import annotations

import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from time import monotonic, sleep

from django.core.management import call_command
from django.db import connection
from django.db.migrations.exceptions import IrreversibleError
from django.db.migrations.recorder import MigrationRecorder

from attack import invariants, made
from attack.outcome import Outcome
from attack.plan import Plan
from roles.models import ContentVersion

MIGRATED = False
MANAGE = (sys.executable, "manage.py", "migrate", "--verbosity", "0")
# How many of the latest migrations of each app are taken back and made again.
STEPS = 6


def run(plan: Plan) -> None:
    usual = _reference(plan)
    wanted = _shape()
    _from_empty(plan, usual, wanted)
    _filled(plan, wanted)


def _reference(plan: Plan) -> float:
    """Migrates once undisturbed; how many seconds it takes."""
    began = monotonic()
    _finish(plan.folder)
    return monotonic() - began


def _finish(folder: Path) -> None:
    with (folder / "migrate.log").open("ab") as log:
        subprocess.run(MANAGE, stdout=log, stderr=log, check=True)


def _cut_off(folder: Path, after: float) -> bool:
    """Whether it was still at it when it was killed."""
    with (folder / "migrate.log").open("ab") as log:
        process = subprocess.Popen(MANAGE, stdout=log, stderr=log)
        sleep(after)
        was_at_it = process.poll() is None
        process.kill()
        process.wait()
    return was_at_it


def _shape() -> dict[str, object]:
    """Every table with its columns and constraints, the role content, and the migrations that count as done."""
    with connection.cursor() as cursor:
        tables = {
            info.name: (
                sorted(column.name for column in connection.introspection.get_table_description(cursor, info.name)),
                sorted(connection.introspection.get_constraints(cursor, info.name)),
            )
            for info in connection.introspection.get_table_list(cursor)
        }
    done = sorted(MigrationRecorder(connection).applied_migrations())
    return {"tables": tables, "done": done, "content": ContentVersion.objects.count()}


def _differing(wanted: dict[str, object]) -> list[str]:
    now = _shape()
    return [f"{name} differ from those of an undisturbed run" for name in wanted if now[name] != wanted[name]]


def _again(plan: Plan, outcome: Outcome, usual: float, wanted: dict[str, object]) -> bool:
    was_at_it = _cut_off(plan.folder, plan.chance.uniform(0.5, usual))
    connection.close()
    try:
        _finish(plan.folder)
    except subprocess.CalledProcessError as problem:
        outcome.add([f"it does not go on: {problem}"])
    else:
        outcome.add([*_differing(wanted), *invariants.problems()])
    return was_at_it


def _from_empty(plan: Plan, usual: float, wanted: dict[str, object]) -> None:
    outcome, cut = plan.outcome("kill -9, migration from empty"), 0
    for _ in range(plan.times):
        _empty()
        cut += _again(plan, outcome, usual, wanted)
    outcome.seen = f"{cut} in the middle of it"
    plan.keep(outcome)


def _empty() -> None:
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("DROP SCHEMA public CASCADE")
            cursor.execute("CREATE SCHEMA public")
        return
    connection.close()
    for end in ("", "-wal", "-shm", "-journal"):
        Path(f"{connection.settings_dict['NAME']}{end}").unlink(missing_ok=True)


def _filled(plan: Plan, wanted: dict[str, object]) -> None:
    outcome, cut = plan.outcome("kill -9, migration of a filled database"), 0
    made.filled("kept", size=400)
    steps = 0
    for _ in range(plan.times):
        steps = _back()
        began = monotonic()
        cut += _again(plan, outcome, max(3.0, monotonic() - began + 6.0), wanted)
    outcome.seen = f"{cut} in the middle of it; {steps} migrations taken back and made again each time"
    plan.keep(outcome)


def _back() -> int:
    """Take the latest migrations back as far as they can be; how many those are."""
    before = len(MigrationRecorder(connection).applied_migrations())
    for app in ("planning", "roles", "portal"):
        names = sorted(name for of, name in MigrationRecorder(connection).applied_migrations() if of == app)
        for name in list(reversed(names[:-1]))[:STEPS]:
            with suppress(IrreversibleError):
                call_command("migrate", app, name, verbosity=0, interactive=False)
                continue
            break
    return before - len(MigrationRecorder(connection).applied_migrations())

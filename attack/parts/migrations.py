"""kill -9 in the middle of `migrate`, again and again, from an empty database and on one that has data: in the end it
goes through. Each process is a fork of this one, so that it is at the migrations from its first moment."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable
from contextlib import suppress
from multiprocessing.process import BaseProcess
from pathlib import Path
from time import monotonic

from django.core.management import call_command
from django.db import connection
from django.db.migrations.exceptions import IrreversibleError
from django.db.migrations.recorder import MigrationRecorder

from attack import invariants, made
from attack.outcome import Outcome
from attack.plan import Plan
from roles.models import ContentVersion

MIGRATED = False
# So often a process is killed before one may go through, at moments within this part of what a whole run takes.
KILLS, PART = 5, 0.4
# How many of the latest migrations of each app are taken back and made again.
STEPS = 6


def run(plan: Plan) -> None:
    usual = _reference()
    wanted = _shape()
    _from_empty(plan, usual, wanted)
    _filled(plan, usual, wanted)


def _reference() -> float:
    """Migrates once undisturbed; how many seconds it takes."""
    began = monotonic()
    assert _ends_well(_migrate)
    return monotonic() - began


def _migrate() -> None:
    call_command("migrate", verbosity=0, interactive=False)


def _forked(do: Callable[[], None]) -> BaseProcess:
    """It has connections of its own, and this process keeps nothing in mind of what it wrote."""
    connection.close()
    process = multiprocessing.get_context("fork").Process(target=do)
    process.start()
    return process


def _ends_well(do: Callable[[], None]) -> bool:
    process = _forked(do)
    process.join()
    return process.exitcode == 0


def _cut_off(after: float) -> bool:
    """Whether it was still at it when it was killed."""
    process = _forked(_migrate)
    process.join(after)
    was_at_it = process.is_alive()
    process.kill()
    process.join()
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


def _again(plan: Plan, outcome: Outcome, usual: float, wanted: dict[str, object]) -> int:
    """Killed a few times, then left alone. How often it was in the middle of it."""
    cut = 0
    for _ in range(min(KILLS, plan.times - outcome.tried)):
        cut += _cut_off(plan.chance.uniform(0, usual * PART))
        outcome.add([])
    if _ends_well(_migrate):
        outcome.lost += [*_differing(wanted), *invariants.problems()]
    else:
        outcome.lost.append("it does not go on")
    return cut


def _from_empty(plan: Plan, usual: float, wanted: dict[str, object]) -> None:
    outcome, cut = plan.outcome("kill -9, migration from empty"), 0
    while outcome.tried < plan.times:
        _empty()
        cut += _again(plan, outcome, usual, wanted)
    outcome.seen = f"{cut} in the middle of it, up to {KILLS} one after the other"
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


def _filled(plan: Plan, usual: float, wanted: dict[str, object]) -> None:
    outcome, cut = plan.outcome("kill -9, migration of a filled database"), 0
    made.filled("kept", size=400)
    steps = 0
    while outcome.tried < plan.times:
        before = _done()
        assert _ends_well(_back)
        steps = before - _done()
        cut += _again(plan, outcome, usual / 2, wanted)
    outcome.seen = f"{cut} in the middle of it; {steps} migrations taken back and made again each time"
    plan.keep(outcome)


def _done() -> int:
    return len(MigrationRecorder(connection).applied_migrations())


def _back() -> None:
    """Take the latest migrations back as far as they can be."""
    for app in ("planning", "roles", "portal"):
        names = sorted(name for of, name in MigrationRecorder(connection).applied_migrations() if of == app)
        for name in list(reversed(names[:-1]))[:STEPS]:
            with suppress(IrreversibleError):
                call_command("migrate", app, name, verbosity=0, interactive=False)
                continue
            break

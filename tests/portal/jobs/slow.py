"""Jobs for these tests: some take until a file is there."""

from __future__ import annotations

import time
from pathlib import Path

from portal import jobs
from portal.models import Organisation


def wait(run: jobs.Run, gate: str) -> None:
    deadline = time.monotonic() + 60
    while not Path(gate).exists() and time.monotonic() < deadline:
        run.tell("Waiting", 1, 2)
        time.sleep(0.05)


@jobs.job("add")
def add(run: jobs.Run, *, one: int, other: int) -> int:
    return one + other


@jobs.job("fail", sorry="It went wrong.")
def fail(run: jobs.Run, *, text: str) -> None:
    if text:
        raise jobs.Failed(text)
    raise ZeroDivisionError


@jobs.job("write", atomic=True)
def write(run: jobs.Run, *, name: str, gate: str) -> str:
    """Write, then wait, as a large import does."""
    Organisation.objects.update(name=name)
    wait(run, gate)
    return name


@jobs.job("count", may_cancel=True)
def count(run: jobs.Run, *, to: int) -> int:
    for number in range(to):
        run.tell("Counting", number, to)
        run.beat()
    return to


@jobs.job("wait")
def wait_only(run: jobs.Run, *, gate: str) -> str:
    wait(run, gate)
    return "waited"

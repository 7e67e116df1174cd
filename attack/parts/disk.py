"""The disk is full: that of the database, of temporary files and of the logs, which are one here. Then it has room."""

from __future__ import annotations

import os
from collections import Counter
from contextlib import suppress
from pathlib import Path
from time import sleep

from django.db import connection

from attack import invariants, made
from attack.__main__ import DURABLE
from attack.plan import Plan, until
from attack.site import Site, site
from attack.visitor import Visitor
from portal.models import Job, Organisation, User
from scripts.postgres import Cluster

ROOM = (0, 8_000, 64_000, 512_000, 3_000_000)  # bytes that are left


def run(plan: Plan) -> None:
    outcome, answers = plan.outcome("disk full"), Counter[int]()
    filler, temporary = plan.folder / "filler", plan.folder / "tmp"
    temporary.mkdir()
    with site(plan.folder, more={"TMPDIR": str(temporary)}) as portal:
        for number in range(plan.times):
            organisation, users = made.filled(f"full-{number}", size=40)
            visitor, unclear = Visitor(portal.address, users[0]), list[str]()
            visitor.get(f"/o/{organisation.slug}/people/")
            _fill(filler, ROOM[number % len(ROOM)])
            for status, text in _presses(visitor, organisation, number):
                answers[status] += 1
                if status in (0, 500) or (status == 503 and "<h1>Not right now</h1>" not in text):
                    unclear.append(f"answered {status} without a clear word")
            filler.unlink()
            outcome.add([*unclear, *_afterwards(portal, organisation, users[0])], str(organisation))
    told = ", ".join(f"{count:,} × {status or 'no answer'}" for status, count in sorted(answers.items()))
    outcome.seen = f"answers while it was full: {told}"
    plan.keep(outcome)


def _fill(filler: Path, room: int) -> None:
    """All of the disk but so many bytes."""
    with filler.open("wb", buffering=0) as file, suppress(OSError):  # or closing it would write what had no room
        while file.write(b"\0" * 65_536):
            pass
    size = filler.stat().st_size
    os.truncate(filler, max(size - room, 0))


def _presses(visitor: Visitor, organisation: Organisation, number: int) -> list[tuple[int, str]]:
    base, day = f"/o/{organisation.slug}", made.today().isoformat()
    told = []
    for turn in range(4):
        large = made.people_file(30_000, turn).decode() if turn % 2 else "ID,Name,Job Title\n1,Ann,CEO"
        for answer in (
            visitor.get(f"{base}/chart/"),
            visitor.edit(organisation.slug, f"p{turn}", f"word {number} {turn}").answer,
            visitor.post(f"{base}/import/", pasted=large, on=day),
        ):
            told.append((answer.status_code, answer.text) if answer is not None else (0, ""))
    return told


def _afterwards(portal: Site, organisation: Organisation, user: User) -> list[str]:
    """With room again: the database goes on or is started as after a crash, and so does everything else."""
    connection.close()
    if connection.vendor == "postgresql":
        _ensure(Cluster(Path(os.environ["ATTACK_CLUSTER"]), DURABLE))
    fine = until(lambda: _answers(Visitor(portal.address, None)), 30)
    into, users = made.organisation(f"after-{organisation.slug}")
    job = made.apply_aside(made.draft(into, users[0], made.people_file(20, 1)), users[0])
    done = until(lambda: Job.objects.filter(pk=job.pk, state=Job.State.DONE).exists(), 60)
    found = invariants.problems()
    return [*found, *([] if fine is not None else ["no page"]), *([] if done is not None else ["no worker"])]


def _answers(visitor: Visitor) -> bool:
    answer = visitor.get("/accounts/login/")
    return answer is not None and answer.status_code == 200


def _ensure(cluster: Cluster) -> None:
    """PostgreSQL gives up where it cannot write its log; whoever runs it starts it again."""
    sleep(1)
    if not (cluster.data / "postmaster.pid").exists():
        cluster.start()

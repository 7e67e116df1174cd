"""The clock of the portal jumps a year ahead and back while it works. The database's own plays no part."""

from __future__ import annotations

import shutil
import struct
import subprocess
from datetime import timedelta
from pathlib import Path

from django.core.mail import EmailMessage
from django.utils import timezone

from attack import invariants, made
from attack.plan import Plan, until
from attack.site import Site, site
from attack.smtp import Server
from attack.visitor import Visitor
from planning.core.changes.change import edit
from planning.organisation import store, writes
from planning.organisation.models import StoredChange
from portal import invitations
from portal.jobs import mail
from portal.models import Clock, Job, Organisation, Right, User

YEAR = 365 * 24 * 3600
SOURCE = Path(__file__).resolve().parents[1] / "clock.c"


def run(plan: Plan) -> None:
    library, clock = plan.folder / "clock.so", plan.folder / "clock"
    if not _compiled(library):
        print("  not tried: it needs a C compiler")
        return
    _move(clock, 0)
    server = Server()
    given = {"LD_PRELOAD": str(library), "ATTACK_CLOCK": str(clock), "EMAIL_URL": f"smtp://127.0.0.1:{server.port}"}
    outcome = plan.outcome("clock a year ahead and back")
    with site(plan.folder, more=given) as portal:
        until(Clock.objects.exists, 60)  # a worker that has never looked cannot know that it leaps
        for number in range(plan.times):
            outcome.add(_jump(portal, clock, server, number))
    plan.keep(outcome)


def _compiled(library: Path) -> bool:
    compiler = shutil.which("cc")
    command = [compiler or "", "-shared", "-fPIC", "-O1", "-o", str(library), str(SOURCE), "-ldl"]
    return compiler is not None and subprocess.run(command, check=False).returncode == 0


def _move(clock: Path, seconds: int) -> None:
    """In place: the processes have the file in memory."""
    with clock.open("r+b" if clock.exists() else "w+b") as file:
        file.write(struct.pack("l", seconds))


def _jump(portal: Site, clock: Path, server: Server, number: int) -> list[str]:
    organisation, users = made.filled(f"clock-{number}", size=20)
    visitor, found = Visitor(portal.address, users[0]), list[str]()
    _wait_for_a_day(organisation, users[0])
    invited, _ = invitations.invite(
        organisation, f"guest-{number}@attack.example", Right.VIEWER, False, by=users[0], now=timezone.now()
    )
    _move(clock, YEAR)
    server.how = "refuses" if number % 2 else "well"
    mail.post(EmailMessage("Hello", "Text", to=[f"ahead-{number}@attack.example"]))
    found += _clear(visitor, organisation, "a year ahead")
    found += _job_done(organisation, users[0], f"ahead-{number}")
    if number % 3 == 0:
        for worker in portal.workers():
            portal.kill(worker)
    _move(clock, 0)
    server.how = "well"
    found += _clear(Visitor(portal.address, users[0]), organisation, "back again")
    found += _job_done(organisation, users[0], f"back-{number}")
    if until(lambda: server.taken[f"ahead-{number}@attack.example"], 120) is None:
        found.append("an e-mail of that year never arrived")
    found += _as_before(organisation, invited.pk)
    return [*found, *invariants.problems(organisation)]


def _wait_for_a_day(organisation: Organisation, user: User) -> None:
    """A change that waits for next month."""
    position = store.org_at(organisation, made.today()).positions["p1"]
    later = edit(made.today() + timedelta(days=30), position, title="Later")
    assert later is not None
    writes.commit(organisation, [later], title="Later", today=made.today(), author=user)


def _clear(visitor: Visitor, organisation: Organisation, when: str) -> list[str]:
    """Each answer is a page or leads to the sign-in."""
    paths = ("", "people/", "chart/", "members/", "history/", "coverage/time/", "hiring/")
    answers = [(path, visitor.get(f"/o/{organisation.slug}/{path}")) for path in paths]
    return [
        f"{when}: /{path} answered {answer and answer.status_code}"
        for path, answer in answers
        if answer is None or answer.status_code not in (200, 302)
    ]


def _job_done(organisation: Organisation, user: User, name: str) -> list[str]:
    into, users = made.organisation(f"job-{name}")
    job = made.apply_aside(made.draft(into, users[0], made.people_file(20, 1)), users[0])
    done = until(lambda: Job.objects.filter(pk=job.pk, state=Job.State.DONE).exists(), 60)
    return [] if done is not None else [f"a job asked for ({name}) was not done"]


def _as_before(organisation: Organisation, invitation: int) -> list[str]:
    """What waited for its day waits or is dated; the invitation stands."""
    waiting = StoredChange.objects.filter(organisation=organisation, on__gt=made.today()).count()
    organisation.refresh_from_db()
    now = store.org_at(organisation, made.today()).positions["p1"].title
    there = organisation.invitations.filter(pk=invitation).exists()
    return [
        *([] if waiting == 1 else [f"{waiting} changes wait for their day"]),
        *([] if now != "Later" else ["a change is in force before its day"]),
        *([] if there else ["the invitation is gone"]),
    ]

"""Organisations, people and files for the attacks."""

from __future__ import annotations

from datetime import date
from random import Random

from django.utils import timezone

from planning.core.changes.change import Change, add
from planning.core.records import Person, Position, Team
from planning.imports import applying, drafts
from planning.imports.models import ImportDraft
from planning.imports.pipeline import File
from planning.organisation import writes
from portal import jobs
from portal.models import Membership, Organisation, Right, User
from portal.optimistic_lock import token

LEADS = 8
TITLES = ("Product Manager", "Product Marketing Manager", "Software Engineer", "Product Designer", "Account Executive")


def today() -> date:
    return timezone.localdate()


def organisation(slug: str, members: int = 1) -> tuple[Organisation, list[User]]:
    """An empty one with that many admins who see cost."""
    made = Organisation.objects.create(slug=slug, name=slug)
    users = [_user(f"{slug}-{number}@attack.example") for number in range(members)]
    for user in users:
        Membership.objects.create(organisation=made, user=user, right=Right.ADMIN, sees_cost=True)
    return made, users


def _user(email: str) -> User:
    return User.objects.create_user(email, name=email.partition("@")[0])


def filled(slug: str, size: int = 60, members: int = 1) -> tuple[Organisation, list[User]]:
    """One with leads `lead-0`, … and under them positions `p0`, … with their holders."""
    made, users = organisation(slug, members)
    writes.commit(made, _records(size), title="Start", today=today(), author=users[0])
    return made, users


def _records(size: int) -> list[Change]:
    leads = [Position(f"lead-{n}", title="Head of Product", manager="lead-0" if n else "") for n in range(LEADS)]
    people = [Person(f"h{n}", name=f"Holder {n}") for n in range(size)]
    held = [
        Position(f"p{n}", title=TITLES[n % len(TITLES)], manager=f"lead-{n % LEADS}", holder=f"h{n}")
        for n in range(size)
    ]
    return [add(today(), record) for record in (Team("team", name="Team"), *leads, *people, *held)]


def people_file(rows: int, seed: int) -> bytes:
    """A people file as an HR system writes it."""
    chance = Random(seed)
    lines = ["Employee ID,Name,Job Title,Manager ID,Location"]
    for number in range(rows):
        manager = f"E{chance.randrange(number)}" if number else ""
        lines.append(f"E{number},Person {number},{chance.choice(TITLES)},{manager},Office {number % 9}")
    return "\n".join(lines).encode()


def draft(into: Organisation, author: User, data: bytes) -> ImportDraft:
    """An upload that waits to be applied."""
    return drafts.start(into, author, [File("people", "people.csv", data)], today(), cost=True)


def copied(template: ImportDraft, into: Organisation, author: User) -> ImportDraft:
    """The same upload in another organisation, without opening the file again."""
    files = list(template.files.all())
    made = ImportDraft.objects.create(organisation=into, author=author, on=template.on, title=template.title)
    for file in files:
        file.pk, file.draft = None, made
        file.save()
    return made


def seen(waiting: ImportDraft) -> str:
    """The token of what its preview rests on."""
    return token(drafts.place_of(waiting, cost=True))


def apply_aside(waiting: ImportDraft, by: User) -> jobs.Job:
    """Have a worker apply it, whatever its size."""
    applying.start(waiting, seen(waiting), today=today(), by=by, cost=True)
    found = applying.latest(waiting)
    assert found is not None
    return found

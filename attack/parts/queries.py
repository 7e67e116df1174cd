"""Hostile addresses and forms: each page is asked with what nobody sane would type, as an admin."""

from __future__ import annotations

from random import Random

from django.test import Client

from attack import made
from attack.plan import Plan
from portal.models import Membership, Organisation, Right, User
from tests import samples

NAMES = (
    "q",
    "on",
    "plan",
    "of",
    "sort",
    "group",
    "show",
    "page",
    "view",
    "key",
    "items",
    "keys",
    "from",
    "a",
    "b",
    "next",
)
VALUES = (
    "",
    "'",
    '"><script>alert(1)</script>',
    "a\x00b",
    "²",
    "-1",
    "9" * 400,
    "0001-01-01",
    "9999-12-31",
    "2026-02-30",
    "../../etc/passwd",
    "%%s",
    "{{7*7}}",
    "\u202egnp",
    "1;DROP TABLE portal_user",
    "a" * 5000,
    "\ud800",
    "NaN",
    "1e999",
    "[]",
)


def run(plan: Plan) -> None:
    outcome, chance = plan.outcome("hostile queries and forms"), plan.chance
    organisation, users = made.filled("hostile", members=1)
    client = Client(raise_request_exception=False)
    client.force_login(users[0])
    User.objects.filter(pk=users[0].pk).update(is_staff=True)
    paths = _paths(organisation, users[0])
    for _ in range(plan.times * 20):
        path, given = chance.choice(paths), _given(chance)
        method = client.get if chance.random() < 0.7 else client.post
        try:
            status = method(path, given).status_code
        except UnicodeEncodeError:  # the test client's own
            continue
        echoed = status >= 500
        outcome.add([f"{method.__name__} {path} {given!r:.200} answered {status}"] if echoed else [])
        if not client.session.get("_auth_user_id"):
            client.force_login(users[0])
    plan.keep(outcome)


def _given(chance: Random) -> dict[str, str]:
    return {chance.choice(NAMES): chance.choice(VALUES) for _ in range(chance.randint(1, 4))}


def _paths(organisation: Organisation, user: User) -> list[str]:
    """Every address of our own. What ends the attack by doing what it is for is left out."""
    found = []
    for number, page in enumerate(samples.own_pages()):
        if any(word in page.route for word in ("remove", "delete", "leave")):
            continue
        place = organisation
        if not page.arguments <= {"organisation"}:  # what it points at is made in an organisation of its own
            place = Organisation.objects.create(slug=f"hostile-{number}", name="Hostile")
            Membership.objects.create(organisation=place, user=user, right=Right.ADMIN, sees_cost=True)
        found.append(page.path(samples.arguments(page, place)))
    return found

"""The people of an archive: everybody whom a row names, each by their place among all addresses."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from portal.archive.tables import archived_tables, columns_of
from portal.models import ArchivedPerson, User


class People(NamedTuple):
    """`listed`: address and name in the order of their numbers, which begin with 1; `number_of` an account."""

    listed: list[tuple[str, str]]
    number_of: Mapping[int, int]


def people_of(organisation: int) -> People:
    """Members, and whoever is named as the author of something. Who came with an archive goes by the address in it."""
    users = _named(organisation)
    rows = User.objects.filter(pk__in=users).values_list("pk", "email", "name")
    known = {pk: (email.lower(), name) for pk, email, name in rows}
    archived = ArchivedPerson.objects.filter(organisation=organisation)
    wanted = [person for person in archived if person.member or person.user_id in users]
    known |= {person.user_id: (person.email, person.name) for person in wanted}
    by_address = {email: name for email, name in sorted(known.values(), reverse=True)}
    listed = sorted(by_address.items())
    places = {email: number for number, (email, _) in enumerate(listed, 1)}
    return People(listed, {pk: places[email] for pk, (email, _) in known.items()})


def _named(organisation: int) -> set[int]:
    """The accounts that rows of the organisation name."""
    found: set[int | None] = set()
    for table in archived_tables():
        for column in columns_of(table.model):
            if column.is_person:
                found.update(table.rows(organisation).order_by().values_list(column.lookup, flat=True).distinct())
    return {pk for pk in found if pk is not None}

"""The people of an archive in the organisation that is made of it."""

from __future__ import annotations

from collections.abc import Iterator
from secrets import token_hex
from typing import Any

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password
from django.db.models import JSONField, Model

from portal.archive.hidden import key_of
from portal.archive.manifest import PEOPLE, Damaged
from portal.archive.reading import Opened
from portal.archive.tables import MEMBERSHIP, archived_tables, columns_of, hangs_on_membership
from portal.archive.values import NO_VALUE, reader_in, reader_of
from portal.models import ArchivedPerson, Membership, Organisation, Right, User

# Addresses of accounts that stand for somebody: no e-mail can reach them.
NOWHERE = "archive.invalid"
MAX_PEOPLE = 200_000


def make(archive: Opened, organisation: Organisation, by: User) -> list[int]:
    """The accounts of the people, in their order: whoever makes the organisation by their confirmed address, and for
    everybody else an account that stands for them. So nobody learns by an archive who has an account here."""
    known = set(EmailAddress.objects.filter(user=by, verified=True).values_list("email", flat=True))
    people = list(_people(archive))
    mine = next((email for email, _ in people if email in {address.lower() for address in known}), None)
    others = [(email, name) for email, name in people if email != mine]
    made = iter(_stand_ins(organisation, others))
    return [by.pk if email == mine else next(made) for email, _ in people]


def _people(archive: Opened) -> Iterator[tuple[str, str]]:
    fields = [ArchivedPerson._meta.get_field(name) for name in ("email", "name")]
    seen: set[str] = set()
    for number, row in enumerate(archive.rows(PEOPLE), 1):
        try:
            email, name = (reader_of(field)(row[field.name]) for field in fields)
        except NO_VALUE as error:
            raise Damaged(
                f"Line {number:,} of the part “{PEOPLE}” names no one. Download the archive again."
            ) from error
        if not email or email in seen or email != email.lower() or number > MAX_PEOPLE:
            raise Damaged(f"The part “{PEOPLE}” names someone twice, or too many. Download the archive again.")
        seen.add(email)
        yield email, name


def _stand_ins(organisation: Organisation, people: list[tuple[str, str]]) -> list[int]:
    """Accounts that nobody can sign in to."""
    password = make_password(None)
    users = [
        User(email=f"{token_hex(16)}@{NOWHERE}", name=name or email[:200], password=password, is_active=False)
        for email, name in people
    ]
    made = User.objects.bulk_create(users, batch_size=500)
    ArchivedPerson.objects.bulk_create(
        (
            ArchivedPerson(organisation=organisation, user=user, email=email, name=name)
            for user, (email, name) in zip(made, people, strict=True)
        ),
        batch_size=500,
    )
    return [user.pk for user in made]


def admit(archive: Opened, organisation: Organisation, by: User, people: list[int]) -> None:
    """Make `by` the only admin, and keep with everybody else what they were."""
    members = list(_members(archive, len(people)))
    own = _own_rows(archive, len(members))
    waiting = {person.user_id: person for person in ArchivedPerson.objects.filter(organisation=organisation)}
    mine: tuple[dict[str, Any], list[Any]] = ({}, [])
    for number, row in enumerate(members, 1):
        account, kept = people[row["user"] - 1], own.get(number, [])
        if account == by.pk:
            mine = row, kept
        else:
            waiting[account].member = {name: value for name, value in row.items() if name != "user"}
            waiting[account].kept = kept
    ArchivedPerson.objects.bulk_update(waiting.values(), ["member", "kept"], batch_size=200)
    membership = Membership.objects.create(organisation=organisation, user=by, right=Right.ADMIN, sees_cost=True)
    take_over(membership, mine[0], mine[1])
    Membership.objects.filter(pk=membership.pk).update(right=Right.ADMIN, sees_cost=True)


def take_over(membership: Membership, member: dict[str, Any], kept: list[Any]) -> None:
    """Give a membership what an archive kept for it: what hangs on it, and since when it is. Never a right."""
    tables = {table.label: table.model for table in archived_tables() if hangs_on_membership(table)}
    if member.get("created_at"):
        made = reader_of(Membership._meta.get_field("created_at"))(member["created_at"])
        Membership.objects.filter(pk=membership.pk).update(created_at=made)
    for label, row in kept:
        if label in tables:
            _create(tables[label], membership, row)


def _create(model: Any, membership: Membership, row: dict[str, Any]) -> None:
    columns = [column for column in columns_of(model) if not column.label and column.name in row]
    given = {column.field.attname: _value(column.field, row[column.name]) for column in columns}
    made = model._default_manager.create(membership=membership)
    model._default_manager.filter(pk=made.pk).update(**given)


def _value(field: Any, value: Any) -> Any:
    return value if isinstance(field, JSONField) else reader_of(field)(value)


def _members(archive: Opened, people: int) -> Iterator[dict[str, Any]]:
    """The rows of the members, each somebody else."""
    seen: set[int] = set()
    for number, row in enumerate(archive.rows(MEMBERSHIP), 1):
        user = _checked(Membership, number, row, people)["user"]
        if user in seen:
            raise Damaged(
                f"Line {number:,} of the part “{MEMBERSHIP}” names someone twice. Download the archive again."
            )
        seen.add(user)
        yield row


def _own_rows(archive: Opened, members: int) -> dict[int, list[Any]]:
    """What hangs on memberships, by their number: pairs of table and row. A member has one row of each table."""
    found: dict[int, list[Any]] = {}
    for table in archived_tables():
        if hangs_on_membership(table):
            seen: set[int] = set()
            for number, row in enumerate(archive.rows(table.label), 1):
                member = _checked(table.model, number, row, members).pop("membership")
                if member in seen:
                    raise Damaged(f"The part “{table.label}” names a member twice. Download the archive again.")
                seen.add(member)
                found.setdefault(member, []).append([table.label, row])
    return found


def _checked(model: type[Model], number: int, row: dict[str, Any], most: int) -> dict[str, Any]:
    """A row of a member's own, its values looked at; it names a row up to `most`. Raises `Damaged`."""
    columns = {column.name: column for column in columns_of(model)}
    name = ""
    try:
        if unknown := row.keys() - columns.keys():
            raise ValueError(f"“{min(unknown)[:60]}” is not known")
        for name, column in columns.items():
            if column.label:
                key_of(row[name], range(1, most + 1))
            elif name in row:
                reader_in(model, column.field)(row[name])
    except NO_VALUE as error:
        where = f"line {number:,} of the part “{model._meta.label_lower}”"
        raise Damaged(f"This version of Lineup cannot read {where}: “{name}” is not valid.") from error
    return row

"""The last pure stage: the organisation as the files would have it, and what that changes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from hashlib import sha256
from typing import Any

from planning.core.content import Content
from planning.core.records import ASSUMABLE, Assignment, Org, Person, Position, Product, Team
from planning.core.words import squeezed
from planning.imports.comparing.group_leads import group_leads
from planning.imports.people.position_rows import MAX_KEY
from planning.imports.placing.draft import Draft
from planning.imports.placing.keys import slug
from planning.imports.problems import Report
from planning.imports.products.reader import Cover, Coverage, as_given

Tables = dict[str, dict[str, Any]]
# A title read with less confidence gives no role: it is asked.
SURE = 0.7


def target(
    current: Org,
    on: date,
    content: Content,
    chosen: Mapping[str, str],
    draft: Draft | None,
    coverage: Coverage | None,
    report: Report | None = None,
    *,
    update: bool = False,
    ends_nothing: bool = False,
) -> Org:
    """`current` as the files say it is on `on`. What they do not speak of stays as it is; positions and
    products that a file no longer has are ended or go away, unless the files hold some rows only (`update`) or the
    people file ends nothing. `chosen` holds roles by squeezed title."""
    tables: Tables = {kind: dict(table) for kind, table in current.tables.items()}
    if draft is not None:
        _add(tables["team"], Team, draft.teams)
        _add(tables["person"], Person, draft.people)
        _return_leavers(tables["person"], draft, on)
        _keep_leaves(tables["person"], current.people, draft, on)
        _put_positions(tables["position"], draft, on, content, chosen)
        if not (update or ends_nothing):
            _end_absent(tables["position"], draft, on)
    if coverage is not None:
        _put_products(tables, coverage)
        standing = {key for key, p in tables["position"].items() if p.ends is None or p.ends >= on}
        _put_assignments(tables, coverage, standing)
        if not update:
            _remove_absent(tables, coverage, report)
    return Org(on, tables)


def _add(table: dict[str, Any], record: Any, given: Mapping[str, Mapping[str, Any]]) -> None:
    for key, fields in given.items():
        table[key] = table[key]._replace(**fields) if key in table else record(key, **fields)


def _return_leavers(people: dict[str, Any], draft: Draft, on: date) -> None:
    """Who had left and sits in a standing position again has not left."""
    for key, fields in draft.people.items():
        person = people[key]
        if "leaves" not in fields and person.leaves is not None and person.leaves < on:
            people[key] = person._replace(leaves=None)


def _keep_leaves(people: dict[str, Any], before: Mapping[str, Person], draft: Draft, on: date) -> None:
    """A status says only that somebody is on leave, or is not: the days that are known of a leave stay while that
    holds, and one that is still to come stays planned."""
    for key, fields in draft.people.items():
        known, now = before.get(key), people[key]
        if known is None or "away_from" not in fields or fields["away_from"] not in (None, on) or now.away_until:
            continue
        is_same = known.is_away(on) == now.is_away(on)
        if is_same and (known.away_from or known.away_until):
            people[key] = now._replace(away_from=known.away_from, away_until=known.away_until)


def _put_positions(table: dict[str, Any], draft: Draft, on: date, content: Content, chosen: Mapping[str, str]) -> None:
    for key, given in draft.positions.items():
        before = table.get(key)
        after = Position(key, **given) if before is None else before._replace(**given)
        if (role := role_of(before, after, content, chosen)) != after.role:
            after = after._replace(role=role)
        if "ends" not in given and after.ends is not None and after.ends < on:
            after = after._replace(ends=None)
        table[key] = after if before != after else before
    for key, role in group_leads(table.values(), draft.positions, content, chosen).items():
        table[key] = table[key]._replace(role=role)


def role_of(before: Position | None, after: Position, content: Content, chosen: Mapping[str, str]) -> str:
    """The role that somebody chose for the title, else the one that was there for the same title, else
    what the title says for sure (or likely, and it was so before)."""
    choice = chosen.get(squeezed(after.title))
    if choice is not None:
        return choice
    if before is not None and before.title == after.title and before.role:
        return before.role
    reading = content.read_title(after.title)
    stays = before is not None and before.role == reading.role
    return reading.role if reading.confidence >= SURE or stays else ""


def _end_absent(table: dict[str, Any], draft: Draft, on: date) -> None:
    yesterday = on - timedelta(days=1)
    for key, position in table.items():
        stands = position.ends is None or position.ends >= on
        if stands and key not in draft.positions and key not in draft.spared:
            table[key] = position._replace(ends=yesterday)


def _put_products(tables: Tables, coverage: Coverage) -> None:
    teams = {team.name.casefold(): key for key, team in tables["team"].items()}
    for key, given in coverage.products.items():
        fields = dict(given)
        if fields.get("team"):
            fields["team"] = _team(tables["team"], teams, fields["team"])
        tables["product"][key] = as_given(tables["product"].get(key) or Product(key, assumed=ASSUMABLE), fields)


def _team(table: dict[str, Any], keys: dict[str, str], name: str) -> str:
    """The key of the team that goes by a name or key; a new team where there is none."""
    if name in table:
        return name
    if name.casefold() not in keys:
        base = slug(name) or "team"
        key = next(key for n in range(1, len(table) + 2) if (key := base if n == 1 else f"{base}-{n}") not in table)
        table[key], keys[name.casefold()] = Team(key, name), key
    return keys[name.casefold()]


def _put_assignments(tables: Tables, coverage: Coverage, standing: set[str]) -> None:
    """Assignments of the product and role pairs that the file speaks of become what it says."""
    table = tables["assignment"]
    before: dict[Cover, Any] = {Cover(a.product, a.role, a.position): a for a in table.values()}
    for cover, assignment in before.items():
        if (cover.product, cover.role) in coverage.mentioned and cover not in coverage.assignments:
            del table[assignment.key]
    for cover, fields in coverage.assignments.items():
        if cover.position in standing:
            assignment = before.get(cover) or Assignment(_assignment_key(cover, table), **cover._asdict())
            table[assignment.key] = assignment._replace(**fields)
        elif cover in before:
            del table[before[cover].key]


def _assignment_key(cover: Cover, taken: Mapping[str, Any]) -> str:
    key = "/".join(cover)
    if len(key) <= MAX_KEY and key not in taken:
        return key
    return f"{key[: MAX_KEY - 17]}-{sha256(repr(tuple(cover)).encode()).hexdigest()[:16]}"


def _remove_absent(tables: Tables, coverage: Coverage, report: Report | None) -> None:
    """A product that the file no longer has goes away, with what hangs on it; earlier dates still show it."""
    gone = [key for key in tables["product"] if key not in coverage.products and key not in coverage.spared]
    for key in gone:
        name = tables["product"].pop(key).name or key
        if report is not None:
            text = (
                f"“{name}” is not in the file, so it is removed with its assignments. "
                "Dates before the import still show it."
            )
            report.note(1, "", key, text, "product-removed")
    _drop(tables, ("assignment", "ownership", "link"), set(gone))


def _drop(tables: Tables, kinds: Iterable[str], products: set[str]) -> None:
    for kind in kinds if products else ():
        tables[kind] = {key: record for key, record in tables[kind].items() if record.product not in products}

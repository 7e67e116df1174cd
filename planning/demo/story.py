"""Fernway as records on the day it began, and the chapters of what happened since."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from planning.core.changes.change import Change, add, apply, edit
from planning.core.records import RECORDS, REFERENCES, Assignment, Link, Org, Ownership, Person, Product, Team
from planning.core.tree import line_up
from planning.demo.outline import Outline, slug
from planning.organisation.codec import DATES, TUPLES

FILE = Path(__file__).with_name("fernway.yaml")


class Chapter(NamedTuple):
    """Changes decided together on `day` by a member with the right `by`; `undone` says that they were taken back."""

    day: date
    title: str
    by: str
    source: str
    undone: bool
    changes: list[Change]


class Draft(NamedTuple):
    """A plan: its steps as titles with their changes."""

    name: str
    purpose: str
    target: date
    steps: list[tuple[str, list[Change]]]


class Story(NamedTuple):
    name: str
    slug: str
    began: date
    start: Org
    chapters: list[Chapter]
    plans: list[Draft]


def read_story(today: date) -> Story:
    data = yaml.safe_load(FILE.read_text())
    start = _start(data, today)
    began = _day(today, data["began"])
    chapters = list(_chapters(data, start, today))
    end = apply(start, (change for chapter in chapters if not chapter.undone for change in chapter.changes))
    plans = [_draft(row, end, today) for row in data["plans"]]
    return Story(data["name"], data["slug"], began, start.at(began), chapters, plans)


def _draft(row: Mapping[str, Any], org: Org, today: date) -> Draft:
    target = _day(today, row["target"])
    steps = []
    for step in row["steps"]:
        changes, org = _changes(step["changes"], org, target, today)
        steps.append((step["title"], changes))
    return Draft(row["name"], row["purpose"], target, steps)


def _changes(lines: Iterable[Mapping[str, Any]], org: Org, on: date, today: date) -> tuple[list[Change], Org]:
    """The changes, each made on what those before it left, and the organisation after them."""
    changes: list[Change] = []
    for line in lines:
        changes.append(_change(org, dict(line), on, today))
        org = apply(org, changes[-1:])
    return changes, org


def _day(today: date, days: int) -> date:
    return today + timedelta(days=days)


def _start(data: Mapping[str, Any], today: date) -> Org:
    outline = Outline(today, {title: (role, level) for title, (role, level) in data["roles"].items()})
    outline.read(data["chart"])
    for line in data["unplaced"]:
        for text, manager in line.items():
            outline.card(text, manager)
    people = [_person(card.holder, data["slug"]) for card in outline.cards.values() if card.holder]
    org = Org.of(today, *(card.position for card in outline.cards.values()), *people)
    teams = _teams(org, data["teams"])
    products = [Product(**_values(org, "product", fields, today)) for fields in data["products"]]
    covers = [a for key, slots in data["coverage"].items() for a in _assignments(org, key, slots)]
    links = [Link(f"{p}-counterparts", p, _key(org, one), _key(org, two)) for p, one, two in data["links"]]
    named = [o for key, duties in data["accountable"].items() for o in _ownerships(org, key, duties)]
    return Org.of(today, *teams.values(), *people, *_in_teams(org, teams), *products, *covers, *named, *links)


def _person(name: str, domain: str) -> Person:
    return Person(slug(name), name, f"{slug(name).replace('-', '.')}@{domain}.example")


def _key(org: Org, name: str) -> str:
    """The key of the position that is called so, by its key or by its holder's name."""
    if name in org.positions:
        return name
    return org.held[slug(name)][0].key


def _teams(org: Org, rows: Iterable[Mapping[str, str]]) -> dict[str, Team]:
    """Teams by the position that leads them; a team sits in that of the nearest leader above."""
    teams = {_key(org, row["lead"]): Team(slug(row["name"]), row["name"], row["function"]) for row in rows}
    above = {lead: next((p.key for p in line_up(org.positions, lead) if p.key in teams), "") for lead in teams}
    return {lead: t._replace(parent=teams[above[lead]].key if above[lead] else "") for lead, t in teams.items()}


def _in_teams(org: Org, teams: Mapping[str, Team]) -> Iterator[Any]:
    for position in org.positions.values():
        line = [position.key, *(above.key for above in line_up(org.positions, position.key))]
        lead = next((key for key in line if key in teams), "")
        yield position._replace(team=teams[lead].key if lead else "")


def _assignments(org: Org, product: str, slots: Mapping[str, Any]) -> Iterator[Assignment]:
    """A slot names the position, or is a mapping of that (`by`) and more fields, or is a list of such."""
    for role, slot in slots.items():
        for number, one in enumerate(slot if isinstance(slot, list) else [slot]):
            more = dict(one) if isinstance(one, dict) else {"by": one}
            key = f"{product}-{role}-{more['kind']}" if number else f"{product}-{role}"
            yield Assignment(key, product, _key(org, more.pop("by")), role, **more)


def _ownerships(org: Org, product: str, duties: Mapping[str, str]) -> Iterator[Ownership]:
    for duty, name in duties.items():
        yield Ownership(f"{product}-{duty.rpartition('/')[2]}", product, duty, _key(org, name))


def _chapters(data: Mapping[str, Any], org: Org, today: date) -> Iterator[Chapter]:
    for row in data["history"]:
        on = _day(today, row.get("takes_effect", row["day"]))
        changes, after = _changes(row["changes"], org, on, today)
        org = org if row.get("undone") else after
        source = row.get("source", "edit")
        yield Chapter(_day(today, row["day"]), row["title"], row["by"], source, row.get("undone", False), changes)


def _change(org: Org, line: dict[str, Any], on: date, today: date) -> Change:
    new = line.pop("new", "")
    if new:
        return add(on, RECORDS[new](**_values(org, new, line, today)))
    kind, name = next(iter(line.items()))
    del line[kind]
    record = org.tables[kind][_key(org, name) if kind == "position" else name]
    change = edit(on, record, **_values(org, kind, line, today))
    if change is None:
        raise ValueError(f"{kind} {name}: nothing changes")
    return change


def _values(org: Org, kind: str, fields: Mapping[str, Any], today: date) -> dict[str, Any]:
    """Days become dates, lists tuples; a field that names a record must name one that is there."""
    made = {}
    for name, value in fields.items():
        if name in DATES[kind] and value is not None:
            value = _day(today, value)
        made[name] = tuple(value) if name in TUPLES[kind] else value
        target = REFERENCES[kind].get(name)
        if target and value and value not in org.tables[target]:
            raise ValueError(f"{kind}: there is no {target} {value}")
    return made

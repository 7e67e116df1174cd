"""An organisation as plain tables, and Lineup's own headers of them: what an export writes and an import reads back.

They hold what stands on the date of the `Org`: positions that have not ended, everybody who is known, products,
assignments that have not ended, teams. Text is on one line and '' is None; keys name records, `team` is the name of a
team. Pay is in none of them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping
from datetime import date
from itertools import chain, count
from typing import Any

from planning.core.cell_text import joined, one_line
from planning.core.records import Assignment, Org, Person, Position, Product, Team

Value = str | int | float | bool | date | tuple[str, ...] | None
Row = tuple[Value, ...]

COLUMNS: dict[str, tuple[str, ...]] = {
    "positions": (
        *("key", "title", "role", "level", "function", "team", "location", "fte", "manager", "dotted", "holder"),
        *("name", "email", "starts", "ends", "stage", "target_start"),
    ),
    "people": ("key", "name", "email", "starts", "leaves", "away_from", "away_until"),
    "products": ("key", "name", "stage", "market_facing", "launch", "launch_tier", "team", "assumed"),
    "assignments": ("key", "product", "position", "role", "kind", "share", "starts", "ends", "note"),
    "teams": ("key", "name", "function", "parent"),
}
# The kind of record that a row of each table stands for.
RECORD_OF = {
    "positions": "position",
    "people": "person",
    "products": "product",
    "assignments": "assignment",
    "teams": "team",
}
# Columns that tables written by earlier versions lack.
ADDED = {"people": {"away_from", "away_until"}}
FOR_PROGRAMS = ("positions", "people", "products", "assignments")


def table_of(headers: Collection[str]) -> str:
    """The table whose headers these are, all of them and no others, in any order; '' for none. Those that were added
    later may be missing, all of them."""
    found = Counter(headers)
    return next((table for table in COLUMNS if found in _headers_of(table)), "")


def _headers_of(table: str) -> list[Counter[str]]:
    columns, added = COLUMNS[table], ADDED.get(table, set())
    return [Counter(columns), Counter(name for name in columns if name not in added)]


class Describing:
    """Rows of records as they stand in the tables."""

    def __init__(self, org: Org) -> None:
        self.org = org
        self.team_names = team_names(org.teams)
        self._write: dict[str, Callable[[Any], tuple[Any, ...]]] = {
            "positions": self._position,
            "people": lambda person: person,
            "products": self._product,
            "assignments": self._assignment,
            "teams": lambda team: team,
        }

    def rows(self, table: str) -> list[Row]:
        """Every row of a table, in the order of the keys."""
        records = sorted(self.records(table), key=lambda record: str(record.key))
        return [self.row(table, record) for record in records]

    def row(self, table: str, record: Any) -> Row:
        return tuple([_plain(value) for value in self._write[table](record)])

    def records(self, table: str) -> Iterator[Any]:
        """What stands on the date."""
        if table == "positions":
            yield from self.org.positions.values()
        elif table == "assignments":
            yield from filter(self._stands, self.org.tables["assignment"].values())
        else:
            yield from self.org.tables[RECORD_OF[table]].values()

    def _stands(self, duty: Assignment) -> bool:
        over = duty.ends is not None and duty.ends < self.org.on
        return not over and duty.position in self.org.positions and duty.product in self.org.products

    def holder(self, position: Position) -> Person | None:
        """Who sits there or is going to; nobody once they have left."""
        person = self.org.people.get(position.holder)
        return None if person and person.leaves and person.leaves < self.org.on else person

    def _team(self, key: str) -> str:
        return self.team_names.get(key, key)

    def _position(self, p: Position) -> tuple[Any, ...]:
        who = self.holder(p) or Person("")
        place = (p.key, p.title, p.role, p.level, p.function, self._team(p.team), p.location, round(p.fte, 6))
        return (*place, p.manager, p.dotted, *who[:3], p.starts, p.ends, p.stage, p.target_start)

    def _product(self, p: Product) -> tuple[Any, ...]:
        return (p.key, p.name, p.stage, p.market_facing, p.launch, p.launch_tier, self._team(p.team), p.assumed)

    def _assignment(self, a: Assignment) -> tuple[Any, ...]:
        return (a.key, a.product, a.position, a.role, a.kind, a.share, a.starts, a.ends, a.note)


def _plain(value: Any) -> Value:
    if isinstance(value, str):
        return one_line(value) or None
    return tuple([text for part in value if (text := one_line(part))]) if isinstance(value, tuple) else value


def cell(value: Value) -> str:
    """A value as the text of one cell."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else str(value)
    return joined(value) if isinstance(value, tuple) else str(value)


def team_names(teams: Mapping[str, Team]) -> dict[str, str]:
    """What each team is called, by key, no two alike: its name; where others are called that, too, with the teams that
    it sits in before it ("Sales / EMEA"); else its key as well."""
    names = {key: one_line(team.name) or one_line(key) for key, team in teams.items()}
    often = Counter(names.values())
    found = {key: name for key, name in names.items() if often[name] == 1}
    taken = set(found.values())
    for key in names.keys() - found.keys() if len(found) < len(names) else ():
        found[key] = ""
    paths = {key: _path(teams, names, key) for key, name in found.items() if not name}
    for key in sorted(paths):
        found[key] = _free(taken, paths[key], f"{paths[key]} ({one_line(key)})")
        taken.add(found[key])
    return found


def _path(teams: Mapping[str, Team], names: Mapping[str, str], key: str) -> str:
    above: list[str] = []
    while key in teams and key not in above:
        above.append(key)
        key = teams[key].parent
    return " / ".join(names[key] for key in reversed(above))


def _free(taken: Collection[str], *names: str) -> str:
    numbered = (f"{names[-1]} {number}" for number in count(2))
    return next(name for name in chain(names, numbered) if name not in taken)

"""The reporting lines as pages ask for them: found, sorted and with names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any, NamedTuple

from django.utils.text import capfirst

from planning.core.hiring import is_vacant
from planning.core.records import Position
from planning.core.reporting_lines.lines import Line, Lines
from planning.core.rules import Finding
from planning.findings import waivers
from planning.findings.presentation import ShownPosition, show_position
from planning.findings.waivers import Waivers
from planning.organisation.snapshot import Snapshot

MOST_LEADERS = 200


class ShownLine(NamedTuple):
    """A line with who sits there and whom it leads to. `vacant`: nobody sits there on the day or is known to come.
    `unknown` is the manager's key where no row has it. `accepted` counts findings that somebody has accepted, where the
    line was made `open`."""

    line: Line
    who: str
    vacant: bool
    code: str
    manager: Position | None
    manager_who: str
    unknown: str
    dotted: list[ShownPosition]
    leader: Position | None
    leader_who: str
    mark: str
    accepted: int = 0


def lines_of(snapshot: Snapshot) -> Lines:
    """Every line of what is looked at, worked out once a version."""
    return snapshot.remember("reporting lines", lambda: Lines(snapshot.context, snapshot.findings))


def open_findings(line: Line, standing: Waivers, on: date) -> tuple[Finding, ...]:
    """The line's findings that nobody has accepted."""
    return tuple(waivers.sort(line.findings, standing, on).open) if line.findings and standing else line.findings


def open_lines(snapshot: Snapshot, standing: Waivers) -> list[Line]:
    """Every line with its open findings only."""
    lines = list(lines_of(snapshot))
    if not standing:
        return lines
    return [
        line._replace(findings=left)
        if len(left := open_findings(line, standing, snapshot.org.on)) < len(line.findings)
        else line
        for line in lines
    ]


def who(snapshot: Snapshot, position: Position) -> str:
    """Who sits there, for a list."""
    return show_position(snapshot, position).who


def show(snapshot: Snapshot, line: Line) -> ShownLine:
    org = snapshot.org
    position = line.position
    manager = org.positions.get(position.manager) if position.manager != position.key else None
    leader = org.positions.get(line.leader)
    role = snapshot.content.roles.get(position.role)
    return ShownLine(
        line=line,
        who=who(snapshot, position),
        vacant=is_vacant(org, position),
        code=role.code if role and role.covers else "",
        manager=manager,
        manager_who=who(snapshot, manager) if manager else "",
        unknown=position.manager if position.manager and manager is None and position.manager != position.key else "",
        dotted=[show_position(snapshot, org.positions[key]) for key in line.dotted],
        leader=leader,
        leader_who=who(snapshot, leader) if leader else "",
        mark=snapshot.marks.get(position.key, ""),
        accepted=len(lines_of(snapshot).by_key[line.key].findings) - len(line.findings),
    )


Sorter = Callable[[Snapshot, Line], Any]


def _title(snapshot: Snapshot, key: str) -> str:
    position = snapshot.org.positions.get(key)
    return position.title.casefold() if position else ""


# Column -> heading and what it sorts by; numbers begin with the highest.
SORTS: Mapping[str, tuple[str, Sorter]] = {
    "title": ("Position", lambda snapshot, line: line.position.title.casefold()),
    "holder": (
        "Holder",
        lambda snapshot, line: (not snapshot.org.filled(line.position), who(snapshot, line.position).casefold()),
    ),
    "level": ("Level", lambda snapshot, line: line.level),
    "manager": ("Reports to", lambda snapshot, line: _title(snapshot, line.position.manager)),
    "dotted": ("Dotted lines", lambda snapshot, line: len(line.dotted)),
    "leader": ("Leader reached", lambda snapshot, line: (_title(snapshot, line.leader), line.leader)),
    "steps": ("Steps to the top", lambda snapshot, line: line.depth),
    "span": ("Reports", lambda snapshot, line: line.span),
    "findings": ("Findings", lambda snapshot, line: _gravity(line)),
}
NUMBERS = ("level", "dotted", "steps", "span", "findings")


def _gravity(line: Line) -> tuple[int, int]:
    return {"critical": 3, "warning": 2, "info": 1}.get(line.worst, 0), len(line.findings)


class Wanted(NamedTuple):
    """What the address asks for. `role` is a covering role's slug, or `any` of them; `flagged` keeps lines with
    findings; `leader` is the key of the leader reached."""

    q: str = ""
    function: str = ""
    role: str = ""
    leader: str = ""
    flagged: bool = False
    sort: str = ""

    @classmethod
    def read(cls, asked: Mapping[str, str]) -> Wanted:
        texts = {
            name: asked.get(name, "").replace("\0", "")[:200] for name in ("q", "function", "role", "leader", "sort")
        }
        return cls(**texts, flagged=asked.get("flagged") == "1")

    @property
    def narrows(self) -> bool:
        return self != Wanted(sort=self.sort)


def found(snapshot: Snapshot, wanted: Wanted, lines: Iterable[Line]) -> list[Line]:
    """Those of `lines` that pass, in the order asked for; else in theirs."""
    words = wanted.q.casefold().split()
    lines = [line for line in lines if _passes(snapshot, line, wanted) and _says(snapshot, line, words)]
    name = wanted.sort.removeprefix("-")
    if name in SORTS:
        lines.sort(key=lambda line: SORTS[name][1](snapshot, line), reverse=wanted.sort.startswith("-"))
    return lines


def _passes(snapshot: Snapshot, line: Line, wanted: Wanted) -> bool:
    role = line.position.role
    return (
        (not wanted.function or (line.function or "none") == wanted.function)
        and (not wanted.role or role == wanted.role or (wanted.role == "any" and _covers(snapshot, role)))
        and (not wanted.leader or line.leader == wanted.leader)
        and (not wanted.flagged or bool(line.findings))
    )


def _covers(snapshot: Snapshot, slug: str) -> bool:
    role = snapshot.content.roles.get(slug)
    return role is not None and role.covers


def _says(snapshot: Snapshot, line: Line, words: list[str]) -> bool:
    if not words:
        return True
    text = f"{line.position.title} {who(snapshot, line.position)} {line.key}".casefold()
    return all(word in text for word in words)


class Choices(NamedTuple):
    """What lines can be narrowed by: value, label, how many."""

    functions: list[tuple[str, str, int]]
    roles: list[tuple[str, str, int]]
    leaders: list[tuple[str, str, int]]


def choices(snapshot: Snapshot) -> Choices:
    return snapshot.remember("line choices", lambda: _choices(snapshot))


def _choices(snapshot: Snapshot) -> Choices:
    lines = list(lines_of(snapshot))
    names = snapshot.content.functions
    functions = Counter(line.function for line in lines)
    leaders = Counter(line.leader for line in lines if line.leader)
    roles = Counter(line.position.role for line in lines)
    by_name = [(f or "none", names.get(f, capfirst(f)) or "Function unknown", n) for f, n in functions.items()]
    heads = [(key, snapshot.context.named(key), n) for key, n in leaders.most_common(MOST_LEADERS)]
    return Choices(
        sorted(by_name, key=lambda choice: (choice[0] == "none", choice[1])),
        [(role.slug, role.name, roles[role.slug]) for role in snapshot.content.covering],
        sorted(heads, key=lambda choice: choice[1].casefold()),
    )

"""The reporting lines as pages ask for them: found, sorted and with names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any, NamedTuple

from planning.core.records import Position
from planning.core.reporting_lines.lines import Line, Lines
from planning.core.rules import Finding
from planning.findings import waivers
from planning.findings.waivers import Waivers
from planning.organisation.snapshot import Look

MOST_LEADERS = 200


class ShownLine(NamedTuple):
    """A line with who sits there and whom it leads to; `unknown` is the manager's key where no row has it. `accepted`
    counts findings that somebody has accepted, where the line was made `open`."""

    line: Line
    who: str
    vacant: bool
    code: str
    manager: Position | None
    manager_who: str
    unknown: str
    dotted: list[tuple[Position, str]]
    leader: Position | None
    leader_who: str
    mark: str
    accepted: int = 0


def lines_of(look: Look) -> Lines:
    """Every line of what is looked at, worked out once a version."""
    return look.remember("reporting lines", lambda: Lines(look.context, look.findings))


def open_findings(line: Line, standing: Waivers, on: date) -> tuple[Finding, ...]:
    """The line's findings that nobody has accepted."""
    return tuple(waivers.sort(line.findings, standing, on).open) if line.findings and standing else line.findings


def open_lines(look: Look, standing: Waivers) -> list[Line]:
    """Every line with its open findings only."""
    lines = list(lines_of(look))
    if not standing:
        return lines
    return [
        line._replace(findings=left)
        if len(left := open_findings(line, standing, look.org.on)) < len(line.findings)
        else line
        for line in lines
    ]


def who(look: Look, position: Position) -> str:
    """Who sits there, for a list."""
    person = look.org.holder(position)
    return (person.name or "Name withheld") if person else "Vacant"


def show(look: Look, line: Line) -> ShownLine:
    org = look.org
    position = line.position
    manager = org.positions.get(position.manager) if position.manager != position.key else None
    leader = org.positions.get(line.leader)
    role = look.content.roles.get(position.role)
    return ShownLine(
        line=line,
        who=who(look, position),
        vacant=not org.filled(position),
        code=role.code if role and role.covers else "",
        manager=manager,
        manager_who=who(look, manager) if manager else "",
        unknown=position.manager if position.manager and manager is None and position.manager != position.key else "",
        dotted=[(org.positions[key], who(look, org.positions[key])) for key in line.dotted],
        leader=leader,
        leader_who=who(look, leader) if leader else "",
        mark=look.marks.get(position.key, ""),
        accepted=len(lines_of(look).by_key[line.key].findings) - len(line.findings),
    )


Sorter = Callable[[Look, Line], Any]


def _title(look: Look, key: str) -> str:
    position = look.org.positions.get(key)
    return position.title.casefold() if position else ""


# Column -> heading and what it sorts by; numbers begin with the highest.
SORTS: Mapping[str, tuple[str, Sorter]] = {
    "title": ("Position", lambda look, line: line.position.title.casefold()),
    "holder": ("Holder", lambda look, line: (not look.org.filled(line.position), who(look, line.position).casefold())),
    "level": ("Level", lambda look, line: line.level),
    "manager": ("Reports to", lambda look, line: _title(look, line.position.manager)),
    "dotted": ("Dotted lines", lambda look, line: len(line.dotted)),
    "leader": ("Leader reached", lambda look, line: (_title(look, line.leader), line.leader)),
    "steps": ("Steps to the top", lambda look, line: line.depth),
    "span": ("Reports", lambda look, line: line.span),
    "findings": ("Findings", lambda look, line: _gravity(line)),
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


def found(look: Look, wanted: Wanted, lines: Iterable[Line]) -> list[Line]:
    """Those of `lines` that pass, in the order asked for; else in theirs."""
    words = wanted.q.casefold().split()
    lines = [line for line in lines if _passes(look, line, wanted) and _says(look, line, words)]
    name = wanted.sort.removeprefix("-")
    if name in SORTS:
        lines.sort(key=lambda line: SORTS[name][1](look, line), reverse=wanted.sort.startswith("-"))
    return lines


def _passes(look: Look, line: Line, wanted: Wanted) -> bool:
    role = line.position.role
    return (
        (not wanted.function or (line.function or "none") == wanted.function)
        and (not wanted.role or role == wanted.role or (wanted.role == "any" and _covers(look, role)))
        and (not wanted.leader or line.leader == wanted.leader)
        and (not wanted.flagged or bool(line.findings))
    )


def _covers(look: Look, slug: str) -> bool:
    role = look.content.roles.get(slug)
    return role is not None and role.covers


def _says(look: Look, line: Line, words: list[str]) -> bool:
    if not words:
        return True
    text = f"{line.position.title} {who(look, line.position)} {line.key}".casefold()
    return all(word in text for word in words)


class Choices(NamedTuple):
    """What lines can be narrowed by: value, label, how many."""

    functions: list[tuple[str, str, int]]
    roles: list[tuple[str, str, int]]
    leaders: list[tuple[str, str, int]]


def choices(look: Look) -> Choices:
    return look.remember("line choices", lambda: _choices(look))


def _choices(look: Look) -> Choices:
    lines = list(lines_of(look))
    names = look.content.functions
    functions = Counter(line.function for line in lines)
    leaders = Counter(line.leader for line in lines if line.leader)
    roles = Counter(line.position.role for line in lines)
    by_name = [(f or "none", names.get(f, f.capitalize()) or "Function unknown", n) for f, n in functions.items()]
    heads = [(key, look.context.seat(key), n) for key, n in leaders.most_common(MOST_LEADERS)]
    return Choices(
        sorted(by_name, key=lambda choice: (choice[0] == "none", choice[1])),
        [(role.slug, role.name, roles[role.slug]) for role in look.content.covering],
        sorted(heads, key=lambda choice: choice[1].casefold()),
    )

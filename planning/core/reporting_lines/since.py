"""What has happened to reporting lines since a state that somebody wrote down."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from planning.core.names import name_of
from planning.core.records import Org
from planning.core.reporting_lines.lines import Line

ADDED, MOVED, ENDED, FLAGGED = "added", "moved", "ended", "flagged"
KINDS = (MOVED, ADDED, ENDED, FLAGGED)


class Shift(NamedTuple):
    """What happened to one position (one of `KINDS`), and that as a sentence."""

    kind: str
    key: str
    text: str


def frozen(lines: Iterable[Line]) -> dict[str, list[Any]]:
    """What `since` compares with later, by position, as JSON can hold it: title, manager, and which rules flag it."""
    return {line.key: [line.position.title, line.position.manager, sorted(_rules(line))] for line in lines}


def since(before: Mapping[str, Any], lines: Iterable[Line], org: Org) -> list[Shift]:
    """What differs between the frozen lines and the lines of the same scope now, in the order of `KINDS`."""
    now = {line.key: line for line in lines}
    found = [shift for line in now.values() for shift in _of(before.get(line.key), line, org)]
    gone = [_gone(key, title or key, org) for key, (title, *_) in before.items() if key not in now]
    return sorted([*found, *gone], key=lambda shift: KINDS.index(shift.kind))


def _of(then: Any, line: Line, org: Org) -> Iterator[Shift]:
    name = name_of(org, "position", line.key)
    if then is None:
        where = f", under {name_of(org, 'position', line.position.manager)}" if line.position.manager else ""
        yield Shift(ADDED, line.key, f"{name} is new here{where}")
        then = ["", line.position.manager, []]
    _, manager, rules = then
    if manager != line.position.manager:
        yield Shift(MOVED, line.key, f"{name} moved from {_name(org, manager)} to {_name(org, line.position.manager)}")
    for finding in line.findings:
        if finding.rule not in rules:
            yield Shift(FLAGGED, line.key, finding.message)


def _gone(key: str, title: str, org: Org) -> Shift:
    if key in org.positions:
        return Shift(MOVED, key, f"{name_of(org, 'position', key)} is no longer in this scope")
    return Shift(ENDED, key, f"{title} has ended")


def _name(org: Org, key: str) -> str:
    return name_of(org, "position", key) if key else "no one"


def _rules(line: Line) -> set[str]:
    return {finding.rule for finding in line.findings}

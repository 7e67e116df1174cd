"""What a people file says of an organisation."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, NamedTuple

from planning.imports.people.position_rows import PositionRow
from planning.imports.placing.directory import Directory

Fields = dict[str, Any]


class Proposal(NamedTuple):
    """Managers by department, where a file names none: how many `positions` get one, and the clear `heads`, each as
    “Sales under Bero Vask, VP Sales”."""

    positions: int = 0
    heads: tuple[str, ...] = ()


@dataclass
class Draft:
    """What a file says, by key: only the fields that it has. `rows` is where each position stands in it, `spared` the
    keys of rows that could not be understood: nothing is said of those. `left` are the rows of people whose last day
    has passed. `works_on` are texts that may name the product of a position; None where no column holds such."""

    positions: dict[str, Fields] = field(default_factory=dict)
    people: dict[str, Fields] = field(default_factory=dict)
    teams: dict[str, Fields] = field(default_factory=dict)
    rows: dict[str, int] = field(default_factory=dict)
    inactive: set[str] = field(default_factory=set)
    left: dict[str, PositionRow] = field(default_factory=dict)
    interim: set[str] = field(default_factory=set)
    spared: set[str] = field(default_factory=set)
    directory: Directory = field(default_factory=lambda: Directory(()))
    proposal: Proposal = field(default_factory=Proposal)
    works_on: dict[str, tuple[str, ...]] | None = None

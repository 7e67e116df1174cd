"""The columns of a people file while they are being told: what each is taken for, and what its cells look like."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cached_property

from planning.core.content import Content
from planning.imports.columns.contents import Profile, profiles
from planning.imports.columns.header_words import is_placeable
from planning.imports.opening.read import Table

UNUSED = ""
IDS = ("position_id", "person_id", "id")
NAMES = ("name", "first_name", "last_name")
MANAGERS = 0.8
# How many columns with unknown headers are looked at: each is held against the others.
MOST = 60


@dataclass
class Columns:
    """`found` holds the field of each column (None: not known yet). `fixed` are columns that somebody chose;
    `corrected` (with the field before) and `placed` are columns whose headers misled or said nothing."""

    table: Table
    content: Content
    found: list[str | None]
    fixed: frozenset[int]
    corrected: dict[int, str] = field(default_factory=dict)
    placed: set[int] = field(default_factory=set)

    @cached_property
    def looks(self) -> list[Profile]:
        return profiles(self.table)

    def of(self, name: str) -> list[int]:
        return [i for i, known in enumerate(self.found) if known == name]

    def has(self, *names: str) -> bool:
        return any(name in names for name in self.found if name)

    def fields(self) -> dict[str, list[int]]:
        return {name: self.of(name) for name in {name for name in self.found if name}}

    def unknown(self, least: int = 2) -> Iterator[tuple[int, Profile]]:
        """Columns that nothing is known of and that hold `least` cells (in the sample)."""
        taken = self.fields()
        looked = 0
        for i, name in enumerate(self.found):
            if name is None and len(self.looks[i].values) >= least and is_placeable(self.table.headers[i], taken):
                looked += 1
                if looked > MOST:
                    return
                yield i, self.looks[i]

    def best(self, score: Callable[[int, Profile], float], least: float) -> int | None:
        """The unknown column with the highest score, the first of equals; None where none has `least`."""
        scored = [(score(i, look), -i) for i, look in self.unknown()]
        best = max(scored, default=(0.0, 0))
        return -best[1] if best[0] >= least else None

    def place(self, i: int | None, name: str) -> None:
        if i is not None:
            self.found[i] = name
            self.placed.add(i)

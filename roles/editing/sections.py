"""The sections of a unit: under which heading each stands, what it says in short, and finding something in them."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import Any, Final, NamedTuple

from django.db.models import Model

from roles.documents import unit_of
from roles.documents.cells import ref, values
from roles.editing import wording
from roles.editing.forms import TELLING
from roles.editing.parts import PARTS, Part
from roles.guide.reading import Guide

HEADINGS: Final[Mapping[str, tuple[tuple[str, tuple[str, ...]], ...]]] = {
    "role": (
        ("What it is", ("role", "point-overview", "point-history", "point-focus", "point-not-this", "point-choosing")),
        ("The work", ("responsibility", "point-mission", "point-success-6", "point-success-12")),
        ("In the organisation", ("reportingline", "point-placement", "point-partners", "partner", "need", "norm")),
        ("Skills", ("point-hard-skill", "point-soft-skill", "point-certification")),
        ("Career", ("level", "nextstep", "point-career", "point-salary", "point-outlook")),
        ("Hiring", ("titlepattern", "competency", "question", "interviewstep")),
    ),
    "pairing": (
        ("The comparison", ("pairing", "pairpoint-about", "pairpoint-misconception")),
        ("The work", ("pairpoint-synergy", "pairpoint-distinct", "pairpoint-overlap", "responsibility")),
        ("Career and hiring", ("pairpoint-choosing", "pairpoint-salary", "pairpoint-outlook", "pairpoint-hiring")),
    ),
}
MOST_HITS = 60
# What a question is made of, beside what it is about.
SMALL = frozenset(
    re.findall(
        r"\w+",
        "a an and are as by can do does for has have how in is it of on or role the their they this to what when where "
        "which who whom whose with",
    )
)


class Section(NamedTuple):
    """One part of a unit in the list of them. `mark` is what became of it ('' for nothing, else a word), `here`
    whether the page shows it."""

    part: Part
    entries: int
    excerpt: str
    mark: str
    address: str
    here: bool

    @property
    def counts(self) -> bool:
        """Whether it is one of several rows, which are to be counted."""
        return not self.part.lone


class Hit(NamedTuple):
    """A row that holds what was looked for."""

    unit: str
    part: Part
    text: str
    address: str


Address = Callable[[str, str], str]  # of a unit and a place


def part_at(kind: str, place: str) -> Part | None:
    return next((part for part in PARTS[kind] if part.place == place), None)


def part_of(row: Model) -> Part | None:
    """The part of its unit that a row stands in."""
    return next((part for part in PARTS[unit_of(row).partition("/")[0]] if part.holds(row)), None)


def groups(
    unit: str, rows: Collection[Model], guide: Guide, marks: Mapping[str, str], address: Address, here: str = ""
) -> list[tuple[str, list[Section]]]:
    """The sections of a unit under their headings. `rows` are the unit's, `marks` words by place."""
    parts = {part.place: part for part in PARTS[unit.partition("/")[0]]}
    return [
        (title, [_section(unit, parts[place], rows, guide, marks, address, here) for place in places])
        for title, places in headings(unit.partition("/")[0])
    ]


def headings(kind: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The headings of a kind in their order, each with the places below it."""
    return HEADINGS.get(kind) or (("", tuple(part.place for part in PARTS[kind])),)


def _section(
    unit: str, part: Part, rows: Iterable[Model], guide: Guide, marks: Mapping[str, str], address: Address, here: str
) -> Section:
    mine = sorted((row for row in rows if part.holds(row)), key=lambda row: getattr(row, "order", 0))
    excerpt = _excerpt(part, mine, guide)
    return Section(part, len(mine), excerpt, marks.get(part.place, ""), address(unit, part.place), here == part.place)


def _excerpt(part: Part, rows: Sequence[Model], guide: Guide) -> str:
    """The first statement; of rows with names, those."""
    named = TELLING.get(part.table, "")
    if not rows or not named:
        return str(getattr(rows[0], "text", "")) if rows else ""
    told = [wording.value_text(part.model, named, values(row)[named], guide) for row in rows[:8]]
    return ", ".join(dict.fromkeys(told))


def search(rows: Iterable[Model], asked: str, guide: Guide, address: Address, unit: str = "") -> list[Hit]:
    """The rows (of one unit, if it is named) that hold every word of a question, those that say it themselves first."""
    wanted = [word for word in re.findall(r"[\w&+#]+", asked.casefold()) if word not in SMALL]
    found = []
    for row in rows if wanted else ():
        name, part = unit_of(row), part_of(row)
        if part is None or (unit and name != unit):
            continue
        said = _said(row, part, guide)
        around = f"{part.title} {part.help} {_unit_words(name, guide)}".casefold()
        if all(_holds(word, f"{said.casefold()} {around}") for word in wanted):
            own = sum(_holds(word, f"{said} {part.title}".casefold()) for word in wanted)
            found.append((-own, Hit(name, part, said, address(name, part.place))))
    return [hit for _, hit in sorted(found, key=lambda pair: pair[0])][:MOST_HITS]


def _holds(word: str, text: str) -> bool:
    """Whether a word of the text begins so; “reports” finds “reporting”, too."""
    stem = re.sub(r"(?:ing|ed|es|s)$", "", word) if len(word) > 4 else word
    return re.search(rf"\b{re.escape(stem)}", text) is not None


def _said(row: Model, part: Part, guide: Guide) -> str:
    given = values(row)
    shown = [
        name for name in part.fields if name not in ("source", "order") and not isinstance(given[name], bool | int)
    ]
    told = (wording.value_text(part.model, name, given[name], guide) for name in shown if given[name])
    return " · ".join(dict.fromkeys(told)) or str(ref(row).key)


def _unit_words(unit: str, guide: Guide) -> str:
    """What a unit is asked for by."""
    kind, _, key = unit.partition("/")
    role: Any = guide.roles.get(key) if kind == "role" else None
    return f"{role.name} {role.code}" if role else key.replace("-", " ")

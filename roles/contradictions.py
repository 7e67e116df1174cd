"""What role content must not say: names that lead nowhere, and two records that claim the same."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django.db.models import Model

from planning.org.state import STAGES
from roles.models import Citable, Function, Level, Need, Pairing, Partner, ReportingLine, Responsibility, Role, Source
from roles.models import TitlePattern as Pattern


def contradictions(rows: Sequence[Model]) -> list[str]:
    """Every contradiction among these rows (all of the content), as a sentence that names the record."""
    return [*_twice(rows), *_unknown(rows), *_leading_rings(rows)]


def _of(rows: Iterable[Model], model: type[Any]) -> Iterator[Any]:
    return (row for row in rows if isinstance(row, model))


def _twice(rows: Sequence[Model]) -> Iterator[str]:
    names = Counter(str(row.key) for row in _of(rows, Citable))
    names.update(f"the role {row.slug}" for row in _of(rows, Role))
    names.update(f"the code {row.code}" for row in _of(rows, Role) if row.code)
    names.update(f"the title pattern “{row.text}”{' (whole)' if row.whole else ''}" for row in _of(rows, Pattern))
    names.update(f"level {row.number} ({row.track}) of {row.role_id}" for row in _of(rows, Level))
    return (f"{name} is there {number} times; keep one." for name, number in names.items() if number > 1)


def _unknown(rows: Sequence[Model]) -> Iterator[str]:
    known = {
        "role": {row.slug for row in _of(rows, Role)} | {""},
        "function": {row.slug for row in _of(rows, Function)} | {""},
        "source": {row.slug for row in _of(rows, Source)},
        "stage": set(STAGES),
    }
    filled = {row.function_id for row in _of(rows, Role)}
    for kind, place, name in _references(rows):
        if name not in known[kind]:
            yield f"{place}: there is no {kind} “{name}”."
    for line in _of(rows, ReportingLine):
        for function in set(line.functions) - filled:
            yield f"{line.key}: no role fills the function “{function}” that it reports to."


def _references(rows: Sequence[Model]) -> Iterator[tuple[str, str, str]]:
    """(kind of the thing named, who names it, its name)."""
    for row in rows:
        if isinstance(row, Citable):
            yield "source", row.key, row.source_id
        for name in _roles_named(row):
            yield "role", str(row), name
        for name in _functions_named(row):
            yield "function", str(row), name
        if isinstance(row, Need | Partner):
            yield from (("stage", row.key, stage) for stage in [*row.stages, *getattr(row, "urgent_stages", ())])


def _roles_named(row: Model) -> list[str]:
    if isinstance(row, Role):
        return list(row.leads)
    if isinstance(row, Responsibility):
        return list(row.roles)
    if isinstance(row, Pairing):
        return [row.one_id, row.other_id]
    return [row.role, *row.ask] if isinstance(row, Pattern) else []


def _functions_named(row: Model) -> list[str]:
    if isinstance(row, Role):
        return [row.function_id]
    if isinstance(row, ReportingLine):
        return [*row.functions, *row.lighter]
    if isinstance(row, Partner):
        return list(row.functions)
    return [row.function] if isinstance(row, Pattern) else []


def _leading_rings(rows: Sequence[Model]) -> Iterator[str]:
    leads = {row.slug: row.leads for row in _of(rows, Role)}
    for slug in leads:
        reached, waiting = set(), list(leads[slug])
        while waiting:
            name = waiting.pop()
            if name not in reached:
                reached.add(name)
                waiting += leads.get(name, ())
        if slug in reached:
            yield f"{slug} leads, through others, itself."

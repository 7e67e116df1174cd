"""What bounds the choice beside room: budgets, hires, and what the question pins."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal

from planning.core.close_gaps.model import Model
from planning.core.close_gaps.prices import share_of_year
from planning.core.close_gaps.question import Question
from planning.core.close_gaps.supply import Newcomers
from planning.core.fixes.base import FixKind


def bounded(model: Model, question: Question, left: Mapping[tuple[str, int], Decimal]) -> Iterator[str]:
    """Add the rows of the question's limits to a model. Pinned moves that nothing in it can be come back."""
    bound(model, question, left)
    yield from pinned_rows(model, sorted(key for key in question.pinned if is_move(key)))


def is_move(key: str) -> bool:
    return key.partition(":")[0] in (FixKind.ASSIGN, FixKind.HIRE, FixKind.RETITLE, FixKind.COUNTS) and ":" in key


def bound(model: Model, question: Question, left: Mapping[tuple[str, int], Decimal]) -> None:
    """Add the rows of the budgets and of hires; `left` is what is left of the budgets of functions."""
    if question.budget is not None:
        _budget(model, question, float(question.budget))
    if question.most_hires is not None:
        hires = {come.column: 1.0 for come in model.comes if _kind(model, come.newcomers).kind == FixKind.HIRE}
        model.program.row(hires, upper=question.most_hires)
    for (function, year), amount in left.items():
        entries = _of_year(model, year, function)
        if entries:
            model.program.row(entries, upper=float(amount))


def years(question: Question) -> range:
    """The calendar years in which what is done costs."""
    return range(question.on.year, question.ahead.year + 1)


def _budget(model: Model, question: Question, amount: float) -> None:
    """A year of all that comes, and each calendar year pro rata."""
    model.program.row(_of_year(model, None), upper=amount)
    for year in years(question):
        if entries := _of_year(model, year):
            model.program.row(entries, upper=amount)


def _of_year(model: Model, year: int | None, function: str = "") -> dict[int, float]:
    """By column what newcomers cost in a calendar year, or in a whole one."""
    found: dict[int, float] = {}
    for come in model.comes:
        one = _kind(model, come.newcomers)
        cost = dict(one.by_function).get(function) if function else one.cost
        share = 1.0 if year is None else share_of_year(date.fromordinal(come.start), year)
        if cost and share:
            found[come.column] = float(cost) * share
    return found


def _kind(model: Model, number: int) -> Newcomers:
    return model.newcomers[number - len(model.holders)]


def pinned_rows(model: Model, pins: Sequence[str]) -> Iterator[str]:
    """Add a row for each pinned move; those that nothing in the model can be come back."""
    for key in pins:
        entries = _matching(model, key)
        if not entries:
            yield key
        else:
            model.program.row(entries, lower=1)


def _matching(model: Model, key: str) -> dict[int, float]:
    kind, _, rest = key.partition(":")
    if kind == FixKind.COUNTS:
        return {come.column: 1 for come in model.comes if _kind(model, come.newcomers).key == key}
    if kind == FixKind.RETITLE:
        position, _, role = rest.rpartition(":")
        return {
            come.column: 1
            for come in model.comes
            if (one := _kind(model, come.newcomers)).kind == kind and one.role == role and one.members == (position,)
        }
    found: dict[int, float] = {
        take.column: 1 for take in model.takes if _is_move(model, take.lanes, take.source, kind, rest)
    }
    if kind == FixKind.HIRE:
        found |= {come.column: 1 for come in model.comes if _brings(_kind(model, come.newcomers), rest)}
    return found


def _brings(newcomers: Newcomers, rest: str) -> bool:
    """Whether an open position covers a product in a role by itself once it is filled."""
    return any(rest == f"{newcomers.role}:{lane.product}" for lane in newcomers.own)


def _is_move(model: Model, lanes: int, source: int, kind: str, rest: str) -> bool:
    stretch, of = model.classes[lanes].stretch, model.classes[lanes].lanes
    if source < len(model.holders):
        members = [key for group in model.holders[source].groups for key in group.members]
        return kind == FixKind.ASSIGN and any(
            rest == f"{key}:{lane.product}:{stretch.role}" for key in members for lane in of
        )
    hire = _kind(model, source).kind == FixKind.HIRE
    return kind == FixKind.HIRE and hire and any(rest == f"{stretch.role}:{lane.product}" for lane in of)

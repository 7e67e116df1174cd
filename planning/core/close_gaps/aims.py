"""What the columns of a model are worth, by aim."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping

from planning.core.close_gaps.lanes import Stretch
from planning.core.close_gaps.model import Model
from planning.core.fixes.base import FixKind

LITTLE = 0.001  # of a person who changes

Worth = Callable[[Stretch, int, int | None], int]
"""What cover of a lane from a day on is worth, for good or until another day."""


def critical(model: Model) -> dict[int, float]:
    """What each column takes off the weighted critical days, as costs."""
    return _worth(model, lambda stretch, start, end: stretch.weighted_until(start, end))


def warnings(model: Model) -> dict[int, float]:
    """The same of days of warnings."""
    return _worth(model, lambda stretch, start, end: stretch.until(start, end).warning)


def _worth(model: Model, of: Worth) -> dict[int, float]:
    found: dict[int, float] = defaultdict(float)
    for take in model.covers():
        found[take.column] -= of(model.classes[take.lanes].stretch, take.start, take.end)
    return {column: worth for column, worth in found.items() if worth}


def costs(model: Model, of: Mapping[int, float]) -> dict[int, float]:
    """By column what newcomers cost, given what one of each kind does, by number among the newcomers."""
    first = len(model.holders)
    return {come.column: cost for come in model.comes if (cost := of.get(come.newcomers - first, 0.0))}


def preferences(model: Model) -> dict[int, float]:
    """Next to people who change, and far below them: rather no new position, and whoever follows somebody goes on with
    what they had."""
    first = len(model.holders)
    kinds = dict(enumerate(model.newcomers, first))
    new = (c.column for c in model.comes if kinds[c.newcomers].most is None and kinds[c.newcomers].kind == FixKind.HIRE)
    had = {lane for one in model.newcomers for lane in one.had}
    taken = (t.column for t in model.takes if t.source >= first and model.classes[t.lanes].lanes[0] in had)
    return {column: LITTLE for column in new} | {column: -LITTLE for column in taken}

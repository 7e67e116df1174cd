"""Bringing a plan of many changes onto an organisation."""

from collections.abc import Iterable
from datetime import date

import pytest

from planning.core.changes import merge
from planning.core.changes.change import Change, apply
from planning.core.changes.plan_steps import PlannedChange
from planning.core.records import Org, Position

DAY = date(2026, 6, 1)
ORG = Org.of(DAY, *(Position(f"p{n}", title="Old") for n in range(50)))


def _planned(*changes: Change) -> list[PlannedChange]:
    return [PlannedChange(str(number), change, step=number) for number, change in enumerate(changes)]


def _retitled(key: str, before: str, after: str) -> Change:
    return Change(DAY, "position", key, {"title": before}, {"title": after})


def test_tables_are_copied_for_each_day_and_not_for_each_change(monkeypatch: pytest.MonkeyPatch) -> None:
    copied: list[Org] = []

    def counted(org: Org, changes: Iterable[Change]) -> Org:
        copied.append(org)
        return apply(org, changes)

    monkeypatch.setattr(merge, "apply", counted)
    changes = _planned(*(_retitled(key, "Old", "New") for key in ORG.positions))
    ready, clashes = merge.settle(lambda on: ORG, changes, {}, DAY)
    assert (len(ready), clashes, len(copied)) == (50, [], 1)


def test_a_change_meets_what_the_one_before_it_has_left() -> None:
    changes = _planned(_retitled("p1", "Old", "New"), _retitled("p1", "New", "Newest"))
    ready, clashes = merge.settle(lambda on: ORG, changes, {}, DAY)
    assert clashes == []
    assert [change.before for change in ready] == [{"title": "Old"}, {"title": "New"}]


def test_the_organisation_that_is_met_stays_as_it_is() -> None:
    merge.settle(lambda on: ORG, _planned(_retitled("p1", "Old", "New")), {}, DAY)
    assert ORG.positions["p1"].title == "Old"

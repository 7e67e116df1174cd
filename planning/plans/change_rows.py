"""The changes of a plan as its page lists them, so many at a time."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from django.core.paginator import Page, Paginator

from planning.organisation.models import Plan
from planning.organisation.plan_access import PlanAccess
from planning.organisation.told_changes import ToldChange, told
from planning.plans.partial import Parts

PER_PAGE = 100


class ChangeRow(NamedTuple):
    """A change of the plan as its page lists it, with what was said about it. `needs` are the ids of the rows that it
    cannot be approved without, with bars between, `needed` the same in words."""

    change: ToldChange
    said: Sequence[object] = ()
    needs: str = ""
    needed: str = ""

    @property
    def id(self) -> str:
        return self.change.id

    @property
    def on(self) -> date:
        return self.change.on

    @property
    def text(self) -> str:
        return self.change.text

    @property
    def note(self) -> str:
        return self.change.note


class Listed(NamedTuple):
    """Some rows of `total`, as they follow each other: from the first of page `first` to the last of page `last`."""

    rows: Sequence[ChangeRow]
    total: int
    first: Page[ToldChange]
    last: Page[ToldChange]

    @property
    def following(self) -> int:
        """How many the next page has."""
        return min(PER_PAGE, self.total - self.last.end_index())


def listed(
    plan_access: PlanAccess, page: str | None = None, *, needs: bool = False, ticked: Collection[str] = ()
) -> Listed:
    """A page of the changes as they stand, in order of date; as many more as hold all that is `ticked`. With `needs`,
    each says what it needs."""
    plan = plan_access.plan
    rows = told(plan, cost=plan_access.access.sees_cost)
    pages = Paginator(rows, PER_PAGE)
    first = pages.get_page(page)
    numbers = [place // PER_PAGE + 1 for place, row in enumerate(rows) if row.id in ticked] if ticked else []
    last = pages.page(max([first.number, *numbers]))
    shown = _with_said(plan, rows[max(first.start_index() - 1, 0) : last.end_index()])
    return Listed(_with_needs(Parts(plan, rows), shown) if needs else shown, len(rows), first, last)


def _with_said(plan: Plan, rows: Sequence[ToldChange]) -> list[ChangeRow]:
    said: dict[str, list[object]] = {}
    for comment in plan.comments.exclude(change="").select_related("author"):
        said.setdefault(comment.change, []).append(comment)
    return [ChangeRow(row, _of(row, said)) for row in rows]


def _of(row: ToldChange, said: Mapping[str, list[object]]) -> list[object]:
    return [one for id in row.id.split() for one in said.get(id, ())]


def _with_needs(parts: Parts, rows: Sequence[ChangeRow]) -> list[ChangeRow]:
    direct = [parts.direct[row.id] for row in rows]
    return [
        row._replace(needs="|".join(mine), needed=parts.named(mine)) for row, mine in zip(rows, direct, strict=True)
    ]

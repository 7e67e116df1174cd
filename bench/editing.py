"""Somebody edits an organisation and looks at it, over and over: what pages ask for, in the order they ask."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from itertools import count, cycle, islice
from typing import NamedTuple

from django.urls import reverse
from django.utils import timezone

from bench import data
from bench.web import Visitor
from planning.organisation import store
from planning.organisation.models import Plan
from planning.plans.editing import create
from portal.models import Organisation, User

# Every so many edits the pages that look at all of the organisation are opened, and every so many a plan is made.
LARGER_PAGES, NEW_PLAN, EDITS_OF_A_PLAN = 10, 100, 3
LARGER = ("findings", "coverage", "people", "history")
Act = Callable[[], object]


class Round(NamedTuple):
    """One edit, the look at the chart after it, and what else is opened every now and then (None: nothing)."""

    edit: Act
    look: Act
    more: Act | None


class Editor:
    """Moves people without reports from head to head, and looks."""

    def __init__(self, organisation: Organisation, visitor: Visitor) -> None:
        self._organisation, self._visitor = organisation, visitor
        self._today: date = timezone.localdate()
        org = store.org_at(organisation, self._today)
        self._managers = {p.key: p.manager for p in org.positions.values() if p.manager and not org.reports(p.key)}
        self._heads = cycle(islice((p.key for p in org.positions.values() if org.reports(p.key)), 7))
        self._charts = [self._address("chart"), self._address("chart-cards"), self._address("find") + "?q=product+m"]
        self._larger = [self._address(name) for name in LARGER]

    def look(self) -> None:
        """The chart with its cards, and a search."""
        for address in self._charts:
            self._visitor.get(address)

    def rounds(self) -> Iterator[Round]:
        """Without end."""
        for number, key in zip(count(1), cycle(list(self._managers))):
            yield Round(partial(self._move, key), self.look, self._more(number))

    def _more(self, number: int) -> Act | None:
        if number % NEW_PLAN == 0:
            return self._work_on_a_plan
        return self._look_at_larger if number % LARGER_PAGES == 0 else None

    def _look_at_larger(self) -> None:
        for address in self._larger:
            self._visitor.get(address)

    def _work_on_a_plan(self) -> None:
        """A new plan, some edits in it, and each page of it that shows all of the organisation."""
        owner = User.objects.get(email=data.EMAIL)
        plan = create(self._organisation, name="Bench", target=self._today, purpose="", owner=owner)
        for key in list(self._managers)[-EDITS_OF_A_PLAN:]:
            self._move(key, plan)
        for address in (*self._charts[:2], self._larger[0]):
            self._visitor.get(f"{address}?plan={plan.slug}")

    def _move(self, key: str, plan: Plan | None = None) -> None:
        """To another head than it has."""
        head = next(head for head in self._heads if head != self._managers[key])
        self._managers[key] = head
        form = {"key": key, "manager": head, "on": self._today.isoformat()}
        address = reverse("do", args=[self._organisation.slug, "move"])
        self._visitor.post(address + (f"?plan={plan.slug}" if plan else ""), form)

    def _address(self, name: str) -> str:
        return reverse(name, args=[self._organisation.slug])


def live(slug: str) -> Editor:
    """Of the organisation with this slug, by a visitor who is a member of it."""
    return Editor(Organisation.objects.get(slug=slug), Visitor())

"""Which changes of a plan need which others, said by name: for approving a part of it, and for leaving some out."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import NamedTuple

from planning.core.changes.needs import closed, needs
from planning.core.words import listed
from planning.organisation import store
from planning.organisation.models import Plan
from planning.organisation.told_changes import ToldChange

# Of what one change needs, so many are named; the rest is counted.
NAMED = 3


class Ticked(NamedTuple):
    """What an approver has ticked and said so far: `lacks` says what it needs beside, `more` how many changes that is,
    `also` what was ticked, too."""

    rows: Sequence[str] = ()
    text: str = ""
    lacks: Sequence[str] = ()
    more: int = 0
    also: str = ""


NOTHING = Ticked()


class Parts:
    """The rows of a plan's list, and what each needs of the others."""

    def __init__(self, plan: Plan, rows: Sequence[ToldChange]) -> None:
        self.rows = {row.id: row for row in rows}
        place = {id: row.id for row in rows for id in row.id.split()}
        planned = sorted(store.planned(plan).values(), key=lambda p: p.change.on)
        on = planned[0].change.on if planned else plan.target
        found = needs(store.org_at(plan.organisation, on), [p.change for p in planned])
        self.direct: dict[str, list[str]] = {row.id: [] for row in rows}
        for p, needed in zip(planned, found, strict=True):
            mine = self.direct[place[p.id]]
            others = dict.fromkeys(place[planned[number].id] for number in sorted(needed))
            mine += [other for other in others if other != place[p.id] and other not in mine]

    def whole(self, chosen: Iterable[str]) -> list[str]:
        """These rows with all that they need, in the order of the list."""
        order = list(self.rows)
        number = {id: n for n, id in enumerate(order)}
        direct = [[number[other] for other in self.direct[id]] for id in order]
        return [order[n] for n in sorted(closed(direct, (number[id] for id in chosen if id in number)))]

    def lacking(self, chosen: Collection[str]) -> dict[str, list[str]]:
        """By the row that is chosen, what it needs and is not."""
        found = {id: [other for other in self.direct[id] if other not in chosen] for id in self.rows if id in chosen}
        return {id: others for id, others in found.items() if others}

    def told(self, id: str, others: Sequence[str]) -> str:
        """“Hire a PMM for Ledger” needs “New team Growth”."""
        return f"{self.named([id])} needs {self.named(others)}."

    def named(self, ids: Sequence[str]) -> str:
        """The rows in quotation marks, the first few of them."""
        names = [f"“{self.rows[id].text}”" for id in ids[:NAMED]]
        return listed([*names, f"{len(ids) - NAMED} more"] if len(ids) > NAMED else names)


def words(parts: Parts, lacking: Mapping[str, Sequence[str]]) -> list[str]:
    """A sentence for each row that lacks something."""
    return [parts.told(id, others) for id, others in lacking.items()]

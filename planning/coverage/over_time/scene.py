"""What the pages of coverage over time look at: an organisation or a plan from day to day, worked out once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from functools import cached_property

from planning.core.changes.record_history import DatedOrg, RecordHistories
from planning.core.content import Content
from planning.core.coverage.coverage import Cell
from planning.core.over_time.timeline import timeline
from planning.findings.presentation import product_name
from planning.organisation import store
from planning.organisation.snapshot import Snapshot
from portal.guard import Access

WITHHELD = "Name not given"


class Scene:
    """Coverage from `first` to `last`, and who is who on any day between."""

    def __init__(self, dated: DatedOrg, content: Content, first: date, last: date) -> None:
        self.dated, self.content = dated, content
        self.histories = RecordHistories(dated)
        self.line = timeline(dated, content, first, last)

    @cached_property
    def works_on(self) -> Mapping[str, Mapping[str, None]]:
        """The products that each position is assigned to at some time."""
        found: dict[str, dict[str, None]] = defaultdict(dict)
        for _, duty in self.histories.every("assignment"):
            if duty.product in self.line.products:
                found[duty.position][duty.product] = None
        return found

    def who(self, cell: Cell, day: date) -> list[str]:
        """Who a cell is by: the holder's name, or the title of a position without one."""
        return [self.name(key, day) for key in cell.by]

    def name(self, key: str, day: date) -> str:
        position = self.histories.at("position", key, day)
        if position is None:
            return key
        person = self.histories.at("person", position.holder, day) if position.holder else None
        if person is None or (person.leaves and person.leaves < day):
            return position.title or key
        return person.name or WITHHELD

    def text(self, key: str) -> str:
        """What a product is found by: its name, its team, and whoever has to do with it at any time."""
        product = self.line.products[key]
        team = self.histories.at("team", product.team, self.line.last)
        lanes = (self.line.lanes.get((key, role.slug), ()) for role in self.content.covering)
        people = {name for lane in lanes for band in lane for name in self.who(band.cell, band.first)}
        return " ".join([product_name(product), key, team.name if team else product.team, *people]).casefold()


def scene_of(access: Access, first: date, last: date) -> Scene:
    """The organisation or the plan that a request looks at. No query where it is in memory already."""
    content = Snapshot.of(access).content

    def make() -> Scene:
        return Scene(store.dated(access.organisation, first, access.plan), content, first, last)

    return store.derived(access.organisation, first, ("scene", last, content.version), make, access.plan)

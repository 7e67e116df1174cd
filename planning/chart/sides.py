"""What a plan's chart is held against, and which side of it is drawn."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from planning.chart.state import AFTER, ChartState
from planning.core.records import Org
from planning.organisation.models import Plan
from planning.organisation.plan_access import plan_access_of
from portal.guard import Access


class ChartSides(NamedTuple):
    """`show` is the side that is drawn; `against` another plan that it is held against, None for the organisation as
    it is."""

    show: str = AFTER
    against: Plan | None = None

    @property
    def place(self) -> tuple[object, ...]:
        """Tells the charts of one plan and date apart; equal where they look alike."""
        other = (self.against.pk, self.against.version) if self.against else ()
        return (self.show, *other)

    @property
    def name(self) -> str:
        return self.against.name if self.against else "the current organisation"

    @property
    def plain(self) -> bool:
        """Whether this is simply what is looked at."""
        return self.show == AFTER and self.against is None


def sides_of(access: Access, state: ChartState) -> ChartSides:
    """Raises Http404 where the other plan is not there for this member."""
    against = plan_access_of(access, state.against).plan if state.against else None
    return ChartSides(state.show if access.plan or against else AFTER, against)


def with_ended(org: Org, marks: Mapping[str, str], base: Org) -> Org:
    """`org` with the positions that have ended since `base` standing where they stood, for a chart to show them."""
    gone = {key: base.positions[key] for key in marks if key in base.positions and key not in org.positions}
    back = {key: org.get("position", key) or position for key, position in gone.items()}
    standing = {key: position._replace(ends=None) for key, position in back.items()}
    return Org(org.on, {**org.tables, "position": {**org.tables["position"], **standing}}) if standing else org

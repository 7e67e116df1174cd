"""An answer on the chart: the organisation with all that it does, before anything of it is kept."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any, ClassVar

from planning.chart.filters import Finder
from planning.chart.model import Chart
from planning.chart.page import ChartPage, Choice
from planning.chart.sides import ChartSides, with_ended
from planning.chart.state import AFTER, BEFORE, CHANGES, ChartState
from planning.chart.steps import ChangeStep
from planning.core import rules
from planning.core.changes.change import Change, apply
from planning.core.close_gaps.answer import Answer, Move
from planning.core.differences import CHANGED, marks
from planning.findings import waivers
from planning.organisation import store
from planning.organisation.snapshot import Looked, Snapshot
from portal.guard import Access


class AnswerSnapshot(Snapshot):
    """What `before` is once `changes` are made, all of them due by then."""

    def __init__(self, before: Snapshot, changes: Sequence[Change]) -> None:
        self.before, self.changes = before, changes
        self.org, self.content = apply(before.org, changes), before.content
        self.plan, self.organisation = None, before.organisation
        self._made: dict[object, Any] = {}
        self._derive = partial(self._once)

    def _once(self, name: object, make: Callable[[], Any]) -> Any:
        if name not in self._made:
            self._made[name] = make()
        return self._made[name]

    def _look(self) -> Looked:
        found = rules.recheck(self.before.findings, self.before.org, self.org, self.changes, self.content)
        return Looked(self.org, self.content, found)


@dataclass(frozen=True)
class AnswerPage(ChartPage):
    """The frame of the chart, which has both sides of an answer as it has those of a plan."""

    has_form: ClassVar[bool] = False

    @property
    def shows(self) -> list[Choice]:
        names = ((BEFORE, "Before"), (AFTER, "After"), (CHANGES, "Changes"))
        return [Choice(n, label, self.state.query(show=n, page=1), n == self.sides.show) for n, label in names]

    @property
    def today(self) -> str:
        """The day that is usual here is the one on which all is done."""
        return ""


def last_day(answer: Answer) -> date:
    """The day on which all that an answer does is done."""
    days = [day for move in answer.moves for day in (move.start, *(change.on for change in move.changes))]
    return max(days, default=answer.question.on)


def drawn(access: Access, digest: str, answer: Answer, state: ChartState) -> tuple[Finder, ChartSides]:
    """The chart on the day that is looked at, on the side that is asked for; worked out once."""
    before, sides = Snapshot.of(access), ChartSides(state.show)
    accepted = waivers.accepted(access.organisation, before)
    place = ("gaps on chart", digest, state.show, before.content.version, accepted)
    make = partial(_finder, before, answer, sides, accepted)
    found: Finder = store.derived(access.organisation, access.on, place, make, access.plan)
    return found, sides


def _finder(before: Snapshot, answer: Answer, sides: ChartSides, accepted: frozenset[waivers.Identity]) -> Finder:
    if sides.show == BEFORE:
        return Finder(Chart(before, accepted, marks={}))
    after = AnswerSnapshot(before, [change for change in answer.changes if change.on <= before.org.on])
    found = _marks(before, after)
    org = with_ended(after.org, found, before.org) if sides.show == CHANGES else after.org
    return Finder(Chart(after, accepted, org=org, marks=found))


def _marks(before: Snapshot, after: AnswerSnapshot) -> Mapping[str, str]:
    """What becomes of each position; whoever gets a product changes as well."""
    duties = after.org.tables["assignment"]
    given = [duties[change.key] for change in after.changes if change.kind == "assignment" and change.key in duties]
    keys = [duty.position for duty in given if duty.position in after.org.positions]
    return dict.fromkeys(keys, CHANGED) | marks(before.org, after.org)


def steps_of(chart: Chart, answer: Answer) -> list[ChangeStep]:
    """The moves of the answer, as one walks through them."""
    return [_step(chart, move) for move in answer.moves if not move.is_next_step]


def _step(chart: Chart, move: Move) -> ChangeStep:
    above = tuple(chart.above(move.position)) if move.position in chart.org.positions else ()
    return ChangeStep("", move.position, chart.marks.get(move.position, CHANGED), move.title, above)

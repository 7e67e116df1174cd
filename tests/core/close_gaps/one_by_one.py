"""The same question as a program of its own, person by person and day by day: what the model by classes is held to
where there is too much to try. It takes who could do what, and every day's load, from the rules; norms of counterparts
and open positions that wait are left to brute force."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from decimal import Decimal

from planning.close_gaps.solver import Highs
from planning.core.close_gaps.answer import Days
from planning.core.close_gaps.program import Program
from planning.core.rules.load import LIVE
from tests.core.close_gaps.choices import Choice, Lane
from tests.core.close_gaps.engine import OpenOn, counted
from tests.core.close_gaps.fair_greedy import Rooms
from tests.core.close_gaps.made import Case
from tests.core.close_gaps.possible import Possible, newcomers

Aim = dict[int, float]
SECONDS = 60.0
DAY, CENT = 0.01, 0.005


def without_waiting(case: Case) -> Case:
    """The same, but open positions that nobody hires for stay as they are."""
    kept = case.question.forbidden | {one.position.key for one in newcomers(case)}
    return case._replace(question=replace(case.question, forbidden=kept))


class OneByOne:
    """Columns: a choice, or a hire that comes."""

    def __init__(self, case: Case, most: int) -> None:
        self.possible = Possible(case, most=most)
        self.rooms, self.program = Rooms(self.possible), Program()
        self.columns: dict[int, Choice] = {}
        self._known: dict[Lane, list[OpenOn]] = {}
        self.days: tuple[Aim, Aim] = {}, {}
        self.hires = {key: self.program.column(1) for key in self.possible.new}
        for lane in self.possible.lanes:
            self._lane(list(self.possible.options(lane)))
        self._keep_norms()
        self._keep_budget()

    def _lane(self, options: list[Choice]) -> None:
        """Each lane once; who is hired has to come."""
        easing, seen, mine = self.possible.trials.easing | self.possible.ends, set[str](), list[int]()
        for choice in options:
            if choice.position not in seen or choice.start in easing:
                mine.append(self._column(choice))
            seen.add(choice.position)
        self.program.row({column: 1 for column in mine}, upper=1)

    def _column(self, choice: Choice) -> int:
        column = self.program.column(1)
        for aim, off in zip(self.days, self._off(choice), strict=True):
            aim[column] = -float(off)
        self.columns[column] = choice
        if choice.position in self.hires:
            self.program.row({column: 1, self.hires[choice.position]: -1}, upper=0)
        return column

    def _off(self, choice: Choice) -> Days:
        """What it takes off the open days: whoever it is, all that the rules find from its start on."""
        if choice.lane not in self._known:
            self._known[choice.lane] = list(self.possible.trials.gaps(choice.lane, ()))
        return counted(one for one in self._known[choice.lane] if one.span.first >= choice.start)

    def _keep_norms(self) -> None:
        by_position = defaultdict[str, list[int]](list)
        for column, choice in self.columns.items():
            by_position[choice.position].append(column)
        for key, columns in by_position.items():
            for entries, room in self._rows(key, columns):
                self.program.row(dict.fromkeys(entries, 1.0), upper=room)

    def _rows(self, key: str, columns: list[int]) -> set[tuple[frozenset[int], int]]:
        """What may be had on each day, the same rows once."""
        found, has = set(), self.rooms.has.get(key)
        for at, (span, org) in enumerate(self.possible.trials.days):
            live = {product for product, record in org.products.items() if record.stage in LIVE}
            there = (c for c in columns if self.columns[c].duty.active(span.first))
            active = frozenset(c for c in there if self.columns[c].lane.product in live)
            most = self.rooms.most[self.columns[columns[0]].lane.role]
            found.add((active, max(most - (has[at] if has else 0), 0)))
        return {(active, room) for active, room in found if len(active) > room}

    def _keep_budget(self) -> None:
        question = self.possible.question
        if question.budget is not None:
            self.program.row(self._costs(), upper=float(question.budget))

    def _costs(self) -> Aim:
        return {column: float(self.possible.new[key].cost or 0) for key, column in self.hires.items()}

    def best(self) -> tuple[int, int, Decimal]:
        """The least critical days and warnings that can stay open, and what that costs a year."""
        solver, found = Highs(self.program), list[float]()
        for aim, near in ((self.days[0], DAY), (self.days[1], DAY), (self._costs(), CENT)):
            solved = solver.minimise(aim, SECONDS)
            assert solved.is_optimal
            solver.hold(aim, solved.objective + near)
            found.append(solved.objective)
        possible = self.possible
        open_ = [possible.trials.open_days(lane, ()) for lane in possible.lanes] + [possible.beyond()]
        critical, warning = (sum(side) for side in zip(*open_, strict=True))
        return critical + round(found[0]), warning + round(found[1]), Decimal(round(found[2]))

"""What loosening a limit does to the whole: tried for each limit that an open gap names, as a more urgent gap may take
what it makes room for."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal

from planning.core.close_gaps.answer import NO_DAYS, Days, Loosen, OpenGap
from planning.core.close_gaps.asked import Asked
from planning.core.close_gaps.best import worth
from planning.core.close_gaps.checking import days_of
from planning.core.close_gaps.choosing import choose
from planning.core.close_gaps.lanes import Lane
from planning.core.close_gaps.program import MakeSolver
from planning.core.close_gaps.question import EVERY_DAY_ONCE, Question
from planning.core.close_gaps.reasons import Reasons
from planning.core.fixes.base import FixKind
from planning.core.words import count

FEW = 200  # gaps; with more of them limits are named and not tried
LIMITS = 4  # so many are tried, those of the most urgent gaps
SECONDS = 2.0  # for each


@dataclass
class Loosening:
    """Beside a plan that leaves `after` open. What a button does is said with its gap; one that does nothing makes way
    for another that does, or goes."""

    asked: Asked
    why: Reasons
    after: Days
    make: MakeSolver

    def __post_init__(self) -> None:
        self._fewer: dict[Loosen, Days | None] = {}
        weighted = self.asked.question.weights != EVERY_DAY_ONCE
        self._most = 0 if weighted or len(self.asked.lanes) > FEW else LIMITS

    def gap(self, lane: Lane) -> OpenGap:
        """Of a stretch that stays open with the plan."""
        gap = self.why.open_gap(lane)
        if gap.loosen and self._is_useless(gap.loosen):
            other = self.why.open_gap(lane, but=gap.loosen)
            gap = other if other.loosen and not self._is_useless(other.loosen) else gap
        return _told(gap, self._of(gap.loosen) if gap.loosen else None)

    def _is_useless(self, limit: Loosen) -> bool:
        days = self._of(limit)
        return days is not None and days <= NO_DAYS

    def _of(self, limit: Loosen) -> Days | None:
        if limit not in self._fewer:
            is_tried = len(self._fewer) < self._most
            self._fewer[limit] = at_most(self.asked, limit, self.after, self.make) if is_tried else None
        return self._fewer[limit]


def at_most(asked: Asked, limit: Loosen, after: Days, make: MakeSolver) -> Days | None:
    """So many fewer days stay open with the limit loosened, at most: norms of counterparts are left out. None where
    that is not known."""
    other = replace(asked, question=loosened(asked.question, limit))
    model, aims = other.prepared(is_relaxed=True)
    found = choose(model, replace(aims, cost={}, people={}, handovers={}), make, SECONDS)
    if found is None or not found.is_optimal:
        return None
    before, most = days_of(other.every_lane), worth(aims, found)
    return Days(
        after.critical - before.critical - round(most.critical), after.warning - before.warning - round(most.warnings)
    )


def loosened(question: Question, limit: Loosen) -> Question:
    """The question with one limit loosened."""
    if limit.field in ("pinned", "forbidden"):
        kept = {limit.key}
        return replace(question, pinned=question.pinned - kept, forbidden=question.forbidden - kept)
    if limit.field == "moves":
        return replace(question, moves=question.moves | {FixKind(limit.key)})
    if limit.field == "most":
        return replace(question, most={**question.most, limit.key: int(limit.value)})
    value = Decimal(limit.value) if limit.field == "budget" else int(limit.value)
    return replace(question, **{limit.field: value})  # type: ignore[arg-type]


def _told(gap: OpenGap, days: Days | None) -> OpenGap:
    if gap.loosen is None or days is None:
        return gap
    if days <= NO_DAYS:
        return gap._replace(because=f"{gap.because} {gap.loosen.label}: that alone closes nothing more.", loosen=None)
    what = count(days.critical, "critical day") if days.critical > 0 else count(days.warning, "day")
    return gap._replace(because=f"{gap.because} {gap.loosen.label}: in all, up to {what} fewer open.")

"""What is the next best to a move."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import cached_property

from planning.core.close_gaps.answer import NO_DAYS, Days, Instead, Move
from planning.core.close_gaps.handing_out import Job
from planning.core.close_gaps.lanes import Stretch, is_kept
from planning.core.close_gaps.moves import who_on
from planning.core.close_gaps.partners import Partners
from planning.core.close_gaps.placed import Placed
from planning.core.fixes.base import FixKind
from planning.core.fixes.choosing.staff import Staff
from planning.core.rules.base import PRODUCT
from planning.core.words import count

MANY = 12  # so many who have room are looked at for a next best


class NextBest(Placed):
    """Beside a plan."""

    def instead(self, move: Move) -> Instead | None:
        """Of a move that covers something."""
        jobs = self._jobs_of(move)
        if not jobs:
            return None
        if move.kind == FixKind.HIRE:
            return self._beside_hire(move, jobs)
        first = self._somebody_else(jobs[0])
        if first is not None and _lost(first) == NO_DAYS:
            return first
        exchanged = self._exchanged(move, jobs[0]) if move.kind == FixKind.ASSIGN else None
        others = (exchanged, first, self._hired_instead(jobs))
        return min((one for one in others if one), key=_lost, default=None) or self._nothing(jobs)

    def _somebody_else(self, job: Job) -> Instead | None:
        """Whoever has room as well, with the fewest days more. Of several none is promised: another one may suit the
        whole plan better then."""
        taken = self._taken_by[job], job.lane, job.start, job.end
        self._partners.gave_back(*taken)
        every = self._in_place(taken[0], job)
        self._partners.took(*taken)
        if not every:
            return None
        lost, key, start = min(every, key=lambda one: one[0])
        who = who_on(self.asked.scene, self.asked.ctx, key, start)
        if sum(days == lost for days, *_ in every) > 1:
            return Instead(f"{who}, or someone else with room: {_said(lost)}", *lost, Decimal(0))
        load = self._load(key, self._role(job.lane)) + 1
        return Instead(f"{who}: {_said(lost)}, {count(load, 'product')} then", *lost, Decimal(0))

    def _in_place(self, but: str, job: Job) -> list[tuple[Days, str, int]]:
        """How many days more are open with whoever could take it as well, and from when they could: the nearest first,
        and no more than two who are as good."""
        found: list[tuple[Days, str, int]] = []
        for key in self._others(job, but):
            starts = (day for day in self._days(key, job) if self._may_take(key, job, day))
            if (start := next(starts, None)) is not None:
                found.append((_less(job.days, job._replace(start=start).days), key, start))
                if sum(lost == NO_DAYS for lost, *_ in found) > 1 or len(found) == MANY:
                    break
        return found

    def _may_take(self, key: str, job: Job, start: int) -> bool:
        return self._is_free(key, job._replace(start=start)) and self._partners.may(key, job.lane, start, job.end)

    @cached_property
    def _taken_by(self) -> Mapping[Job, str]:
        return {job: key for key, job in self._taken}

    def _exchanged(self, move: Move, job: Job) -> Instead | None:
        """In exchange for a product that is as urgent, and on which somebody else comes."""
        for key, other in self._takers.get(job.lane.stretch, ()):
            if key != move.position and self._may_exchange(move.position, job, key, other):
                who = self.asked.ctx.who(move.position) if self._is_known(move.position) else "the hire that is due"
                what = self.asked.ctx.subject(PRODUCT, other.lane.product).name
                by = self.asked.ctx.who(key) if self._is_known(key) else "The hire"
                return Instead(f"{by}: same days, {who} takes {what} instead", 0, 0, Decimal(0))
        return None

    def _may_exchange(self, one: str, job: Job, key: str, other: Job) -> bool:
        forbidden, role = self.asked.question.forbidden, job.lane.role
        swapped = ((key, job.lane.product), (one, other.lane.product))
        names = {f"{FixKind.ASSIGN}:{who}:{product}:{role}" for who, product in swapped}
        if forbidden & {*names, f"{FixKind.HIRE}:{role}:{job.lane.product}"}:
            return False
        partners = self._partners
        for place, theirs in ((one, job), (key, other)):
            partners.gave_back(place, theirs.lane, theirs.start, theirs.end)
        fits = partners.may(one, other.lane, job.start, job.end) and partners.may(key, job.lane, other.start, other.end)
        for place, theirs in ((one, job), (key, other)):
            partners.took(place, theirs.lane, theirs.start, theirs.end)
        return fits

    def _is_known(self, key: str) -> bool:
        return key in self.asked.ctx.org.positions and self.asked.ctx.filled(self.asked.ctx.org.positions[key])

    @cached_property
    def _takers(self) -> Mapping[Stretch, list[tuple[str, Job]]]:
        """By what lanes are alike in, who takes them for good; newcomers by keys of their own."""
        found: dict[Stretch, list[tuple[str, Job]]] = defaultdict(list)
        for key, job in self._taken:
            if job.end == job.lane.stretch.last:
                found[job.lane.stretch].append((key, job))
        return found

    @cached_property
    def _taken(self) -> list[tuple[str, Job]]:
        newcomers = [(one.position or f"newcomer {n}", one) for n, one in enumerate(self.named.newcomers)]
        return [*self.named.holders, *((key, job) for key, one in newcomers for job in one.jobs)]

    @cached_property
    def _partners(self) -> Partners:
        """Counterparts with all that the plan gives."""
        found = self.asked.partners()
        for key, job in self._taken:
            found.took(key, job.lane, job.start, job.end)
        return found

    def _hired_instead(self, jobs: Sequence[Job]) -> Instead | None:
        role = self._role(jobs[0].lane)
        hire, start = self._cheapest.get(role.slug), self.asked.offers.first_start(role)
        later = [job._replace(start=max(job.start, start)) for job in jobs]
        if hire is None or any(job.start > min(job.end or self._by, self._by) for job in later):
            return None
        if not self.asked.more(hire, [one.kind for one in self.named.newcomers]):
            return None
        lost = _total([_less(job.days, then.days) for job, then in zip(jobs, later, strict=True)])
        cost = f"{self._amount(hire.cost)} a year, " if hire.cost is not None and self.asked.basis.terms else ""
        return Instead(f"Hire instead: {cost}{_said(lost)}", *lost, hire.cost if self.asked.basis.terms else None)

    def _nothing(self, jobs: Sequence[Job]) -> Instead:
        lost = _total([job.days for job in jobs])
        return Instead(f"No one else has room: {_said(lost)}", *lost)

    def _beside_hire(self, move: Move, jobs: Sequence[Job]) -> Instead:
        """Without the hire: one product more for somebody, beyond the norm, or nothing."""
        role = self._role(jobs[0].lane)
        lost = _total([job.days for job in jobs])
        saved = f"{self._amount(move.cost)} less a year, " if move.cost is not None else ""
        staying = Staff.of(self.asked.ctx, role).staying
        question = self.asked.question
        may = FixKind.ASSIGN in question.moves and question.changes_each is None
        key = self._nearest(jobs[0].lane, staying) if staying else ""
        load = self._load(key, role) + 1 if key else 0
        if len(jobs) == 1 and key and may and not is_kept(question, key) and load > self.asked.most[role.slug]:
            passes = f"{count(load, 'product')}, past the limit of {self.asked.most[role.slug]:,}"
            text = f"{self.asked.ctx.who(key)}: {saved}{'but ' if saved else ''}{passes}"
            return Instead(text, 0, 0, _minus(move.cost))
        return Instead(f"Without this hire: {saved}{_said(lost)}", *lost, _minus(move.cost))


def _said(lost: Days) -> str:
    """“same days”, “12 days more open”, in critical days or else as warnings."""
    if lost.critical:
        return f"{count(lost.critical, 'critical day')} more open"
    return f"{count(lost.warning, 'day')} more open" if lost.warning else "same days"


def _lost(instead: Instead) -> Days:
    return Days(instead.critical, instead.warning)


def _less(than: Days, these: Days) -> Days:
    return Days(than.critical - these.critical, than.warning - these.warning)


def _total(every: Sequence[Days]) -> Days:
    return Days(sum(days.critical for days in every), sum(days.warning for days in every))


def _minus(cost: Decimal | None) -> Decimal | None:
    return None if cost is None else -cost

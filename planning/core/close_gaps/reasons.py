"""Why a gap stays open, which limit would have to give way, and what is the next best to a move."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING

from planning.core.close_gaps.answer import Days, Instead, Loosen, Move, OpenGap
from planning.core.close_gaps.checking import gravest
from planning.core.close_gaps.handing_out import Job, has_room
from planning.core.close_gaps.lanes import Lane, Stretch, is_kept
from planning.core.close_gaps.moves import cov_code
from planning.core.close_gaps.naming import Named
from planning.core.close_gaps.newcomers import cheapest
from planning.core.close_gaps.partners import Partners
from planning.core.close_gaps.people import Holder, least
from planning.core.close_gaps.supply import Newcomers
from planning.core.content import Role
from planning.core.dates import day
from planning.core.fixes.base import FixKind
from planning.core.fixes.choosing.staff import Staff
from planning.core.money import plain
from planning.core.rules.base import PRODUCT
from planning.core.words import an, count

if TYPE_CHECKING:
    from planning.core.close_gaps.asked import Asked

FREE = ("moves", "changes_each", "forbidden", "pinned")  # limits that cost nothing where those who are there give way
MANY = 12  # so many who have room are looked at for a next best


@dataclass(frozen=True)
class Reasons:
    """About a plan: who was named, and what it adds to cost a year."""

    asked: Asked
    named: Named
    cost: Decimal
    hires: int

    # What stays open

    def open_gap(self, lane: Lane) -> OpenGap:
        """Of a stretch that stays open with the plan."""
        role, last = self._role(lane), lane.stretch.last
        shown = None if last is None or last > self._by else date.fromordinal(last)
        because, loosen = self._why(lane, role)
        return OpenGap(
            code=cov_code(role, lane.product),
            product=lane.product,
            role=lane.role,
            severity=gravest(lane),
            first=date.fromordinal(lane.stretch.first),
            last=shown,
            days=lane.stretch.days(lane.stretch.first),
            because=because,
            loosen=loosen,
        )

    def _why(self, lane: Lane, role: Role) -> tuple[str, Loosen | None]:
        question = self.asked.question
        if is_kept(question, lane.product):
            field = "pinned" if lane.product in question.pinned else "forbidden"
            name = self.asked.ctx.subject(PRODUCT, lane.product).name
            return f"The question leaves {name} as it is.", Loosen(field, lane.product, "", f"Let {name} change")
        follows = self._follows.get((lane.product, lane.role, (lane.stretch.last or 0) + 1), "")
        people, by_people = self._why_nobody(lane, role)
        hires, by_hires = self._why_no_hire(lane, role, follows)
        costs_nothing = by_people is not None and by_people.field in FREE
        return f"{people} {hires}".strip(), by_people if costs_nothing else by_hires or by_people

    def _why_nobody(self, lane: Lane, role: Role) -> tuple[str, Loosen | None]:
        """Why nobody who is there covers it."""
        question = self.asked.question
        if FixKind.ASSIGN not in question.moves:
            return "The question leaves out assigning anyone.", Loosen("moves", FixKind.ASSIGN, "on", "Allow assigning")
        staying = Staff.of(self.asked.ctx, role).staying
        if not staying:
            some = any(map(self.asked.ctx.filled, self.asked.ctx.by_role.get(role.slug, ())))
            return f"There is no {role.name}{' who stays' if some else ''}.", None
        free = [key for key in staying if key in question.forbidden or key in question.pinned]
        key = self._nearest(lane, staying)
        number, most = self._load(key, role), self.asked.most[role.slug]
        who = self.asked.ctx.who(key)
        if self.asked.question.changes_each is not None and number < most:
            k = self.asked.question.changes_each
            said = f"Everyone with room already gets {count(k, 'change')}." if k else "The question lets no one change."
            return said, Loosen("changes_each", "", str(k + 1), f"Allow {count(k + 1, 'change')} per person")
        if number < most and free:
            return f"{self.asked.ctx.who(free[0])} has room, but stays as is.", Loosen(
                "forbidden", free[0], "", f"Let {self.asked.ctx.who(free[0])} change"
            )
        if number < most:
            return f"{who} has no room for another counterpart.", None
        enough = max(most, min(self._load(one, role) for one in staying)) + 1
        return (
            f"No {role.name} has room: {who} already has {count(number, 'product')}.",
            Loosen("most", role.slug, str(enough), f"Allow {count(enough, 'product')} for each {role.code}"),
        )

    def _why_no_hire(self, lane: Lane, role: Role, follows: str) -> tuple[str, Loosen | None]:
        """Why no hire covers it, or not sooner."""
        question, hire = self.asked.question, self._cheapest.get(role.slug)
        start = self.asked.offers.first_start(role)
        if FixKind.HIRE not in question.moves:
            return "The question leaves out hiring.", Loosen("moves", FixKind.HIRE, "on", "Allow hiring")
        if start > min(lane.stretch.last or self._by, self._by) or follows == FixKind.HIRE:
            return f"A hire takes {count(start - question.on.toordinal(), 'day')}, until {_day(start)}.", None
        if self.asked.offers.unpriced(role) and hire is None:
            return f"What {an(role.name)} costs is not known, and there is a budget: add a pay band.", None
        if question.most_hires is not None and self.hires >= question.most_hires:
            more = question.most_hires + 1
            allowed = question.most_hires
            said = f"The question allows {count(allowed, 'hire') if allowed else 'no hire'}."
            return said, Loosen("most_hires", "", str(more), f"Allow {count(more, 'hire')}")
        if hire is None or hire.cost is None or question.budget is None:
            return self._over_function(hire), None
        over = self.cost + hire.cost - question.budget
        if over <= 0:
            return self._over_function(hire), None
        raised = (self.cost + hire.cost).to_integral_value(rounding="ROUND_CEILING")
        label = f"Raise the budget to {self._currency} {plain(raised)}"
        said = f"A hire costs {self._amount(hire.cost)} a year and passes the budget by {self._amount(over)}."
        return said, Loosen("budget", "", str(raised), label)

    def _over_function(self, hire: Newcomers | None) -> str:
        if hire is None or not self.asked.left:
            return ""
        name = self.asked.basis.content.function_name(hire.by_function[0][0] if hire.by_function else "")
        return f"The budget of {name} leaves no room for a hire."

    # The next best

    def instead(self, move: Move) -> Instead | None:
        """Of a move that covers something."""
        jobs = self._jobs_of(move)
        if not jobs:
            return None
        if move.kind == FixKind.HIRE:
            return self._beside_hire(move, jobs)
        first = self._somebody_else(move, jobs[0])
        if first is None and move.kind == FixKind.ASSIGN:
            first = self._exchanged(move, jobs[0])
        return first or self._hired_instead(jobs) or self._nothing(jobs)

    def _somebody_else(self, move: Move, job: Job) -> Instead | None:
        """Whoever has room as well, the nearest first."""
        for key in self._others(job, move.position):
            start = next((day_ for day_ in self._days(key, job) if self._is_free(key, job._replace(start=day_))), None)
            if start is not None:
                lost = _less(job.days, job._replace(start=start).days)
                load = self._load(key, self._role(job.lane)) + 1
                who = self.asked.ctx.who(key) if key in self.asked.ctx.org.positions else "a hire that is due"
                return Instead(f"{who}: {_said(lost)}, {count(load, 'product')} then", *lost, Decimal(0))
        return None

    def _exchanged(self, move: Move, job: Job) -> Instead | None:
        """In exchange for a product that is as urgent, and on which somebody else comes."""
        for key, other in self._takers.get(job.lane.stretch, ()):
            if key != move.position and self._may_exchange(move.position, job, key, other):
                who = self.asked.ctx.who(move.position) if self._is_known(move.position) else "whoever is due"
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
        newcomers = [(f"newcomer {n}", one) for n, one in enumerate(self.named.newcomers)]
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

    # Who has what

    def _jobs_of(self, move: Move) -> list[Job]:
        if move.kind == FixKind.ASSIGN:
            return [job for job in self._jobs.get(move.position, ()) if job.lane.product == move.products[0]][:1]
        return self._jobs_of_newcomers.get((move.role, move.products), [])

    @cached_property
    def _jobs_of_newcomers(self) -> Mapping[tuple[str, tuple[str, ...]], list[Job]]:
        every = [one.jobs for one in self.named.newcomers]
        return {(jobs[0].lane.role, tuple(job.lane.product for job in jobs)): jobs for jobs in every}

    @cached_property
    def _jobs(self) -> Mapping[str, list[Job]]:
        found: dict[str, list[Job]] = defaultdict(list)
        for key, job in self.named.holders:
            found[key].append(job)
        return found

    @cached_property
    def _follows(self) -> Mapping[tuple[str, str, int], str]:
        """By product, role and day which kind of move begins there."""
        found = {(job.lane.product, job.lane.role, job.start): str(FixKind.ASSIGN) for _, job in self.named.holders}
        for one in self.named.newcomers:
            found |= {(job.lane.product, job.lane.role, job.start): str(one.kind.kind) for job in one.jobs}
        return found

    @cached_property
    def _cheapest(self) -> Mapping[str, Newcomers]:
        found = ((role, [n for n in self.asked.newcomers if n.role == role]) for role in self.asked.most)
        return {role: hire for role, newcomers in found if (hire := cheapest(newcomers))}

    @cached_property
    def _rooms(self) -> Mapping[str, Mapping[str, Holder]]:
        return {role: {one.position: one for one in holders} for role, holders in self.asked.holders.items()}

    @cached_property
    def _idle(self) -> Mapping[str, list[str]]:
        """By role those who keep room for good, whatever the plan gives them; a few of them."""
        found: dict[str, list[str]] = {}
        for role, holders in self._rooms.items():
            last = self.asked.scene.last
            free = (k for k, h in holders.items() if least(h.room, last, last) > len(self._jobs.get(k, ())))
            found[role] = [key for key, _ in zip(free, range(MANY), strict=False)]
        return found

    def _others(self, job: Job, but: str) -> Iterator[str]:
        near, role = self.asked.near(job.lane), job.lane.role
        first = sorted(near, key=lambda key: (-near[key], key))
        every = dict.fromkeys([*first, *self._idle.get(role, ())])
        forbidden = self.asked.question.forbidden
        for key in every:
            named = f"{FixKind.ASSIGN}:{key}:{job.lane.product}:{role}"
            if key != but and key in self._rooms.get(role, {}) and named not in forbidden:
                yield key

    def _days(self, key: str, job: Job) -> list[int]:
        room = self._rooms[job.lane.role][key].room
        return [job.start, *(day_ for day_, _ in room if job.start < day_ <= min(job.end or self._by, self._by))]

    def _is_free(self, key: str, job: Job) -> bool:
        most, jobs = self.asked.question.changes_each, self._jobs.get(key, [])
        if most is not None and len(jobs) >= most:
            return False
        return has_room(self._rooms[job.lane.role][key].room, jobs, job)

    def _nearest(self, lane: Lane, staying: Mapping[str, object]) -> str:
        near = self.asked.near(lane)
        tied = [key for key in sorted(near) if key in staying]
        return max(tied, key=lambda key: near[key]) if tied else min(staying)

    def _load(self, key: str, role: Role) -> int:
        """What somebody has with the plan."""
        given = sum(job.lane.stretch.loads and job.lane.role == role.slug for job in self._jobs.get(key, ()))
        return self.asked.staff.load(key, role.slug, self.asked.question.on) + given

    # Words

    @property
    def _by(self) -> int:
        return self.asked.question.by.toordinal()

    def _role(self, lane: Lane) -> Role:
        return self.asked.basis.content.roles[lane.role]

    @property
    def _currency(self) -> str:
        return self.asked.basis.terms.currency if self.asked.basis.terms else ""

    def _amount(self, amount: Decimal) -> str:
        return f"{self._currency} {plain(amount.to_integral_value())}"


def _said(lost: Days) -> str:
    """“same days”, “12 days more open”, in critical days or else as warnings."""
    if lost.critical:
        return f"{count(lost.critical, 'critical day')} more open"
    return f"{count(lost.warning, 'day')} more open" if lost.warning else "same days"


def _less(than: Days, these: Days) -> Days:
    return Days(than.critical - these.critical, than.warning - these.warning)


def _total(every: Sequence[Days]) -> Days:
    return Days(sum(days.critical for days in every), sum(days.warning for days in every))


def _minus(cost: Decimal | None) -> Decimal | None:
    return None if cost is None else -cost


def _day(number: int) -> str:
    return day(date.fromordinal(number))

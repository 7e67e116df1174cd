"""What a plan may do, read off the question and the rules alone: which lanes there are, and who could take each from
when. The same words as the question's, told a second time, so that the model is held to them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import NamedTuple

from planning.core.changes.change import Change
from planning.core.changes.record_history import DatedOrg
from planning.core.close_gaps.question import Basis, Question
from planning.core.content import CareerStep, Role
from planning.core.cost.pay import Terms
from planning.core.fixes.base import FixKind
from planning.core.hiring import ASIDE, stage_said
from planning.core.occupancy import VACANT
from planning.core.over_time.what_if import arriving
from planning.core.records import Assignment, Org, Position
from planning.core.rules import Context
from planning.core.rules.base import CRITICAL, WARNING
from tests.core.close_gaps.engine import DAY, OpenOn, Span, open_spans, spans

# A new hire that has not been chosen yet; each of a role is like the other.
NEW = "new:"


class Lane(NamedTuple):
    """A product without cover in a role on each day from `first` to `last`; None: on all that are looked at."""

    product: str
    role: str
    first: date
    last: date | None

    def until(self, question: Question) -> date:
        """The last day for which somebody is needed, as far as is looked."""
        return self.last or question.ahead

    def counts_until(self, question: Question) -> date:
        """The last day that counts as open."""
        return min(self.last or question.by, question.by)


class Choice(NamedTuple):
    """A position takes a lane from a day on, until the lane ends or for a time: until `end`."""

    lane: Lane
    position: str
    start: date
    end: date | None = None

    @property
    def duty(self) -> Assignment:
        lane, end = self.lane, self.end or self.lane.last
        key = f"plan-{lane.product}-{lane.role}-{lane.first}-{self.position}"
        return Assignment(key, lane.product, self.position, lane.role, starts=self.start, ends=end)


def lanes(dated: DatedOrg, basis: Basis, question: Question) -> list[Lane]:
    """Stretches without a day between them that begin within the question's days, counted with due hires arriving.
    What is only worth an info on all of these days is no gap."""
    roles = {f"cov-{role.code.lower()}": role.slug for role in basis.content.covering}
    kept, found = question.forbidden | question.pinned, dict[tuple[str, str], list[list[OpenOn]]]()
    for one in open_spans(dated, basis.content, replace(question, by=question.ahead), arriving=True):
        if one.product not in kept:
            own = found.setdefault((one.product, roles[one.rule]), [])
            if own and own[-1][-1].span.last + DAY == one.span.first:
                own[-1].append(one)
            else:
                own.append([one])
    return [lane for place, own in sorted(found.items()) for run in own for lane in _lane(place, run, question)]


def _lane(place: tuple[str, str], run: list[OpenOn], question: Question) -> Iterator[Lane]:
    first, last = run[0].span.first, run[-1].span.last
    within = (one for one in run if one.span.first <= question.by)
    if any(one.severity in (CRITICAL, WARNING) for one in within):
        yield Lane(*place, first, None if last >= question.ahead else last)


def grid(dated: DatedOrg, basis: Basis, question: Question) -> list[date]:
    """The days on which something may start."""
    there = arriving(dated, question.on)
    changing = {span.first for span in spans(there, basis.content, question.on, question.by)}
    steps = range(0, (question.by - question.on).days + 1, question.step)
    return sorted(changing | {question.on + timedelta(days=number) for number in steps})


class Staff:
    """Who sits where on each span of days that is looked at, hires arriving."""

    def __init__(self, dated: DatedOrg, basis: Basis, question: Question) -> None:
        there = arriving(dated, question.on)
        self.question = question
        every = spans(there, basis.content, question.on, question.ahead)
        self.days = [(span, there.at(span.first)) for span in every]
        self.keys = sorted({key for _, org in self.days for key in org.positions})

    def takers(self, lane: Lane) -> Iterator[tuple[str, date]]:
        """Each position of the lane's role whose holder could take it, with the first day on which they could."""
        if FixKind.ASSIGN not in self.question.moves:
            return
        for key in self.keys:
            if first := self._first_day(lane, key):
                yield key, first

    def _first_day(self, lane: Lane, key: str) -> date | None:
        """The first day on which they sit there in the lane's role, stay until it ends, and are on no leave."""
        end, since = lane.until(self.question), None
        for span, org in self.days:
            if span.first <= end:
                since = (since or span.first) if self._fits(org, lane, key) else None
        if since is None or since > lane.counts_until(self.question):
            return None
        return max(since, lane.first)

    def for_a_time(self, lane: Lane) -> Iterator[tuple[str, date, date]]:
        """Each who could have it for a while only, with the first and the last day of that."""
        limit = lane.counts_until(self.question)
        for key in self.keys:
            run: list[Span] = []
            for span, org in self.days:
                if lane.first <= span.last and span.first <= limit and self._fits(org, lane, key):
                    run.append(span)
                elif run:
                    yield key, max(run[0].first, lane.first), run[-1].last
                    run = []

    def _fits(self, org: Org, lane: Lane, key: str) -> bool:
        """Whether somebody sits there in the role who is not away, and whom the question lets change."""
        position = org.positions.get(key)
        if position is None or position.role != lane.role or not org.filled(position):
            return False
        people = [org.people[p] for p in (position.holder, *position.sharers) if p in org.people]
        if (self.question.forbidden | self.question.pinned) & {key, *(person.key for person in people)}:
            return False
        return any(person.is_there(org.on) and not person.is_away(org.on) for person in people)


def starts(days: Iterable[date], question: Question, lane: Lane, first: date) -> list[date]:
    """The first day on which somebody could begin, and each later day of the grid within the lane."""
    last = lane.counts_until(question)
    return [first, *(day for day in days if first < day <= last)] if first <= last else []


class Opening(NamedTuple):
    """Somebody who could come into a role: the position as it would be, their first day, and what that adds to cost a
    year (None: unknown). `change` brings it about, with `also`. `is_new`: the position is opened. `is_moved`: somebody
    who is there gets the role. `is_counted`: somebody who has the product already counts from now on."""

    position: Position
    start: date
    cost: Decimal | None
    change: Change
    is_new: bool = False
    is_moved: bool = False
    is_counted: bool = False
    also: tuple[Change, ...] = ()

    @property
    def changes(self) -> tuple[Change, ...]:
        return self.change, *self.also


def hire_day(question: Question, basis: Basis, role: str) -> date | None:
    """The first day on which somebody hired now could begin; None where that is too late. A later one is never better:
    the cost of a year is the same, and what bounds it bounds each calendar year's part as well."""
    ready = question.on + timedelta(days=max(question.lead.get(role, basis.lead.get(role, 0)), 1))
    return ready if ready <= question.by else None


def usual(ctx: Context, role: Role) -> Position:
    """A new position of the role: level and place as most who sit in one have them, of two the first in order."""
    every = [p for p in ctx.by_role[role.slug] if ctx.filled(p)] or list(ctx.by_role[role.slug])
    levels = Counter(level for p in every if (level := ctx.level(p)))
    places = Counter(p.location for p in every if p.location)
    level = max(sorted(levels), key=lambda one: levels[one], default=2)
    return Position("", role.name, role.slug, level, location=max(sorted(places), key=lambda p: places[p], default=""))


def price(ctx: Context, terms: Terms, position: Position, on: date) -> Decimal | None:
    """What a year in it costs at its working time, in the organisation's currency."""
    figure = terms.figure(position, ctx.level(position), on)
    rate = None if isinstance(figure, str) else terms.rate(figure.currency, on)
    if isinstance(figure, str) or rate is None:
        return None
    return figure.amount * Decimal(str(position.fte)) * rate


def waiting(ctx: Context, later: Iterable[Org], role: str) -> list[Position]:
    """Open positions of a role for which nobody is due, then or `later`, that were not paused or given up, and whose
    assignments stay as they are: who would cover what else, and when, is not asked."""
    found, then = [], list(later)
    filled_later = {key for org in then for key, position in org.positions.items() if org.filled(position)}
    for position in ctx.org.positions.values():
        is_open = position.role == role and position.ends is None and ctx.org.occupancy(position) == VACANT
        is_due = position.target_start is not None and position.target_start > ctx.org.on
        is_left = stage_said(position) not in ASIDE and position.key not in filled_later and not is_due
        if is_open and is_left and _keeps_duties(ctx.org, then, position.key):
            found.append(position)
    return found


def _keeps_duties(org: Org, later: Iterable[Org], key: str) -> bool:
    now = org.duties.get(key, ())
    dated = any(duty.ends or (duty.starts and duty.starts > org.on) for duty in now)
    return not dated and all(set(then.duties.get(key, ())) == set(now) for then in later)


def emptied(days: Sequence[tuple[Span, Org]], role: str) -> Iterator[tuple[Position, date]]:
    """Positions of a role that somebody sits in on the first day, and nobody on the last, with the day from which that
    is so; which go on otherwise as they are, as what they are assigned to does."""
    later = [org for _, org in days]
    for position in later[0].positions.values():
        records = [org.positions.get(position.key) for org in later]
        filled = [bool(p and org.filled(p)) for p, org in zip(records, later, strict=True)]
        steady = all(p and p.role == role and p.ends is None and stage_said(p) not in ASIDE for p in records)
        if steady and filled[0] and not filled[-1]:
            day = days[max(n for n, one in enumerate(filled) if one) + 1][0].first
            if _keeps_what_lasts(later, position.key, day):
                yield position, day


def _keeps_what_lasts(later: Sequence[Org], key: str, day: date) -> bool:
    now = later[0].duties.get(key, ())
    dated = any((duty.ends and duty.ends >= day) or (duty.starts and duty.starts >= day) for duty in now)
    return not dated and all(set(then.duties.get(key, ())) == set(now) for then in later)


def on_path(ctx: Context, later: Iterable[Org], step: CareerStep) -> list[Position]:
    """Who sits on the level that a career step leads from, stays and is on no leave, leads nobody, covers nothing."""
    there = [ctx.org, *later]
    every = (p for p in ctx.org.positions.values() if p.role == step.role and ctx.level(p) == step.level)
    return [p for p in every if not _is_busy(ctx.org, p.key) and all(_stays(org, p.key) for org in there)]


def _is_busy(org: Org, key: str) -> bool:
    duties = org.duties.get(key, ())
    return bool(org.reports(key)) or any(duty.ends is None or duty.ends >= org.on for duty in duties)


def _stays(org: Org, key: str) -> bool:
    position = org.positions.get(key)
    person = org.holder(position) if position else None
    return person is not None and not person.is_away(org.on)

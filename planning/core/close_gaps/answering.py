"""From a question to its answer: lanes, who could take them, the best choice, names, and the check by the rules."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from math import ceil
from time import monotonic

from planning.core.close_gaps.answer import NO_DAYS, Answer, Days, Status
from planning.core.close_gaps.asked import Asked
from planning.core.close_gaps.best import Best, best
from planning.core.close_gaps.checking import checked, closed, days_of
from planning.core.close_gaps.contradictions import contradictions, impossible, left_out, together
from planning.core.close_gaps.curve import curve as curve
from planning.core.close_gaps.curve import untold
from planning.core.close_gaps.following import followed
from planning.core.close_gaps.lanes import Lane, is_kept
from planning.core.close_gaps.limits import bounded
from planning.core.close_gaps.loosening import Loosening
from planning.core.close_gaps.moves import Writer, total
from planning.core.close_gaps.naming import Named
from planning.core.close_gaps.next_best import NextBest
from planning.core.close_gaps.program import MakeSolver
from planning.core.close_gaps.question import EVERY_DAY_ONCE, Basis, Question
from planning.core.close_gaps.reasons import Reasons
from planning.core.fixes.base import FixKind

SECONDS = 60.0
LEAST = 1.0  # of them are left for a second model, whatever the first one took
MANY = 100  # gaps; of more it is not asked whether fewer people could close all of them by covering for a time
STEPS = 4
FINDING, CHOOSING = "Looking for what lacks cover", "Looking for the best plan"
NAMING, CHECKING = "Naming people", "Checking it by the rules"
Tell = Callable[[str, int, int], None]


def answer(
    question: Question, basis: Basis, make: MakeSolver, *, tell: Tell = untold, seconds: float = SECONDS
) -> Answer:
    """The best plan for a question, made of ordinary changes and checked by the rules. `make` makes a solver, which has
    so many `seconds`; `tell` is told what is done, and how far it is."""
    return answered(Asked(question, basis), make, tell, seconds)


def answered(asked: Asked, make: MakeSolver, tell: Tell = untold, seconds: float = SECONDS) -> Answer:
    """The same, with what was worked out at hand."""
    if not asked.question.interims:
        return _answered(asked, make, tell, seconds)
    until = monotonic() + seconds
    lasting = replace(asked, question=replace(asked.question, interims=False))
    without = _answered(lasting, make, tell, seconds)
    if _needs_no_interims(asked, without):
        return replace(without, question=asked.question, fewer=max(without.people - _least_people(asked), 0))
    given = _answered(asked, make, tell, max(until - monotonic(), LEAST))
    if _falls_behind(given, without):
        return replace(without, question=asked.question, status=given.status, gap=given.gap)
    return given


def _needs_no_interims(asked: Asked, without: Answer) -> bool:
    """Whether nothing can be better than an answer in which nobody covers for a time: nothing stays open, at no cost.
    Fewer people could do it yet, which is left aside where there are very many gaps."""
    is_free = not (without.hires or without.cost or without.unknown)
    is_whole = without.status == Status.OPTIMAL and without.after == NO_DAYS
    return is_whole and is_free and (without.people <= 1 or len(asked.lanes) > MANY)


def _least_people(asked: Asked) -> int:
    """No fewer can cover what lacks cover for good, each as much as anyone of the role has room for."""
    lasting = Counter(lane.role for lane in asked.lanes if _is_live_at_last(asked, lane))
    rooms = {role: max(n for one in holders for _, n in one.room) for role, holders in asked.holders.items() if holders}
    return max(sum(ceil(lasting[role] / room) for role, room in rooms.items() if room), 1)


def _is_live_at_last(asked: Asked, lane: Lane) -> bool:
    live = lane.stretch.live
    return lane.stretch.last is None and live is not None and live[1] >= asked.scene.last


def _falls_behind(given: Answer, without: Answer) -> bool:
    """Whether an answer that was not found in time leaves more open than one without anybody for a time does."""
    is_open = given.status == Status.FEASIBLE and without.status != Status.INFEASIBLE
    return is_open and given.question.weights == EVERY_DAY_ONCE and without.after < given.after


def _answered(asked: Asked, make: MakeSolver, tell: Tell, seconds: float) -> Answer:
    """By one model."""
    tell(FINDING, 0, STEPS)
    before = days_of(asked.every_lane)
    currency = asked.basis.terms.currency if asked.basis.terms else ""
    notes = tuple(left_out(asked))
    empty = Answer(asked.question, Status.OPTIMAL, notes=notes, before=before, after=before, currency=currency)
    if wrong := list(contradictions(asked)):
        return replace(empty, status=Status.INFEASIBLE, notes=tuple(wrong))
    if wrong := impossible(asked, list(bounded(asked.model(), asked.question, asked.left))):
        return replace(empty, status=Status.INFEASIBLE, notes=tuple(wrong))
    tell(CHOOSING, 1, STEPS)
    found = best(asked, make, seconds, lambda: tell(NAMING, 2, STEPS))
    if found is None:
        return replace(empty, status=Status.INFEASIBLE, notes=tuple(together(asked)))
    tell(CHECKING, 3, STEPS)
    return _told(asked, empty, found, make)


def _told(asked: Asked, empty: Answer, found: Best, make: MakeSolver) -> Answer:
    writer = Writer(asked.scene, asked.ctx, asked.basis.terms is not None)
    moves = writer.moves(found.named)
    changes = [change for move in moves for change in move.changes]
    stays = checked(asked.scene, asked.roles, asked.every_lane, changes)
    cost, unknown = total(moves)
    hires = sum(move.kind == FixKind.HIRE for move in moves)
    placed = asked, found.named, cost, hires
    why, instead = Reasons(*placed), NextBest(*placed)
    after, hoped = days_of(stays.lanes), expected(asked.every_lane, found.named)
    optimal = found.is_optimal and after == hoped
    moves = [move._replace(instead=instead.instead(move)) for move in moves]
    then = followed(asked, moves)
    return replace(
        empty,
        status=Status.OPTIMAL if optimal else Status.FEASIBLE,
        gap=0.0 if optimal else min(max(found.gap, float(after.critical - hoped.critical)), _most(asked, stays.lanes)),
        moves=(*moves, *then.moves),
        after=after,
        plain_before=stays.plain_before,
        plain_after=stays.plain_after,
        closed=tuple(closed(asked.scene, asked.roles, asked.every_lane, stays.lanes, moves)),
        open=tuple(map(Loosening(asked, why, after, make).gap, in_order(stays.lanes))),
        cost=cost if asked.basis.terms else None,
        unknown=unknown if asked.basis.terms else 0,
        hires=hires,
        fewer=found.fewer if optimal else 0,
        people=len({move.position for move in moves if move.kind not in (FixKind.HIRE, FixKind.COUNTS)}),
        opens=tuple(then.opens),
        steps=tuple(step for remedy in then.remedies for step in remedy.steps),
    )


def _most(asked: Asked, lanes_: Sequence[Lane]) -> float:
    """How many weighted critical days any plan could close beyond one that leaves these lanes open."""
    able = (lane.stretch for lane in lanes_ if not is_kept(asked.question, lane.product))
    return float(sum(stretch.weighted(stretch.first) for stretch in able))


def in_order(lanes_: Sequence[Lane]) -> list[Lane]:
    """What hurts most first: critical days, then warnings, then those that begin first."""

    def order(lane: Lane) -> tuple[int, int, int, str, str]:
        days = lane.stretch.days(lane.stretch.first)
        return -days.critical, -days.warning, lane.stretch.first, lane.product, lane.role

    return sorted(lanes_, key=order)


def expected(lanes_: Sequence[Lane], named: Named) -> Days:
    """The open days that the model counts on: the law is that the rules count the same."""
    before = days_of(lanes_)
    jobs = [job for _, job in named.holders] + [job for one in named.newcomers for job in one.jobs]
    off = [job.days for job in jobs]
    return Days(before.critical - sum(d.critical for d in off), before.warning - sum(d.warning for d in off))

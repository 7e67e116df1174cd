"""HiGHS, the solver: the only place that knows it.

One thread and a fixed seed, so that the same program gives the same solution. `run()` lets other threads work. Once a
process the wheel prints lines of its own on standard output, whatever it is told: they are kept out of it.

Each aim is solved without whole numbers first, which takes little and bounds the rest. Whole numbers are looked for
among what costs nothing against that bound, then among what costs no more than the best found. An aim is held the same
way: columns and rows that would make it worse are fixed, which leaves little for the next one.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from threading import Lock

import highspy
import numpy

from planning.close_gaps.relaxing import TINY, Floats, Relaxed, unit_of, within
from planning.core.close_gaps.program import UNBOUNDED, Program, Solution

NEAR = 1e-6  # what a sum may be off by
SAME = 1e-4  # objectives that differ by less are the same
_START, _STARTED = Lock(), set[int]()
_NONE = highspy.HighsModelStatus.kInfeasible, highspy.HighsModelStatus.kUnboundedOrInfeasible


class Highs:
    """Minimises one aim after the other over one program."""

    def __init__(self, program: Program, is_over: Callable[[], bool] | None = None) -> None:
        """`is_over` is asked now and then while it solves. Once nobody waits any more it ends as if its time had."""
        with _quiet():
            self._highs = highspy.Highs()  # type: ignore[no-untyped-call]
            self._set(output_flag=False, threads=1, random_seed=0, mip_rel_gap=0.0, mip_abs_gap=NEAR)
            self._highs.passModel(_model(program))
        self._lower, self._upper = _bounds(program.lower), _bounds(program.upper)
        self._row_lower, self._row_upper = _bounds(program.row_lower), _bounds(program.row_upper)
        self._whole = numpy.array(program.whole, dtype=numpy.bool_)
        self._every = numpy.arange(len(self._lower), dtype=numpy.int32)
        self._last: tuple[Mapping[int, float], Relaxed, float] | None = None
        if is_over:
            self._watch(is_over)

    def _watch(self, is_over: Callable[[], bool]) -> None:
        def look(event: highspy.highs.HighsCallbackEvent) -> None:
            event.interrupt(is_over())

        for every in (self._highs.cbSimplexInterrupt, self._highs.cbIpmInterrupt, self._highs.cbMipInterrupt):
            every.subscribe(look)

    def minimise(self, costs: Mapping[int, float], seconds: float) -> Solution:
        """Raises nothing: what is not solved in time comes back with its bound."""
        until, every, self._last = self._highs.getRunTime() + seconds, self._dense(costs), None
        self._highs.changeColsCost(len(every), self._every, every)
        found = self._run(until, self._lower, self._upper, whole=False)
        if not found.is_optimal:
            return Solution(None, bound=-UNBOUNDED, is_feasible=found.is_feasible)
        relaxed = self._relaxed(found.objective, every)
        if not self._is_whole(found):
            found = self._in_whole_numbers(relaxed, until)
        self._last = costs, relaxed, found.objective
        return found

    def hold(self, costs: Mapping[int, float], upper: float) -> None:
        """By fixing what would make it worse; by a row of its own where that does not do."""
        gap = None
        if self._last and self._last[0] is costs:
            _, relaxed, objective = self._last
            gap = max(objective - relaxed.objective, 0.0)
            self._fix(relaxed, gap)
        if gap is None or gap > SAME:
            index = numpy.fromiter(costs, dtype=numpy.int32, count=len(costs))
            value = numpy.fromiter(costs.values(), dtype=numpy.float64, count=len(costs))
            self._highs.addRow(-highspy.kHighsInf, upper, len(index), index, value)
            self._row_lower = numpy.append(self._row_lower, -highspy.kHighsInf)
            self._row_upper = numpy.append(self._row_upper, upper)
        self._last = None

    def _in_whole_numbers(self, relaxed: Relaxed, until: float) -> Solution:
        """Where costs are whole numbers, what costs less than one more is looked at first."""
        now = self._highs.getRunTime()
        first = self._near(relaxed, relaxed.unit * (1 - SAME), now + (until - now) / 2)
        if first.values and first.objective <= relaxed.bound + SAME:
            return first._replace(bound=first.objective, is_optimal=True)
        gap = first.objective - relaxed.objective if first.values else UNBOUNDED
        return _better(first, self._near(relaxed, gap, until, first), relaxed.bound)

    def _near(self, relaxed: Relaxed, gap: float, until: float, start: Solution | None = None) -> Solution:
        """The best of those that are worse than the bound by `gap` at most."""
        lower, upper = self._lower, self._upper
        if gap < UNBOUNDED:
            lower, upper = within(relaxed.columns, lower, upper, gap, self._whole)
        begin = highspy.HighsSolution()
        begin.col_value = list(start.values or ()) if start else []
        return self._run(until, lower, upper, whole=True, begin=begin)

    def _run(
        self, until: float, lower: Floats, upper: Floats, *, whole: bool, begin: highspy.HighsSolution | None = None
    ) -> Solution:
        self._highs.changeColsBounds(len(lower), self._every, lower, upper)
        if begin and begin.col_value:
            self._highs.setSolution(begin)
        self._set(solve_relaxation=not whole, time_limit=max(until, self._highs.getRunTime() + 0.1))
        self._highs.run()
        return self._solution()

    def _fix(self, relaxed: Relaxed, gap: float) -> None:
        self._lower, self._upper = within(relaxed.columns, self._lower, self._upper, gap, self._whole)
        self._row_lower, self._row_upper = within(relaxed.rows, self._row_lower, self._row_upper, gap)
        rows = numpy.arange(len(self._row_lower), dtype=numpy.int32)
        self._highs.changeRowsBounds(len(rows), rows, self._row_lower, self._row_upper)  # type: ignore[attr-defined]

    def _relaxed(self, objective: float, costs: Floats) -> Relaxed:
        found = self._highs.getSolution()
        return Relaxed(objective, numpy.array(found.col_dual), numpy.array(found.row_dual), unit_of(costs))

    def _is_whole(self, found: Solution) -> bool:
        values = numpy.array(found.values)[self._whole]
        return bool((numpy.abs(values - numpy.round(values)) < TINY).all())

    def _dense(self, costs: Mapping[int, float]) -> Floats:
        found = numpy.zeros(len(self._every))
        found[list(costs)] = list(costs.values())
        return found

    def _solution(self) -> Solution:
        status, info = self._highs.getModelStatus(), self._highs.getInfo()
        if status in _NONE:
            return Solution(None, is_feasible=False)
        if status == highspy.HighsModelStatus.kModelEmpty:
            return Solution([], is_optimal=True)
        if info.primal_solution_status != highspy.SolutionStatus.kSolutionStatusFeasible:
            return Solution(None, bound=info.mip_dual_bound)
        values = list(self._highs.getSolution().col_value)
        optimal = status == highspy.HighsModelStatus.kOptimal
        bound = info.objective_function_value if optimal else info.mip_dual_bound
        return Solution(values, info.objective_function_value, bound, optimal)

    def _set(self, **options: bool | int | float) -> None:
        for name, value in options.items():
            self._highs.setOptionValue(name, value)


def _better(first: Solution, found: Solution, bound: float) -> Solution:
    """Of two, the second one looked for among what is no worse than the first. `bound`: what none can be below."""
    if found.is_optimal or not first.values:
        return found._replace(bound=max(found.bound, bound))
    if not found.is_feasible:
        return first._replace(bound=first.objective, is_optimal=True)
    best = found if found.values and found.objective < first.objective else first
    return best._replace(bound=max(min(found.bound, best.objective), bound), is_optimal=False)


def _model(program: Program) -> highspy.HighsLp:
    lp = highspy.HighsLp()
    lp.num_col_, lp.num_row_ = len(program.lower), len(program.row_lower)
    lp.col_cost_ = numpy.zeros(lp.num_col_)
    lp.col_lower_, lp.col_upper_ = _bounds(program.lower), _bounds(program.upper)
    lp.row_lower_, lp.row_upper_ = _bounds(program.row_lower), _bounds(program.row_upper)
    lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    lp.a_matrix_.start_ = numpy.array([*program.starts, len(program.index)], dtype=numpy.int32)
    lp.a_matrix_.index_ = numpy.array(program.index, dtype=numpy.int32)
    lp.a_matrix_.value_ = numpy.array(program.value, dtype=numpy.float64)
    kinds = highspy.HighsVarType.kContinuous, highspy.HighsVarType.kInteger
    lp.integrality_ = [kinds[whole] for whole in program.whole]
    return lp


def _bounds(values: Sequence[float]) -> Floats:
    found = numpy.array(values, dtype=numpy.float64)
    found[found == UNBOUNDED] = highspy.kHighsInf
    found[found == -UNBOUNDED] = -highspy.kHighsInf
    return found


@contextmanager
def _quiet() -> Iterator[None]:
    """The first solver of a process prints its banner past Python's own streams."""
    if os.getpid() in _STARTED:
        yield
        return
    with _START:
        sys.stdout.flush()
        kept = os.dup(1)
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, 1)
        try:
            yield
        finally:
            os.dup2(kept, 1)
            os.close(kept)
            os.close(nowhere)
            _STARTED.add(os.getpid())

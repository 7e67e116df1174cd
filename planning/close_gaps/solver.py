"""HiGHS, the solver: the only place that knows it.

One thread and a fixed seed, so that the same program gives the same solution. `run()` lets other threads work. Once a
process the wheel prints lines of its own on standard output, whatever it is told: they are kept out of it.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from threading import Lock

import highspy
import numpy

from planning.core.close_gaps.program import UNBOUNDED, Program, Solution

NEAR = 1e-6  # what a sum may be off by
_START, _STARTED = Lock(), set[int]()


class Highs:
    """Minimises one aim after the other over one program, each from the solution before."""

    def __init__(self, program: Program) -> None:
        with _quiet():
            self._highs = highspy.Highs()  # type: ignore[no-untyped-call]
            self._set(output_flag=False, threads=1, random_seed=0, mip_rel_gap=0.0, mip_abs_gap=NEAR)
            self._highs.passModel(_model(program))
        self._columns = len(program.lower)

    def minimise(self, costs: Mapping[int, float], seconds: float) -> Solution:
        """Raises nothing: what is not solved in time comes back with its bound."""
        every = numpy.zeros(self._columns)
        every[list(costs)] = list(costs.values())
        self._highs.changeColsCost(self._columns, numpy.arange(self._columns, dtype=numpy.int32), every)
        self._set(time_limit=self._highs.getRunTime() + seconds)
        self._highs.run()
        return self._solution()

    def hold(self, costs: Mapping[int, float], upper: float) -> None:
        index = numpy.fromiter(costs, dtype=numpy.int32, count=len(costs))
        value = numpy.fromiter(costs.values(), dtype=numpy.float64, count=len(costs))
        self._highs.addRow(-highspy.kHighsInf, upper, len(index), index, value)

    def _solution(self) -> Solution:
        status, info = self._highs.getModelStatus(), self._highs.getInfo()
        if status in (highspy.HighsModelStatus.kInfeasible, highspy.HighsModelStatus.kUnboundedOrInfeasible):
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


def _bounds(values: list[float]) -> numpy.ndarray[tuple[int], numpy.dtype[numpy.float64]]:
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

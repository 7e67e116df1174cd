"""The solver against every combination of small programs, one aim after the other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import product
from random import Random
from time import monotonic

import pytest

from planning.close_gaps.solver import Highs
from planning.core.close_gaps.program import Program

NEAR = 1e-4
MOST = 3  # of each column


def drawn(seed: int) -> tuple[Program, list[dict[int, float]]]:
    """A program of few columns and two aims, some of whose optima only whole numbers miss."""
    draw, program = Random(seed), Program()
    columns = [program.column(MOST) for _ in range(5)]
    for _ in range(3):
        entries = {column: float(draw.randint(1, 5)) for column in draw.sample(columns, 3)}
        program.row(entries, upper=float(draw.randint(2, 14)))
    aims = [{column: -float(draw.randint(0, 9)) for column in columns}, {c: draw.randint(-9, 9) / 2 for c in columns}]
    return program, aims


def sums(program: Program, values: tuple[int, ...]) -> Iterator[float]:
    for begin, end in zip(program.starts, [*program.starts[1:], len(program.index)], strict=True):
        yield sum(values[program.index[n]] * program.value[n] for n in range(begin, end))


def worth(aim: Mapping[int, float], values: tuple[int, ...]) -> float:
    return sum(cost * values[column] for column, cost in aim.items())


def least(program: Program, aims: list[dict[int, float]]) -> tuple[float, ...]:
    """The best of every combination."""
    every = product(range(MOST + 1), repeat=len(program.lower))
    fit = (
        one for one in every if all(s <= most for s, most in zip(sums(program, one), program.row_upper, strict=True))
    )
    return min(tuple(worth(aim, one) for aim in aims) for one in fit)


@pytest.mark.parametrize("seed", range(25))
def test_one_aim_after_the_other_is_as_good_as_every_combination(seed: int) -> None:
    program, aims = drawn(seed)
    solver, found = Highs(program), []
    for aim in aims:
        solution = solver.minimise(aim, 10)
        assert solution.is_optimal
        found.append(solution.objective)
        solver.hold(aim, solution.objective + NEAR)
    assert found == pytest.approx(least(program, aims), abs=NEAR)


def test_a_sum_that_was_never_minimised_is_held_by_a_row() -> None:
    program = Program()
    column = program.column(9)
    solver = Highs(program)
    solver.hold({column: 2.0}, 7.0)
    assert solver.minimise({column: -1.0}, 10).objective == pytest.approx(-3)


def test_once_nobody_waits_any_more_it_ends() -> None:
    program, aim = endless()
    began = monotonic()
    solution = Highs(program, lambda: monotonic() - began > 0.2).minimise(aim, 60)
    assert (solution.is_optimal, solution.is_feasible, monotonic() - began < 20) == (False, True, True)


def endless() -> tuple[Program, dict[int, float]]:
    """Shares of forty numbers that sum to half of each of five rows: there are far too many to try."""
    draw, program = Random(1), Program()
    columns, aim = [program.column(1) for _ in range(40)], dict[int, float]()
    for _ in range(5):
        row = {column: float(draw.randint(1, 100)) for column in columns}
        half, over, under = sum(row.values()) // 2, program.column(), program.column()
        aim |= {over: 1.0, under: 1.0}
        program.row({**row, over: -1.0, under: 1.0}, lower=half, upper=half)
    return program, aim


def test_what_cannot_be_is_told() -> None:
    program = Program()
    program.row({program.column(9): 2.0}, lower=3, upper=3.5)
    assert not Highs(program).minimise({0: 1.0}, 10).is_feasible


def test_without_columns_nothing_is_solved_for() -> None:
    assert Highs(Program()).minimise({}, 10).is_optimal


def test_what_one_aim_fixed_does_not_bind_before_it_is_held() -> None:
    program = Program()
    one, other = program.column(5), program.column(5)
    program.row({one: 2.0, other: 3.0}, upper=7)
    solver = Highs(program)
    solver.minimise({one: -3.0, other: -4.0}, 10)
    assert solver.minimise({other: -1.0}, 10).objective == pytest.approx(-2)

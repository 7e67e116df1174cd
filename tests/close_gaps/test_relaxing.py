from __future__ import annotations

import numpy

from planning.close_gaps.relaxing import Relaxed, unit_of, within

NOTHING = numpy.zeros(0)


def floats(*values: float) -> numpy.ndarray[tuple[int], numpy.dtype[numpy.float64]]:
    return numpy.array(values, dtype=numpy.float64)


def test_what_costs_more_than_the_gap_stays_at_its_bound() -> None:
    least, most = within(floats(5, 2, 0, -5, -2), floats(0, 0, 0, 0, 0), floats(9, 9, 9, 9, 9), 4.0)
    assert least.round(3).tolist() == [0, 0, 0, 8.2, 7]
    assert most.round(3).tolist() == [0.8, 2, 9, 9, 9]


def test_whole_numbers_stay_at_whole_numbers() -> None:
    whole = numpy.array([True, True])
    least, most = within(floats(5, -3), floats(0, 0), floats(9, 9), 4.0, whole)
    assert (least.tolist(), most.tolist()) == ([0, 8], [0, 9])


def test_costs_sum_to_multiples_of_what_divides_them_all() -> None:
    assert unit_of(floats(109_200, 0, 101_400)) == 7_800


def test_parts_of_a_unit_are_no_unit() -> None:
    assert unit_of(floats(2, 0.5)) == 0


def test_no_whole_solution_is_between_two_multiples() -> None:
    assert Relaxed(-7.5, NOTHING, NOTHING, 2.0).bound == -6
    assert Relaxed(-7.5, NOTHING, NOTHING, 0.0).bound == -7.5

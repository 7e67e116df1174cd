"""What a budget buys, as a drawing."""

from decimal import Decimal

import pytest

from planning.close_gaps.curve_drawing import LEFT, WIDTH, Asked, Curve, draw, with_plan
from planning.core.close_gaps.answer import Point

POINTS = (
    Point(Decimal(0), 0, 152),
    Point(Decimal(64_000), 1, 104),
    Point(Decimal(132_000), 2, 38),
    Point(Decimal(240_000), 3, 26),
)
BLIND = tuple(point._replace(cost=None) for point in POINTS)
ASKED = Asked(Decimal(200_000), POINTS[2], "EUR")


def made(points: tuple[Point, ...] = POINTS, asked: Asked = ASKED) -> Curve:
    curve = draw(points, asked)
    assert curve is not None
    return curve


@pytest.mark.parametrize("points", [(), POINTS[:1]])
def test_where_there_is_nothing_to_choose_nothing_is_drawn(points: tuple[Point, ...]) -> None:
    assert draw(points, ASKED) is None


def test_more_cost_stands_further_right_and_more_days_higher() -> None:
    plans = made().plans
    assert [plan.x for plan in plans] == sorted(plan.x for plan in plans)
    assert [plan.y for plan in plans] == sorted(plan.y for plan in plans)


def test_points_are_drawn_in_the_order_of_cost() -> None:
    assert [plan.days for plan in made(POINTS[::-1]).plans] == [152, 104, 38, 26]


def test_between_two_plans_there_is_a_step_and_no_slope() -> None:
    first, second = made().plans[:2]
    assert made().path.startswith(f"M{first.x:.1f} {first.y:.1f} H{second.x:.1f} V{second.y:.1f}")


def test_everything_stands_within_the_drawing() -> None:
    curve = made()
    assert all(LEFT <= plan.x <= WIDTH and 0 <= plan.y <= curve.floor for plan in curve.plans)
    assert all(LEFT <= tick.at <= WIDTH for tick in curve.across)


def test_the_plan_that_is_shown_and_those_beyond_the_budget_are_told_apart() -> None:
    assert [plan.kind for plan in made().plans] == ["", "", "at", "over"]


def test_the_budget_stands_between_what_it_buys_and_what_it_does_not() -> None:
    curve = made()
    assert curve.limit is not None
    assert curve.plans[2].x < curve.limit.at < curve.plans[3].x
    assert curve.limit.label == "budget 200k"


def test_a_budget_far_beyond_every_plan_is_not_drawn() -> None:
    assert made(asked=Asked(Decimal(10**9), None)).limit is None


def test_a_point_says_aloud_what_it_is() -> None:
    told = [plan.told for plan in made().plans]
    assert told[0] == "152 open critical days at no cost"
    assert told[2] == "This plan: 38 open critical days for EUR 132,000 a year"
    assert told[3] == "26 open critical days for EUR 240,000 a year, above the limit"


def test_hires_of_unknown_cost_are_said() -> None:
    points = (POINTS[0], POINTS[1]._replace(unknown=2))
    assert made(points).plans[1].costs == "for EUR 64,000 a year plus 2 hires of unknown cost"


def test_a_point_sets_the_budget_to_what_it_costs() -> None:
    curve = made()
    assert (curve.field, curve.plans[1].amount) == ("budget", "64000")


def test_without_cost_hires_are_counted() -> None:
    curve = made(BLIND, Asked(None, BLIND[2], hires=2))
    assert (curve.field, curve.axis) == ("hires", "hires")
    assert [plan.amount for plan in curve.plans] == ["0", "1", "2", "3"]
    assert [plan.kind for plan in curve.plans] == ["", "", "at", "over"]
    assert curve.plans[1].told == "104 open critical days with 1 hire"


def test_a_budget_bounds_no_curve_of_hires() -> None:
    assert made(BLIND, Asked(Decimal(1), None)).limit is None


def test_hires_are_marked_by_whole_numbers() -> None:
    many = (Point(None, 0, 90), Point(None, 37, 0))
    labels = [tick.label for tick in made(many, Asked(None, None)).across]
    assert labels == ["0", "7", "14", "21", "28", "35", "42"]


def test_a_curve_without_open_days_stands_on_the_floor() -> None:
    curve = made((Point(Decimal(0), 0, 0), Point(Decimal(10), 1, 0)))
    assert {plan.y for plan in curve.plans} == {float(curve.floor)}


def test_of_many_plans_the_first_and_the_last_say_their_days() -> None:
    many = tuple(Point(Decimal(n * 1000), n, 90 - n) for n in range(9))
    assert [plan.text for plan in made(many, Asked(None, None)).plans if plan.text] == ["90", "82"]


def test_the_words_of_a_plan_stand_where_there_is_room() -> None:
    assert not made(asked=Asked(None, POINTS[0])).is_left
    assert made(asked=Asked(None, POINTS[3])).is_left


def test_where_no_step_comes_down_the_words_stand_above_the_line() -> None:
    same = POINTS[3]._replace(cost=Decimal(300_000))
    assert not made((*POINTS, same), Asked(None, same)).is_left


def test_an_answer_takes_the_place_of_the_point_that_costs_the_same() -> None:
    plan = Point(Decimal(132_000), 3, 37)
    assert with_plan(POINTS, plan) == ((*POINTS[:2], POINTS[3], plan), plan)


def test_an_answer_between_two_points_is_a_point_of_its_own() -> None:
    assert len(with_plan(POINTS, Point(Decimal(100_000), 2, 60))[0]) == 5


def test_among_hires_an_answer_stands_by_its_hires() -> None:
    assert with_plan(BLIND, Point(Decimal(0), 2, 38, 2))[1] == Point(None, 2, 38, 2)


def test_an_answer_without_cost_is_on_no_curve_of_cost() -> None:
    assert with_plan(POINTS, Point(None, 2, 38)) == (POINTS, None)

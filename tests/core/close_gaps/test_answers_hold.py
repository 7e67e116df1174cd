"""What an answer says of itself holds: moves, days, limits, pins, what is closed and what stays open."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import cache

import pytest

from planning.core.changes.change import Change
from planning.core.changes.record_history import DatedOrg
from planning.core.close_gaps.answer import Answer, Days, Status
from planning.core.close_gaps.question import MOVES, Question
from planning.core.cost.forecast import CostForecast, CostPath
from planning.core.cost.ledger import Period
from planning.core.cost.pay import Budget
from planning.core.fixes.base import FixKind
from planning.core.records import Org
from planning.core.rules import Context
from planning.core.rules.base import PRODUCT, code_of
from tests.core.close_gaps.engine import impossible, open_spans
from tests.core.close_gaps.judging import answered, value
from tests.core.close_gaps.made import DAY, Case, draw, scarce
from tests.core.sample import PM, TODAY, content, covers, held, org, product

SEEDS = range(40)


@cache
def drawn(seed: int) -> tuple[Case, Answer]:
    case = draw(seed)
    return case, answered(case)


def asked_with(case: Case, **changed: object) -> Answer:
    return answered(case._replace(question=replace(case.question, **changed)))  # type: ignore[arg-type]


@pytest.mark.parametrize("seed", SEEDS)
def test_moves_take_off_what_is_no_longer_open(seed: int) -> None:
    _, given = drawn(seed)
    off = [sum(side) for side in zip(*(move.days for move in given.moves), strict=True)] or [0, 0]
    assert Days(*off) == Days(given.before.critical - given.after.critical, given.before.warning - given.after.warning)


@pytest.mark.parametrize("seed", SEEDS)
def test_moves_cost_what_the_answer_costs(seed: int) -> None:
    _, given = drawn(seed)
    if given.cost is not None:
        assert sum((move.cost for move in given.moves if move.cost is not None), Decimal(0)) == given.cost


@pytest.mark.parametrize("seed", SEEDS)
def test_what_is_closed_was_open_and_is_not_on_the_last_day(seed: int) -> None:
    case, given = drawn(seed)
    after = case.dated.with_over(given.changes)
    was = {_code(one.rule, one.product) for one in open_spans(case.dated, case.content, case.question, arriving=True)}
    last = replace(case.question, on=case.question.by)
    now = {
        _code(one.rule, one.product)
        for one in open_spans(after, case.content, case.question, arriving=True)
        if one.span.last == last.by
    }
    kept = {one.code for one in given.closed}
    assert kept <= was
    assert not kept & now


@pytest.mark.parametrize("seed", SEEDS)
def test_what_stays_open_is_what_the_rules_find(seed: int) -> None:
    case, given = drawn(seed)
    found = open_spans(case.dated.with_over(given.changes), case.content, case.question, arriving=True)
    kept = case.question.forbidden | case.question.pinned
    grave = {_code(f.rule, f.product) for f in found if f.severity in ("critical", "warning") and f.product not in kept}
    assert {gap.code for gap in given.open} == grave
    assert all(gap.because for gap in given.open)


def _code(rule: str, product: str) -> str:
    return code_of((rule, PRODUCT, product, ""))


@pytest.mark.parametrize("seed", SEEDS)
def test_nothing_touches_what_is_to_stay(seed: int) -> None:
    case, _ = drawn(seed)
    kept = frozenset({"x0", "pm0", "h-pmm0", "pmm1"})
    positions = case.dated.tables["position"].values()
    held = {p.key for p in positions if (p.holder, *p.sharers) == ("h-pmm0",)}
    given = asked_with(case, forbidden=kept)
    assert not [change for change in given.changes if _touched(change) & (kept | held)]


def _touched(change: Change) -> set[str]:
    values = [str(value) for side in (change.before, change.after) if side for value in side.values()]
    return {change.key, *values}


@pytest.mark.parametrize("most", [0, 1, 2])
@pytest.mark.parametrize("seed", range(15))
def test_no_one_gets_more_changes_than_asked(seed: int, most: int) -> None:
    case, _ = drawn(seed)
    given = asked_with(case, changes_each=most, moves=case.question.moves | {FixKind.RETITLE})
    each = Counter[str]()
    for move in given.moves:
        each[move.position] += len(move.products) * (move.kind in (FixKind.ASSIGN, FixKind.RETITLE))
    assert all(number <= most for number in each.values())


@pytest.mark.parametrize("seed", SEEDS)
def test_each_calendar_year_costs_no_more_than_the_budget(seed: int) -> None:
    case, _ = drawn(seed)
    if case.basis.terms is None:
        return
    asked = case._replace(question=replace(case.question, budget=Decimal(160_000)))
    given = answered(asked)
    for year in (asked.question.on.year, asked.question.on.year + 1):
        assert _of_year(asked, given, year) <= 160_000


def _of_year(case: Case, given: Answer, year: int) -> Decimal:
    """What is added in a calendar year, by the ledger of the cost pages."""
    assert case.basis.terms
    org = case.dated.at(case.question.on)
    ctx, period = Context(org, case.content), Period(date(year, 1, 1), date(year, 12, 31))
    ahead, over = case.dated.ahead, case.dated.over
    paths = CostPath(org, ahead, over), CostPath(org, ahead, case.dated.with_over(given.changes).over)
    ledgers = [CostForecast(p, case.basis.terms, ctx, [period], case.question.on).ledger() for p in paths]
    return ledgers[1].total([0]) - ledgers[0].total([0])


# Pins


@pytest.mark.parametrize("seed", range(20))
def test_forbidden_move_is_not_made_and_nothing_gets_better(seed: int) -> None:
    case, given = drawn(seed)
    for move in [move for move in given.moves if not move.is_next_step][:2]:
        other = asked_with(case, forbidden=case.question.forbidden | {move.key})
        assert move.key not in {one.key for one in other.moves}
        assert value(case, other)[:2] >= value(case, given)[:2] or given.status != Status.OPTIMAL


@pytest.mark.parametrize("seed", SEEDS)
def test_forbidden_move_leaves_no_more_open_than_its_next_best_says(seed: int) -> None:
    case, given = drawn(seed)
    for move in given.moves:
        if move.instead and move.kind == FixKind.ASSIGN and given.status == Status.OPTIMAL:
            without = asked_with(case, forbidden=case.question.forbidden | {move.key})
            assert without.after <= Days(*map(sum, zip(given.after, move.instead[1:3], strict=True)))


def test_name_alone_is_a_next_best_only_where_no_one_else_is_as_good() -> None:
    case = Case(Question(TODAY, TODAY + 90 * DAY), replace(draw(0).basis, dated=DatedOrg(_two_more_who_could().tables)))
    (move,) = (move for move in answered(case).moves if move.role == PM)
    assert move.instead
    assert move.instead.text.endswith(", or someone else with room: same days")


def _two_more_who_could() -> Org:
    people = [record for key in ("ann", "bo", "cy", "di") for record in held(key, PM)]
    return org(product("a"), product("b", market_facing=False), *people, covers("b", "ann", PM))


def test_hire_for_whom_no_manager_has_room_says_so() -> None:
    case = draw(2143)
    content = replace(case.content, settings={**case.content.settings, "span-high": {"numbers": {"reports": 1}}})
    given = answered(case._replace(basis=replace(case.basis, content=content)))
    titles = [move.title for move in given.moves if move.kind == FixKind.HIRE]
    assert [title.endswith("(choose a manager: no one has room for another report)") for title in titles] == [
        False,
        True,
    ]


@pytest.mark.parametrize("seed", range(20))
def test_pinned_move_is_made_and_what_was_best_stays(seed: int) -> None:
    case, given = drawn(seed)
    for move in [move for move in given.moves if not move.is_next_step][:2]:
        other = asked_with(case, pinned=case.question.pinned | {move.key})
        assert move.key in {one.key for one in other.moves}
        assert value(case, other)[:2] == value(case, given)[:2] or given.status != Status.OPTIMAL


@pytest.mark.parametrize("seed", [*range(20), 35, 259, 279])
def test_forbidden_move_is_not_in_the_next_answer(seed: int) -> None:
    case, given = drawn(seed)
    for move in [move for move in given.moves if not move.is_next_step][:3]:
        other = asked_with(case, forbidden=case.question.forbidden | {move.key})
        assert move.key not in {one.key for one in other.moves}


@pytest.mark.parametrize("seed", [*range(10), 113])
@pytest.mark.parametrize("interims", [False, True], ids=["", "interims"])
def test_all_moves_pinned_at_once_leave_the_same_open(seed: int, interims: bool) -> None:
    case = draw(seed)
    given = asked_with(case, interims=interims)
    keys = {move.key for move in given.moves if not move.is_next_step}
    again = asked_with(case, interims=interims, pinned=case.question.pinned | keys)
    assert again.status != Status.INFEASIBLE
    assert again.after == given.after or Status.FEASIBLE in (given.status, again.status)


@pytest.mark.parametrize("seed", [*range(12), 5255])
def test_all_changes_can_be_made_with_every_move_allowed(seed: int) -> None:
    case = draw(seed)
    given = asked_with(case, moves=frozenset(MOVES), interims=True, changes_each=None)
    assert not impossible(case.dated, given.changes)


# Questions that nothing can answer well

EMPTY: dict[str, dict[str, object]] = {
    "no budget": {"budget": Decimal(0)},
    "no hires": {"most_hires": 0},
    "no changes": {"changes_each": 0},
    "no moves": {"moves": frozenset()},
    "every move": {"moves": frozenset(MOVES)},
    "nothing in scope": {"products": frozenset()},
    "all stay": {"pinned": frozenset({f"x{number}" for number in range(10)})},
    "one day": {"by": date(2026, 6, 1)},
    "a move that cannot be": {"pinned": frozenset({"assign:nobody:x0:product-manager"})},
    "pinned and forbidden": {
        "pinned": frozenset({"hire:product-manager:x0"}),
        "forbidden": frozenset({"hire:product-manager:x0"}),
    },
    "interims": {"interims": True},
    "norm of none": {"most": {"product-manager": 0, "product-marketing-manager": 0}},
}


@pytest.mark.parametrize("what", EMPTY)
@pytest.mark.parametrize("seed", range(6))
def test_every_question_has_an_answer(seed: int, what: str) -> None:
    case, _ = drawn(seed)
    given = asked_with(case, **EMPTY[what])
    assert given.status in Status
    assert given.status != Status.INFEASIBLE or given.notes


@pytest.mark.parametrize("what", ["no budget", "no hires", "no moves"])
def test_what_stays_open_names_its_limit(what: str) -> None:
    case = scarce(1, 12, 3)
    given = asked_with(case, **EMPTY[what])
    assert given.open
    assert all(gap.because for gap in given.open)


def test_organisation_without_anything_has_nothing_to_close() -> None:
    case, _ = drawn(0)
    empty = case._replace(
        basis=replace(case.basis, dated=case.dated._replace(tables={k: {} for k in case.dated.tables}, ahead=()))
    )
    given = answered(empty)
    assert (given.before, given.moves) == (Days(0, 0), ())


def test_default_question_may_be_asked_of_anybody() -> None:
    case, _ = drawn(3)
    given = answered(case._replace(question=Question(case.question.on, case.question.by)))
    assert given.after <= given.before


# Budgets of functions


def with_budgets(case: Case, more: int) -> Case:
    """Each function may cost so much more than it does, in each calendar year that is looked at, and two years
    later."""
    assert case.basis.terms
    years = (*range(case.question.on.year, case.question.ahead.year + 1), case.question.ahead.year + 2)
    every = [(function, year) for function in ("product", "marketing") for year in years]
    budgets = tuple(Budget(f, y, _cost(case, (), f, y) + more, "EUR") for f, y in every)
    basis = replace(case.basis, terms=replace(case.basis.terms, budgets=budgets))
    return Case(replace(case.question, within_budgets=True, budget=None, most_hires=None), basis)


def _cost(case: Case, changes: Sequence[Change], function: str, year: int) -> Decimal:
    assert case.basis.terms
    org = case.dated.at(case.question.on)
    ctx, period = Context(org, case.content), Period(date(year, 1, 1), date(year, 12, 31))
    path = CostPath(org, case.dated.ahead, case.dated.with_over(changes).over)
    return CostForecast(path, case.basis.terms, ctx, [period], case.question.on).ledger().cost(function, 0)


PRICED = [seed for seed in range(60) if draw(seed).basis.terms]


@pytest.mark.parametrize("more", [0, 40_000, 130_000])
@pytest.mark.parametrize("seed", PRICED[:20])
def test_budgets_of_functions_are_kept(seed: int, more: int) -> None:
    case = with_budgets(draw(seed), more)
    given = answered(case)
    assert case.basis.terms
    for budget in case.basis.terms.budgets:
        assert _cost(case, given.changes, budget.function, budget.year) <= budget.amount + Decimal("0.01")


@pytest.mark.parametrize("seed", PRICED[:20])
def test_budget_of_a_later_year_alone_is_kept(seed: int) -> None:
    case = with_budgets(draw(seed), 0)
    assert case.basis.terms
    budgets = case.basis.terms.budgets
    last = max(budget.year for budget in budgets)
    terms = replace(case.basis.terms, budgets=tuple(budget for budget in budgets if budget.year == last))
    given = answered(case._replace(basis=replace(case.basis, terms=terms)))
    assert all(_cost(case, given.changes, b.function, last) <= b.amount + Decimal("0.01") for b in terms.budgets)


@pytest.mark.parametrize("seed", PRICED[:20])
def test_larger_budgets_of_functions_never_leave_more_open(seed: int) -> None:
    found = [answered(with_budgets(draw(seed), more)).after.critical for more in (0, 40_000, 130_000, 10**7)]
    assert found == sorted(found, reverse=True)


def test_products_on_which_nobody_is_named_are_no_gaps_but_said() -> None:
    case, _ = drawn(3)
    records = [product(key, market_facing=False) for key in "abcd"]
    silent = replace(case.basis, dated=DatedOrg(org(*records, *held("ann", PM)).tables), content=content())
    given = answered(Case(Question(case.question.on, case.question.by), silent))
    found = open_spans(silent.dated, silent.content, given.question, arriving=True)
    assert (given.before, found) == (Days(0, 0), [])
    assert given.notes

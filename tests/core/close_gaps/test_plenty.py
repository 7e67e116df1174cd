"""Where very many hold a role, the model looks at less, and finds the same as where few do."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from planning.core.changes.record_history import DatedOrg
from planning.core.close_gaps.answer import Answer, Status
from planning.core.close_gaps.ground import MANY
from planning.core.close_gaps.question import Basis, Question
from planning.core.cost.pay import Band, Terms
from planning.core.fixes.base import FixKind
from planning.core.records import Position
from tests.core.close_gaps.judging import answered
from tests.core.close_gaps.made import DAY, STEPS, Case, within
from tests.core.sample import PM, PMM, TODAY, held, org, product

MOVES = frozenset({FixKind.ASSIGN, FixKind.RETITLE, FixKind.HIRE})
SIZES = pytest.mark.parametrize("holders", [2, MANY + 1])


def asked(holders: int, *records: Any, **limits: Any) -> Answer:
    """One product without a PM, and so many who have room. A senior PMM may go on as PM at no cost."""
    every = [record for number in range(holders) for record in held(f"p{number}", PM, level=2)]
    bands = tuple(Band(role, 0, "", "EUR", Decimal(80_000), Decimal(80_000)) for role in (PM, PMM))
    content = replace(within(**{"cov-pmm": {"on": False}}), steps=STEPS)
    tables = org(product(market_facing=False), *every, *records).tables
    basis = Basis(DatedOrg(tables), content, Terms("EUR", Decimal(1), bands), {PM: 75, PMM: 75})
    return answered(Case(replace(Question(TODAY, TODAY + 300 * DAY, moves=MOVES), **limits), basis))


def moved(given: Answer) -> list[tuple[str, str]]:
    return [(str(move.kind), move.position) for move in given.moves if not move.is_next_step]


@SIZES
def test_promotion_that_is_pinned_is_made(holders: int) -> None:
    given = asked(holders, *held("m", PMM, level=3), pinned=frozenset({f"retitle:m:{PM}"}))
    assert (given.status, moved(given)) == (Status.OPTIMAL, [("retitle", "m")])


@SIZES
def test_open_position_is_filled_where_no_holder_may_change(holders: int) -> None:
    waiting = Position("v", "Product Manager", role=PM, level=2, stage="open")
    given = asked(holders, waiting, changes_each=0)
    assert (given.status, moved(given)) == (Status.OPTIMAL, [("hire", "v")])


@SIZES
def test_open_position_is_filled_where_a_hire_is_pinned(holders: int) -> None:
    waiting = Position("v", "Product Manager", role=PM, level=2, stage="open")
    given = asked(holders, waiting, pinned=frozenset({f"hire:{PM}:app"}))
    assert (given.status, moved(given)[-1]) == (Status.OPTIMAL, ("hire", "v"))

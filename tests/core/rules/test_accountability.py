from typing import Any

import pytest

from planning.core.changes.change import apply
from planning.core.content import Content
from planning.core.coverage.accountable import (
    DEFAULT,
    NAMED,
    NOBODY,
    NOT_FILLED,
    UNCOVERED,
    UNDECIDED,
    accountable,
    named_owners,
)
from planning.core.records import Ownership, Position
from planning.core.rules import Context
from tests.core.rules.checking import fixes, found
from tests.core.sample import EITHER, PM, PMM, SAYS_OWNERS, SINGLE, content, covers, held, org, product

ROADMAP, MESSAGING = SINGLE
WITHIN = content(responsibilities=(ROADMAP, MESSAGING))
SHARED = content(responsibilities=(EITHER,))
ANN = [*held("ann", PM), covers("app", "ann")]
MAX = [*held("max", PMM), covers("app", "max", PMM)]
ONE = [*ANN, covers("app", "ann", PMM, counts=True)]


def named(position: str, responsibility: str = ROADMAP.id) -> Ownership:
    return Ownership("own", "app", responsibility, position)


@pytest.mark.parametrize(
    ("records", "responsibility", "expected"),
    [
        (ANN, ROADMAP, (("ann",), DEFAULT)),
        (MAX, ROADMAP, ((), UNCOVERED)),
        ([*ANN, named("")], ROADMAP, ((), NOBODY)),
        ([*ANN, named("ghost")], ROADMAP, ((), NOT_FILLED)),
        ([*ANN, Position("open"), named("open")], ROADMAP, ((), NOT_FILLED)),
        ([*ANN, *MAX, named("max")], ROADMAP, (("max",), NAMED)),
        (ANN, EITHER, (("ann",), DEFAULT)),
        (MAX, EITHER, (("max",), DEFAULT)),
        ([*ANN, *MAX], EITHER, ((), UNDECIDED)),
        (ONE, EITHER, (("ann",), DEFAULT)),
        ([*ANN, *MAX, named("max", EITHER.id)], EITHER, (("max",), NAMED)),
    ],
)
def test_who_is_accountable(records: list[Any], responsibility: Any, expected: Any) -> None:
    where = org(product(), *records)
    context = Context(where, content())
    cells = {slug: context.cell("app", slug) for slug in (PM, PMM)}
    assert accountable(where, responsibility, named_owners(where, "app"), cells.get) == expected


@pytest.mark.parametrize(
    ("within", "records", "flagged"),
    [
        (WITHIN, ANN, []),
        (WITHIN, [*ANN, named("")], [ROADMAP.id]),
        (WITHIN, [*ANN, named("ghost")], [ROADMAP.id]),
        (WITHIN, [], []),
        (WITHIN, [named("")], []),
        (SHARED, [*ANN, *MAX, SAYS_OWNERS], [EITHER.id]),
        (SHARED, [*ANN, *MAX], []),
        (SHARED, [*ANN, *MAX, named("ann", EITHER.id)], []),
        (SHARED, ANN, []),
        (SHARED, [], []),
    ],
)
def test_gap_is_flagged_unless_the_missing_role_is(within: Content, records: list[Any], flagged: list[str]) -> None:
    assert [finding.about for finding in found("resp-gap", product(), *records, within=within)] == flagged


def test_product_that_needs_neither_role_has_no_gap() -> None:
    assert found("resp-gap", product(stage="idea"), *ANN, *MAX, within=SHARED) == []


def test_gap_rests_on_the_responsibility() -> None:
    (finding,) = found("resp-gap", product(), *ANN, *MAX, SAYS_OWNERS, within=SHARED)
    assert finding.because == (EITHER.id,)


def test_removing_the_responsibility_closes_its_gap() -> None:
    assert found("resp-gap", product(), *ANN, *MAX, within=content()) == []


@pytest.mark.parametrize("named_before", [[], [Ownership("own", "app", EITHER.id, "")]])
def test_making_either_accountable_closes_the_gap(named_before: list[Any]) -> None:
    records = [product(), *ANN, *MAX, SAYS_OWNERS, *named_before]
    where = org(*records)
    (finding,) = found("resp-gap", *records, within=SHARED)
    offered = fixes(Context(where, SHARED), finding)
    assert [fix.title for fix in offered] == [
        f"Make {name} responsible for Pricing and packaging" for name in ("Ann", "Max")
    ]
    after = apply(where, offered[1].changes)
    assert found("resp-gap", *(r for table in after.tables.values() for r in table.values()), within=SHARED) == []


def test_responsibility_with_the_counterpart_is_flagged() -> None:
    (finding,) = found("resp-cross", product(), *ANN, *MAX, named("max"), within=WITHIN)
    assert "Max (PMM) is responsible for Roadmap and strategy" in finding.message
    assert finding.because == (ROADMAP.id, "pair/distinct")


@pytest.mark.parametrize(
    "records",
    [
        [*ANN, *MAX, named("ann")],
        [*MAX, named("max")],
        [*ANN, *MAX, *held("vp", "executive"), named("vp")],
        [*ANN, *MAX, named("max", EITHER.id)],
        [*ONE, named("ann", MESSAGING.id)],
    ],
    ids=["own role", "counterpart missing", "a third role", "either may", "one person in both"],
)
def test_what_is_no_crossing(records: list[Any]) -> None:
    within = content(responsibilities=(ROADMAP, MESSAGING, EITHER))
    assert found("resp-cross", product(), *records, within=within) == []


def test_handing_it_back_closes_the_crossing() -> None:
    records = [product(), *ANN, *MAX, named("max")]
    where = org(*records)
    (finding,) = found("resp-cross", *records, within=WITHIN)
    after = apply(where, fixes(Context(where, WITHIN), finding)[0].changes)
    assert found("resp-cross", *(r for table in after.tables.values() for r in table.values()), within=WITHIN) == []

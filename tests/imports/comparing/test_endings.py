"""Endings: what counts as one, and how many of them somebody has to allow."""

from datetime import date, timedelta
from typing import Any

import pytest

from planning.core.records import Assignment, Org, Person, Position, Product
from planning.imports.comparing.endings import Ending, endings, in_short, is_part, must_be_said
from tests.imports.helpers import CONTENT, ON, imported, people

pytestmark = pytest.mark.pure
PM = "product-manager"


def org(*records: Position | Person | Product | Assignment) -> Org:
    return Org.of(ON, *records)


def staffed(number: int) -> Org:
    """A head and so many others, each filled; nobody covers."""
    rows = [f"{n},Name {n},Engineer,0" for n in range(1, number)]
    return imported(people("0,Head,CEO,", *rows)).after


def covered(*more: Position | Person | Product | Assignment, **fields: Any) -> Org:
    pm = Position("p", title="Product Manager", role=PM, holder="ada")
    return org(
        pm, Person("ada", "Ada"), Product("b", "Beacon"), Assignment("a", "b", "p", PM)._replace(**fields), *more
    )


def without(before: Org, *keys: str) -> Org:
    tables = {**before.tables, "position": {k: p for k, p in before.tables["position"].items() if k not in keys}}
    return Org(before.on, tables)


def found(before: Org, after: Org) -> tuple[Ending, ...]:
    return endings(before, after, CONTENT)


def test_a_position_that_closes_is_an_ending() -> None:
    before = staffed(3)
    assert [e.key for e in found(before, without(before, "2"))] == ["2"]


def test_a_position_that_stays_is_none() -> None:
    before = covered()
    assert found(before, before) == ()


def test_a_covering_position_that_closes_says_what_the_product_loses() -> None:
    before = covered()
    ending = found(before, without(before, "p"))[0]
    assert (ending.who, str(ending.covers[0])) == ("Ada, Product Manager", "Beacon loses its PM")


def test_a_covering_position_left_without_a_holder_is_an_ending() -> None:
    before = covered()
    vacant = org(before.positions["p"]._replace(holder=""), before.products["b"], before.assignments["b"][0])
    assert [(e.key, e.closes) for e in found(before, vacant)] == [("p", False)]


def test_a_covering_holder_whose_last_day_has_passed_is_an_ending() -> None:
    before = covered()
    left = covered(Person("ada", "Ada", leaves=ON - timedelta(days=1)))
    assert [e.key for e in found(before, left)] == ["p"]


@pytest.mark.parametrize("starts", [None, date(2031, 1, 1)])
def test_a_new_holder_is_no_ending(starts: date | None) -> None:
    before = covered()
    position = before.positions["p"]._replace(holder="bo")
    assert found(before, covered(position, Person("bo", "Bo", starts=starts))) == ()


def test_another_position_left_without_a_holder_is_none() -> None:
    before = staffed(2)
    vacant = org(*(position._replace(holder="") for position in before.positions.values()))
    assert found(before, vacant) == ()


def test_a_product_that_another_covers_afterwards_loses_nobody() -> None:
    other = (Position("q", role=PM, holder="bo"), Person("bo", "Bo"), Assignment("c", "b", "q", PM))
    before = covered(*other)
    ending = found(before, without(before, "p"))[0]
    assert (ending.covers[0].lost, str(ending.covers[0])) == (False, "Beacon keeps another PM")


@pytest.mark.parametrize("fields", [{"kind": "backup"}, {"ends": ON - timedelta(days=1)}, {"role": "sales"}])
def test_who_does_not_cover_on_the_date_covers_nothing(fields: dict[str, Any]) -> None:
    before = covered(**fields)
    assert found(before, without(before, "p"))[0].covers == ()


@pytest.mark.parametrize(
    ("size", "gone", "said"), [(30, 3, False), (29, 3, True), (10, 2, False), (3, 2, False), (3, 3, True)]
)
def test_more_than_a_tenth_and_three_at_least_must_be_said(size: int, gone: int, said: bool) -> None:
    before = staffed(size)
    ended = found(before, without(before, *list(before.positions)[size - gone :]))
    assert (len(ended), must_be_said(ended, before)) == (gone, said)


def test_one_covering_position_of_many_must_be_said() -> None:
    others = [Position(str(n)) for n in range(50)]
    before = covered(*others)
    assert must_be_said(found(before, without(before, "p")), before)


def test_those_that_cover_are_named_first() -> None:
    records: list[Any] = [record for table in covered().tables.values() for record in table.values()]
    before = org(Position("1"), *records)
    assert [e.key for e in found(before, without(before, "1", "p"))] == ["p", "1"]


def test_in_short_counts_and_names_the_products() -> None:
    before = covered(Position("1"))
    text = in_short(found(before, without(before, "p", "1")), before)
    assert text == "2 of 2 positions would close; Beacon loses its PM"


@pytest.mark.parametrize(("gone", "part"), [(2, False), (3, True)])
def test_a_file_that_keeps_fewer_than_half_seems_a_part(gone: int, part: bool) -> None:
    before = staffed(4)
    assert is_part(found(before, without(before, *list(before.positions)[:gone])), before) is part


def test_an_import_tells_its_endings() -> None:
    outcome = imported(people("0,Head,CEO,"), current=staffed(3))
    assert [e.key for e in outcome.endings] == ["1", "2"]


def test_in_short_names_a_product_once_with_all_that_it_loses() -> None:
    pmm = Position("q", role="product-marketing-manager", holder="bo")
    before = covered(pmm, Person("bo", "Bo"), Assignment("c", "b", "q", pmm.role))
    assert in_short(found(before, without(before, "p", "q")), before).endswith("; Beacon loses its PM and PMM")

from typing import Any

import pytest

from planning.core.changes.change import apply
from planning.core.records import Link
from planning.core.rules import Context
from tests.core.rules.checking import fixes, found, severities
from tests.core.sample import PM, PMM, SAYS_PAIRS, content, covers, held, org, product


def pair(one: dict[str, Any] | None = None, other: dict[str, Any] | None = None, **fields: Any) -> list[Any]:
    """A product with somebody in each of the two roles."""
    people = [*held("ann", PM, **(one or {})), *held("max", PMM, **(other or {}))]
    return [product(**fields), *people, covers("app", "ann"), covers("app", "max", PMM), SAYS_PAIRS]


def one_person(staff: int = 11, **fields: Any) -> list[Any]:
    """A product whose two roles one person has, in an organisation of `staff` filled positions."""
    others = [record for n in range(staff - 1) for record in held(f"s{n}")]
    both = [covers("app", "ann"), covers("app", "ann", PMM, counts=True)]
    return [product(**fields), *held("ann", PM), *both, *others]


def test_two_who_cover_without_any_link() -> None:
    (finding,) = found("pair-link", *pair())
    assert "Ann (PM) and Max (PMM)" in finding.message
    assert finding.because == ("pair/synergy",)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"team": "t"}, {"team": "t"}),
        ({}, {"manager": "ann"}),
        ({"manager": "max"}, {}),
        ({"dotted": ("max",)}, {}),
        ({}, {"dotted": ("ann",)}),
    ],
)
def test_a_line_or_a_common_team_links_them(one: dict[str, Any], other: dict[str, Any]) -> None:
    assert found("pair-link", *pair(one, other)) == []


def test_where_no_pair_is_named_anywhere_nothing_is_said() -> None:
    linked = pair({"team": "t"}, {"team": "t"})
    records = [record for record in [*linked, *pair()] if record != SAYS_PAIRS]
    assert found("pair-link", *records) == []


def test_two_without_a_team_are_not_in_one_team() -> None:
    assert len(found("pair-link", *pair({"team": ""}, {"team": ""}))) == 1


@pytest.mark.parametrize(("product_key", "flags"), [("app", 0), ("web", 1)])
def test_named_link_counts_on_its_product_alone(product_key: str, flags: int) -> None:
    assert len(found("pair-link", *pair(), Link("l", product_key, "max", "ann"))) == flags


def test_a_pair_needs_both() -> None:
    assert found("pair-link", product(), *held("ann", PM), covers("app", "ann")) == []


def test_every_fix_links_them() -> None:
    where = org(*pair())
    (finding,) = found("pair-link", *pair())
    for fix in fixes(Context(where, content()), finding):
        after = [record for table in _after(where, fix.changes).values() for record in table.values()]
        assert found("pair-link", *after) == []


def _after(where: Any, changes: Any) -> Any:
    return apply(where, changes).tables


@pytest.mark.parametrize(
    ("fields", "severity"),
    [({"stage": "growth"}, "warning"), ({"stage": "build"}, "info"), ({"market_facing": False}, "info")],
)
def test_one_person_in_both_roles_is_graver_in_the_market(fields: dict[str, Any], severity: str) -> None:
    assert severities("dual-role", *one_person(**fields)) == [severity]


def test_two_positions_of_one_person_count_as_one_person() -> None:
    positions = [*held("ann", PM), held("ann2", PMM)[0]._replace(holder="h-ann")]
    staff = [record for n in range(10) for record in held(f"s{n}")]
    assert len(found("dual-role", product(), *positions, covers("app", "ann"), covers("app", "ann2", PMM), *staff)) == 1


@pytest.mark.parametrize(("staff", "flags"), [(10, 0), (11, 1)])
def test_small_organisations_are_exempt(staff: int, flags: int) -> None:
    assert len(found("dual-role", *one_person(staff))) == flags


def test_exemption_is_a_setting() -> None:
    within = content(settings={"dual-role": {"numbers": {"exempt": 11}}})
    assert found("dual-role", *one_person(11), within=within) == []


@pytest.mark.parametrize("staff", [10, 11])
def test_one_person_in_both_roles_needs_no_link(staff: int) -> None:
    assert found("pair-link", *one_person(staff)) == []

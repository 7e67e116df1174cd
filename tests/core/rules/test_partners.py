from typing import Any

import pytest

from planning.core.records import Team
from tests.core.rules.checking import found
from tests.core.sample import PM, PMM, content, covers, held, product, says_partners

BUILDERS = ("software-engineer", "product-designer", "quality-engineer")


def managed(**fields: Any) -> list[Any]:
    return [product(**fields), *held("ann", PM), covers("app", "ann"), *says_partners(*BUILDERS)]


def marketed(**fields: Any) -> list[Any]:
    return [product(**fields), *held("max", PMM), covers("app", "max", PMM), *says_partners("sales")]


def partner(role: str, **fields: Any) -> list[Any]:
    return [*held(role, role), covers("app", role, role, **fields)]


def test_each_missing_discipline_is_a_finding() -> None:
    assert [finding.about for finding in found("partner-build", *managed())] == ["design", "engineering", "quality"]


@pytest.mark.parametrize("role", BUILDERS)
def test_partner_who_is_assigned_closes_their_discipline(role: str) -> None:
    assert len(found("partner-build", *managed(), *partner(role))) == 2


def test_discipline_that_nobody_has_named_anywhere_is_not_known() -> None:
    others = [record for record in managed() if "quality-engineer" not in record.key]
    assert [finding.about for finding in found("partner-build", *others)] == ["design", "engineering"]


def test_colleague_in_the_team_of_another_product_makes_the_discipline_known() -> None:
    without = [product(), *held("ann", PM), covers("app", "ann")]
    team = [product("web", stage="idea", team="crew"), Team("crew"), *held("qa", "quality-engineer", team="crew")]
    assert [finding.about for finding in found("partner-build", *without, *team)] == ["quality"]


def test_product_with_all_partners_is_not_flagged() -> None:
    partners = [record for role in BUILDERS for record in partner(role)]
    assert found("partner-build", *managed(), *partners) == []


def test_colleague_in_the_products_team_is_a_partner() -> None:
    team = [Team("crew"), *held("eng", "software-engineer", team="crew")]
    assert "engineering" not in [f.about for f in found("partner-build", *managed(team="crew"), *team)]


def test_vacant_partner_does_not_count() -> None:
    vacancy = held("eng", "software-engineer")[0]._replace(holder="")
    assert len(found("partner-build", *managed(), vacancy, covers("app", "eng", "software-engineer"))) == 3


def test_engineer_who_stands_in_as_manager_is_no_engineering_partner() -> None:
    stand_in = [*held("eng", "software-engineer"), covers("app", "eng", PM)]
    assert len(found("partner-build", *managed(), *stand_in)) == 3


def test_discipline_that_does_not_apply_is_not_looked_for() -> None:
    assert [f.about for f in found("partner-build", *managed(without=("quality", "design")))] == ["engineering"]


def test_product_without_the_role_is_not_asked_for_its_partners() -> None:
    assert found("partner-build", product()) == []


@pytest.mark.parametrize("role", ["sales", "customer-success"])
def test_either_market_partner_is_enough(role: str) -> None:
    assert found("partner-market", *marketed(), *partner(role)) == []


def test_market_role_without_any_market_partner() -> None:
    (finding,) = found("partner-market", *marketed())
    assert "no sales or customer success partner" in finding.message


@pytest.mark.parametrize("fields", [{"stage": "build"}, {"market_facing": False}])
def test_product_outside_the_market_needs_no_market_partner(fields: dict[str, Any]) -> None:
    assert found("partner-market", *marketed(**fields)) == []


def test_waiving_sales_leaves_customer_success() -> None:
    (finding,) = found("partner-market", *marketed(without=("sales",)))
    assert "no customer success partner" in finding.message


def test_waiving_both_closes_it() -> None:
    assert found("partner-market", *marketed(without=("sales", "customer-success"))) == []


def test_setting_switches_it_off() -> None:
    assert found("partner-build", *managed(), within=content(settings={"partner-build": {"on": False}})) == []

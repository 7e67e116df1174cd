from typing import Any

import pytest

from planning.core.records import Position
from tests.core.rules.checking import found, severities
from tests.core.sample import PM, PMM, content, held


def staff(number: int, role: str = PM) -> list[Any]:
    return [record for n in range(number) for record in held(f"x{n}", role)]


@pytest.mark.parametrize(("number", "severity"), [(2, []), (3, ["warning"]), (9, ["warning"])])
def test_three_managers_need_a_leader(number: int, severity: list[str]) -> None:
    assert severities("leader-pm", *staff(number)) == severity


def test_for_the_marketing_role_it_is_information() -> None:
    assert severities("leader-pmm", *staff(3, PMM)) == ["info"]


def test_filled_leader_closes_it() -> None:
    assert found("leader-pm", *staff(3), *held("boss", "product-leader")) == []


def test_leader_of_the_other_role_does_not_count() -> None:
    assert len(found("leader-pm", *staff(3), *held("boss", "marketing-leader"))) == 1


def test_vacant_leader_does_not_count() -> None:
    assert len(found("leader-pm", *staff(3), Position("boss", title="Head of Product", role="product-leader"))) == 1


def test_vacant_positions_are_not_counted_as_managers() -> None:
    assert found("leader-pm", *staff(2), Position("open", role=PM)) == []


def test_number_is_a_setting() -> None:
    within = content(settings={"leader-pm": {"numbers": {"people": 2}}})
    assert len(found("leader-pm", *staff(2), within=within)) == 1


def test_it_is_about_the_organisation_and_says_how_many() -> None:
    (finding,) = found("leader-pm", *staff(4))
    assert finding.subject == ("organisation", "", "Organisation")
    assert finding.message.startswith("No one leads 4 Product Managers")

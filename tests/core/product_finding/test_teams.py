"""Teams and cells: products in one company, crafts, regions or clients in another."""

from collections.abc import Sequence

import pytest

from planning.core.product_finding import find
from planning.core.records import Org, Position, Team
from tests.core.product_finding.companies import ON, company, content, found, names

pytestmark = pytest.mark.pure

Row = tuple[str, str]


def squad(team: str, *titles: str) -> list[Row]:
    return [(title, team) for title in titles or ("Product Manager", "Software Engineer", "Product Designer")]


def test_a_team_of_several_crafts_is_a_product_and_its_manager_the_owner() -> None:
    proposals = found(*squad("Payments Team"), *squad("Search"))
    assert {name: one.is_sure for name, one in proposals.items()} == {"Payments": True, "Search": True}
    assert [(a.position, a.reason) for a in proposals["Payments"].assignments] == [
        ("p1", "They are in the team of that name.")
    ]
    assert proposals["Payments"].team == "t-Payments Team"


def test_a_team_of_engineers_is_a_product_without_a_manager() -> None:
    proposals = found(
        *squad("Payments"), *squad("Ledger", "Engineering Manager", "Software Engineer", "Software Engineer")
    )
    assert proposals["Ledger"].is_sure
    assert proposals["Ledger"].assignments == ()


def test_teams_of_crafts_are_no_products() -> None:
    rows = [
        *squad("Backend", *["Backend Engineer, Payments", "Backend Engineer, Ledger"] * 2),
        *squad("Frontend", "Frontend Engineer, Payments", "Frontend Engineer, Ledger"),
        *squad("Product Management", "Product Manager, Payments", "Product Manager, Ledger"),
    ]
    assert set(found(*rows)) == {"Payments", "Ledger"}


def test_teams_of_one_product_by_craft_are_one() -> None:
    rows = [
        *squad("Surveys BE Team", *["Backend Engineer"] * 3),
        *squad("Surveys FE Team", *["Frontend Engineer"] * 3),
        ("Product Manager, Surveys", "Product"),
    ]
    assert set(found(*rows)) == {"Surveys"}


@pytest.mark.parametrize("team", ["Berlin", "EMEA", "Leadership", "Engineering", "Utveckling", "R&D", "Développement"])
def test_teams_of_places_and_functions_are_no_products(team: str) -> None:
    assert found(*squad(team, "Software Engineer", "Software Engineer", "Product Manager", "Product Designer")) == {}


def test_a_team_whose_people_name_other_products_is_none() -> None:
    office = squad("Harbour House", "Product Manager, Payments", "Engineer, Payments", "PM, Ledger", "Engineer, Ledger")
    assert set(found(*office)) == {"Payments", "Ledger"}


@pytest.mark.parametrize(
    "team", ["4100 Payments", "CC-210 Payments", "Payments (330)", "R&D / Money / Payments", "Payments (Kim Lie)"]
)
def test_numbers_paths_and_heads_are_no_part_of_the_name(team: str) -> None:
    assert set(found(*squad(team), *squad("Ledger"))) == {"Payments", "Ledger"}


def test_a_function_that_builders_make_something_for_is_a_product() -> None:
    assert set(found(*squad("Procurement"), *squad("Ledger"))) == {"Procurement", "Ledger"}


def test_cells_of_a_file_name_products() -> None:
    org = company("Product Manager", "Software Engineer", "Software Engineer", "CEO")
    cells: dict[str, Sequence[str]] = {key: ["4100 Payments"] for key in ("p1", "p2", "p3")}
    (payments,) = find(org, content(), cells)
    assert (payments.name, payments.evidence[0].source, payments.team) == ("Payments", "cell", "")


def test_a_team_that_only_holds_what_cells_name_is_none() -> None:
    org = company(
        *squad("Garage", *["Product Manager", "Software Engineer", "Software Engineer"] * 2), ("CEO", "Board")
    )
    cells: dict[str, Sequence[str]] = {f"p{n}": ["Ledger" if n < 4 else "Search"] for n in range(1, 7)}
    assert set(names(find(org, content(), cells))) == {"Ledger", "Search"}


def test_a_product_in_the_title_of_one_in_a_team_stays_below_the_team() -> None:
    rows = squad("Cloud Team", "PM (Cloud)", "PM (Self-serve)", "Engineer", "Engineer", "UX Designer")
    proposals = found(*rows, *squad("Apps Team"))
    assert not proposals["Self-serve"].is_sure
    assert [a.position for a in proposals["Cloud"].assignments] == ["p1", "p2"]


def test_plain_builders_below_a_manager_with_a_name_are_its_team() -> None:
    alone = found("Engineering Manager, Payments", "Software Engineer", "PM, Ledger", "Software Engineer")
    led = found("Engineering Manager, Payments", *[("Software Engineer", "", "p1")] * 3, "PM, Ledger")
    assert (alone["Payments"].is_sure, led["Payments"].is_sure) == (False, True)


def test_names_a_company_of_squads_in_order_of_confidence() -> None:
    proposals = find(company(*squad("Payments"), *squad("Search"), "Engineer, Maps"), content())
    assert names(proposals)[-1] == "Maps"
    assert [one.confidence for one in proposals] == sorted((one.confidence for one in proposals), reverse=True)


def test_positions_without_a_title_say_nothing() -> None:
    assert find(company("").of(company("").on, Position("p1")), content()) == []


def test_teams_that_differ_by_the_platform_are_one_product() -> None:
    rows = [row for platform in ("Web", "API", "Mobile") for row in squad(f"Booking {platform}", *["Engineer"] * 2)]
    assert set(found(*rows, ("Product Manager, Booking", "Product"))) == {"Booking"}


def test_a_nickname_inside_of_a_managed_team_is_doubtful() -> None:
    org = company(*squad("Infotainment", "Product Manager, Infotainment", "Engineer", "Engineer"))
    rocket = [Position(f"r{n}", "Software Engineer", "software-engineer", 2, "engineering", "rocket") for n in range(3)]
    team = Team("rocket", "Team Rocket", parent="t-Infotainment")
    whole = Org.of(ON, *org.teams.values(), *org.positions.values(), team, *rocket)
    proposals = {one.name: one for one in find(whole, content())}
    assert proposals["Rocket"].doubt == "Rocket may be a team of Infotainment."

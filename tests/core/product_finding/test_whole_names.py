"""Names with words that are small, empty or a job elsewhere: what all who write a name write belongs to it."""

import pytest

from tests.core.product_finding.companies import found

pytestmark = pytest.mark.pure

SPOKEN = ("Time Off", "Contract Review", "Zéro Logement Vacant", "Robo Advisor", "Group Booking", "Global Checkout")


@pytest.mark.parametrize("name", [*SPOKEN, "New Car", "Area Maps", "Interim Billing", "Speech to Text", "Risk"])
def test_a_name_before_what_people_are_is_whole(name: str) -> None:
    assert set(found(f"{name} PM", f"Senior {name} Engineer", f"{name} Engineering Manager")) == {name}


@pytest.mark.parametrize("name", [*SPOKEN, "Groups", "Area", "On-call", "Team Chat", "Recruiting", "Procurement"])
def test_a_name_behind_what_people_are_is_whole(name: str) -> None:
    proposals = found(f"Product Manager, {name}", f"Backend Engineer, {name}", f"Engineering Manager, {name}")
    assert [(one.name, one.is_sure) for one in proposals.values()] == [(name, True)]


def test_one_letter_at_the_beginning_of_an_inner_name_belongs_to_it() -> None:
    titles = ("Product Manager, Places:E-Signature", "Engineer, Places:E-Signature")
    assert next(iter(found(*titles))) == "E-Signature"


def test_a_word_of_another_language_is_no_name_of_an_english_title() -> None:
    assert set(found("Time Off PM")) == {"Time Off"}


def test_what_one_of_them_leaves_out_is_no_part_of_the_name() -> None:
    assert set(found("Digital Payments PM", "Payments Engineer", "Payments Designer")) == {"Payments"}


def test_a_word_for_teams_that_one_voice_alone_says_is_no_name() -> None:
    assert found("Product Manager, Group", "Product Manager, Group", "Software Engineer") == {}


def test_team_at_the_beginning_of_many_names_is_no_part_of_them() -> None:
    titles = [f"{role}, Team {name}" for name in ("Chat", "Maps") for role in ("Product Manager", "Software Engineer")]
    assert set(found(*titles)) == {"Chat", "Maps"}


def test_the_spelling_of_who_manages_the_product_is_shown() -> None:
    search = found("Product Manager, Search Product", *["Software Engineer, Search"] * 3)["Search Product"]
    assert search.names == ("Search",)


def test_a_team_of_several_crafts_is_a_product_whatever_its_name_where_such_teams_are() -> None:
    teams = ("Payments", "Search", "Maps", "Enterprise")
    rows = [(title, team) for team in teams for title in ("Product Manager", "Software Engineer", "Product Designer")]
    assert {name: one.doubt for name, one in found(*rows).items()} == dict.fromkeys(teams, "")


def test_a_goal_of_one_who_manages_the_teams_product_is_left_out() -> None:
    rows = [(title, "Apps Team") for title in ("PM", "PM (Driving NPS)", "Engineer", "Engineer", "UX Designer")]
    apps = found(*rows, ("PM, Maps", "Maps"), ("Engineer", "Maps"))["Apps"]
    assert [one.position for one in apps.assignments] == ["p1", "p2"]

"""Who reports to whom in the shared cases."""

import pytest

from tests.imports.cases.helpers import case
from tests.imports.placing.helpers import managers, message, said, teams

pytestmark = pytest.mark.pure

CHAIN = {"1": "", "2": "1", "3": "2", "4": "2"}


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("05-reporting-manager", {"TRN-001": "", "TRN-002": "TRN-001", "TRN-003": "TRN-002", "TRN-004": "TRN-002"}),
        ("22-solid-and-dotted", {"A": "", "B": "A", "C": "A", "D": "C"}),
        ("23-two-reporting-managers", {"1": "", "2": "1", "3": "1", "4": "3"}),
        ("27-departments-no-managers", {"1": "", "2": "1", "3": "2", "4": "1", "5": "4"}),
        ("35-pm-email-and-name-columns", {"1": "", "2": "1", "3": "1", "4": "1"}),
        ("38-self-managed", {"1": "", "2": "1", "3": "2"}),
        ("40-management-chain", {"101": "", "102": "101", "103": "102"}),
        ("41-external-manager-id", {"E-1": "", "E-2": "E-1", "E-3": "E-2"}),
        ("44-decomposed-accents", {"1": "", "2": "1", "3": "2", "4": "1"}),
        ("45-preferred-and-legal-names", {"1": "", "2": "1", "3": "2", "4": "2", "5": "2"}),
        ("47-blank-manager-for-leavers-managers", {"1": "", "2": "1", "3": "2"}),
        ("48-database-null-marker", {"1": "", "2": "1", "3": "2"}),
        ("51-d3-sample-two-roots", {"O-1": "", "O-2": "O-1", "O-9": "", "O-3": "O-2", "O-4": "O-77"}),
        ("52-balkan-pid", {"1": "", "2": "1", "3": "2", "4": "2"}),
    ],
)
def test_the_reporting_lines_of_a_case(name: str, expected: dict[str, str]) -> None:
    (outcome,) = case(name, "people.csv")
    assert managers(outcome) == expected
    waiting = {key for key in expected if key in ("O-9", "O-4")}
    assert set(outcome.summary.unplaced) == waiting


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        (
            "21-workday-xlsx",
            {"00101": "", "00102": "00101", "00103": "00102", "C-0104": "00101"},
        ),
        ("24-leading-zeros-xlsx", {"00007": "", "00070": "00007", "00700": "00070", "07000": "00070"}),
        ("31-workday-name-suffixes", {"00101": "", "00102": "00101", "00103": "00102", "C-0104": "00101"}),
        ("32-grouped-headers-xlsx", {"1": "", "2": "1", "3": "2"}),
    ],
)
def test_the_reporting_lines_of_a_workbook(name: str, expected: dict[str, str]) -> None:
    (outcome,) = case(name, "people.xlsx")
    found = managers(outcome)
    assert {key: manager for key, manager in found.items() if key in expected} == expected
    assert not set(outcome.summary.unplaced) & set(expected)


@pytest.mark.parametrize(
    ("name", "people"),
    [
        ("03-remote-managers-email", "odette sam.reyes sam.reyes2 irena paolo"),
        ("04-namely-dotted-line-email", "odette bero mira paolo"),
    ],
)
def test_lines_by_e_mail(name: str, people: str) -> None:
    (outcome,) = case(name, "people.csv")
    found = {key.partition("@")[0]: value.partition("@")[0] for key, value in managers(outcome).items()}
    assert list(found) == people.split()
    assert (found["paolo"], outcome.summary.unplaced) == (people.split()[2], ())


def test_dotted_lines_of_the_cases() -> None:
    assert case("22-solid-and-dotted", "people.csv")[0].after.positions["D"].dotted == ("B", "A")
    assert case("23-two-reporting-managers", "people.csv")[0].after.positions["4"].dotted == ("2",)
    dotted = case("04-namely-dotted-line-email", "people.csv")[0].after.positions["paolo@tarn.example"].dotted
    assert dotted == ("bero@tarn.example",)


@pytest.mark.parametrize("name", ["18-column-per-level", "19-depth-number"])
def test_layouts_of_hierarchy(name: str) -> None:
    (outcome,) = case(name, "people.csv")
    expected = {"": "", "bero-vask": "odette-lind", "irena-nadal": "bero-vask", "paolo-quist": "irena-nadal"}
    found = managers(outcome)
    assert found.pop("odette-lind") == ""
    assert found.pop("mira-osk") == "odette-lind"
    assert {"": "", **found} == expected


def test_of_two_people_of_one_name_the_id_says_which() -> None:
    (outcome,) = case("20-adp-last-first-footer", "people.csv")
    found = managers(outcome)
    assert (found["TRN000004"], found["TRN000005"]) == ("TRN000002", "TRN000003")


def test_teams_of_a_supervisory_organisation() -> None:
    for name in ("21-workday-xlsx", "31-workday-name-suffixes"):
        found = teams(case(name, "people.xlsx")[0])
        assert {found[key] for key in ("00101", "00102", "C-0104")} == {"Executive", "Product", "Marketing"}


def test_the_position_of_a_manager_whose_row_is_gone_ends_and_the_others_wait() -> None:
    outcome = case("37-manager-row-gone", "people-1.csv", "people-2.csv")[1]
    assert (outcome.summary.ended, set(outcome.summary.unplaced) >= {"3", "4"}) == (("2",), True)
    assert [row for row, *_ in said(outcome, "manager-ends")] == [3, 4]


def test_a_manager_may_be_named_by_title() -> None:
    (outcome,) = case("46-manager-by-title", "people.csv")
    found = managers(outcome)
    assert (found["irena-nadal"], found["bero-vask"], outcome.summary.unplaced) == ("bero-vask", "odette-lind", ())


def test_every_disagreement_of_name_and_e_mail_is_said() -> None:
    (outcome,) = case("47-blank-manager-for-leavers-managers", "people.csv")
    assert [row for row, *_ in said(outcome, "manager-disagreement")] == [3, 4]


def test_a_name_without_its_accents_is_said() -> None:
    (outcome,) = case("44-decomposed-accents", "people.csv")
    assert "José Núñez" in message(outcome, "manager-spelling")


def test_a_chain_beside_the_manager_is_said_to_be_unused() -> None:
    assert said(case("40-management-chain", "people.csv")[0], "hierarchy-unused")

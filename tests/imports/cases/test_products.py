"""The cases of products files, where they lie beside the project: who covers what."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path

import pytest

from planning.core.coverage.coverage import coverage
from planning.core.records import Org
from planning.imports.pipeline import File, Outcome, Settings
from planning.imports.service import preview
from planning.organisation.role_content import content_for
from portal.models import Organisation
from tests.imports.helpers import shared

ON = date(2026, 11, 26)
PM, PMM = "product-manager", "product-marketing-manager"
pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(not shared("cases").exists(), reason="the sample data is not there"),
]


def files(folder: Path) -> list[File]:
    found = ((kind, next(iter(sorted(folder.glob(f"{kind}*"))), None)) for kind in ("people", "products"))
    return [File(kind, path.name, path.read_bytes()) for kind, path in found if path]


def looked(organisation: Organisation, number: str) -> Outcome:
    return preview(organisation, files(next(iter(shared("cases").glob(f"{number}-*")))), Settings(ON))


def covers(organisation: Organisation, org: Org, role: str) -> dict[str, tuple[str, ...]]:
    """By the product's name: who covers it in a role."""
    cells = coverage(org, content_for(organisation))
    return {org.products[cell.product].name: cell.by for cell in cells if cell.role == role and cell.is_covered}


def states(organisation: Organisation, org: Org) -> dict[tuple[str, str], str]:
    return {(cell.product, cell.role): cell.state for cell in coverage(org, content_for(organisation))}


def said(outcome: Outcome, code: str) -> list[tuple[int, str]]:
    return [(problem.row, problem.value) for problem in outcome.problems if problem.code == code]


def notes(org: Org) -> Iterable[tuple[str, str]]:
    return {(duty.position, duty.note) for duty in org.tables["assignment"].values() if duty.note}


def test_14_several_owners_with_remarks(organisation: Organisation) -> None:
    after = looked(organisation, "14").after
    assert covers(organisation, after, PM) == {"Customer Journey": ("2", "3"), "Boards": ("4", "5"), "Calls": ("3",)}
    assert notes(after) == {("2", "Self-Managed"), ("3", "Cloud")}
    assert states(organisation, after)["distribution", PM] == "missing"


def test_15_first_names_and_remarks(organisation: Organisation) -> None:
    outcome = looked(organisation, "15")
    assert covers(organisation, outcome.after, PM) == {
        "Endpoints": ("2",), "Replay": ("3",), "AI Gateway": ("7",), "Data stack (all teams)": ("2",),
    }  # fmt: skip
    assert covers(organisation, outcome.after, PMM) == {"Endpoints": ("5",), "Replay": ("6",)}
    assert said(outcome, "to-be-hired") == [(4, "To be hired")]
    assert said(outcome, "no-person") == [(5, "Too early")]
    assert any(p.column == "Sponsor" for p in outcome.problems if p.code == "owner-column-unused")


def test_25_an_owner_column_alone(organisation: Organisation) -> None:
    outcome = looked(organisation, "25")
    products = outcome.after.products
    assert covers(organisation, outcome.after, PM) == {"Maps": ("2",), "Traces": ("3",)}
    assert states(organisation, outcome.after)["ledger", PM] == "stand-in"
    assert said(outcome, "team-not-person") == [(5, "Engineering")]
    assert [products[key].stage for key in ("maps", "traces", "ledger", "vault")] == [
        "growth",
        "beta",
        "idea",
        "sunset",
    ]
    assert any(p.column == "Owner" for p in outcome.problems if p.code == "owner-column")


def test_26_somebody_once_for_a_product_line(organisation: Organisation) -> None:
    after = looked(organisation, "26").after
    found = covers(organisation, after, PMM)
    assert found == {"Maps": ("4",), "Traces": ("4",), "Alerts": ("4",), "Ledger": ("5",), "Vault": ("5",)}
    assert len(after.products) == 5


def test_35_name_and_email_name_one_person(organisation: Organisation) -> None:
    outcome = looked(organisation, "35")
    assert covers(organisation, outcome.after, PM) == {"Maps": ("2",), "Traces": ("4",)}
    assert covers(organisation, outcome.after, PMM) == {"Maps": ("3",)}
    assert {p.code for p in outcome.problems if p.file == "products.csv"} == {"assumed"}


def test_39_one_assignment_a_row(organisation: Organisation) -> None:
    after = looked(organisation, "39").after
    assert covers(organisation, after, PMM) == {
        "Lifecycle": ("2",), "Session Replay": ("3",), "Logs": ("3",), "Error Tracking": ("2", "3"),
    }  # fmt: skip
    assert covers(organisation, after, PM) == {"Logs": ("4",)}


@pytest.mark.parametrize(
    ("folder", "on"),
    [
        ("mattermost-2020-04-24", date(2020, 4, 24)),
        ("sourcegraph-2022-03-01", date(2022, 3, 1)),
        ("sourcegraph-2022-06-01", date(2022, 6, 1)),
    ],
)
def test_the_coverage_of_real_organisations_is_as_published(organisation: Organisation, folder: str, on: date) -> None:
    found = states(organisation, preview(organisation, files(shared(folder)), Settings(on)).after)
    lines = shared(folder, "expected_coverage.csv").read_text().splitlines()[1:]
    expected = {(product, role): state for product, role, state in (line.split(",") for line in lines)}
    assert {place: found[place] for place in expected} == expected

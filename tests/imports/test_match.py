import pytest

from planning.imports.columns.match import match, role_column, role_of
from planning.imports.opening.read import Row, Table
from planning.imports.problems import Report
from tests.imports.helpers import CONTENT

pytestmark = pytest.mark.pure


def matched(kind: str, *headers: str, remembered: dict[str, str] | None = None) -> tuple[str, ...]:
    table = Table("file.csv", 1, headers, [Row(2, ["x"] * len(headers))])
    return match(kind, table, CONTENT, remembered or {}, Report("file.csv"))


@pytest.mark.parametrize("header", ["JOB TITLE", "job_title", " Job  Title ", "Job-Title", "jobTitle", "Job Title:"])
def test_spelling_does_not_matter(header: str) -> None:
    assert matched("people", header) == ("title",)


def test_a_slip_in_a_header_is_read_and_said() -> None:
    table = Table("file.csv", 1, ("Job Tilte", "Name"), [Row(2, ["a", "b"])])
    report = Report("file.csv")
    assert match("people", table, CONTENT, {}, report) == ("title", "name")
    assert "Job title" in report.problems[0].message


def test_a_column_that_is_not_used_is_said() -> None:
    table = Table("file.csv", 1, ("Name", "Shoe Size"), [Row(2, ["a", "b"])])
    report = Report("file.csv")
    match("people", table, CONTENT, {}, report)
    assert [problem.column for problem in report.problems] == ["Shoe Size"]


def test_what_somebody_chose_for_a_header_counts_first() -> None:
    assert matched("people", "Name", "Spitzname", remembered={"spitzname": "name", "name": ""}) == ("", "name")


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("PM", "slot:product-manager:owner"),
        ("PMM", "slot:product-marketing-manager:owner"),
        ("Product Managers", "slot:product-manager:owner"),
        ("PM Position ID", "slot:product-manager:owner"),
        ("PM (backup)", "slot:product-manager:backup"),
        ("Interim PMM", "slot:product-marketing-manager:stand-in"),
        ("Engineering Manager", "slot:engineering-manager:owner"),
        ("QA", "slot:quality-engineer:owner"),
        ("Design", "slot:product-designer:owner"),
        ("Sales partner", "slot:sales:owner"),
        ("PM share", "slot:product-manager:share"),
        ("PM start date", "slot:product-manager:starts"),
        ("Notes", None),
        ("Revenue", None),
    ],
)
def test_a_header_that_names_a_role_is_a_role_column(header: str, field: str | None) -> None:
    assert role_column(header, CONTENT) == field


def test_a_role_is_found_by_its_slug() -> None:
    assert role_of("product-marketing-manager", CONTENT) == "product-marketing-manager"

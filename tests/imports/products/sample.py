"""A small staff, and who of it covers what after an import."""

import csv
from collections.abc import Iterable, Sequence
from io import StringIO

from planning.core.records import Assignment, Org
from planning.imports.pipeline import Outcome
from tests.imports.helpers import imported, people

PM, PMM, EM = "product-manager", "product-marketing-manager", "engineering-manager"
TITLES = {
    "1": ("Odette Lind", "Chief Executive Officer"),
    "2": ("Ida Berg", "Product Manager"),
    "3": ("Tom Falk", "Product Manager"),
    "4": ("Winona Ash", "Product Manager"),
    "5": ("Cleo Marsh", "Product Marketing Manager"),
    "6": ("Sara Holt", "Product Marketing Manager"),
    "7": ("Mike Wells", "Product Manager"),
    "8": ("Mike Dorn", "Engineering Manager"),
    "9": ("Joe Quist", "Engineering Manager"),
}
NAMES = {key: name for key, (name, _) in TITLES.items()}
STAFF = people(
    *(f"{key},{name},{name.split()[0].lower()}{key}@tarn.example,{title}" for key, (name, title) in TITLES.items()),
    header="Position ID,Name,Email,Job Title",
)
EMAILS = {key: f"{name.split()[0].lower()}{key}@tarn.example" for key, name in NAMES.items()}


def table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    text = StringIO()
    csv.writer(text).writerows([header, *rows])
    return text.getvalue()


def read(header: Sequence[str], *rows: Sequence[str], current: Org | None = None, staff: str | None = STAFF) -> Outcome:
    return imported(staff, table(header, rows), current=current)


def assignments(outcome: Outcome) -> dict[tuple[str, str, str], Assignment]:
    """By product, role and position."""
    return {(a.product, a.role, a.position): a for a in outcome.after.tables["assignment"].values()}


def who(outcome: Outcome, role: str = PM) -> dict[str, list[str]]:
    """The positions that are named for each product in a role."""
    found: dict[str, list[str]] = {key: [] for key in outcome.after.products}
    for product, in_role, position in assignments(outcome):
        if in_role == role:
            found[product].append(position)
    return found


def codes(outcome: Outcome) -> list[str]:
    return [problem.code for problem in outcome.problems if problem.file == "products.csv"]


def said(outcome: Outcome, code: str) -> list[tuple[int, str, str]]:
    """Row, column and value of the problems of a code."""
    return [(p.row, p.column, p.value) for p in outcome.problems if p.code == code]

"""Files as nobody would make them on purpose: the importer answers, or says why it cannot."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from planning.core.changes.change import apply
from planning.core.tree import shape
from planning.imports.pipeline import Outcome
from planning.imports.problems import Unusable
from tests.imports.helpers import imported
from tests.imports.test_read import workbook

pytestmark = pytest.mark.pure
# Some thousands of cases where every check runs, some hundreds otherwise; `make fuzz` tries whole files.
MANY = settings(max_examples=settings().max_examples * (10 if settings().max_examples >= 100 else 4))

PEOPLE = [
    "Position ID,Employee ID,Name,Email,Job Title,Department,Team,Manager ID,Dotted Line,Hire Date,End Date,FTE,Status",
    "p1,e1,Ada Long,ada@x.org,CEO,,,,,2020-01-01,,1,Active",
    "p2,e2,Bo Roe,bo@x.org,Product Manager,Product,Core,p1,p3;p4,01/02/2021,,0.8,Active",
    "p3,e3,Cy Poe,cy@x.org,Product Marketing Manager,Marketing,,p1,,1 Jun 22,,80%,On leave",
    "p4,,TBH,,Engineering Manager,Engineering,Core,p2,,,2023-01-01,1,Vacant",
    "p5,e5,N/D,,Director,Product,,p4,,44713,,1,Active",
    "p6,e2,Bo Roe,bo@x.org,Product Designer,Product,,Ada Long,,,,1,Terminated",
]
PRODUCTS = [
    "Product ID,Product,Stage,Market-facing,Launch Date,PM,PMM,Engineering Manager,PM share",
    "pay,Payments,growth,yes,2022-09-01,p2,p3,p4,50%",
    "ads,Ads,beta,no,,p2 (interim);p5,,p4,",
]
ODD = st.sampled_from(
    [
        "", "\x00", "=CMD()", "@SUM(1)", "-", "XX", "*", "none", "N/A", "N/D", "TBD", "Vacant", "p1", "p2", "P2", "p6",
        "e2", "99", "0026-01-01", "31/02/2022", "nan", "1e999", "-5", "£65,000", "٣", "²", "\u202eabc", "é", '"', "'",
        ";", "a@b", "(", "[x", "p1;p1;p1", "p2 (", "x" * 130, "y" * 6000, "Job Title", "Ada Long", "Long, Ada",
        "1/1/22", "2022", "True", "0", "1.0",
    ]
)  # fmt: skip
ANY = st.one_of(ODD, st.text(max_size=12))


@st.composite
def mangled(draw: st.DrawFn, lines: list[str]) -> bytes:
    """A good file with cells replaced, columns and rows dropped, doubled and shuffled, then written in some way."""
    rows = list(csv.reader(lines))
    for _ in range(draw(st.integers(0, 6))):
        row = draw(st.integers(0, len(rows) - 1))
        if rows[row]:
            rows[row][draw(st.integers(0, len(rows[row]) - 1))] = draw(ANY)
    if draw(st.booleans()):
        gone = draw(st.integers(0, len(rows[0]) - 1))
        rows = [row[:gone] + row[gone + 1 :] for row in rows]
    if draw(st.booleans()):
        rows += [list(rows[draw(st.integers(0, len(rows) - 1))]) for _ in range(draw(st.integers(1, 3)))]
    if draw(st.booleans()):
        rows = draw(st.permutations(rows))
    if draw(st.booleans()):
        rows[draw(st.integers(0, len(rows) - 1))] = draw(st.lists(ANY, max_size=15))
    data = written(
        rows, draw(st.sampled_from(",;\t|:")), draw(st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "cp1252"]))
    )
    return broken(data, draw(st.lists(st.tuples(st.integers(0, 10_000), st.integers(0, 255)), max_size=3)))


def written(rows: list[list[str]], delimiter: str, encoding: str) -> bytes:
    buffer = io.StringIO()
    csv.writer(buffer, delimiter=delimiter).writerows(rows)
    return buffer.getvalue().encode(encoding, errors="replace")


def broken(data: bytes, flips: list[tuple[int, int]]) -> bytes:
    """The same with a few bytes replaced."""
    body = bytearray(data)
    for place, value in flips:
        if body:
            body[place % len(body)] = value
    return bytes(body)


def tried(people: bytes | None, products: bytes | None, current: Outcome | None = None) -> Outcome | None:
    """The outcome; None where a file is refused with a reason."""
    try:
        return imported(people, products, current=current.after if current else None)
    except Unusable:
        return None


def check(outcome: Outcome) -> None:
    """What holds of every import, however odd the files."""
    after = outcome.after
    assert apply(outcome.before, outcome.changes).tables == after.tables
    assert set(shape(after).order) == set(after.positions)
    for problem in outcome.problems:
        assert problem.row >= 1
        assert problem.message
    for kind, table in after.tables.items():
        for key, record in table.items():
            assert 0 < len(key) <= 120, (kind, key)
            assert "\0" not in "".join(value for value in record if isinstance(value, str))
    for position in after.positions.values():
        assert 0 <= position.fte <= 2
        assert len(position.title) <= 300
        assert len(position.manager) <= 120


@MANY
@given(mangled(PEOPLE))
def test_any_people_file_is_read_or_refused(data: bytes) -> None:
    outcome = tried(data, None)
    if outcome is not None:
        check(outcome)


@MANY
@given(mangled(PRODUCTS))
def test_any_products_file_is_read_or_refused(data: bytes) -> None:
    outcome = tried("\n".join(PEOPLE).encode(), data)
    if outcome is not None:
        check(outcome)


@given(mangled(PEOPLE), mangled(PEOPLE))
def test_any_people_file_over_any_other(first: bytes, second: bytes) -> None:
    before = tried(first, None)
    outcome = tried(second, None, before)
    if outcome is not None:
        check(outcome)


@given(mangled(PEOPLE), mangled(PRODUCTS))
@example("\n".join(PEOPLE).encode(), b"Product,Stage\n?,growth\npay,beta\n?,growth\n")  # a name of no letters, twice
def test_the_same_files_again_change_nothing(people: bytes, products: bytes) -> None:
    outcome = tried(people, products)
    again = tried(people, products, outcome)
    assert again is None or outcome is None or again.changes == ()


@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    tried(data, data)


@given(st.lists(st.tuples(st.integers(0, 10_000), st.integers(0, 255)), min_size=1, max_size=20))
def test_a_damaged_workbook_is_read_or_refused(flips: list[tuple[int, int]]) -> None:
    outcome = tried(broken(WORKBOOK, flips), None)
    if outcome is not None:
        check(outcome)


@given(
    st.lists(
        st.lists(st.one_of(ANY.filter(str.isprintable), st.floats(), st.dates(), st.booleans(), st.none()), max_size=8),
        max_size=6,
    )
)
def test_any_cells_of_a_workbook_are_read_or_refused(rows: list[list[object]]) -> None:
    header = ["Position ID", "Name", "Job Title", "Manager ID", "Hire Date", "FTE"]
    outcome = tried(workbook(People=[header, *rows]), None)
    if outcome is not None:
        check(outcome)


def test_a_very_deep_line_and_a_very_long_ring_are_kept() -> None:
    deep = ["Position ID,Name,Job Title,Manager ID", *(f"{n},Name {n},Cook,{n - 1 or ''}" for n in range(1, 5001))]
    outcome = imported("\n".join(deep))
    assert len(outcome.after.positions) == 5000
    ring = [deep[0], *(f"{n},Name {n},Cook,{n % 5000 + 1}" for n in range(1, 5001))]
    assert len(imported("\n".join(ring)).summary.unplaced) == 5000


WORKBOOK = workbook(People=[row.split(",") for row in PEOPLE])

"""Rows that are no people: labels, totals, footers, remarks, headings, rooms, accounts; and people like them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planning.core.content import Language
from planning.imports.cells.words import is_vacancy
from planning.imports.opening.read import Row, Table
from planning.imports.people.strays import LABELS, Strays
from tests.imports.helpers import imported, people

pytestmark = pytest.mark.pure

HEADER = "Employee ID,Name,Job Title,Manager ID,Department,Work Email"
ROWS = (
    "E1,Odette Lind,CEO,,Executive,odette@x.org",
    "E2,Bero Vask,CTO,E1,Engineering,bero@x.org",
    "E3,Iri Nadal,Cook,E2,Engineering,iri@x.org",
)
STRAYS = {
    "total-row": [
        "Total,,,,,",
        ",Total,,,,",
        ",,Total,,,",
        "Total Employees: 6,,,,,",
        "Grand Total,,,,,",
        ",Total headcount: 3,,,,",
        "Count,,12,,,",
        "Subtotal,,,,,4",
        "Summe,,,,,",
        "合計,,,,,",
        "Total,3,,,,",
        "Total : 5 collaborateurs,,,,,",
        "Total empleados: 5,,,,,",
        "Totaal aantal medewerkers: 12,,,,,",
        "Effectif total,3,,,,",
        "Gesamtzahl der Mitarbeiter: 40,,,,,",
        ",Durchschnitt,,,,",
        "合计：5人,,,,,",
        "총인원 12명,,,,,",
    ],
    "footer-row": [
        "Report filters: Status is any,,,,,",
        "Generated on 20 Nov 2026,,,,,",
        "Run 11/20/2026 07:00 AM,,,,,",
        "Page 1 of 3,,,,,",
        "Confidential,,,,,",
        "© Tarn Ltd,,,,,",
        "End of report,,,,,",
        "As of: 2026-11-20,,,,,",
        "Exported by HR,2026-11-20,,,,",
        ",Last updated 3 May 2026,,,,",
        "Source: HRIS,,,,,",
        "Note: contractors left out,,,,,",
        "Erstellt am 20.11.2026,,,,,",
        "Édité le 20/11/2026,,,,,",
        "Seite 1 von 3,,,,,",
        "Página 2 de 4,,,,,",
    ],
    "remark-row": [
        "* includes people who are away for longer than four weeks this year,,,,,",
        "# see below,,,,,",
        "Please send corrections to the people team by Friday.,,,,,",
    ],
    "section-row": [
        "Engineering,,,,,",
        ",Engineering,,,,",
        "Executive:,,,,,",
        "Back office,,,,,",
        "Engineering (12),,,,,",
    ],
    "headers-again": [HEADER, "EMPLOYEE ID,NAME,JOB TITLE,MANAGER ID,DEPARTMENT,WORK EMAIL"],
    "label-row": ["Emp No,Full Name,Position Title,Supervisor ID,Dept,E-mail", "Id,Name,Title,Manager,Department,"],
    "room": [
        ",Meeting Room 1,,,,room1@x.org",
        "R1,Boardroom,,,,",
        ",Besprechungsraum Süd,,,,",
        ",会议室 3,,,,",
        ",Printer 2nd floor,,,,",
    ],
    "service-account": [
        ",Service Account,,,,svc-sync@x.org",
        ",svc-backup,,,,",
        ",Shared Mailbox,,,,",
        ",Test User,,,,test@x.org",
        ",noreply,,,,noreply@x.org",
        ",info,,,,info@x.org",
        ",,,,,helpdesk@x.org",
        ",Admin,Service account,,,",
    ],
}
CASES = [(code, row) for code, rows in STRAYS.items() for row in rows]


@pytest.mark.parametrize(("code", "row"), CASES)
@pytest.mark.parametrize("place", [0, 2, 3])
def test_a_row_that_is_nobody_is_left_out_and_said_what_it_is(code: str, row: str, place: int) -> None:
    outcome = imported(people(*ROWS[:place], row, *ROWS[place:], header=HEADER))
    assert list(outcome.after.tables["position"]) == ["E1", "E2", "E3"]
    (said,) = [p.code for p in outcome.problems if p.row == place + 2]
    assert said == code or (said == "second-header-row" and place == 0 and code in ("headers-again", "label-row"))
    assert outcome.errors == ()


@pytest.mark.parametrize(
    "row",
    [
        "E4,Max Total,Total Rewards Manager,E1,,",
        "E4,,Total Rewards Manager,E1,,",
        "E4,Page Turner,,,,",
        "E4,Count Basie,Pianist,E1,,",
        "E4,Bo Chambers,Room Service Manager,E1,,",
        "E4,Ada Long,Printer,E1,,info@x.org",
        "E4,Info Desk,Receptionist,E1,,",
        "E4,Ann Room,,E1,,",
        "E4,Sally Sales,,,,sales@x.org",
        "E4,Tess Test,QA,E1,,test@x.org",
        "E4,Note Taker,,,,",
        "E4,,,,,",
        "E4,Engineering Bot,Mascot,E1,,",
        "E4,Odette Lind,Job Title,E1,,",
    ],
)
def test_a_person_who_looks_like_one_stays(row: str) -> None:
    outcome = imported(people(*ROWS, row, header=HEADER))
    assert list(outcome.after.positions) == ["E1", "E2", "E3", "E4"]


def test_labels_in_another_language_are_nobody() -> None:
    german = Language("german", "German", {"name": ("Name",), "title": ("Stelle",), "manager": ("Vorgesetzter",)})
    table = Table("p.csv", 1, ("Employee ID", "Name", "Job Title", "Manager ID"), [])
    columns = {"person_id": [0], "name": [1], "title": [2], "manager": [3]}
    labels = [(field, label) for field, found in german.headers.items() for label in found]
    strays = Strays(table, columns, labels)
    assert strays.labels(Row(2, ["Nr.", "Name", "Stelle", "Vorgesetzter"])) is LABELS
    assert strays.labels(Row(3, ["7", "Ada Stelle", "Stelle", "Bo"])) is None


# "Tba" and its like stand for nobody.
NAMES = st.from_regex(r"\A[A-Z][a-z]{2,8} [A-Z][a-z]{3,9}\Z").filter(lambda name: not is_vacancy(name))


@given(st.lists(NAMES, min_size=1, max_size=6, unique=True))
def test_people_of_whom_nothing_but_the_name_is_known_are_never_left_out(names: list[str]) -> None:
    outcome = imported(people(*(f",{name},,,," for name in names), header=HEADER))
    known = {person.name for person in outcome.after.people.values()}
    said = {p.value for p in outcome.problems if p.code.endswith("-row")}
    assert {name for name in names if name not in said} <= known
    assert not said


def test_a_disabled_account_without_a_title_is_left_out_and_one_with_a_title_has_ended() -> None:
    header = f"{HEADER},Active"
    rows = (*(f"{row},True" for row in ROWS), "E4,Bo Roe,Cook,E1,,bo@x.org,False")
    outcome = imported(people(*rows, header=header))
    assert (list(outcome.after.positions), len(outcome.after.tables["position"])) == (["E1", "E2", "E3"], 4)


def test_a_row_with_cells_that_say_nothing_of_a_person_is_an_error_with_its_place() -> None:
    outcome = imported(people(*ROWS, ",,,E1,Engineering,", header=HEADER))
    assert [(p.row, p.code) for p in outcome.errors] == [(5, "empty-row")]

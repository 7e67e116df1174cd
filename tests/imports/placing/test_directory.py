"""Finding the position that a cell speaks of."""

import unicodedata
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planning.core.records import Org, Person, Position
from planning.imports.people.position_rows import PositionRow
from planning.imports.placing.directory import Directory, How

pytestmark = pytest.mark.pure


def row(key: str, name: str = "", title: str = "", **given: object) -> tuple[str, PositionRow]:
    empty = PositionRow(0, key, "", name, "", title, False, False, False, (), "", (), {})
    for field, value in given.items():
        setattr(empty, field, value)
    return key, empty


COMPANY = Directory(
    [
        row("TRN-001", "Odette Lind", "Chief Executive Officer", email="odette@tarn.example", person_id="AO1"),
        row("00042", "José Núñez", "VP Product", aliases=("Robert Núñez", "Núñez, Robert (José)")),
        row("7", "Mike Wong", "VP Marketing", other_ids=("mwong", "m.wong@tarn.example")),
        row("8", "Zoë Müller", "Product Manager"),
        row("9", "Anna Maria Vask", "Product Manager"),
        row("10", "Sam Reyes", "Designer"),
        row("11", "Sam Reyes", "Engineer", inactive=True),
        row("C", "Chen Wei", "Engineer"),
        row("13", "Lukasz Sørensen", "Engineer"),
    ]
)


@pytest.mark.parametrize(
    ("cell", "key", "how"),
    [
        ("TRN-001", "TRN-001", How.ID),
        ("AO1", "TRN-001", How.ID),
        ("mwong", "7", How.ID),
        ("ODETTE@tarn.example", "TRN-001", How.EMAIL),
        ("m.wong@tarn.example", "7", How.EMAIL),
        ("Odette Lind <odette@tarn.example>", "TRN-001", How.EMAIL),
        ("odette lind", "TRN-001", How.NAME),
        ("Lind, Odette", "TRN-001", How.NAME),
        ("Robert Núñez", "00042", How.NAME),
        ("Núñez, Robert (José)", "00042", How.NAME),
        ("Odette Lind (TRN-001)", "TRN-001", How.ID),
        ("TRN-001 - Odette Lind", "TRN-001", How.ID),
        ("Odette Lind TRN-001", "TRN-001", How.ID),
        ("Odette Lind | CEO", "TRN-001", How.NAME),
        ("Odette Lind (On Leave)", "TRN-001", How.NAME),
        ("42", "00042", How.LOOSE_ID),
        ("42.0", "00042", How.LOOSE_ID),
        ("trn 001", "TRN-001", How.LOOSE_ID),
        ("Jose Nunez", "00042", How.SPELLING),
        ("Zoe Mueller", "8", How.SPELLING),
        ("LIND Odette", "TRN-001", How.SPELLING),
        ("Lind, Odette A.", "TRN-001", How.SPELLING),
        ("Dr. Odette Lind", "TRN-001", How.SPELLING),
        ("Anna Vask", "9", How.SPELLING),
        ("Łukasz Soerensen", "13", How.SPELLING),
        ("odette", "TRN-001", How.SPELLING),
        ("CN=Odette Lind,OU=Board,DC=tarn,DC=example", "TRN-001", How.NAME),
        ("CN=Lind\\, Odette,OU=Board", "TRN-001", How.NAME),
        ("VP Product", "00042", How.TITLE),
        ("VP, Product", "00042", How.TITLE),
        ("Mike W", "7", How.INITIALS),
        ("M. Wong", "7", How.INITIALS),
        ("Mike", "7", How.FIRST_NAME),
        ("Sam Reyes", "10", How.NAME),
        ("Odette Lind [C]", "TRN-001", How.NAME),
    ],
)
def test_a_position_is_found_by_what_a_cell_calls_it(cell: str, key: str, how: How) -> None:
    assert COMPANY.search(cell) == ((key,), how)


@pytest.mark.parametrize(
    "cell", ["", " ", "Nobody Known", "kasimir@tarn.example", "Region 7", "999", "(", "a (b (c (d"]
)
def test_what_names_nobody_finds_nobody(cell: str) -> None:
    assert COMPANY.search(cell).keys == ()


def test_a_title_that_several_have_names_all_of_them() -> None:
    assert COMPANY.search("Product Manager").keys == ("8", "9")


def test_only_sure_ways_are_found_without_a_search() -> None:
    assert [COMPANY.find(cell) for cell in ("Mike", "Mike W", "Jose Nunez", "VP Product")] == [(), (), (), ()]
    assert COMPANY.find("Odette Lind (TRN-001)") == ("TRN-001",)


def test_an_id_of_the_file_goes_before_a_key_from_before() -> None:
    found = Directory([row("5", "Ada", ident="6"), row("6", "Bo", ident="5")])
    assert (found.search("5").key, found.search("6").key) == ("6", "5")


@pytest.mark.parametrize(
    ("cell", "key"),
    [("Odete Lind", "TRN-001"), ("Lind Odettte", "TRN-001"), ("Kasimir Roth", ""), ("x1", "")],
)
def test_the_name_that_is_most_like_another_is_found(cell: str, key: str) -> None:
    assert COMPANY.nearest(cell) == key


def test_what_no_row_has_is_looked_for_in_the_organisation() -> None:
    org = Org.of(
        date(2026, 1, 1),
        Position("p1", title="CEO", holder="h1"),
        Person("h1", "Ada Long", "ada@x.example"),
    )
    found = Directory([row("p2", "Bo")], beyond=Directory.of_org(org))
    assert [found.find(cell) for cell in ("p1", "h1", "ada@x.example", "Ada Long", "p2")] == [("p1",)] * 4 + [("p2",)]
    assert found.describe("p1") == "Ada Long, CEO (p1)"


def test_a_whole_name_in_the_organisation_goes_before_a_likeness_in_the_file() -> None:
    org = Org.of(date(2026, 1, 1), Position("p1", title="CEO", holder="h1"), Person("h1", "Anna Maria Vask"))
    found = Directory([row("p2", "Anna Vask")], beyond=Directory.of_org(org))
    assert (found.search("Anna Maria Vask").key, found.search("Anna K. Vask").key) == ("p1", "p2")


names = st.text(st.characters(categories=["Lu", "Ll"], max_codepoint=0x24F), min_size=2, max_size=12)


@given(st.lists(st.tuples(names, names), min_size=1, max_size=8, unique_by=lambda name: " ".join(name).casefold()))
def test_every_name_is_found_however_its_accents_are_written(people: list[tuple[str, str]]) -> None:
    found = Directory([row(f"id-{n}", f"{first} {last}") for n, (first, last) in enumerate(people)])
    for n, (first, last) in enumerate(people):
        for cell in (f"{first} {last}", f"{last}, {first}", f"  {first}  {last} ", f"{first} {last} (id-{n})"):
            for form in ("NFC", "NFD"):
                assert f"id-{n}" in found.search(unicodedata.normalize(form, cell)).keys


@given(st.text(max_size=500))
def test_any_text_can_be_looked_for(cell: str) -> None:
    answer = COMPANY.search(cell)
    assert (answer.how is How.NOT) is (answer.keys == ())

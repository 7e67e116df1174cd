"""Columns that name a person without a role, and columns that name one person twice."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.imports.products.sample import EM, EMAILS, NAMES, PM, PMM, codes, read, said, who

pytestmark = pytest.mark.pure
OWNERS = (
    "Owner", "Owners", "Product Owner", "Lead", "Product Lead", "DRI", "Responsible", "Owned By", "Person responsible",
    "owner_name", "Owner (name)", "Verantwortlich", "Produktverantwortliche", "Responsable", "Responsable produit",
    "Responsável", "Eigenaar", "担当者", "负责人", "담당자",
)  # fmt: skip


@pytest.mark.parametrize("header", OWNERS)
def test_an_owner_is_the_pm_where_no_column_names_one(header: str) -> None:
    outcome = read(("Product", header), ("maps", "Ida Berg"), ("docs", "Odette Lind"), ("logs", "Tom Falk"))
    assert who(outcome) == {"maps": ["2"], "docs": ["1"], "logs": ["3"]}
    assert said(outcome, "owner-column") == [(1, header, "")]


@pytest.mark.parametrize("header", ["Owner", "Lead", "DRI", "Contact", "Champion", "Marketing", "Marketing Lead"])
def test_a_column_of_pmms_is_the_pmm_column(header: str) -> None:
    rows = (("maps", "Ida Berg", "Cleo Marsh"), ("docs", "Tom Falk", "Sara Holt"), ("logs", "Tom Falk", "Cleo"))
    outcome = read(("Product", "PM", header), *rows)
    assert who(outcome) == {"maps": ["2"], "docs": ["3"], "logs": ["3"]}
    assert who(outcome, PMM) == {"maps": ["5"], "docs": ["6"], "logs": ["5"]}


@pytest.mark.parametrize("header", ["PM Owner", "Lead PM", "Responsible PM", "PM DRI", "PM (owner)", "PM contact"])
def test_a_role_beside_the_word_counts(header: str) -> None:
    assert who(read(("Product", header), ("maps", "Cleo Marsh")))["maps"] == ["5"]


def test_a_sponsor_covers_nothing_and_is_said() -> None:
    outcome = read(("Product", "PM", "Sponsor"), ("maps", "Ida Berg", "Odette Lind"), ("docs", "", "Odette Lind"))
    assert who(outcome) == {"maps": ["2"], "docs": []}
    assert said(outcome, "owner-column-unused") == [(1, "Sponsor", "")]


@pytest.mark.parametrize(
    "cell", ["Ida Berg (PM), Cleo Marsh (PMM)", "PM: Ida Berg; PMM: Cleo Marsh", "Cleo (PMM) / Ida"]
)
def test_a_cell_of_an_owner_column_may_name_the_roles(cell: str) -> None:
    outcome = read(("Product", "Owner"), ("maps", cell), ("docs", "Tom Falk"))
    assert (who(outcome), who(outcome, PMM)) == ({"maps": ["2"], "docs": ["3"]}, {"maps": ["5"], "docs": []})


def test_an_owner_beside_a_pm_counts_where_there_is_no_pm() -> None:
    rows = (("maps", "Ida Berg", "Tom Falk"), ("docs", "", "Winona Ash"))
    outcome = read(("Product", "PM", "Owner"), *rows)
    assert who(outcome) == {"maps": ["2"], "docs": ["4"]}
    assert said(outcome, "owner-column") == [(1, "Owner", "")]


def test_an_owner_of_another_craft_beside_a_pm_is_said_and_not_used() -> None:
    outcome = read(("Product", "PM", "Owner"), ("maps", "Ida Berg", "Joe Quist"))
    assert who(outcome) == {"maps": ["2"]}
    assert who(outcome, EM) == {"maps": []}
    assert "owner-column-unused" in codes(outcome)


def test_an_owner_that_is_a_team_is_said() -> None:
    outcome = read(("Product", "Owner"), ("maps", "Ida Berg"), ("docs", "Design"), staff=None, current=None)
    assert who(outcome) == {"maps": [], "docs": []}
    assert said(outcome, "unknown-person")


def test_who_alone_is_an_owner() -> None:
    assert who(read(("Product", "Who"), ("maps", "Ida Berg")))["maps"] == ["2"]


def forms(key: str) -> dict[str, str]:
    first, last = NAMES[key].split()
    return {"Name": f"{last}, {first}", "Email": EMAILS[key], "ID": key}


@given(
    st.permutations(["Name", "Email", "ID"]),
    st.integers(1, 3),
    st.lists(st.sampled_from(["2", "3", "4", ""]), min_size=1, max_size=5),
)
def test_columns_that_name_one_person_in_several_ways_name_one_assignment(
    ways: list[str], number: int, keys: list[str]
) -> None:
    ways = ways[:number]
    rows = [(f"p{n}", *(forms(key)[way] if key else "" for way in ways)) for n, key in enumerate(keys)]
    outcome = read(("Product", *(f"PM {way}" for way in ways)), *rows)
    assert who(outcome) == {f"p{n}": [key] if key else [] for n, key in enumerate(keys)}
    assert set(codes(outcome)) <= {"assumed"}


def test_an_email_column_without_a_role_belongs_to_the_names_beside_it() -> None:
    rows = (("maps", "Ida Berg", EMAILS["2"]), ("docs", "Berg", EMAILS["2"]), ("logs", "", EMAILS["3"]))
    assert who(read(("Product", "PM", "Email"), *rows)) == {"maps": ["2"], "docs": ["2"], "logs": ["3"]}


def test_an_email_counts_where_the_name_says_another_person() -> None:
    outcome = read(("Product", "PM Name", "PM Email"), ("maps", "Tom Falk", EMAILS["2"]))
    assert who(outcome)["maps"] == ["2"]
    assert said(outcome, "person-columns-differ") == [(2, "PM Name", "Tom Falk")]


def test_a_name_counts_where_nobody_has_the_email() -> None:
    outcome = read(("Product", "PM Name", "PM Email"), ("maps", "Tom Falk", "gone@tarn.example"))
    assert who(outcome)["maps"] == ["3"]
    assert said(outcome, "person-columns-differ") == [(2, "PM Email", "gone@tarn.example")]


def test_an_email_settles_which_of_two_people_of_one_name_is_meant() -> None:
    staff = "Position ID,Name,Email,Job Title\n1,Ida Berg,a@x.example,Sales\n2,Ida Berg,b@x.example,Sales\n"
    outcome = read(("Product", "PM Name", "PM Email"), ("maps", "Ida Berg", "b@x.example"), staff=staff)
    assert who(outcome)["maps"] == ["2"]
    assert "ambiguous-person" not in codes(outcome)


def test_numbered_columns_name_different_people() -> None:
    header = ("Product", "PM 1 Name", "PM 1 Email", "PM 2 Name", "PM 2 Email")
    outcome = read(header, ("maps", "Ida Berg", EMAILS["2"], "Tom Falk", EMAILS["3"]))
    assert set(who(outcome)["maps"]) == {"2", "3"}


@given(st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from([PM, PMM]), st.sampled_from("2345")), max_size=8))
def test_a_row_an_assignment(rows: list[tuple[str, str, str]]) -> None:
    words = {PM: "PM", PMM: "Product Marketing Manager"}
    text = [(product, words[role], NAMES[key]) for product, role, key in rows]
    outcome = read(("Product", "Role", "Owner"), *text, ("a", "PM", ""), ("d", "PMM", ""))
    for role in (PM, PMM):
        named = {product: {key for p, r, key in rows if (p, r) == (product, role)} for product in "abcd"}
        found = who(outcome, role)
        assert {product: set(found.get(product, ())) for product in "abcd"} == named


def test_two_roles_in_a_row() -> None:
    outcome = read(("Product", "Role", "Person"), ("maps", "PM/PMM", "Ida Berg"))
    assert (who(outcome)["maps"], who(outcome, PMM)["maps"]) == (["2"], ["2"])

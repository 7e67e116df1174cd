"""How a cell names people: several of them, in short, with remarks, or nobody."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.imports.products.sample import EMAILS, NAMES, PM, PMM, assignments, codes, read, said, who

pytestmark = pytest.mark.pure
HEADER = ("Product", "PM")
PMS = ("2", "3", "4", "7")
REMARKS = ("", " (new)", " (Self-Managed)", " [Cloud, EU]", " (50%)", "*")


def last_first(key: str) -> str:
    first, last = NAMES[key].split()
    return f"{last}, {first}"


def short(key: str) -> str:
    first, last = NAMES[key].split()
    return f"{first} {last[0]}"


FORMS: tuple[Callable[[str], str], ...] = (NAMES.__getitem__, str, EMAILS.__getitem__, short)


@given(
    st.lists(st.sampled_from(PMS), min_size=1, max_size=4, unique=True),
    st.sampled_from([", ", "; ", " / ", "/", " & ", " and ", "\n", " + ", "、", " und "]),
    st.data(),
)
def test_several_in_a_cell_are_all_found_in_whatever_way_each_is_named(
    keys: list[str], between: str, data: st.DataObject
) -> None:
    cell = between.join(data.draw(st.sampled_from(FORMS))(key) for key in keys)
    if between == "\n":
        cell = between.join(NAMES[key] for key in keys)
    assert set(who(read(HEADER, ("maps", cell)))["maps"]) == set(keys)


@given(st.lists(st.sampled_from(PMS), min_size=1, max_size=3, unique=True), st.sampled_from([", ", "; "]))
def test_a_comma_within_a_name_parts_nothing(keys: list[str], between: str) -> None:
    cell = between.join(map(last_first, keys))
    assert set(who(read(HEADER, ("maps", cell)))["maps"]) == set(keys)


@given(
    st.lists(
        st.tuples(st.sampled_from(PMS), st.sampled_from(REMARKS)), min_size=1, max_size=3, unique_by=lambda x: x[0]
    )
)
def test_a_remark_is_no_part_of_the_name(named: list[tuple[str, str]]) -> None:
    found = assignments(read(HEADER, ("maps", ", ".join(NAMES[key] + remark for key, remark in named))))
    assert {position: duty.note for (_, _, position), duty in found.items()} == {
        key: remark.strip(" ()[]*") for key, remark in named
    }


@pytest.mark.parametrize(
    ("cell", "key"),
    [
        ("Ida", "2"), ("ida", "2"), ("Falk", "3"), ("Mike W", "7"), ("Mike W.", "7"), ("M. Wells", "7"),
        ("M Dorn", "8"),
        ("@winona", "4"), ("Ída Bérg", "2"), ("Sara*", "6"), ("Ida Maria Berg", "2"), ("Ida Berg - Cloud", "2"),
        ("Cloud: Ida Berg", "2"), ("Lead: Ida", "2"), ("Ida Berg (2)", "2"),
    ],
)  # fmt: skip
def test_one_person_in_short_or_with_something_beside(cell: str, key: str) -> None:
    assert who(read(HEADER, ("maps", cell)))["maps"] == [key]


def test_a_name_in_short_is_said_once_with_its_rows() -> None:
    outcome = read(HEADER, ("maps", "Ida"), ("docs", "Tom Falk"), ("logs", "Ida"))
    assert said(outcome, "short-name") == [(2, "PM", "Ida")]
    assert "The same in row 4." in next(p.message for p in outcome.problems if p.code == "short-name")


def test_a_first_name_of_two_people_is_the_one_in_the_role() -> None:
    outcome = read(HEADER, ("maps", "Mike"))
    assert who(outcome)["maps"] == ["7"]
    assert said(outcome, "short-name") == [(2, "PM", "Mike")]


def test_a_first_name_of_two_people_of_whom_none_is_in_the_role_is_nobody() -> None:
    outcome = read(("Product", "PMM"), ("maps", "Mike"))
    assert who(outcome, PMM)["maps"] == []
    assert said(outcome, "ambiguous-person") == [(2, "PMM", "Mike")]


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("To be hired", "to-be-hired"), ("TBD", "to-be-hired"), ("open", "to-be-hired"), ("Recruiting", "to-be-hired"),
        ("Hiring (Q3)", "to-be-hired"), ("TBH Q3 2026", "to-be-hired"), ("Vakant", "to-be-hired"),
        ("募集中", "to-be-hired"), ("à recruter", "to-be-hired"),
        ("Too early", "no-person"), ("shared", "no-person"), ("not yet", "no-person"), ("whole team", "no-person"),
        ("Engineering", "team-not-person"), ("engineering team", "team-not-person"), ("Nora Nobody", "unknown-person"),
        ("99", "unknown-person"), ("", None), ("n/a", None), ("-", None), ("nobody", None), ("?", None),
    ],
)  # fmt: skip
def test_what_names_nobody_is_said_as_what_it_is(cell: str, code: str | None) -> None:
    department = "Position ID,Name,Job Title,Department\n1,Odette Lind,Product Manager,Engineering\n"
    outcome = read(HEADER, ("maps", cell), staff=department)
    assert who(outcome)["maps"] == []
    assert [found for found in codes(outcome) if found not in ("assumed", "")] == ([code] if code else [])


@given(st.sampled_from(PMS), st.sampled_from(["TBD", "to be hired", "n/a", "open"]))
def test_somebody_beside_an_open_place_is_found(key: str, other: str) -> None:
    assert who(read(HEADER, ("maps", f"{NAMES[key]}, {other}")))["maps"] == [key]


def test_a_doubt_is_kept_and_said() -> None:
    outcome = read(HEADER, ("maps", "Ida Berg?"))
    assert who(outcome)["maps"] == ["2"]
    assert said(outcome, "marked-doubtful") == [(2, "PM", "Ida Berg?")]


def test_a_product_keeps_its_aside() -> None:
    assert {p.name for p in read(HEADER, ("Data stack (all teams)", "2")).after.products.values()} == {
        "Data stack (all teams)"
    }


def test_the_role_counts_whoever_stands_first() -> None:
    assert {role for _, role, _ in assignments(read(HEADER, ("maps", "Sara Holt, Ida Berg")))} == {PM}

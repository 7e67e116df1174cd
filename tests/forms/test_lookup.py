"""Positions and people are found by what people call them, and no two say the same."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planning.core.records import Org, Person, Position, Product, Team
from planning.forms.lookup import Found, Lookup

pytestmark = pytest.mark.pure
TODAY = date(2026, 9, 1)
ORG = Org.of(
    TODAY,
    Team("pay", name="Payments"),
    Team("web", name="Web"),
    Person("1", name="Ruth Abrams", email="r.abrams@acme.example"),
    Person("2", name="Jürgen Müller-Østby", email="jm@acme.example"),
    Person("3", name="Sam Lee", email="sam@acme.example"),
    Person("4", name="Sam Lee", email="lee@acme.example"),
    Person("5", name="Strutha O’Brien", email="so@acme.example"),
    Person("6", name="Pia Gone", email="pia@acme.example", leaves=date(2026, 8, 31)),
    Person("7"),
    Position("a", title="VP Engineering", holder="1"),
    Position("b", title="Engineer", team="pay", holder="2", manager="a"),
    Position("c", title="Designer", team="pay", holder="3", manager="a", location="Oslo"),
    Position("d", title="Designer", team="web", holder="4", manager="a", location="Rome"),
    Position("e", title="Writer", holder="5", manager="a"),
    Position("f", title="Analyst", holder="6", manager="a"),
    Position("g", title="Analyst", manager="b"),
    Position("h", title="Driver", holder="7", manager="a"),
)


def find(text: str, kind: str = "position", most: int = 20) -> Found:
    return Lookup(ORG, kind).find(text, most)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Ruth Abrams", "a"),
        ("ruth", "a"),
        ("vp eng", "a"),
        ("eng vp", "a"),
        ("r.abrams@", "a"),
        ("R.Abrams@acme.example", "a"),
        ("muller", "b"),
        ("MÜLLER", "b"),
        ("Ostby", "b"),
        ("brams", "a"),
        ("OBrien", "e"),
        ("o'brien", "e"),
        ("sam web", "d"),
        ("h", "h"),
        ("Engineer", "b"),
        ("Jürgen Müller-Østby, Engineer", "b"),
        ("Engineer (Jürgen Müller-Østby)", "b"),
    ],
)
def test_any_part_that_only_one_has_means_that_one(text: str, key: str) -> None:
    assert find(text).sole == key


@pytest.mark.parametrize("text", ["sam", "Sam Lee", "designer", "analyst", "nobody", "", "  ", "an"])
def test_what_several_have_or_none_means_nobody(text: str) -> None:
    assert find(text).sole == ""


def test_words_of_names_come_before_titles_before_parts_of_words_before_what_tells_apart() -> None:
    assert [row.name for row in find("ruth").best] == ["Ruth Abrams", "Strutha O’Brien", "Open"]
    assert [row.key for row in find("eng").best] == ["b", "a"]


def test_only_so_many_are_given_and_all_are_counted() -> None:
    found = find("", most=3)
    assert (len(found.best), found.total) == (3, 8)


@pytest.mark.parametrize(
    ("key", "name", "detail", "shown"),
    [
        ("a", "Ruth Abrams", "VP Engineering", "Ruth Abrams, VP Engineering"),
        ("c", "Sam Lee", "Designer · Payments", "Sam Lee, Designer, Payments"),
        ("f", "Open", "Analyst · reports to Ruth Abrams", "Analyst (open), reports to Ruth Abrams"),
        ("h", "Name not given", "Driver", "Name not given, Driver"),
    ],
)
def test_a_position_shows_holder_title_and_what_tells_it_apart(key: str, name: str, detail: str, shown: str) -> None:
    assert Lookup(ORG, "position").get(key) == (key, name, detail, shown)


def test_people_without_a_position_are_told_apart_by_their_address() -> None:
    org = Org.of(TODAY, Person("x", name="Sam Lee", email="sam@acme.example"), Person("y", name="Sam Lee"))
    shown = [row.shown for row in Lookup(org, "person").find("sam", 9).best]
    assert shown == ["Sam Lee, no position", "Sam Lee, no position, sam@acme.example"]


@pytest.mark.parametrize(("text", "key"), [("ledg", "p1"), ("console growth", "p3"), ("p2", "p2"), ("", "")])
def test_a_product_is_found_by_its_name_and_by_what_tells_it_apart(text: str, key: str) -> None:
    org = Org.of(
        TODAY,
        Product("p1", name="Ledger"),
        Product("p2", name="Console", stage="build"),
        Product("p3", name="Console", stage="growth"),
        Product("p4"),
    )
    assert Lookup(org, "product").find(text, 20).sole == key


def test_a_product_shows_its_name_alone_and_its_key_where_it_has_none() -> None:
    found = Lookup(Org.of(TODAY, Product("p1", name="Open"), Product("p2")), "product")
    assert [one.shown for one in found.find("", 20).best] == ["Open", "p2"]


def test_what_is_alike_in_everything_is_numbered() -> None:
    org = Org.of(TODAY, *(Position(key, title="Engineer") for key in "xyz"))
    rows = Lookup(org, "position").find("engineer", 9).best
    assert [row.shown for row in rows] == [f"Engineer (open), {n} of 3" for n in (1, 2, 3)]


few = st.sampled_from(["", "Ann", "Ann Lee", "Lee", "Öz", "PM", "PM (open)", "Open", "(", "Ann, PM"])
positions = st.lists(st.tuples(few, few, few, st.integers(0, 9)), max_size=9)


@given(positions)
def test_what_a_field_shows_means_the_record_that_it_shows_it_for(rows: list[tuple[str, str, str, int]]) -> None:
    people = [Person(f"h{n}", name=name) for n, (name, *_) in enumerate(rows)]
    held = [
        Position(f"p{n}", title=title, location=place, manager=f"p{above}", holder=f"h{n}" if n % 3 else "")
        for n, (_, title, place, above) in enumerate(rows)
    ]
    among = Lookup(Org.of(TODAY, *people, *held), "position")
    shown = [among.get(position.key) for position in held]
    assert [among.find(one.shown, 1).sole for one in shown if one] == [position.key for position in held]

"""Ids that a file gives anew: the same positions under new ids, whatever was numbered."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planning.core.records import Org
from planning.imports.pipeline import Outcome
from tests.imports.helpers import ON, codes, imported, messages, people

pytestmark = pytest.mark.pure
LATER = ON + timedelta(days=30)
BY_PERSON = "Employee ID,Email,Name,Job Title,Manager ID"
BY_POSITION = "Position ID,Employee ID,Email,Name,Job Title,Manager Position ID"
TITLES = ("CEO", "VP Product", "Product Manager", "Product Marketing Manager", "Engineer", "Engineer")
NAMES = ("Odette Lind", "Bero Vask", "Irena Nadal", "Paolo Quist", "Mira Osk", "Lena Holt")
PRODUCTS = "Product,PM,PMM\nMaps,3,4\n"


def roster(ids: dict[int, str] | None = None, *, email: bool = True, header: str = BY_PERSON) -> str:
    """Six people in one line of managers, by their number from 1 or the ids given for them."""
    ids = {n: str(n) for n in range(1, 7)} | (ids or {})
    rows = []
    for n, (name, title) in enumerate(zip(NAMES, TITLES, strict=True), 1):
        address = f"{name.split()[0].lower()}@tarn.example" if email else ""
        rows.append(f"{ids[n]},{address},{name},{title},{ids[n - 1] if n > 1 else ''}")
    return people(*rows, header=header)


def first(*, email: bool = True) -> Org:
    return imported(roster(email=email), PRODUCTS).after.at(LATER)


def again(text: str, current: Org | None = None, **more: object) -> Outcome:
    return imported(text, current=current or first(), on=LATER, **more)  # type: ignore[arg-type]


def new(*numbers: int) -> dict[int, str]:
    return {n: f"900{n}" for n in numbers or range(1, 7)}


def test_new_ids_with_known_e_mails_change_nothing() -> None:
    outcome = again(roster(new()))
    assert outcome.changes == ()
    assert outcome.doubts.learned == {f"900{n}": str(n) for n in range(1, 7)}


def test_it_is_said_once_that_e_mails_told_them() -> None:
    said = [p for p in again(roster(new())).problems if p.code == "renumbered"]
    assert len(said) == 1
    assert "e-mail" in said[0].message
    assert "Odette Lind, CEO" in said[0].message


def test_half_of_the_ids_may_be_new() -> None:
    assert again(roster(new(2, 4, 6))).changes == ()


def test_one_id_may_be_new() -> None:
    assert again(roster(new(5))).changes == ()


def test_ids_may_have_changed_places() -> None:
    outcome = again(roster({3: "4", 4: "3"}))
    assert outcome.changes == ()
    assert outcome.doubts.learned == {"3": "4", "4": "3"}


def test_an_id_may_now_be_somebody_elses() -> None:
    """Bero has a new number, and his old one went to somebody who is new."""
    text = roster({2: "902"}) + "2,zed@tarn.example,Zed Young,Cook,1\n"
    outcome = again(text)
    assert [change.kind for change in outcome.changes] == ["position", "person"]
    assert outcome.after.positions["2"].holder == "2"
    assert outcome.after.people["2"].name == "Bero Vask"
    assert outcome.after.positions["2-2"].title == "Cook"
    assert outcome.after.people[outcome.after.positions["2-2"].holder].name == "Zed Young"


def test_an_id_keeps_its_position_when_its_e_mail_changes() -> None:
    outcome = again(roster().replace("bero@tarn", "bero.vask@tarn"))
    assert [(change.kind, change.key) for change in outcome.changes] == [("person", "2")]


def test_what_really_changed_beside_the_ids_changes() -> None:
    outcome = again(roster(new()).replace("Engineer", "Cook", 1))
    assert [(c.kind, c.key, c.after) for c in outcome.changes] == [("position", "5", {"title": "Cook"})]


def test_products_that_name_the_new_ids_find_the_positions() -> None:
    outcome = imported(roster(new()), "Product,PM,PMM\nMaps,9003,9004\n", current=first(), on=LATER)
    assert outcome.changes == ()


def test_products_alone_find_positions_by_ids_that_are_remembered() -> None:
    outcome = imported(
        None, "Product,PM,PMM\nMaps,9003,9004\n", current=first(), on=LATER, ids={"9003": "3", "9004": "4"}
    )
    assert outcome.changes == ()


def test_remembered_ids_come_first_and_are_not_said_again() -> None:
    ids = {f"900{n}": str(n) for n in range(1, 7)}
    outcome = again(roster(new(), email=False), first(email=False), ids=ids)
    assert (outcome.changes, "renumbered" in codes(outcome), outcome.doubts.learned) == ((), False, {})


def test_a_remembered_id_without_a_name_keeps_who_sits_there() -> None:
    header = "Employee ID,Job Title,Manager ID"
    ids = {f"900{n}": str(n) for n in range(1, 4)}
    before = imported(people("1,CEO,", "2,CTO,1", "3,Cook,2", header=header)).after.at(LATER)
    assert again(people("9001,CEO,", "9002,CTO,9001", "9003,Cook,9002", header=header), before, ids=ids).changes == ()


def test_a_name_and_title_are_only_proposed() -> None:
    outcome = again(roster(new(2, 3), email=False), first(email=False))
    assert [match.key for match in outcome.doubts.proposed] == ["2", "3"]
    assert {"2", "3"} == set(outcome.summary.ended)
    said = next(p for p in outcome.problems if p.code == "matches-proposed")
    assert "--accept-matches" in said.message


def test_accepted_matches_change_nothing_and_are_learned() -> None:
    outcome = again(roster(new(), email=False), first(email=False), accept=True)
    assert outcome.changes == ()
    assert outcome.doubts.learned["9004"] == "4"
    assert "renumbered-by-name" in codes(outcome)


def test_two_of_one_name_and_title_are_not_matched() -> None:
    rows = ["1,,Ada,CEO,", "2,,Bo Li,Cook,1", "3,,Bo Li,Cook,1"]
    before = imported(people(*rows, header=BY_PERSON)).after.at(LATER)
    outcome = again(people(rows[0], "92,,Bo Li,Cook,1", "93,,Bo Li,Cook,1", header=BY_PERSON), before, accept=True)
    assert set(outcome.summary.added) == {"92", "93"}


def test_one_address_of_two_positions_is_told_by_the_title() -> None:
    rows = ["1,a@x.org,Ada,CEO,", "2,b@x.org,Bo,Cook,1", "3,b@x.org,Bo,Baker,1"]
    before = imported(people(*rows, header=BY_PERSON)).after.at(LATER)
    outcome = again(
        people(*(f"9{row}" for row in rows[:1]), "92,b@x.org,Bo,Cook,91", "93,b@x.org,Bo,Baker,91", header=BY_PERSON),
        before,
    )
    assert [c for c in outcome.changes if c.kind == "position"] == []


def by_position(position: str, person: str) -> str:
    rows = []
    for n, (name, title) in enumerate(zip(NAMES, TITLES, strict=True), 1):
        above = f"{position}{n - 1}" if n > 1 else ""
        rows.append(f"{position}{n},{person}{n},{name.split()[0].lower()}@x.org,{name},{title},{above}")
    return people(*rows, header=BY_POSITION)


@pytest.mark.parametrize(("position", "person"), [("Q", "E"), ("P", "F"), ("Q", "F")])
def test_ids_of_positions_of_people_or_of_both_may_be_new(position: str, person: str) -> None:
    before = imported(by_position("P", "E")).after.at(LATER)
    outcome = again(by_position(position, person), before)
    assert outcome.changes == ()
    assert codes(outcome) >= {"renumbered" if position == "Q" else "people-renumbered"}


def test_who_moves_to_another_new_position_takes_no_position_along() -> None:
    before = imported(by_position("P", "E")).after.at(LATER)
    moved = by_position("P", "E").replace("P6,E6,lena@x.org,Lena Holt,Engineer", "P7,E6,lena@x.org,Lena Holt,Architect")
    outcome = again(moved, before)
    assert (outcome.summary.added, outcome.summary.ended) == (("P7",), ("P6",))


def test_a_new_holder_of_a_position_is_a_new_person() -> None:
    header = "Position ID,Employee ID,Name,Job Title,Manager Position ID"
    rows = ["P1,11,Odette Lind,CEO,", "P2,12,Bero Vask,VP Product,P1", "P3,13,Irena Nadal,Product Manager,P2"]
    before = imported(people(*rows, header=header), "Product,PM\nTarn Maps,P3\n").after.at(LATER)
    outcome = again(people(rows[0], "P2,19,Mira Osk,VP Product,P1", rows[2], header=header), before)
    assert [(c.kind, c.key) for c in outcome.changes] == [("person", "19"), ("position", "P2")]
    assert outcome.endings == ()


def test_ids_that_come_later_keep_the_positions_that_had_none() -> None:
    before = imported(people("a@x.org,Ada,CEO", "b@x.org,Bo,Cook", header="Email,Name,Job Title")).after.at(LATER)
    text = people("1,a@x.org,Ada,CEO", "2,b@x.org,Bo,Cook", header="Employee ID,Email,Name,Job Title")
    assert again(text, before).changes == ()


def test_new_ids_of_new_people_are_matched_with_nobody() -> None:
    outcome = again(roster() + "7,new@tarn.example,New One,Engineer,6\n")
    assert (outcome.summary.added, outcome.doubts.learned, outcome.doubts.proposed) == (("7",), {}, ())


IDS = st.lists(st.integers(1, 40).map(str), min_size=6, max_size=6, unique=True)


@given(IDS, st.booleans())
def test_however_ids_are_dealt_anew_the_organisation_stays(ids: list[str], email: bool) -> None:
    """Law: new ids, ids that change places, ids that are others' now; by e-mail, or by name and title as accepted."""
    text = roster(dict(enumerate(ids, 1)), email=email)
    titles = text.replace("Lena Holt,Engineer", "Lena Holt,Chemist")
    before = imported(roster(email=email).replace("Lena Holt,Engineer", "Lena Holt,Chemist"), PRODUCTS).after.at(LATER)
    outcome = again(titles, before, accept=True)
    assert outcome.changes == ()
    later = again(titles, outcome.after, ids=dict(outcome.doubts.learned))
    assert (later.changes, later.endings, dict(later.doubts.learned)) == ((), (), {})


def test_it_is_said_by_row_and_column() -> None:
    said = next(p for p in again(roster(new(5))).problems if p.code == "renumbered")
    assert (said.row, said.column, said.value) == (6, "Employee ID", "9005")
    assert messages(again(roster()), 6) == []


STINTS = "Employee ID,Email,Name,Job Title,Manager ID,Hire Date,Termination Date,Employment Status"


def stints(ada: str, irena: str) -> str:
    return people(
        f"{ada},ada@x.org,Ada Long,CEO,,2015-01-15,,Active",
        f"{irena},irena@x.org,Irena Nadal,Associate Product Manager,{ada},2017-03-01,2019-08-31,Terminated",
        f"{irena},irena@x.org,Irena Nadal,Senior Product Manager,{ada},2021-04-01,,Active",
        header=STINTS,
    )


def test_who_has_an_earlier_job_in_the_file_is_known_again_too() -> None:
    before = imported(stints("1", "3")).after.at(LATER)
    outcome = again(stints("91", "93"), before)
    assert (outcome.changes, outcome.endings) == ((), ())
    assert again(stints("91", "93"), before, ids=outcome.doubts.learned).changes == ()


def test_the_job_that_decides_is_known_again_under_a_new_title() -> None:
    before = imported(stints("1", "3")).after.at(LATER)
    outcome = again(stints("91", "93").replace("Senior", "Principal"), before)
    assert [(c.key, c.after) for c in outcome.changes] == [("3", {"title": "Principal Product Manager"})]


PLACES = "Position ID,Employee ID,Name,Job Title,Manager Position ID"


def places(ids: dict[int, str], titles: tuple[str, ...] = TITLES) -> str:
    """The six by ids of positions; their own ids stay, and nobody has an address."""
    rows = [
        f"{ids[n]},e{n},{name},{title},{ids.get(n - 1, '')}"
        for n, (name, title) in enumerate(zip(NAMES, titles, strict=True), 1)
    ]
    return people(*rows, header=PLACES)


@given(st.sets(st.integers(1, 6), min_size=1))
def test_new_ids_of_positions_are_known_by_the_ids_of_who_sits_there(renumbered: set[int]) -> None:
    old = {n: f"P{n}" for n in range(1, 7)}
    current = imported(places(old)).after.at(LATER)
    outcome = again(places(old | {n: f"X{n}" for n in renumbered}), current)
    assert outcome.changes == ()
    assert outcome.doubts.learned == {f"X{n}": f"P{n}" for n in renumbered}
    assert outcome.doubts.proposed == ()


def test_who_moves_to_a_new_position_of_another_title_leaves_the_old_one() -> None:
    old = {n: f"P{n}" for n in range(1, 7)}
    current = imported(places(old)).after.at(LATER)
    moved = (*TITLES[:5], "Engineering Manager")
    outcome = again(places(old | {6: "X6"}, moved), current)
    assert "X6" in outcome.after.at(LATER).positions
    assert "P6" not in outcome.after.at(LATER).positions


@given(st.sets(st.integers(1, 6), min_size=1))
def test_new_ids_of_people_are_remembered_for_a_file_of_products_alone(renumbered: set[int]) -> None:
    old = {n: f"P{n}" for n in range(1, 7)}
    text, products = places(old), "Product,PM,PMM\nMaps,e3,e4\n"
    current = imported(text, products).after.at(LATER)
    for n in renumbered:
        text = text.replace(f",e{n},", f",N{n},")
        products = products.replace(f",e{n}", f",N{n}")
    outcome = again(text, current)
    assert outcome.changes == ()
    later = imported(None, products, current=current, on=LATER, ids=outcome.doubts.learned)
    assert [change for change in later.changes if change.kind == "assignment"] == []
    assert "unknown-person" not in codes(later)


def test_a_remembered_id_of_a_person_follows_them_to_another_position() -> None:
    text = places({n: f"P{n}" for n in range(1, 7)})
    rows = text.replace("e3,Irena Nadal", "-").replace("e5,Mira Osk", "e3,Irena Nadal").replace("-", "e5,Mira Osk")
    moved = imported(rows, current=imported(text).after.at(LATER), on=LATER)
    ids = {"person:N3": "e3"}
    after = imported(None, "Product,PM\nMaps,N3\n", current=moved.after.at(LATER), on=LATER, ids=ids).after
    assert {a.position for a in after.tables["assignment"].values()} == {"P5"}


def test_a_remembered_id_of_a_person_counts_before_a_name() -> None:
    current = imported(places({n: f"P{n}" for n in range(1, 7)})).after.at(LATER)
    text = places({n: f"P{n}" for n in range(1, 7)}).replace(",e3,Irena Nadal,", ",N3,Irena Roth,")
    outcome = again(text, current, ids={"person:N3": "e3"})
    assert [(change.kind, change.key, change.after) for change in outcome.changes] == [
        ("person", "e3", {"name": "Irena Roth"})
    ]

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planning.core.coverage.coverage import Cell, cell, coverage, gap_severity, is_needed, unsure
from planning.core.records import BACKUP, STAND_IN, Person, Position
from tests.core.sample import MANAGER, MARKETER, PM, PMM, TODAY, content, covers, held, org, product

DAY = timedelta(days=1)


def state(*records: Any, app: Any = None) -> Cell:
    app = app or product()
    return cell(org(app, *records), app, MANAGER)


def test_nobody_assigned_is_missing() -> None:
    assert state() == Cell("app", PM, "missing")


@pytest.mark.parametrize("stage", ["idea", "sunset"])
def test_nobody_assigned_where_nobody_is_needed(stage: str) -> None:
    assert state(app=product(stage=stage)).state == "not-needed"


def test_owner_in_their_own_role_covers() -> None:
    assert state(*held("ann", PM), covers("app", "ann")) == Cell("app", PM, "covered", ("ann",))


def test_who_covers_without_need_is_shown_covered() -> None:
    assert state(*held("ann", PM), covers("app", "ann"), app=product(stage="idea")).state == "covered"


@pytest.mark.parametrize("kind", [BACKUP, STAND_IN])
def test_backup_and_stand_in_never_cover(kind: str) -> None:
    assert state(*held("ann", PM), covers("app", "ann", kind=kind)) == Cell("app", PM, "stand-in", ("ann",))


def test_owner_of_another_role_stands_in() -> None:
    assert state(*held("eve", "engineering-manager"), covers("app", "eve")).state == "stand-in"


def test_owner_whose_title_was_not_understood_covers_and_is_unsure() -> None:
    whole = org(product(), *held("eve", ""), covers("app", "eve"))
    found = cell(whole, product(), MANAGER)
    assert (found.state, unsure(whole, found)) == ("covered", ("eve",))


def test_owner_in_their_own_role_is_sure() -> None:
    whole = org(product(), *held("ann", PM), covers("app", "ann"))
    assert unsure(whole, cell(whole, product(), MANAGER)) == ()


@pytest.mark.parametrize("kind", [BACKUP, STAND_IN])
def test_backup_and_stand_in_of_no_known_role_never_cover(kind: str) -> None:
    whole = org(product(), *held("eve", ""), covers("app", "eve", kind=kind))
    found = cell(whole, product(), MANAGER)
    assert (found.state, unsure(whole, found)) == ("stand-in", ())


def test_owner_of_another_role_covers_where_marked_as_counting() -> None:
    assert state(*held("eve", "engineering-manager"), covers("app", "eve", counts=True)).state == "covered"


def test_stand_in_shows_when_the_hire_is_due() -> None:
    positions = [*held("eve", "sales"), Position("open", role=PM, target_start=TODAY + DAY)]
    found = state(*positions, covers("app", "eve"), covers("app", "open"))
    assert (found.state, found.by, found.date) == ("stand-in", ("eve",), TODAY + DAY)


def test_vacant_position_is_due_on_its_target_start() -> None:
    found = state(Position("open", role=PM, target_start=TODAY + DAY), covers("app", "open"))
    assert (found.state, found.by, found.date) == ("hire-due", ("open",), TODAY + DAY)


@pytest.mark.parametrize(
    ("stage", "target", "expected"),
    [
        ("", None, "missing"),
        ("draft", None, "missing"),
        ("submitted", None, "missing"),
        ("draft", TODAY, "hire-due"),
        ("draft", TODAY - DAY, "missing"),
        ("approved", None, "hire-due"),
        ("open", TODAY - DAY, "hire-due"),
        ("accepted", None, "hire-due"),
        ("paused", TODAY + DAY, "missing"),
        ("repurposed", TODAY + DAY, "missing"),
        ("Canceled", TODAY + DAY, "missing"),
    ],
)
def test_hire_is_due_only_where_somebody_is_being_hired(stage: str, target: date | None, expected: str) -> None:
    vacant = Position("open", role=PM, stage=stage, target_start=target)
    assert state(vacant, covers("app", "open")).state == expected


def test_position_that_ends_before_the_hire_could_start_promises_nothing() -> None:
    vacant = Position("open", role=PM, stage="open", target_start=TODAY + 9 * DAY, ends=TODAY + 5 * DAY)
    assert state(vacant, covers("app", "open")).state == "missing"


def test_hire_covers_only_from_the_first_day_of_its_assignment() -> None:
    vacant = Position("open", role=PM, stage="open", target_start=TODAY + DAY)
    assert state(vacant, covers("app", "open", starts=TODAY + 5 * DAY)).date == TODAY + 5 * DAY


def test_vacant_position_of_another_role_promises_nothing() -> None:
    assert state(Position("open", role="sales"), covers("app", "open")).state == "missing"


def test_known_starter_is_due_on_their_first_day() -> None:
    starter = [Position("new", role=PM, holder="h"), Person("h", starts=TODAY + 9 * DAY)]
    found = state(*starter, covers("app", "new"))
    assert (found.state, found.date) == ("hire-due", TODAY + 9 * DAY)


def test_assignment_that_starts_later_is_due_then() -> None:
    found = state(*held("ann", PM), covers("app", "ann", starts=TODAY + DAY))
    assert (found.state, found.date) == ("hire-due", TODAY + DAY)


def test_holder_who_has_left_leaves_a_vacancy() -> None:
    found = state(*held("ann", PM, leaves=TODAY - DAY), covers("app", "ann"))
    assert (found.state, found.date) == ("missing", None)


def test_whoever_shares_a_position_covers_on_once_its_holder_has_left() -> None:
    shared = [Position("two", role=PM, holder="one", sharers=("other",)), Person("one", leaves=TODAY), Person("other")]
    assert state(*shared, covers("app", "two")).state == "covered"


@given(st.integers(1, 9), st.integers(-9, 9))
def test_hire_is_due_until_a_start_and_covers_from_that_day(first: int, looked_at: int) -> None:
    starter = [Position("new", role=PM, holder="h"), Person("h", starts=TODAY + first * DAY)]
    whole = org(product(), *starter, covers("app", "new"))
    found = cell(whole.at(TODAY + looked_at * DAY), product(), MANAGER)
    expected = ("covered", None) if looked_at >= first else ("hire-due", TODAY + first * DAY)
    assert (found.state, found.date) == expected


def test_position_that_has_ended_covers_nothing() -> None:
    assert state(*held("ann", PM, ends=TODAY - DAY), covers("app", "ann")).state == "missing"


def test_assignment_that_is_over_covers_nothing() -> None:
    assert state(*held("ann", PM), covers("app", "ann", ends=TODAY - DAY)).state == "missing"


@pytest.mark.parametrize("place", ["position", "person", "assignment"])
def test_last_day_is_still_covered_and_ending(place: str) -> None:
    last = TODAY
    fields = {"position": {"ends": last}, "person": {"leaves": last}, "assignment": {}}[place]
    duty = covers("app", "ann", ends=last if place == "assignment" else None)
    assert state(*held("ann", PM, **fields), duty) == Cell("app", PM, "ending", ("ann",), last)


def test_second_cover_without_end_is_simply_covered() -> None:
    found = state(*held("ann", PM, leaves=TODAY), *held("bob", PM), covers("app", "ann"), covers("app", "bob"))
    assert found == Cell("app", PM, "covered", ("ann", "bob"))


def test_successor_from_the_next_day_closes_the_gap() -> None:
    successor = [*held("bob", PM), covers("app", "bob", starts=TODAY + DAY)]
    assert state(*held("ann", PM, leaves=TODAY), covers("app", "ann"), *successor).state == "covered"


def test_successor_a_day_late_leaves_a_gap() -> None:
    successor = [*held("bob", PM), covers("app", "bob", starts=TODAY + 2 * DAY)]
    found = state(*held("ann", PM, leaves=TODAY), covers("app", "ann"), *successor)
    assert (found.state, found.date) == ("ending", TODAY)


def test_vacant_successor_does_not_cover() -> None:
    vacancy = [Position("open", role=PM, target_start=TODAY + DAY), covers("app", "open")]
    assert state(*held("ann", PM, leaves=TODAY), covers("app", "ann"), *vacancy).state == "ending"


@pytest.mark.parametrize(
    ("fields", "needed"),
    [
        ({"stage": "growth"}, True),
        ({"stage": "build"}, False),
        ({"stage": "growth", "market_facing": False}, False),
        ({"stage": "build", "launch": TODAY + 60 * DAY}, True),
        ({"stage": "build", "launch": TODAY + 61 * DAY}, False),
        ({"stage": "build", "launch": TODAY}, True),
        ({"stage": "build", "launch": TODAY - DAY}, False),
        ({"stage": "build", "launch": TODAY + DAY, "market_facing": False}, False),
    ],
)
def test_need_follows_stage_audience_and_launch(fields: dict[str, Any], needed: bool) -> None:
    assert is_needed(MARKETER.need, product(**fields), TODAY) is needed


@pytest.mark.parametrize(
    ("fields", "severity"),
    [({"stage": "growth"}, "warning"), ({"stage": "launch"}, "critical"), ({"launch": TODAY + DAY}, "critical")],
)
def test_gap_is_graver_near_the_launch(fields: dict[str, Any], severity: str) -> None:
    assert MARKETER.need
    assert gap_severity(MARKETER.need, product(**fields), TODAY) == severity


def test_coverage_has_a_cell_for_each_product_and_covering_role() -> None:
    found = coverage(org(product("app"), product("web")), content())
    assert [(c.product, c.role) for c in found] == [("app", PM), ("app", PMM), ("web", PM), ("web", PMM)]


def test_key_that_leads_nowhere_covers_nothing() -> None:
    assert state(covers("app", "ghost")).state == "missing"


dates = st.none() | st.dates(TODAY - 3 * DAY, TODAY + 3 * DAY)
duties = st.lists(st.tuples(dates, dates, dates, st.sampled_from(["owner", "backup"])), max_size=4)


@given(duties)
def test_covered_until_the_date_shown_and_not_after(
    rows: list[tuple[date | None, date | None, date | None, str]],
) -> None:
    records: list[Any] = [product()]
    for n, (starts, ends, leaves, kind) in enumerate(rows):
        records += [*held(f"s{n}", PM, leaves=leaves), covers("app", f"s{n}", starts=starts, ends=ends, kind=kind)]
    whole = org(*records)

    def covered(on: date) -> bool:
        return cell(whole.at(on), product(), MANAGER).is_covered

    found = cell(whole, product(), MANAGER)
    if found.state == "covered":
        assert all(covered(TODAY + n * DAY) for n in range(9))
    if found.state == "ending":
        assert found.date
        assert all(covered(TODAY + n * DAY) for n in range((found.date - TODAY).days + 1))
        assert not covered(found.date + DAY)

"""Coverage over time says on every day what a fresh computation says on that day."""

from datetime import date, timedelta
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planning.core.changes.change import Change, add, edit, remove
from planning.core.changes.record_history import DatedOrg
from planning.core.coverage.coverage import Cell, coverage, is_needed
from planning.core.over_time.timeline import Band, Gap, Timeline, first_gap, timeline
from planning.core.records import BACKUP, OWNER, STAGES, STAND_IN, Assignment, Org, Person, Position, Product
from tests.core.sample import PM, PMM, TODAY, content, covers, held, org, product

pytestmark = pytest.mark.pure

DAYS, DAY = 30, timedelta(days=1)
LAST = TODAY + DAYS * DAY
CONTENT = content()


def bands(dated: DatedOrg, key: str = "app", role: str = PM) -> list[Band]:
    return list(timeline(dated, CONTENT, TODAY, LAST).lanes[key, role])


def told(found: list[Band]) -> list[tuple[str, int]]:
    """Each band's state, and the number of the day it begins on."""
    return [(band.cell.state, (band.first - TODAY).days) for band in found]


def tables(*records: Any) -> Any:
    return org(*records).tables


def test_leaver_without_successor_leaves_a_gap_from_the_day_after() -> None:
    found = bands(DatedOrg(tables(product(), *held("ann", PM, leaves=TODAY + 9 * DAY), covers("app", "ann"))))
    assert told(found) == [("ending", 0), ("missing", 10)]
    assert first_gap(found, TODAY, LAST) == Gap(TODAY + 10 * DAY, None)


def test_successor_after_a_while_ends_the_gap() -> None:
    ann = [*held("ann", PM, leaves=TODAY + 4 * DAY), covers("app", "ann")]
    bob = [*held("bob", PM), covers("app", "bob", starts=TODAY + 12 * DAY)]
    gap = first_gap(bands(DatedOrg(tables(product(), *ann, *bob))), TODAY, LAST)
    assert gap
    assert (gap.first, gap.days) == (TODAY + 5 * DAY, 7)


def test_gap_that_nothing_ends_lasts_until_the_hire_is_due() -> None:
    opening = [Position("open", role=PM, target_start=TODAY + 20 * DAY), covers("app", "open")]
    gap = first_gap(bands(DatedOrg(tables(product(), *opening))), TODAY, LAST)
    assert gap == Gap(TODAY, None, TODAY + 20 * DAY)
    assert gap.days == 20


def test_role_is_needed_from_the_first_day_of_the_window_before_launch() -> None:
    app = product(stage="build", launch=TODAY + 70 * DAY)
    assert told(bands(DatedOrg(tables(app)), role=PMM)) == [("not-needed", 0), ("missing", 10)]


def test_product_that_comes_and_goes_has_bands_while_it_is_there() -> None:
    new = product("new")
    found = bands(DatedOrg(tables(), ahead=[add(TODAY + 3 * DAY, new), remove(TODAY + 5 * DAY, new)]), "new")
    assert [(band.first, band.last) for band in found] == [(TODAY + 3 * DAY, TODAY + 4 * DAY)]


def test_plan_lies_on_top_of_what_waits() -> None:
    person = Person("h", "Ann")
    waiting = edit(TODAY + 5 * DAY, person, leaves=TODAY + 6 * DAY)
    planned = edit(TODAY + DAY, person, leaves=TODAY + 20 * DAY)
    assert waiting
    assert planned
    records = (product(), person, Position("ann", role=PM, holder="h"), covers("app", "ann"))
    found = bands(DatedOrg(tables(*records), ahead=[waiting], over=[planned]))
    assert told(found) == [("covered", 0), ("ending", 1), ("missing", 21)]


# The law


def draw(seed: int) -> DatedOrg:
    """A small organisation with dates all over the window, and changes behind, ahead and on top."""
    random = Random(seed)

    def day() -> date | None:
        return random.choice((None, TODAY + random.randint(-3, DAYS + 3) * DAY))

    def record(kind: str) -> Any:
        number = random.randint(0, 2)
        if kind == "product":
            return Product(f"x{number}", "X", random.choice(STAGES), random.random() < 0.7, launch=day())
        if kind == "person":
            return Person(f"h{number}", starts=day(), leaves=day())
        if kind == "position":
            holder, role = random.choice(("", "h0", "h1", "h2")), random.choice((PM, PM, PMM))
            stage = random.choice(("", "", "open", "paused"))
            vacant = Position(f"p{number}", "", role, holder=holder, stage=stage)
            return vacant._replace(starts=day(), ends=day(), target_start=day())
        product, held, role = f"x{random.randint(0, 2)}", f"p{random.randint(0, 2)}", random.choice((PM, PMM))
        owning = random.choice((OWNER, OWNER, BACKUP, STAND_IN))
        return Assignment(f"a{random.randint(0, 5)}", product, held, role, owning, starts=day(), ends=day())

    kinds = ("product", "person", "position", "assignment")
    state = org(*(record(kind) for kind in kinds for _ in range(6)), on=TODAY)

    def change(kind: str) -> Change | None:
        like, on = record(kind), TODAY + random.randint(1, DAYS) * DAY
        known = state.get(kind, like.key)
        if known is None:
            return add(on, like)
        return remove(on, known) if random.random() < 0.2 else edit(on, known, **like._asdict())

    def changes(most: int) -> list[Change]:
        drawn = [change(random.choice(kinds)) for _ in range(random.randint(0, most))]
        return sorted((c for c in drawn if c), key=lambda c: c.on)

    return DatedOrg(state.tables, changes(4), changes(5), changes(5))


def without_order(cell: Cell) -> Cell:
    return cell._replace(by=tuple(sorted(cell.by)))


def fresh(state: Org) -> dict[tuple[str, str], tuple[Cell, bool]]:
    needs = {role.slug: role.need for role in CONTENT.covering}
    return {
        (cell.product, cell.role): (
            without_order(cell),
            is_needed(needs[cell.role], state.products[cell.product], state.on),
        )
        for cell in coverage(state, CONTENT)
    }


def walked(line: Timeline, day: date) -> dict[tuple[str, str], tuple[Cell, bool]]:
    found = {place: line.on(*place, day) for place in line.lanes}
    return {place: (without_order(band.cell), band.needed) for place, band in found.items() if band}


@given(st.integers(0, 2**32))
def test_coverage_at_every_date_equals_a_fresh_computation_at_that_date(seed: int) -> None:
    dated = draw(seed)
    line = timeline(dated, CONTENT, TODAY, LAST)
    for number in range(DAYS + 1):
        day = TODAY + number * DAY
        assert walked(line, day) == fresh(dated.at(day))

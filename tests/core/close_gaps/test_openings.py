"""What a position for a hire is to be, which open position would do, and what opening one changes."""

from datetime import date, timedelta
from typing import Any

import pytest

from planning.core.changes.change import add, apply, edit
from planning.core.changes.record_history import DatedOrg
from planning.core.changes.validation import faults
from planning.core.close_gaps.openings import (
    Place,
    opening_changes,
    place_for,
    position_at,
    usual_place,
    waiting,
)
from planning.core.content import Content, Reading
from planning.core.over_time.what_if import arriving
from planning.core.records import Person, Position, Team
from planning.core.rules import Context, findings
from tests.core.sample import PM, PMM, TITLES, TODAY, content, held, org, product

SOON = TODAY + timedelta(days=60)
SENIOR = {(PMM, 3): "Senior Product Marketing Manager"}
BOSS = held("boss", title="CEO")


def scene(*records: Any, within: Content | None = None) -> Context:
    return Context(org(*records), within or content(titles=SENIOR))


def team_of(manager: str, *names: str, role: str = PM, **fields: Any) -> list[Any]:
    return [record for name in names for record in held(name, role=role, manager=manager, **fields)]


def led_by(lead: str, *names: str, **fields: Any) -> list[Any]:
    """A leader of product under the boss, and whom they lead."""
    return [*held(lead, title="VP Product", role="product-leader", manager="boss"), *team_of(lead, *names, **fields)]


def settings(**numbers: dict[str, int]) -> Content:
    return content(settings={rule.replace("_", "-"): {"numbers": given} for rule, given in numbers.items()})


def manager_of(ctx: Context, *products: str, **reports: int) -> str:
    return place_for(ctx, PM, products, reports).manager


# The usual place


def test_the_usual_place_is_that_of_most_in_the_role() -> None:
    most = team_of("boss", "a", "b", level=3, location="Berlin")
    found = usual_place(scene(*BOSS, *most, *team_of("boss", "c", level=4, location="Oslo")), PM)
    assert (found.level, found.location, found.manager, found.function) == (3, "Berlin", "boss", "product")


def test_open_positions_say_nothing_of_the_usual_place_where_others_are_filled() -> None:
    open_ones = [Position(f"v{n}", role=PM, level=5) for n in range(3)]
    assert usual_place(scene(*team_of("", "a", level=2), *open_ones), PM).level == 2


def test_where_nobody_is_in_the_role_a_hire_is_of_the_plain_level() -> None:
    assert usual_place(scene(), PM) == Place(2, "", "", "", "product", "Product Manager")


def test_the_usual_place_has_the_title_of_its_level() -> None:
    assert usual_place(scene(*team_of("", "a", role=PMM, level=3)), PMM).title == "Senior Product Marketing Manager"


# For some products


def test_a_hire_is_named_by_level_and_products() -> None:
    ctx = scene(*team_of("", "a", role=PMM, level=3), product(), product("web"))
    assert place_for(ctx, PMM, ["app"], {}).title == "Senior Product Marketing Manager, App"
    assert place_for(ctx, PMM, ["app", "web"], {}).title == "Senior Product Marketing Manager, App and Web"


def test_many_products_are_not_named() -> None:
    ctx = scene(*[product(key) for key in "abc"])
    assert place_for(ctx, PM, ["a", "b", "c"], {}).title == "Product Manager"


def test_a_title_that_would_read_as_another_roles_names_no_product() -> None:
    titles = TITLES | {"Product Manager, Sales": Reading("Product Manager, Sales", "sales", "sales", 2, 1.0)}
    reading = content(read_title=lambda title: titles.get(title, Reading(title)))
    assert place_for(scene(product("sales"), within=reading), PM, ["sales"], {}).title == "Product Manager"


def test_a_hire_sits_in_the_team_of_the_products() -> None:
    ctx = scene(Team("core"), product(team="core"), product("web", team="gone"))
    assert (place_for(ctx, PM, ["web", "app"], {}).team, place_for(ctx, PM, ["web"], {}).team) == ("core", "")


def test_a_hire_costs_what_the_usual_place_does() -> None:
    ctx = scene(*team_of("", "a", level=3, location="Berlin"), product(launch=SOON, launch_tier="1"))
    usual, found = usual_place(ctx, PM), place_for(ctx, PM, ["app"], {})
    assert (found.level, found.location, found.function) == (usual.level, usual.location, usual.function)


# Whom a hire reports to


def two_branches(**fields: Any) -> list[Any]:
    """Most are under the first leader; on the app's team is somebody under the other. Four more tell them apart."""
    east, west = led_by("east", "a", "b", "c", "d", "e"), led_by("west", "w", team="core", **fields)
    return [*BOSS, *east, *west, Team("core"), product(team="core"), product("web")]


def test_a_hire_reports_to_whoever_leads_those_near_the_product() -> None:
    assert manager_of(scene(*two_branches()), "app") == "west"


def test_a_hire_for_a_product_that_nobody_is_near_reports_where_most_do() -> None:
    assert manager_of(scene(*two_branches()), "web") == "east"


def test_nobody_gets_more_reports_than_the_span_allows() -> None:
    ctx = scene(*two_branches(), within=settings(span_high={"reports": 3}))
    assert manager_of(ctx, "app", west=1) == "west"
    assert manager_of(ctx, "app", west=2) == "boss"


def test_somebody_due_counts_among_the_reports() -> None:
    due = Position("due", role="sales", manager="west", stage="open", target_start=SOON)
    ctx = scene(*two_branches(), due, within=settings(span_high={"reports": 3}))
    assert manager_of(ctx, "app", west=1) == "boss"


def test_an_open_position_without_a_day_does_not() -> None:
    idea = Position("idea", role="sales", manager="west")
    assert manager_of(scene(*two_branches(), idea, within=settings(span_high={"reports": 2})), "app") == "west"


def test_with_the_span_rule_off_any_number_may_report_to_somebody() -> None:
    off = content(settings={"span-high": {"on": False, "numbers": {"reports": 2}}})
    assert manager_of(scene(*two_branches(), within=off), "app", west=50) == "west"


def test_nobody_fits_where_all_have_as_many_as_the_span_allows() -> None:
    ctx = scene(*two_branches(), within=settings(span_high={"reports": 1}))
    assert manager_of(ctx, "app", west=1, east=1, boss=1) == ""


@pytest.mark.parametrize(("layers", "expected"), [(3, "west"), (2, "boss")])
def test_a_hire_opens_no_layer_too_many(layers: int, expected: str) -> None:
    assert manager_of(scene(*two_branches(), within=settings(layers={"layers": layers})), "app") == expected


@pytest.mark.parametrize(
    "wrong",
    [
        Person("h-west", leaves=SOON),
        Person("h-west", leaves=TODAY - timedelta(days=1)),
        Person("h-west", away_from=TODAY, away_until=SOON),
    ],
)
def test_nobody_reports_to_whoever_leaves_has_left_or_is_away(wrong: Person) -> None:
    assert manager_of(scene(*two_branches(), wrong), "app") == "east"


def test_a_leader_of_the_usual_functions_comes_before_one_of_others() -> None:
    """Those near the product are led from engineering, which a rule would find."""
    tech = held("west", title="VP Engineering", manager="boss")
    assert manager_of(scene(*two_branches(), *tech), "app") == "east"


def test_whom_most_report_to_comes_last_where_a_rule_would_find_that_line() -> None:
    tech = [*held("tech", title="VP Engineering", manager="boss"), *team_of("tech", "a", "b", "c")]
    ctx = scene(*BOSS, *tech, *led_by("east", "d"), product())
    assert (usual_place(ctx, PM).manager, manager_of(ctx, "app")) == ("east", "east")


def test_where_all_others_are_full_one_of_other_functions_leads() -> None:
    ctx = scene(*two_branches(), *held("west", title="VP Engineering", manager="boss"), within=content())
    assert manager_of(ctx, "app", east=9, boss=9) == "west"


def test_leaders_of_the_usual_functions_are_next_to_whom_nobody_in_the_role_reports_yet() -> None:
    ctx = scene(*BOSS, *held("vp", title="VP Product", manager="boss"), *held("eng", title="VP Engineering"), product())
    assert (manager_of(ctx, "app"), manager_of(ctx, "app", vp=9)) == ("vp", "boss")


def test_a_hire_where_place_for_says_opens_no_finding_about_its_line() -> None:
    ctx = scene(*two_branches(), *held("west", title="VP Engineering", manager="boss"))
    made = position_at("new", PM, place_for(ctx, PM, ["app"], {}))
    after = apply(ctx.org, [add(TODAY, Person("x")), add(TODAY, made._replace(holder="x", stage=""))])
    lines = [f for f in findings(after, ctx.content) if f.rule == "line-pm"]
    assert lines
    assert not any("new" in finding.involves for finding in lines)


# Open positions that would do


def test_those_wait_for_whom_nobody_is_due() -> None:
    ctx = scene(
        Position("draft", role=PM, stage="draft"),
        Position("open", role=PM, stage="open"),
        Position("late", role=PM, stage="interviewing", target_start=TODAY - timedelta(days=1)),
        Position("other", role=PMM),
    )
    assert [p.key for p in waiting(ctx, PM)] == ["late", "open", "draft"]


@pytest.mark.parametrize(
    "fields",
    [
        {"stage": "open", "target_start": SOON},
        {"stage": "paused"},
        {"stage": "cancelled"},
        {"stage": "repurposed"},
        {"holder": "ines"},
        {"holder": "ines", "starts": SOON},
        {"ends": SOON},
        {"ends": TODAY - timedelta(days=1)},
    ],
)
def test_others_do_not_wait(fields: dict[str, Any]) -> None:
    assert waiting(scene(Position("p", role=PM, **fields), Person("ines")), PM) == []


def test_one_whose_holder_has_left_waits() -> None:
    gone = Person("ines", leaves=TODAY - timedelta(days=1))
    assert [p.key for p in waiting(scene(Position("p", role=PM, holder="ines"), gone), PM)] == ["p"]


# Opening one


def filled_from(dated: DatedOrg, key: str) -> list[bool]:
    """Whether a position is filled the day before the start, and on it, with due hires arriving."""
    through = arriving(dated, TODAY)
    return [through.at(day).filled(through.at(day).positions[key]) for day in (SOON - timedelta(days=1), SOON)]


def test_a_new_position_is_filled_from_its_start_once_hires_arrive() -> None:
    before = org(*BOSS, *team_of("boss", "a", level=2))
    made = position_at("new", PM, usual_place(Context(before, content()), PM))
    changes = opening_changes(before, made, SOON, TODAY)
    assert filled_from(DatedOrg(before.tables, over=changes), "new") == [False, True]


@pytest.mark.parametrize("stage", ["draft", "approved", "offer"])
def test_an_open_one_keeps_its_stage_and_is_filled_from_the_new_start(stage: str) -> None:
    known = Position("p", role=PM, stage=stage, target_start=date(2026, 1, 1))
    changes = opening_changes(org(known), known, SOON, TODAY)
    assert [change.after for change in changes] == [{"target_start": SOON}]
    assert filled_from(DatedOrg(org(known).tables, over=changes), "p") == [False, True]


def test_a_new_position_has_what_its_place_says_and_waits_as_a_draft() -> None:
    place = Place(3, "Berlin", "core", "boss", "product", "Senior Product Manager, App")
    (made,) = opening_changes(org(), position_at("new", PM, place), SOON, TODAY)
    assert (made.on, made.key, made.after) == (
        TODAY,
        "new",
        {
            "title": "Senior Product Manager, App",
            "role": PM,
            "level": 3,
            "team": "core",
            "location": "Berlin",
            "manager": "boss",
            "stage": "draft",
            "target_start": SOON,
        },
    )


def test_why_is_written_down_with_the_requisition() -> None:
    made = position_at("new", PM, usual_place(scene(), PM))
    after = apply(org(), opening_changes(org(), made, SOON, TODAY, why="To cover App"))
    assert after.requisition("new").justification == "To cover App"


def test_a_reason_that_is_there_already_stays() -> None:
    known = Position("p", role=PM)
    told = apply(org(known), opening_changes(org(known), known, SOON, TODAY, why="Agreed in May"))
    again = opening_changes(told, told.positions["p"], SOON + timedelta(days=30), TODAY, why="To cover App")
    assert [change.kind for change in again] == ["position"]


def test_an_open_position_of_somebody_who_left_stays_a_backfill() -> None:
    known, gone = Position("p", role=PM, holder="ines"), Person("ines", leaves=TODAY - timedelta(days=1))
    after = apply(org(known, gone), opening_changes(org(known, gone), known, SOON, TODAY, why="To cover App"))
    assert (after.requisition("p").type, after.requisition("p").replaces) == ("backfill", "ines")


def test_a_start_that_is_the_same_changes_nothing() -> None:
    known = Position("p", role=PM, target_start=SOON)
    assert opening_changes(org(known), known, SOON, TODAY) == ()


def test_nothing_forbids_what_opens_a_position() -> None:
    before = org(*two_branches())
    made = position_at("new", PM, place_for(Context(before, content()), PM, ["app"], {}))
    for change in opening_changes(before, made, SOON, TODAY, why="To cover App"):
        assert faults(before.tables, change) == []
        before = apply(before, [change])


def test_the_changes_know_what_was_there() -> None:
    known = Position("p", role=PM, target_start=date(2026, 1, 1))
    assert opening_changes(org(known), known, SOON, TODAY) == (edit(TODAY, known, target_start=SOON),)

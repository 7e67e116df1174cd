"""What the chart's script gets: which cards are open, what each says, what was found."""

import json
from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from planning.chart.filters import STATES, Finder
from planning.chart.model import LINE_SHOWN, Chart
from planning.chart.payload import crumbs
from planning.chart.state import ChartState
from planning.core.changes.change import diff
from planning.core.records import Org, Position
from planning.demo.synthetic import synthetic_org
from planning.organisation import writes
from planning.organisation.snapshot import Snapshot
from portal.models import Organisation, Right
from tests.chart.conftest import LATER, TODAY
from tests.core.random_organisations import draw_org

Ask = Callable[..., dict[str, Any]]


@pytest.fixture
def viewer(client_as: Callable[[Right], Client]) -> Client:
    return client_as(Right.VIEWER)


@pytest.fixture
def ask(company: Organisation, viewer: Client) -> Ask:
    def get(query: str = "") -> dict[str, Any]:
        answer = viewer.get(f"/o/{company.slug}/chart/cards/{query}")
        assert answer.status_code == 200
        cards: dict[str, Any] = json.loads(answer.content)
        return cards

    return get


def test_two_levels_are_open_at_first(ask: Ask) -> None:
    assert ask()["keys"] == ["ceo", "cpo", "dir", "cmo", "pmm", "ring1", "ring2", ""]


def test_all_levels_show_every_position_once_and_the_tray(ask: Ask) -> None:
    keys = ask("?depth=all&open=")["keys"]
    assert sorted(keys) == sorted(["ceo", "cpo", "dir", "pm1", "pm2", "cmo", "pmm", "lost/one", "ring1", "ring2", ""])


def test_an_opened_branch_shows_its_reports(ask: Ask) -> None:
    assert {"pm1", "pm2"} < set(ask("?open=dir")["keys"])


def test_a_shut_branch_hides_them(ask: Ask) -> None:
    assert ask("?shut=ceo")["keys"] == ["ceo", "ring1", "ring2", ""]


def test_a_branch_opens_all_the_way_down(ask: Ask) -> None:
    assert ask("?depth=1&whole=cpo")["keys"][:5] == ["ceo", "cpo", "dir", "pm1", "pm2"]


def test_a_focus_shows_one_branch_and_the_way_to_it(ask: Ask) -> None:
    seen = ask("?focus=cpo")
    assert seen["keys"] == ["cpo", "dir", "pm1", "pm2"]
    assert [key for key, _ in seen["crumbs"]] == ["ceo", "cpo"]


def test_the_way_to_the_card_in_the_panel_is_open(ask: Ask) -> None:
    assert "pm2" in ask("?depth=1&card=pm2")["keys"]


def test_the_way_to_an_unplaced_card_leads_through_the_tray(ask: Ask) -> None:
    assert "lost/one" in ask("?card=lost/one")["keys"]


def test_columns_are_of_one_length(ask: Ask) -> None:
    seen = ask("?filter=pm")
    names = ("keys", "head", "depth", "x", "y", "h", "bus", "spine", "open", "hits", "under")
    assert {len(seen[name]) for name in names} == {len(seen["keys"])}


def test_a_filter_marks_what_it_finds_and_counts_what_lies_below(ask: Ask) -> None:
    seen = ask("?filter=pm")
    at = {key: index for index, key in enumerate(seen["keys"])}
    assert seen["found"] == 2
    assert sum(seen["hits"]) == 0
    assert seen["under"][at["dir"]] == 2


def test_what_was_found_can_be_opened_up(ask: Ask) -> None:
    seen = ask("?filter=pm&reveal=1")
    assert [key for key, hit in zip(seen["keys"], seen["hits"], strict=True) if hit] == ["pm1", "pm2"]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("filter=pm&filter=pmm", 3),
        ("filter=pm&filter=vacant", 1),
        ("filter=vacant", 5),
        ("filter=ending", 1),
        ("filter=unplaced", 3),
        ("filter=team:pay", 1),
        ("filter=location:Berlin", 1),
        ("filter=product:checkout", 2),
        ("q=payments", 1),
        ("q=product manager checkout", 2),
        ("q=OKAFOR", 1),
        ("filter=nothing&q=zzz", 0),
    ],
)
def test_filters(ask: Ask, query: str, found: int) -> None:
    assert ask(f"?{query}")["found"] == found


def test_what_is_counted_in_one_pass_is_what_each_filter_finds(company: Organisation) -> None:
    for day in (TODAY, LATER):
        chart = Chart(Snapshot(company, day))
        finder, positions = Finder(chart), chart.org.positions.values()
        counts = {name: sum(test(chart, position) for position in positions) for name, (_, test) in STATES.items()}
        assert {name: finder.counts[name] for name in STATES} == counts


@pytest.mark.parametrize("seed", range(6))
def test_what_hangs_under_each_is_counted_as_by_walking_up(company: Organisation, seed: int) -> None:
    chart = Chart(Snapshot(company, TODAY), org=draw_org(seed, 150, wild=True))
    vacant, _ = chart.vacant_and_ending
    assert chart.vacant_below == Counter(above for key in vacant for above in chart.above(key))


def test_a_line_is_gone_once_however_many_are_counted_on_it(
    company: Organisation, monkeypatch: pytest.MonkeyPatch
) -> None:
    line = Org.of(TODAY, *(Position(f"p{n}", manager=f"p{n - 1}" if n else "") for n in range(500)))
    chart = Chart(Snapshot(company, TODAY), org=line)
    monkeypatch.setattr(chart, "above", lambda key: pytest.fail("the line was gone for one of them"))
    assert (chart.vacant_below["p0"], chart.vacant_below["p498"]) == (499, 1)


def test_of_a_long_line_the_nearest_are_shown_and_how_many_more_there_are(company: Organisation) -> None:
    line = Org.of(TODAY, *(Position(f"p{n}", f"P{n}", manager=f"p{n - 1}" if n else "") for n in range(500)))
    found = crumbs(Chart(Snapshot(company, TODAY), org=line), ChartState(focus="p499"))
    assert len(found) == LINE_SHOWN + 2
    assert (found[0], found[1], found[-1]) == (("p478", "… 479 more above"), ("p479", "P479"), ("p499", "P499"))


def test_a_face_says_title_holder_badge_products_and_counts(ask: Ask) -> None:
    title, who, state, note, code, chips, more, direct, total, *_ = ask("?open=dir")["faces"]["pm1"]
    assert [title, who, state, note, code, chips, more, direct, total] == [
        "Product Manager", "Dee Rossi", 0, "", "PM", ["Checkout"], 0, 0, 0,
    ]  # fmt: skip


def test_a_vacancy_says_from_when_it_is_open(ask: Ask) -> None:
    assert ask("?open=dir")["faces"]["pm2"][1].startswith(f"Open, from {LATER.day} {LATER:%b}")


def test_a_leaver_says_until_when(ask: Ask) -> None:
    face = ask()["faces"]["pmm"]
    assert face[2:4] == [2, f"Leaves {LATER.day} {LATER:%b}" + ("" if LATER.year == TODAY.year else f" ’{LATER:%y}")]


def test_a_manager_counts_direct_and_all_reports(ask: Ask) -> None:
    assert ask()["faces"]["ceo"][7:9] == [2, 6]


def test_the_worst_finding_is_on_the_card(ask: Ask) -> None:
    assert ask("?open=")["faces"]["lost/one"][9:11] == ["warning", 1]


def test_opening_a_branch_sends_the_faces_of_that_branch_only(ask: Ask) -> None:
    assert set(ask("?open=dir&below=dir")["faces"]) == {"pm1", "pm2"}


def test_a_change_of_filter_sends_no_faces(ask: Ask) -> None:
    assert ask("?filter=pm&bare=1")["faces"] == {}


@pytest.mark.parametrize(
    "query",
    [
        "depth=-1", "depth=x", "depth=99999999999", "page=0", "focus=%00", "open=a&open=b", "shut=&whole=&open=",
        "card=nobody", "view=nothing", "sort=-nothing", "q=%00%F0%9F%98%80", "filter=:", "filter=team:",
        "on=2026-99-01", "on=0001-01-01", "on=9999-12-31", "below=nobody", "whole=ring1", "focus=ring2&whole=ring2",
    ],
)  # fmt: skip
@pytest.mark.parametrize("page", ["", "cards/", "filters/"])
def test_no_address_breaks_the_chart(company: Organisation, viewer: Client, page: str, query: str) -> None:
    assert viewer.get(f"/o/{company.slug}/chart/{page}?{query}").status_code == 200


@pytest.mark.parametrize(
    "page",
    ["chart/", "chart/?view=list", "chart/?view=table", "chart/filters/", "chart/cards/?open=e1"],
)
def test_queries_are_few_and_do_not_grow(organisation: Organisation, viewer: Client, page: str) -> None:
    def count() -> int:
        address = f"/o/{organisation.slug}/{page}"
        viewer.get(address)
        with CaptureQueriesContext(connection) as queries:
            assert viewer.get(address).status_code == 200
        return len(queries)

    def grow(size: int) -> None:
        made = synthetic_org(TODAY, positions=size, products=size // 20, seed=1)
        before = Org.of(TODAY)
        writes.commit(organisation, diff(before, made, TODAY), title="Grow", today=TODAY, lenient=True)

    empty = count()
    grow(300)
    assert count() == empty <= 5

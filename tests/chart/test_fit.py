"""What is open at first sight, what a closed branch says that it holds, and how branches are laid out."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from planning.chart.fit import BESIDE, COMFORTABLE, READABLE, USUAL, room_of
from planning.chart.state import DEPTH
from planning.core.changes.change import diff
from planning.core.records import Org, Position
from planning.organisation import writes
from portal.models import Organisation, Right
from tests.chart.conftest import TODAY

Ask = Callable[[str], dict[str, Any]]
CHIEFS, LEADS = 6, 9


def asking(organisation: Organisation, client_as: Callable[[Right], Client], positions: list[Position]) -> Ask:
    """What the chart of these positions answers to the query of an address."""
    org = Org.of(TODAY, *positions)
    writes.commit(organisation, diff(Org.of(TODAY), org, TODAY), title="Made", today=TODAY, lenient=True)
    client = client_as(Right.VIEWER)

    def get(query: str) -> dict[str, Any]:
        answer: dict[str, Any] = json.loads(client.get(f"/o/{organisation.slug}/chart/cards/{query}").content)
        return answer

    return get


@pytest.fixture
def ask(organisation: Organisation, client_as: Callable[[Right], Client]) -> Ask:
    """A chief, six who report to the chief, nine who report to each of these, two under each of those."""
    positions = [Position("boss", "Boss")]
    for chief in range(CHIEFS):
        role = "product-manager" if chief == 4 else ""
        positions.append(Position(f"c{chief}", f"Chief {chief}", manager="boss"))
        for lead in range(LEADS):
            positions.append(Position(f"c{chief}l{lead}", f"Lead {lead}", role, manager=f"c{chief}", holder="somebody"))
            positions += [Position(f"c{chief}l{lead}m{n}", "Maker", manager=f"c{chief}l{lead}") for n in range(2)]
    return asking(organisation, client_as, positions)


def test_no_more_is_open_than_can_be_read_in_the_window(ask: Ask) -> None:
    for room in ("1440x720", "1024x600", "652x600", "2560x1300"):
        width, height = ask(f"?room={room}")["size"]
        assert room_of(room).holds(width, height)


def test_of_the_next_level_the_branches_that_fit_are_open_covering_roles_first(ask: Ask) -> None:
    seen = ask("?room=1440x720")
    assert seen["levels"] == 1
    assert seen["fitted"][0] == "c4"
    assert len(seen["fitted"]) < CHIEFS


def test_a_row_that_a_window_cannot_hold_stands_in_columns(ask: Ask) -> None:
    assert chiefs_in_columns(ask("?room=652x600")) > 1
    assert chiefs_in_columns(ask("?room=1920x720")) == 0


def test_nobody_leaves_a_row_when_a_branch_is_opened(ask: Ask) -> None:
    assert [chiefs_in_columns(ask(f"?room=1920x720&depth=1&open={key}")) for key in ("c1", "c2")] == [0, 0]


def chiefs_in_columns(seen: dict[str, Any]) -> int:
    return sum(spine >= 0 for key, spine in zip(seen["keys"], seen["spine"], strict=True) if len(key) == 2)


def test_of_a_chain_as_many_levels_are_open_as_read_well(
    organisation: Organisation, client_as: Callable[[Right], Client]
) -> None:
    links = [Position(f"p{n}", "Lead", manager=f"p{n - 1}" if n else "") for n in range(30)]
    seen = asking(organisation, client_as, links)("?room=1440x720")
    assert DEPTH < seen["levels"] < 30
    assert USUAL.holds(seen["size"][0], seen["size"][1], COMFORTABLE)


def test_levels_that_are_asked_for_are_open_whether_they_fit_or_not(ask: Ask) -> None:
    seen = ask("?depth=2&room=800x600")
    assert len(seen["keys"]) == 1 + CHIEFS * (1 + LEADS)
    assert seen["fitted"] == []


def test_a_narrow_window_gets_one_column(ask: Ask) -> None:
    seen = ask("?room=390x560")
    assert seen["layout"] == "stacked"
    assert seen["size"][0] * READABLE < 390 - BESIDE


def test_what_is_no_window_counts_as_the_usual_one() -> None:
    assert {room_of(text) for text in ("", "wide", "1x", "-3x4", "9999999x1")} == {USUAL}


def test_a_focus_on_a_position_without_reports_shows_its_manager_and_siblings(ask: Ask) -> None:
    seen = ask("?focus=c1l2m0")
    assert seen["keys"] == ["c1l2", "c1l2m0", "c1l2m1"]
    assert [key for key, _ in seen["crumbs"]][-1] == "c1l2m0"


def test_a_focus_on_nothing_shows_everything(ask: Ask) -> None:
    assert "boss" in ask("?focus=gone")["keys"]


def test_a_closed_branch_says_how_many_open_positions_it_holds(ask: Ask) -> None:
    seen = ask("?depth=1&open=c0")
    holds = {seen["keys"][int(index)]: held for index, held in seen["holds"].items()}
    assert holds["c1"] == [["open", 27]]
    assert holds["c0l3"] == [["open", 2]]
    assert "c0" not in holds


def test_one_branch_is_laid_out_in_its_own_way(ask: Ask) -> None:
    plain, other = (ask(f"?depth=3&focus=c2{more}")["size"] for more in ("", "&stacked=c2"))
    assert other[0] < plain[0]
    assert other[1] > plain[1]

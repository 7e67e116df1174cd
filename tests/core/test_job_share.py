"""A position that several people share: one place, several holders."""

from __future__ import annotations

from datetime import date

import pytest

from planning.chart.cards import occupancy
from planning.core.changes.change import apply
from planning.core.changes.edits import duplicate, vacate
from planning.core.names import name_of
from planning.core.records import Org, Person, Position

pytestmark = pytest.mark.pure

ON = date(2026, 6, 1)
ORG = Org.of(
    ON,
    Position("p", "Head of Product", holder="bo", sharers=("mira", "zed")),
    Position("q", "Cook", holder="mira"),
    Person("bo", "Bo Vask"),
    Person("mira", "Mira Osk"),
    Person("zed", "Zed Old", leaves=date(2026, 5, 1)),
)


def test_it_is_called_by_all_who_share_it_and_have_not_left() -> None:
    assert ORG.holder_names(ORG.positions["p"]) == "Bo Vask and Mira Osk"
    assert name_of(ORG, "position", "p") == "Head of Product (Bo Vask and Mira Osk)"
    assert occupancy(ORG, ORG.positions["p"])[1] == "Bo Vask and Mira Osk"


def test_whoever_shares_it_holds_it() -> None:
    assert {key: [p.key for p in held] for key, held in ORG.held.items()} == {
        "bo": ["p"], "mira": ["q", "p"], "zed": ["p"],
    }  # fmt: skip


def test_vacated_or_copied_it_is_shared_by_nobody() -> None:
    vacant = apply(ORG, vacate(ORG, ["p"])).positions["p"]
    copied = apply(ORG, duplicate(ORG, "p", "r")).positions["r"]
    assert [(p.holder, p.sharers) for p in (vacant, copied)] == [("", ()), ("", ())]

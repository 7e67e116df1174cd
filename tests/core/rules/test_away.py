"""Products whose owner is on leave."""

from datetime import timedelta
from typing import Any

import pytest

from planning.core.records import BACKUP, STAND_IN, Assignment, Person, Position, Product
from tests.core.rules.checking import fix_titles, found
from tests.core.sample import PM, TODAY, org

RULE = "cover-away"
TOMORROW, YESTERDAY = TODAY + timedelta(days=1), TODAY - timedelta(days=1)


def records(away: Person, *more: Any) -> list[Any]:
    return [
        *(Product("app", "App", market_facing=False), away, Person("bo", "Bo")),
        *(Position("ann", "Product Manager", PM, holder="ann"), Position("bo", "Product Manager", PM, holder="bo")),
        *(Assignment("a", "app", "ann", PM), *more),
    ]


@pytest.mark.parametrize(
    ("first", "last", "is_said"),
    [
        (YESTERDAY, None, True),
        (None, TODAY, True),
        (TODAY, TOMORROW, True),
        (TOMORROW, None, False),
        (None, YESTERDAY, False),
        (None, None, False),
    ],
)
def test_it_is_said_on_the_days_of_the_leave_alone(first: Any, last: Any, is_said: bool) -> None:
    away = Person("ann", "Ann", away_from=first, away_until=last)
    assert bool(found(RULE, *records(away))) is is_said


@pytest.mark.parametrize("kind", [BACKUP, STAND_IN])
def test_somebody_who_looks_after_it_meanwhile_is_enough(kind: str) -> None:
    away = Person("ann", "Ann", away_from=YESTERDAY)
    assert found(RULE, *records(away, Assignment("b", "app", "bo", PM, kind))) == []


def test_a_backup_who_is_away_too_is_nobody() -> None:
    away, two = Person("ann", "Ann", away_from=YESTERDAY), Person("bo", "Bo", away_from=YESTERDAY)
    assert found(RULE, *records(away, two, Assignment("b", "app", "bo", PM, BACKUP)))


def test_it_says_until_when() -> None:
    (finding,) = found(RULE, *records(Person("ann", "Ann", away_until=TOMORROW)))
    said = "Ann covers App as Product Manager and is on leave until 2 Jun 2026. No one is standing in."
    assert finding.message == said


def test_naming_a_backup_closes_it() -> None:
    there = records(Person("ann", "Ann", away_until=TOMORROW))
    (finding,) = found(RULE, *there)
    assert fix_titles(org(*there), finding) == ["Make Bo backup for App"]

from datetime import date

from planning.core.differences import differences, marks
from planning.core.records import Org, Position, Product

ON, LATER = date(2026, 3, 1), date(2026, 9, 1)
BOSS, OTHER, MAKER = (
    Position("boss", title="CEO"),
    Position("other", title="CTO"),
    Position("m", title="Maker", manager="boss"),
)
NOW = Org.of(ON, BOSS, OTHER, MAKER)


def test_the_same_organisation_differs_in_nothing() -> None:
    assert differences(NOW, NOW) == []


def test_a_new_position_is_added() -> None:
    assert marks(NOW, Org.of(ON, BOSS, OTHER, MAKER, Position("n", title="New"))) == {"n": "added"}


def test_another_manager_is_a_move() -> None:
    assert marks(NOW, Org.of(ON, BOSS, OTHER, MAKER._replace(manager="other"))) == {"m": "moved"}


def test_another_title_is_a_change() -> None:
    assert marks(NOW, Org.of(ON, BOSS, OTHER, MAKER._replace(title="Lead"))) == {"m": "changed"}


def test_a_last_day_is_an_end() -> None:
    assert marks(NOW, Org.of(ON, BOSS, OTHER, MAKER._replace(ends=LATER))) == {"m": "ended"}


def test_a_position_that_ends_between_the_two_dates_is_ended() -> None:
    org = Org.of(ON, BOSS, MAKER._replace(ends=date(2026, 5, 1)))
    assert marks(org, org.at(LATER)) == {"m": "ended"}


def test_a_difference_reads_as_a_sentence() -> None:
    (found,) = differences(NOW, Org.of(ON, BOSS, OTHER, MAKER, Product("p", name="Pay")))
    assert (found.mark, found.text) == ("added", "New product Pay")


def test_what_goes_away_keeps_its_name() -> None:
    (found,) = differences(NOW, Org.of(ON, BOSS, OTHER))
    assert (found.mark, found.text) == ("ended", "Maker is removed")

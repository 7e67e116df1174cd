"""Next steps keep to the question: to what stays as it is, to what is left out, and to the days of new cover."""

from datetime import date, timedelta
from typing import Any

from planning.core.changes.record_history import DatedOrg
from planning.core.close_gaps.answer import Answer
from planning.core.close_gaps.question import USUAL, Basis, Question
from planning.core.fixes.base import FixKind
from tests.core.close_gaps.judging import answered
from tests.core.close_gaps.made import Case, within
from tests.core.sample import PM, PMM, SAYS_BACKUPS, SAYS_PAIRS, TODAY, covers, held, org, product

DAY = timedelta(days=1)
LAST = TODAY + 200 * DAY
# Ann is to cover the app beside Max; Bob could be backup.
BASE = [product(), *held("ann", PM), *held("bob", PM), *held("max", PMM), covers("app", "max", PMM), SAYS_PAIRS]


def asked(*records: Any, **limits: Any) -> Answer:
    question = Question(TODAY, TODAY + 365 * DAY, **limits)
    return answered(Case(question, Basis(DatedOrg(org(*records).tables), within(), None, {PM: 75, PMM: 75})))


def steps(given: Answer, kind: FixKind) -> list[str]:
    return [move.key for move in given.moves if move.kind == kind and move.is_next_step]


def days(given: Answer) -> dict[str, date]:
    """By product the day from which the two on it are a pair."""
    return {move.products[0]: move.start for move in given.moves if move.kind == FixKind.LINK}


def test_each_product_of_a_hire_has_its_steps_from_its_own_day() -> None:
    both = [product(), product("web"), *held("max", PMM), *(covers(key, "max", PMM) for key in ("app", "web"))]
    leaver = [*held("o", PM, leaves=LAST), covers("web", "o"), SAYS_PAIRS]
    given = asked(*both, *leaver, moves=frozenset({FixKind.HIRE}))
    assert days(given) == {"app": TODAY + 75 * DAY, "web": LAST + DAY}


def test_step_that_is_forbidden_is_left_out() -> None:
    (key,) = steps(asked(*BASE, forbidden=frozenset({"bob"})), FixKind.LINK)
    assert steps(asked(*BASE, forbidden=frozenset({"bob", key})), FixKind.LINK) == []


def test_who_stays_as_they_are_is_made_no_backup() -> None:
    moves = USUAL | {FixKind.BACKUP}
    alone = asked(*BASE, SAYS_BACKUPS, moves=moves)
    (taker,) = (move.position for move in alone.moves if move.kind == FixKind.ASSIGN)
    other = "bob" if taker == "ann" else "ann"
    assert steps(alone, FixKind.BACKUP) == [f"backup:{other}:app:{PM}"]
    for kept in (other, f"h-{other}"):
        assert steps(asked(*BASE, SAYS_BACKUPS, moves=moves, forbidden=frozenset({kept})), FixKind.BACKUP) == []

"""A second file over a first: ids renumbered, some rows only, a holder replaced, a row gone."""

from __future__ import annotations

from datetime import date

import pytest

from planning.core.records import Org
from planning.imports.pipeline import File, Outcome, Settings
from planning.imports.service import apply, preview
from planning.organisation import store
from portal.models import Organisation
from tests.imports.helpers import codes, shared

TODAY = date(2026, 11, 26)
RENUMBERED, UPDATE = "13-ids-renumbered", "09-update-file-reports-to-only"
PLAN = "08-hiring-plan-open-jobs-only"
REPLACED, GONE = "12-holder-replaced", "37-manager-row-gone"

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(not shared("cases").exists(), reason="the sample data is not there"),
]


def files(case: str, number: int) -> list[File]:
    paths = [(kind, shared("cases", case, f"{kind}-{number}.csv")) for kind in ("people", "products")]
    return [File(kind, path.name, path.read_bytes()) for kind, path in paths if path.exists()]


def done(organisation: Organisation, case: str, number: int, *, update: bool = False) -> Outcome:
    outcome = preview(organisation, files(case, number), Settings(TODAY, update=update))
    apply(organisation, outcome, [case], today=TODAY)
    return outcome


def standing(organisation: Organisation) -> Org:
    organisation.refresh_from_db()
    return store.org_at(organisation, TODAY)


def test_renumbered_people_are_the_same_and_no_coverage_is_lost(organisation: Organisation) -> None:
    done(organisation, RENUMBERED, 1)
    before = standing(organisation)
    outcome = done(organisation, RENUMBERED, 2)
    assert (outcome.changes, "renumbered" in codes(outcome)) == ((), True)
    assert standing(organisation).tables == before.tables
    again = preview(organisation, files(RENUMBERED, 2), Settings(TODAY))
    assert (again.changes, "renumbered" in codes(again)) == ((), False)


def test_an_update_moves_paolo_and_nobody_else(organisation: Organisation) -> None:
    done(organisation, UPDATE, 1)
    outcome = done(organisation, UPDATE, 2, update=True)
    assert [(change.key, change.after) for change in outcome.changes] == [("4", {"manager": "3"})]


def test_a_replaced_holder_changes_nothing_else(organisation: Organisation) -> None:
    done(organisation, REPLACED, 1)
    outcome = done(organisation, REPLACED, 2)
    assert [change.key for change in outcome.changes if change.kind == "position"] == ["P2"]
    after = standing(organisation)
    assert (after.positions["P3"].manager, after.duties["P3"][0].product) == ("P2", "tarn-maps")
    assert after.people[after.positions["P2"].holder].name == "Mira Osk"


def test_whose_manager_has_gone_has_no_manager(organisation: Organisation) -> None:
    done(organisation, GONE, 1)
    outcome = done(organisation, GONE, 2)
    assert (outcome.summary.ended, {"3", "4"} <= set(outcome.summary.unplaced)) == (("2",), True)
    assert 3 in {problem.row for problem in outcome.problems if problem.column == "Manager ID"}


def test_a_hiring_plan_adds_open_positions_and_ends_nobody(organisation: Organisation) -> None:
    done(organisation, PLAN, 1)
    outcome = done(organisation, PLAN, 2)
    assert (set(outcome.summary.added), outcome.summary.ended) == ({"job-123", "job-234"}, ())
    after = standing(organisation)
    found = {key: (p.manager, p.holder, p.target_start) for key, p in after.positions.items() if key.startswith("job")}
    assert found == {
        "job-234": ("odette@tarn.example", "", date(2027, 1, 15)),
        "job-123": ("job-234", "", date(2027, 2, 1)),
    }
    assert preview(organisation, files(PLAN, 2), Settings(TODAY)).changes == ()

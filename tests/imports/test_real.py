"""The files of real organisations, where they lie beside the project."""

from datetime import date

import pytest

from planning.core.tree import shape
from planning.imports.pipeline import File, Outcome, Settings
from planning.imports.service import apply, preview
from portal.models import Organisation
from tests.imports.helpers import shared

MARCH, JUNE = "sourcegraph-2022-03-01", "sourcegraph-2022-06-01"

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(not shared(JUNE, "people.csv").exists(), reason="the sample data is not there"),
]


def looked(organisation: Organisation, folder: str, on: date) -> Outcome:
    paths = [(kind, shared(folder, f"{kind}.csv")) for kind in ("people", "products")]
    return preview(organisation, [File(k, p.name, p.read_bytes()) for k, p in paths if p.exists()], Settings(on))


def done(organisation: Organisation, folder: str, on: date) -> Outcome:
    outcome = looked(organisation, folder, on)
    apply(organisation, outcome, ["people.csv"], today=date(2026, 1, 1))
    return outcome


def test_every_position_and_product_of_june_is_there(organisation: Organisation) -> None:
    outcome = looked(organisation, JUNE, date(2022, 6, 1))
    assert (outcome.rows, len(outcome.summary.added), len(outcome.after.products)) == (268, 268, 16)
    assert (outcome.summary.unplaced, outcome.errors) == ((), ())
    assert shape(outcome.after).top == "sg0001"


def test_the_same_files_again_change_nothing(organisation: Organisation) -> None:
    done(organisation, JUNE, date(2022, 6, 1))
    assert looked(organisation, JUNE, date(2022, 6, 1)).changes == ()


def test_june_over_march_shows_what_really_changed(organisation: Organisation) -> None:
    done(organisation, MARCH, date(2022, 3, 1))
    summary = looked(organisation, JUNE, date(2022, 6, 1)).summary
    counts = (len(summary.added), len(summary.changed), len(summary.moved), len(summary.ended), summary.unchanged)
    assert counts == (47, 19, 58, 34, 144)
    assert summary.products["added"] == ("integrations", "growth", "iam_and_admin_exp", "code_security_tiger_team")
    assert summary.products["removed"] == ("growth_and_integrations", "cloud_saas")


def test_after_june_march_still_shows_as_it_was(organisation: Organisation) -> None:
    march = done(organisation, MARCH, date(2022, 3, 1))
    done(organisation, JUNE, date(2022, 6, 1))
    again = looked(organisation, MARCH, date(2022, 3, 1))
    assert (again.changes, again.before.products) == ((), march.after.products)


def test_one_employee_in_three_positions_is_one_person(organisation: Organisation) -> None:
    after = looked(organisation, MARCH, date(2022, 3, 1)).after
    assert {position.key for position in after.held["Person 0049"]} == {"sg0049", "sg0226", "sg0224"}


def test_every_treasury_post_is_placed(organisation: Organisation) -> None:
    outcome = looked(organisation, "uk-treasury-2015-03", date(2015, 3, 31))
    assert (len(outcome.after.positions), outcome.summary.unplaced) == (91, ())
    assert len(shape(outcome.after).order) == 91


def test_every_oddity_of_the_treasury_is_said(organisation: Organisation) -> None:
    outcome = looked(organisation, "uk-treasury-2015-03", date(2015, 3, 31))
    withheld = [problem for problem in outcome.problems if problem.value == "N/D"]
    top = [problem for problem in outcome.problems if problem.value == "XX"]
    unused = {problem.column for problem in outcome.problems if "not used" in problem.message}
    assert (len(withheld), len(top)) == (66, 1)
    assert {"Grade (or equivalent)", "Actual Pay Floor (£)"} <= unused

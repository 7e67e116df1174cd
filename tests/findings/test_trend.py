"""The numbers of open findings from day to day."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from django.utils import timezone

from planning.core.changes.change import add, edit
from planning.core.records import Product
from planning.findings import sightings, trend
from planning.findings.trend import DayCount, drawing
from planning.models import FindingCount, Sighting
from planning.organisation import writes
from portal.models import Organisation, Right
from tests.small_organisation import SignIn

DAY = date(2026, 6, 1)


@pytest.mark.pure
def test_each_number_holds_until_the_next_and_areas_stand_on_each_other() -> None:
    drawn = drawing([DayCount(DAY, 1, 1, 0), DayCount(DAY + timedelta(10), 2, 0, 2)])
    assert drawn
    paths = dict(drawn.areas)
    assert paths["critical"] == "M34.0 179.5H1094.0V123.0V236.0H1094.0V236.0H34.0Z"
    assert paths["warning"] == "M34.0 123.0H1094.0V123.0V123.0H1094.0V179.5H34.0Z"
    assert [tick.text for tick in drawn.numbers] == ["0", "1", "2", "3", "4"]


@pytest.mark.pure
@pytest.mark.parametrize("days", [1, 9, 59, 60, 400])
def test_names_of_days_do_not_run_into_each_other(days: int) -> None:
    drawn = drawing([DayCount(DAY, 0, 0, 0), DayCount(DAY + timedelta(days), 0, 3, 0)])
    assert drawn
    places = [tick.at for tick in drawn.days]
    assert all(b - a >= trend.LABEL for a, b in pairwise(places))
    assert all(0 <= place <= drawn.width for place in places)


@pytest.mark.pure
def test_one_day_is_no_line() -> None:
    assert drawing([DayCount(DAY, 1, 2, 3)]) is None


@pytest.mark.django_db
def test_weeks_before_are_worked_out_from_the_history(filled: Organisation) -> None:
    began = DAY - timedelta(70)
    writes.commit(filled, [add(began, Product("late", stage="idea"))], title="Begin", today=began)
    late = Product("late", stage="idea")
    change = edit(DAY - timedelta(20), late, stage="build", market_facing=False)
    assert change
    writes.commit(filled, [change], title="Build", today=DAY - timedelta(20))
    sightings.record(filled, DAY)
    assert trend.work_out(filled, DAY) == 10
    rows = {row.on: (row.critical, row.worked_out) for row in FindingCount.objects.all()}
    assert rows[DAY] == (2, False)
    assert rows[DAY - timedelta(14)] == (2, True)
    assert rows[DAY - timedelta(28)] == (1, True)
    assert trend.can_work_out(filled, DAY) == []
    seen = dict(Sighting.objects.filter(rule="cov-pm").values_list("key", "opened_on"))
    assert seen == {"late": DAY - timedelta(14), "ledger": DAY - timedelta(70)}


@pytest.mark.django_db
def test_page_draws_shows_the_table_and_offers_the_weeks_before(filled: Organisation, client_as: SignIn) -> None:
    today = timezone.localdate()
    began = today - timedelta(30)
    writes.commit(filled, [add(began, Product("late", stage="build"))], title="Begin", today=began)
    page = f"/o/{filled.slug}/findings/trend/"
    planner = client_as(Right.PLANNER)
    assert "Only today has been counted so far" in planner.get(page).content.decode()
    assert "Work out" not in client_as(Right.VIEWER).get(page).content.decode()
    body = planner.post(page, follow=True).content.decode()
    assert "4 weeks added" in body
    assert body.count('class="trend-') > 3
    assert body.count("from the history, with later rules") == 4
    assert client_as(Right.VIEWER).post(page).status_code == 403


@pytest.mark.django_db
@pytest.mark.parametrize("reach", ["90", "all", "nonsense"])
def test_any_reach_answers(filled: Organisation, client_as: SignIn, reach: str) -> None:
    assert client_as(Right.VIEWER).get(f"/o/{filled.slug}/findings/trend/?reach={reach}").status_code == 200

"""What an organisation's own hiring says on its pages: by role, with its spread, and on how many hires it rests."""

from collections.abc import Callable, Iterable
from datetime import date, timedelta
from html import unescape
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from planning.core.changes.change import Change, add
from planning.core.dates import day
from planning.core.records import Person, Position
from planning.hiring.figures.openings import openings
from planning.hiring.figures.page import figures_of
from planning.hiring.figures.rates import Case, Rate, by_family, pass_rates
from planning.hiring.views.candidates import PER_PAGE
from planning.models import Batch, Candidate
from planning.organisation import writes
from portal.models import Organisation, Right
from tests.factories import MembershipFactory
from tests.hiring.conftest import PM, PMM, TODAY

pytestmark = pytest.mark.django_db
SELLER, HEAD = "account-executive", "product-leader"
SignIn = Callable[..., Client]


def ago(days: int) -> date:
    return TODAY - timedelta(days=days)


def opening(key: str, days: int, **more: Any) -> Change:
    """A position is opened for hiring so many days ago."""
    return add(ago(days), Position(key, stage="open", **{"title": key, **more}))


def move(key: str, stage: str, days: int, before: str = "open") -> Change:
    return Change(ago(days), "position", key, {"stage": before}, {"stage": stage})


def commit(company: Organisation, *changes: Change, source: str = Batch.Source.EDIT) -> Batch:
    return writes.commit(company, changes, title="Hiring", today=TODAY, source=source)


def opened(company: Organisation, key: str, days: int, **more: Any) -> None:
    commit(company, opening(key, days, **more))


def hired(company: Organisation, taken: Iterable[int], name: str = "past", **more: Any) -> None:
    """Positions that took so many days to fill, the last of which was a week ago."""
    numbered = [(f"{name}-{number}", days) for number, days in enumerate(taken)]
    opens = [opening(key, days + 7, **more) for key, days in numbered]
    commit(company, *opens, *(move(key, "accepted", 7) for key, _ in numbered))


def candidates_page(organisation: Organisation, query: str = "") -> str:
    """As a planner reads it."""
    client = Client()
    client.force_login(MembershipFactory.create(organisation=organisation, right=Right.PLANNER).user)
    address = reverse("hiring-candidates", args=[organisation.slug])
    return " ".join(unescape(client.get(address + query).content.decode()).split())


def row(company: Organisation, key: str) -> tuple[str, ...]:
    """What is said of an open position: when it is likely, between when, why not, how long, based on what."""
    found = next(row for row in figures_of(company, TODAY).expected if row.one.position.key == key)
    likely = found.one.forecast and (found.one.forecast.likely - TODAY).days
    return str(likely), found.between, found.why, found.longer, found.rests_on


def test_quick_hires_of_another_role_say_nothing(company: Organisation) -> None:
    hired(company, [8] * 5, title="Account Executive", role=SELLER)
    opened(company, "pm", 1, title="Product Manager", role=PM)
    assert row(company, "pm")[0] == "None"
    assert "no Product Manager hires" in row(company, "pm")[2]


def test_a_role_with_enough_hires_goes_by_them(company: Organisation) -> None:
    hired(company, range(20, 65, 5), title="Product Manager", role=PM)
    opened(company, "pm", 10, title="Product Manager", role=PM)
    likely, between, why, longer, based = row(company, "pm")
    assert (likely, why, longer, based) == ("30", "", "", "9 Product Manager hires, 1 still open")
    assert between.count("–") == 1


def test_a_role_with_too_few_hires_goes_by_its_function_and_says_so(company: Organisation) -> None:
    hired(company, range(20, 65, 5), title="Product Manager", role=PM)
    opened(company, "boss", 10, title="Head of Product", role=HEAD)
    assert row(company, "boss")[4] == "9 hires in Product, 1 still open (no Product leader hires yet)"


def test_a_position_that_nothing_is_known_of_has_no_forecast(company: Organisation) -> None:
    hired(company, range(20, 65, 5), title="Product Manager", role=PM)
    opened(company, "odd", 10, title="Zzyzx")
    assert row(company, "odd")[2] == "It has no role and no function, so there are no hires to go by."


def test_one_that_is_late_still_has_a_forecast_and_says_that_it_is(company: Organisation) -> None:
    hired(company, range(20, 80, 5), title="Product Manager", role=PM)
    opened(company, "pm", 62, title="Product Manager", role=PM)
    likely, between, why, longer, _ = row(company, "pm")
    assert (likely, why, longer) == ("8", "", "Open for longer than 9 of the 12 hires took.")
    assert between.endswith("– not known yet")


def test_one_that_is_open_for_longer_than_any_says_so(company: Organisation) -> None:
    hired(company, range(20, 65, 5), title="Product Manager", role=PM)
    opened(company, "pm", 200, title="Product Manager", role=PM)
    assert row(company, "pm")[:4] == (
        "None",
        "",
        "",
        "Open for longer than any of the 9 hires took.",
    )


def test_of_one_that_came_open_with_the_first_data_it_says_why(organisation: Organisation) -> None:
    first = [add(TODAY - timedelta(days=90), Position("pm", title="Product Manager", role=PM, stage="open"))]
    commit(organisation, *first, source=Batch.Source.IMPORT)
    assert row(organisation, "pm")[2] == "Already open when its data was imported, so its opening date is unknown."


def test_those_that_came_open_with_the_first_data_are_told_of_in_one_sentence(
    organisation: Organisation,
) -> None:
    first = [add(TODAY - timedelta(days=90), Position(key, title="Tester", stage="open")) for key in ("one", "two")]
    commit(organisation, *first, source=Batch.Source.IMPORT)
    said = "2 open positions were already open when their data was imported, so their opening dates are unknown"
    assert said in candidates_page(organisation)
    opened(organisation, "pm", 20, title="Product Manager", role=PM)
    shown = candidates_page(organisation)
    assert said in shown
    assert shown.count('data-label="Likely by"') == 1


def test_forecasts_are_paged(organisation: Organisation) -> None:
    commit(organisation, *(opening(f"pm-{number}", 20, role=PM) for number in range(PER_PAGE + 1)))
    pages = (candidates_page(organisation, query) for query in ("", "?page=2", "?page=x"))
    shown = [page.count('data-label="Likely by"') for page in pages]
    assert shown == [PER_PAGE, 1, PER_PAGE]


def test_whoever_is_accepted_waits_for_no_forecast(company: Organisation) -> None:
    opened(company, "pm", 20, role=PM)
    commit(company, move("pm", "accepted", 1))
    assert [row.one.position.key for row in figures_of(company, TODAY).expected] == ["pmm-checkout"]


def test_hires_without_a_candidate_count(company: Organisation) -> None:
    hired(company, [30], title="Product Manager", role=PM)
    found = figures_of(company, TODAY)
    assert ([row.family.hires for row in found.times if row.family.role == PM], found.rates) == ([1], {})


def test_a_candidate_tells_the_day_better_than_the_stage_and_counts_once(company: Organisation) -> None:
    hired(company, [30], title="Product Manager", role=PM)
    Candidate.objects.create(
        organisation=company, position="past-0", outcome="hired", added_on=ago(30), decided_on=ago(17)
    )
    (family,) = [row.family for row in figures_of(company, TODAY).times if row.family.role == PM]
    assert family.curve.days == (20,)


def test_a_candidate_of_an_earlier_opening_changes_no_later_one(company: Organisation) -> None:
    hired(company, [30], title="Product Manager", role=PM)
    Candidate.objects.create(
        organisation=company, position="past-0", outcome="hired", added_on=ago(300), decided_on=ago(200)
    )
    (family,) = [row.family for row in figures_of(company, TODAY).times if row.family.role == PM]
    assert family.curve.days == (30,)


def test_an_opening_that_was_undone_never_was(company: Organisation) -> None:
    opened(company, "pm", 40, title="Product Manager", role=PM)
    writes.undo(commit(company, move("pm", "accepted", 10)), today=TODAY)
    assert [one.filled for one in openings(company, TODAY).every if one.position.key == "pm"] == [False]


def test_changes_to_come_have_not_happened(company: Organisation) -> None:
    opened(company, "pm", 40, title="Product Manager", role=PM)
    commit(company, move("pm", "accepted", -10))
    assert [one.filled for one in openings(company, TODAY).every if one.position.key == "pm"] == [False]


def test_those_whose_opening_is_not_known_are_counted_apart(company: Organisation) -> None:
    commit(company, add(TODAY, Person("new", "New")), source=Batch.Source.IMPORT)
    commit(company, add(TODAY, Position("theirs", holder="new")), source=Batch.Source.IMPORT)
    assert figures_of(company, TODAY).undated == 1


def test_reading_the_openings_takes_two_queries_however_many_there_are(
    company: Organisation, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    hired(company, [30, 40, 50], role=PM)
    with django_assert_num_queries(2):
        openings(company, TODAY)


def test_the_page_asks_no_more_queries_for_more_of_everything(
    company: Organisation, as_member: SignIn, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    page, client = reverse("hiring-candidates", args=[company.slug]), as_member(Right.PLANNER)
    client.get(page)
    with django_assert_num_queries(10):
        client.get(page)
    hired(company, range(20, 80, 5), role=PM)
    hired(company, range(20, 80, 5), "more", role=PMM)
    client.get(page)
    with django_assert_num_queries(10):
        client.get(page)


def test_the_page_names_role_spread_and_count(company: Organisation) -> None:
    hired(company, range(20, 65, 5), title="Product Manager", role=PM)
    opened(company, "pm", 10, title="Product Manager", role=PM)
    page = candidates_page(company)
    assert "20–60 days" in page
    assert "9 Product Manager hires, 1 still open" in page


def requisition_page(company: Organisation, client: Client, key: str, asked: str = "") -> str:
    page = reverse("hiring-requisition", args=[company.slug, key]) + asked
    return " ".join(unescape(client.get(page).content.decode()).split())


def test_the_page_of_a_position_says_when_it_may_be_filled(company: Organisation, as_member: SignIn) -> None:
    hired(company, range(20, 65, 5), title="Product Manager", role=PM)
    opened(company, "pm", 10, title="Product Manager", role=PM)
    page = requisition_page(company, as_member(Right.PLANNER), "pm")
    assert day(TODAY + timedelta(days=30)) in page
    assert "9 Product Manager hires, 1 still open" in page


@pytest.mark.parametrize("right", [Right.VIEWER, Right.PLANNER])
def test_who_may_not_see_it_and_what_is_not_open_has_no_forecast(
    company: Organisation, as_member: SignIn, right: Right
) -> None:
    key = "pm-ledger" if right == Right.PLANNER else "pmm-checkout"
    assert "Likely filled by" not in requisition_page(company, as_member(right), key)


def test_another_day_that_is_looked_at_has_no_forecast(company: Organisation, as_member: SignIn) -> None:
    later = f"?on={TODAY + timedelta(days=20)}"
    assert "Likely filled by" not in requisition_page(company, as_member(Right.PLANNER), "pmm-checkout", later)


def test_viewers_see_no_figures(company: Organisation, as_member: SignIn) -> None:
    page = as_member(Right.VIEWER).get(reverse("hiring-candidates", args=[company.slug])).content.decode()
    assert "Time to fill" not in page


def test_a_step_is_passed_by_those_who_reach_a_later_one_or_are_hired() -> None:
    cases = [
        Case("p", ("Talk", "Case"), True, True),
        Case("p", ("Talk", "Case"), False, True),
        Case("p", ("Talk",), False, True),
        Case("p", ("Talk",), False, False),  # still in it: says nothing yet
    ]
    assert pass_rates(cases) == [Rate("Talk", 2, 3), Rate("Case", 1, 2)]


def test_steps_of_one_role_are_counted_apart_from_those_of_another() -> None:
    cases = [Case("pm", ("Talk",), True, True), Case("ae", ("Talk",), False, True), Case("?", ("Talk",), True, True)]
    found = by_family(cases, lambda key: {"pm": "Product Manager", "ae": "Account Executive"}.get(key, ""))
    assert found == {"Account Executive": [Rate("Talk", 0, 1)], "Product Manager": [Rate("Talk", 1, 1)]}

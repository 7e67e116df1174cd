"""The page in its three views, and the position's panel."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from planning.core.changes.change import edit
from planning.organisation import store, writes
from portal.models import Organisation, Right
from tests.chart.conftest import TODAY


@pytest.fixture
def viewer(client_as: Callable[[Right], Client]) -> Client:
    return client_as(Right.VIEWER)


@pytest.fixture
def see(company: Organisation, viewer: Client) -> Callable[..., str]:
    def get(path: str, **headers: str) -> str:
        answer = viewer.get(f"/o/{company.slug}/{path}", headers=headers)
        assert answer.status_code == 200
        return answer.content.decode()

    return get


def test_an_empty_organisation_says_what_to_do_first(organisation: Organisation, viewer: Client) -> None:
    assert "No positions yet" in viewer.get(f"/o/{organisation.slug}/chart/").content.decode()


def test_without_script_the_chart_page_holds_the_list(see: Callable[..., str]) -> None:
    page = see("chart/")
    assert "Director of Product" in page[page.index("<noscript>") :]


def test_titles_cannot_end_the_block_of_data(see: Callable[..., str]) -> None:
    page = see("chart/?open=")
    assert "Lost \\u0026 found \\u003Cb\\u003E" in page
    assert "found <b>" not in page


def test_the_list_folds_by_links(see: Callable[..., str]) -> None:
    page = see("chart/?view=list")
    assert "Dee Rossi" not in page
    assert 'href="?view=list&amp;open=dir"' in page
    assert "Dee Rossi" in see("chart/?view=list&open=dir")


def test_the_list_shows_what_is_found_and_the_way_to_it(see: Callable[..., str]) -> None:
    page = see("chart/?view=list&filter=pm")
    assert "Dee Rossi" in page
    assert "Chief Executive Officer" in page
    assert "Eva Novak" not in page


def test_the_table_sorts(see: Callable[..., str]) -> None:
    page = see("chart/?view=table&sort=title")
    assert page.index("Chief Executive Officer</a>") < page.index("Ring One</a>")
    back = see("chart/?view=table&sort=-title")
    assert back.index("Ring One</a>") < back.index("Chief Executive Officer</a>")


def test_the_table_says_what_manager_is_unknown(see: Callable[..., str]) -> None:
    assert "unknown: nobody" in see("chart/?view=table")


def test_what_the_address_asks_for_in_vain_is_said(see: Callable[..., str]) -> None:
    page = see("chart/?focus=gone&filter=purple&on=soon")
    assert "Position gone does not exist on this date" in page
    assert "“purple” is not a filter" in page
    assert "“soon” is not a date" in page


def test_a_date_before_everything_shows_the_first_state_known(see: Callable[..., str]) -> None:
    assert "Chief Executive Officer" in see("chart/?view=list&on=2001-01-01")


def test_a_position_is_a_page_of_its_own(see: Callable[..., str]) -> None:
    page = see("positions/pmm/")
    assert "<h1" in page
    for said in ("Eva Novak", "Product Marketing Manager", "Chief Marketing Officer", "Checkout", "Dotted line to"):
        assert said in page


def test_the_panel_is_the_same_address_as_a_fragment(see: Callable[..., str]) -> None:
    panel = see("positions/cpo/", **{"HX-Request": "true"})
    assert "<html" not in panel
    assert "Director of Product" in panel
    assert "Dotted line from" in panel


def test_a_key_may_hold_a_slash(see: Callable[..., str]) -> None:
    assert "Lost &amp; found &lt;b&gt;" in see("positions/lost~1one/")


def test_the_panel_tells_the_history_in_sentences(see: Callable[..., str], company: Organisation) -> None:
    position = store.org_at(company, TODAY).positions["pm1"]
    change = edit(TODAY, position, location="Lisbon")
    assert change is not None
    writes.commit(company, [change], title="Move to Lisbon", today=TODAY)
    page = see("positions/pm1/")
    assert "Move to Lisbon" in page
    assert "Lisbon" in page.replace("Move to Lisbon", "").split("History")[-1]


def test_an_unknown_position_is_not_found(company: Organisation, viewer: Client) -> None:
    assert viewer.get(f"/o/{company.slug}/positions/nobody/").status_code == 404


def test_an_ended_position_says_so(see: Callable[..., str], company: Organisation) -> None:
    position = store.org_at(company, TODAY).positions["pm1"]
    change = edit(TODAY, position, ends=TODAY)
    assert change is not None
    writes.commit(company, [change], title="End", today=TODAY)
    assert "had ended by" in see("positions/pm1/?on=2099-01-01")


def test_a_panel_takes_few_queries(see: Callable[..., str]) -> None:
    see("positions/cpo/")
    with CaptureQueriesContext(connection) as queries:
        see("positions/cpo/")
    assert len(queries) <= 6


def test_an_address_repeats_what_was_said(see: Callable[..., str]) -> None:
    page = see("chart/?view=table&depth=3&filter=pm&open=dir")
    assert 'href="?view=list&amp;depth=3&amp;open=dir&amp;filter=pm"' in page


def test_the_filters_are_a_page_and_a_fragment(see: Callable[..., str]) -> None:
    page = see("chart/filters/?filter=team:pay")
    assert "<html" in page
    assert '<option value="team:pay" selected>Payments</option>' in page
    assert "<html" not in see("chart/filters/", **{"HX-Request": "true"})

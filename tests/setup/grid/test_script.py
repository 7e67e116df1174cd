"""What the grid's script sends and gets: cells as they are written, and what is pasted from a spreadsheet."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from planning.models import Batch, Product
from planning.organisation import store
from portal.models import Organisation, Right
from tests.factories import ProductFactory
from tests.setup.grid.test_grid import ASSUMED, planner, product, shown
from tests.shapes import SignIn

__all__ = ["planner"]
pytestmark = pytest.mark.django_db
TABLE = "Product\tStage\nCloud\tbeta\nSerch\tbuild\n"


def send(client: Client, organisation: Organisation, fields: dict[str, Any], page: int = 1) -> str:
    answer = client.post(f"/o/{organisation.slug}/setup/grid/?page={page}", {"hand": "1", **fields})
    assert answer.status_code == 200
    return answer.content.decode()


class TestCells:
    def test_the_row_comes_back_with_what_it_needs_now(self, organisation: Organisation, planner: Client) -> None:
        body = send(planner, organisation, shown(organisation) | {"stage:cloud": "ga", "audience:cloud": "internal"})
        assert 'data-product="cloud"' in body
        assert 'data-product="search"' not in body
        assert "badge-pmm" not in body.split("</tbody>")[0]
        assert "2 PM and 1 PMM gaps depend on them" not in body
        assert "1 PM and 1 PMM gaps depend on them" in body

    def test_writing_what_is_shown_confirms_it(self, organisation: Organisation, planner: Client) -> None:
        send(planner, organisation, shown(organisation) | {"stage:cloud": "growth"})
        assert product(organisation).assumed == ("market_facing",)
        assert Batch.objects.get().title == "Confirm stage of Cloud"

    def test_a_wrong_cell_comes_back_with_its_text(self, organisation: Organisation, planner: Client) -> None:
        body = send(planner, organisation, shown(organisation) | {"launch:cloud": "soon"})
        assert 'value="soon"' in body
        assert "“soon” is not a date" in body

    def test_a_row_can_be_asked_for_as_it_is(self, organisation: Organisation, planner: Client) -> None:
        assert 'data-product="cloud"' in send(planner, organisation, {"renew": "cloud"})
        assert not Batch.objects.exists()

    def test_a_product_that_is_gone_is_named_to_the_script(self, organisation: Organisation, planner: Client) -> None:
        assert 'data-gone="ghost"' in send(planner, organisation, {"stage:ghost": "beta"})

    def test_the_step_is_told_with_its_undo(self, organisation: Organisation, planner: Client) -> None:
        fields = shown(organisation) | {"hand": "1", "stage:cloud": "beta"}
        answer = planner.post(f"/o/{organisation.slug}/setup/grid/", fields, headers={"HX-Request": "true"})
        assert "Set stage of Cloud" in answer["HX-Trigger"]
        assert f"/history/{Batch.objects.get().pk}/undo/" in answer["HX-Trigger"]


class TestPasted:
    def test_a_table_is_looked_at_before_anything_is_written(self, organisation: Organisation, planner: Client) -> None:
        body = send(
            planner, organisation, shown(organisation, "cloud", "search") | {"paste": TABLE, "at": "stage:cloud"}
        )
        assert "1 product found by name; 1 cell would be set." in body
        assert "1 name matches no product" in body
        assert '<option value="search" selected>Search</option>' in body
        assert not Batch.objects.exists()

    def test_then_it_is_one_step_with_what_was_said_of_unknown_names(
        self, organisation: Organisation, planner: Client
    ) -> None:
        rows = shown(organisation, "cloud", "search")
        send(planner, organisation, rows | {"paste": TABLE, "set": "paste", "means:Serch": "search"})
        assert [product(organisation, key).stage for key in ("cloud", "search")] == ["beta", "build"]
        assert Batch.objects.get().title == "Set stage of 2 products"

    def test_a_block_is_saved_from_its_cell_on(self, organisation: Organisation, planner: Client) -> None:
        rows = shown(organisation, "cloud", "search")
        body = send(planner, organisation, rows | {"paste": "internal\nb2b\nb2b", "at": "audience:cloud"})
        assert [product(organisation, key).market_facing for key in ("cloud", "search")] == [False, True]
        assert "1 row left out" in body

    def test_american_dates_are_read_as_their_column_proves(self, organisation: Organisation, planner: Client) -> None:
        rows = shown(organisation, "cloud", "search")
        send(planner, organisation, rows | {"paste": "1/25/2027\n2/3/2027", "at": "launch:cloud"})
        assert f"{product(organisation, 'search').launch}" == "2027-02-03"

    def test_without_a_script_it_is_looked_at_on_the_page(self, organisation: Organisation, planner: Client) -> None:
        answer = planner.post(f"/o/{organisation.slug}/setup/grid/", {"paste": TABLE, "set": "look"})
        assert "From your spreadsheet" in answer.content.decode()

    def test_a_text_that_names_no_product_is_said(self, organisation: Organisation, planner: Client) -> None:
        answer = planner.post(f"/o/{organisation.slug}/setup/grid/", {"paste": "beta\tinternal", "set": "look"})
        assert "No row starts with a product name" in answer.content.decode()


class TestManyProducts:
    @pytest.fixture
    def many(self, organisation: Organisation, planner: Client) -> Client:
        for number in range(150):
            ProductFactory.create(organisation=organisation, key=f"m{number}", name=f"M {number:03}", assumed=ASSUMED)
        return planner

    def test_a_page_has_a_hundred_rows_and_says_of_how_many(self, organisation: Organisation, many: Client) -> None:
        body = many.get(f"/o/{organisation.slug}/setup/grid/").content.decode()
        assert body.count("data-product=") == 100
        assert "All 152<" in body
        assert "Confirm all 152" in body

    def test_its_second_page_has_the_rest_and_saves_there(self, organisation: Organisation, many: Client) -> None:
        body = many.get(f"/o/{organisation.slug}/setup/grid/?page=2").content.decode()
        assert body.count("data-product=") == 52
        assert f'action="/o/{organisation.slug}/setup/grid/?page=2"' in body

    def test_all_can_be_set_at_once(self, organisation: Organisation, many: Client) -> None:
        send(many, organisation, self._form(organisation, many) | {"set": "audience=internal", "every": "1"})
        assert not Product.objects.filter(organisation=organisation, market_facing=True).exists()

    def test_not_if_one_that_is_not_shown_has_changed_meanwhile(self, organisation: Organisation, many: Client) -> None:
        form = self._form(organisation, many)
        send(many, organisation, shown(organisation, "search") | {"stage:search": "beta"}, page=2)
        body = send(many, organisation, form | {"set": "confirm-all"})
        assert "Someone changed some of the products meanwhile." in body
        assert product(organisation, "m1").assumed == tuple(ASSUMED)

    def _form(self, organisation: Organisation, client: Client) -> dict[str, str]:
        grid = client.get(f"/o/{organisation.slug}/setup/grid/").context["grid"]
        return {f"was:{row.product.key}": row.seen for row in grid.rows} | {"seen": grid.seen}


def test_page_and_save_ask_as_much_of_many_products_as_of_few(organisation: Organisation, client_as: SignIn) -> None:
    client = client_as(Right.PLANNER)
    ProductFactory.create(organisation=organisation, key="cloud", name="Cloud", assumed=ASSUMED)
    few = _queries(client, organisation, "beta")
    for number in range(30):
        ProductFactory.create(organisation=organisation, key=f"m{number}", assumed=ASSUMED)
    assert _queries(client, organisation, "build") == few


def _queries(client: Client, organisation: Organisation, stage: str) -> tuple[int, int]:
    path = f"/o/{organisation.slug}/setup/grid/"
    client.get(path)  # brings the site's own content to memory
    store.forget()
    with CaptureQueriesContext(connection) as read:
        client.get(path)
    fields = shown(organisation) | {"hand": "1", "stage:cloud": stage}
    store.forget()
    with CaptureQueriesContext(connection) as wrote:
        client.post(path, fields)
    return len(read), len(wrote)

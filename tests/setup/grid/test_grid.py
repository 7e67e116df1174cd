"""Stage, audience, launch and tier of all products: the page, and saving what is written in it."""

import re
from datetime import date
from typing import Any

import pytest
from django.test import Client

from planning.core.changes.change import Change
from planning.core.records import Product
from planning.models import Batch
from planning.organisation import store, writes
from planning.setup.grid.rows import seen_of
from portal.models import Organisation, Right
from tests.factories import ProductFactory
from tests.shapes import Answer, SignIn

pytestmark = pytest.mark.django_db
ASSUMED = ["stage", "market_facing"]


@pytest.fixture
def planner(organisation: Organisation, client_as: SignIn) -> Client:
    for key in ("cloud", "search"):
        ProductFactory.create(organisation=organisation, key=key, name=key.capitalize(), assumed=ASSUMED)
    return client_as(Right.PLANNER)


def product(organisation: Organisation, key: str = "cloud") -> Product:
    organisation.refresh_from_db()
    found: Product = store.org_at(organisation, date.today()).products[key]
    return found


def shown(organisation: Organisation, *keys: str) -> dict[str, str]:
    """The fields that a form carries of rows as they are now."""
    return {f"was:{key}": seen_of(product(organisation, key)) for key in keys or ("cloud",)}


def send(client: Client, organisation: Organisation, fields: dict[str, Any], *, by_script: bool = False) -> Answer:
    path = f"/o/{organisation.slug}/setup/grid/"
    return client.post(path, fields | ({"hand": "1"} if by_script else {}))


def edit(organisation: Organisation, **after: Any) -> None:
    """Somebody else sets fields of Cloud."""
    now = product(organisation)
    before = {name: getattr(now, name) for name in after}
    writes.commit(
        organisation, [Change(date.today(), "product", "cloud", before, after)], title="Elsewhere", today=date.today()
    )


def test_what_is_assumed_is_dotted_and_said(organisation: Organisation, planner: Client) -> None:
    body = planner.get(f"/o/{organisation.slug}/setup/grid/").content.decode()
    assert body.count('class="shown assumed"') == 4
    assert "2 PM and 2 PMM gaps depend on them" in body
    assert "Confirm all 2" in body


def test_the_needs_of_a_product_follow_role_content(organisation: Organisation, planner: Client) -> None:
    ProductFactory.create(organisation=organisation, key="tools", name="Tools", market_facing=False)
    body = planner.get(f"/o/{organisation.slug}/setup/grid/").content.decode()
    row = body[body.index('data-product="tools"') :]
    assert "badge-pm" in row.split("</tbody>")[0]
    assert "badge-pmm" not in row.split("</tbody>")[0]


def test_a_viewer_reads_and_writes_nothing(organisation: Organisation, planner: Client, client_as: SignIn) -> None:
    body = client_as(Right.VIEWER).get(f"/o/{organisation.slug}/setup/grid/").content.decode()
    form = body[body.index("data-grid") : body.index("</form>", body.index("data-grid"))]
    assert "Growth" in form
    assert "<select" not in form
    assert "Confirm all" not in form


class TestForm:
    def test_what_was_changed_is_saved_as_one_step_and_is_no_longer_assumed(
        self, organisation: Organisation, planner: Client
    ) -> None:
        fields = {"stage:cloud": "beta", "audience:cloud": "market-facing", "launch:cloud": "12 Jan 2027"}
        answer = send(planner, organisation, shown(organisation) | fields)
        assert answer.status_code == 302
        cloud = product(organisation)
        assert (cloud.stage, cloud.launch, cloud.assumed) == ("beta", date(2027, 1, 12), ("market_facing",))
        assert Batch.objects.get().title == "Set stage and launch of Cloud"

    def test_a_form_that_was_left_alone_changes_nothing(self, organisation: Organisation, planner: Client) -> None:
        fields = {"stage:cloud": "growth", "audience:cloud": "market-facing", "launch:cloud": "", "tier:cloud": ""}
        send(planner, organisation, shown(organisation) | fields)
        assert not Batch.objects.exists()

    def test_a_wrong_cell_keeps_its_text_and_the_others_are_saved(
        self, organisation: Organisation, planner: Client
    ) -> None:
        fields = {"stage:cloud": "betta", "launch:cloud": "2027-01-12"}
        answer = send(planner, organisation, shown(organisation) | fields)
        assert answer.status_code == 422
        assert "“betta” is not a stage" in answer.content.decode()
        assert '<option value="betta" selected>' in answer.content.decode()
        assert (product(organisation).stage, product(organisation).launch) == ("growth", date(2027, 1, 12))

    def test_a_product_that_is_gone_is_said(self, organisation: Organisation, planner: Client) -> None:
        answer = send(planner, organisation, {"stage:ghost": "beta", "tier:cloud": "1"} | shown(organisation))
        assert "1 product that you changed no longer exists." in answer.content.decode()
        assert product(organisation).launch_tier == "1"

    def test_the_step_can_be_undone(self, organisation: Organisation, planner: Client) -> None:
        before = product(organisation)
        send(planner, organisation, shown(organisation) | {"stage:cloud": "beta"})
        planner.post(f"/o/{organisation.slug}/history/{Batch.objects.get().pk}/undo/")
        assert product(organisation) == before


class TestTwoPeople:
    def test_a_cell_that_somebody_else_changed_is_kept_and_both_values_said(
        self, organisation: Organisation, planner: Client
    ) -> None:
        fields = shown(organisation) | {"stage:cloud": "beta", "tier:cloud": "2"}
        edit(organisation, stage="mature")
        body = send(planner, organisation, fields).content.decode()
        assert "Someone changed this from Growth to Mature meanwhile." in body
        assert (product(organisation).stage, product(organisation).launch_tier) == ("mature", "2")

    def test_entering_it_again_means_it(self, organisation: Organisation, planner: Client) -> None:
        fields = shown(organisation) | {"stage:cloud": "beta"}
        edit(organisation, stage="mature")
        body = send(planner, organisation, fields).content.decode()
        was = re.search(r'name="was:cloud" value="([^"]*)"', body)
        assert was
        send(planner, organisation, {"was:cloud": was[1].replace("&quot;", '"'), "stage:cloud": "beta"})
        assert product(organisation).stage == "beta"

    def test_cells_of_one_product_do_not_stand_in_each_others_way(
        self, organisation: Organisation, planner: Client
    ) -> None:
        fields = shown(organisation) | {"stage:cloud": "beta"}
        edit(organisation, market_facing=False, assumed=("stage",))
        assert send(planner, organisation, fields).status_code == 302
        cloud = product(organisation)
        assert (cloud.stage, cloud.market_facing, cloud.assumed) == ("beta", False, ())

    def test_what_is_confirmed_is_what_was_seen(self, organisation: Organisation, planner: Client) -> None:
        fields = shown(organisation) | {"chosen": ["cloud"], "set": "confirm"}
        edit(organisation, stage="mature")
        body = send(planner, organisation, fields).content.decode()
        assert "Someone changed this from Growth to Mature meanwhile." in body
        assert product(organisation).assumed == tuple(ASSUMED)

    @pytest.mark.parametrize("was", ["", "[]", "{", "[1,2,3,4]", '["growth",true,"soon",""]'])
    def test_a_row_that_carries_nothing_of_what_was_seen_overwrites_nothing(
        self, organisation: Organisation, planner: Client, was: str
    ) -> None:
        assert send(planner, organisation, {"was:cloud": was, "stage:cloud": "beta"}).status_code == 422
        assert product(organisation).stage == "growth"


class TestChosen:
    def test_all_chosen_are_internal(self, organisation: Organisation, planner: Client) -> None:
        fields = shown(organisation, "cloud", "search") | {"chosen": ["cloud", "search"], "set": "audience=internal"}
        send(planner, organisation, fields)
        assert [product(organisation, key).market_facing for key in ("cloud", "search")] == [False, False]
        assert Batch.objects.get().title == "Set audience of 2 products"

    def test_choosing_what_is_shown_already_confirms_it(self, organisation: Organisation, planner: Client) -> None:
        send(planner, organisation, shown(organisation) | {"chosen": ["cloud"], "set": "stage=growth"})
        assert product(organisation).assumed == ("market_facing",)

    def test_the_launch_of_all_chosen_is_typed(self, organisation: Organisation, planner: Client) -> None:
        fields = shown(organisation) | {"chosen": ["cloud"], "set": "launch", "all": "12 Jan 2027"}
        send(planner, organisation, fields)
        assert product(organisation).launch == date(2027, 1, 12)

    def test_what_cannot_be_meant_for_all_is_said_above_them(self, organisation: Organisation, planner: Client) -> None:
        fields = shown(organisation) | {"chosen": ["cloud"], "set": "launch", "all": "soon"}
        assert "“soon” is not a date" in send(planner, organisation, fields).content.decode()

    def test_those_chosen_are_confirmed_as_shown(self, organisation: Organisation, planner: Client) -> None:
        send(planner, organisation, shown(organisation) | {"chosen": ["cloud"], "set": "confirm"})
        assert (product(organisation).assumed, product(organisation, "search").assumed) == ((), tuple(ASSUMED))
        assert Batch.objects.get().title == "Confirm stage and audience of Cloud"

    def test_a_product_whose_cell_is_not_understood_is_not_confirmed(
        self, organisation: Organisation, planner: Client
    ) -> None:
        send(
            planner, organisation, shown(organisation, "cloud", "search") | {"set": "confirm-all", "unread": ["cloud"]}
        )
        assert [product(organisation, key).assumed for key in ("cloud", "search")] == [tuple(ASSUMED), ()]

    def test_all_are_confirmed_at_once(self, organisation: Organisation, planner: Client) -> None:
        send(planner, organisation, shown(organisation, "cloud", "search") | {"set": "confirm-all"})
        assert {product(organisation, key).assumed for key in ("cloud", "search")} == {()}

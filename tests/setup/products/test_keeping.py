"""Keeping the products found, and what is remembered of them."""

from datetime import date

import pytest
from django.test import Client

from planning.core.product_finding import Proposal
from planning.models import Batch, ProductDecision
from planning.organisation import store, writes
from planning.setup.products import deciding
from planning.setup.products.keeping import keep_sure
from portal.models import Organisation, Right
from tests.factories import ProductFactory
from tests.setup.products.found import PM, Hands, found_in_three, proposal
from tests.shapes import SignIn

TODAY = date.today()


def names_of(organisation: Organisation) -> list[str]:
    organisation.refresh_from_db()
    return sorted(product.name for product in store.org_at(organisation, TODAY).products.values())


def proposed(hands: Hands) -> list[str]:
    listing = hands.client.get(hands.path).context["groups"]
    return [shown.proposal.name for _, _, rows in listing for shown in rows]


def found_now(monkeypatch: pytest.MonkeyPatch, *proposals: Proposal) -> None:
    monkeypatch.setattr(deciding, "proposals", lambda snapshot: list(proposals))


def test_keep_adds_what_is_ticked_as_one_step(hands: Hands, three_found: Organisation) -> None:
    assert hands.keep().status_code == 302
    assert names_of(three_found) == ["Checkout", "Ledger"]
    assert [batch.title for batch in Batch.objects.all()] == ["Keep 2 found products"]


def test_a_kept_product_has_its_team_its_people_and_a_guessed_audience(hands: Hands, three_found: Organisation) -> None:
    hands.keep()
    three_found.refresh_from_db()
    org = store.org_at(three_found, TODAY)
    ledger, checkout = org.products["ledger"], org.products["checkout"]
    assert (ledger.team, ledger.market_facing, ledger.stage) == ("money", False, "growth")
    assert checkout.assumed == ("stage", "market_facing")
    assert [(a.position, a.role, a.kind) for a in org.assignments["checkout"]] == [("luis", PM, "owner")]


def test_an_audience_that_somebody_said_is_not_assumed(hands: Hands, three_found: Organisation) -> None:
    hands.press("Ledger", "market")
    hands.keep()
    three_found.refresh_from_db()
    ledger = store.org_at(three_found, TODAY).products["ledger"]
    assert (ledger.market_facing, ledger.assumed) == (True, ("stage",))


def test_nothing_is_proposed_again_once_it_was_decided(hands: Hands) -> None:
    hands.keep()
    assert proposed(hands) == []
    assert "Decided earlier" in hands.read()


def test_undoing_the_step_brings_the_proposals_back(hands: Hands, three_found: Organisation) -> None:
    hands.press("Checkout", "rename", name="Pay")
    hands.keep()
    writes.undo(Batch.objects.get(), today=TODAY)
    assert names_of(three_found) == []
    assert proposed(hands) == ["Pay", "Ledger", "Enterprise"]


def test_what_was_left_out_can_be_taken_back(hands: Hands) -> None:
    hands.keep()
    hands.press("Enterprise", "again")
    assert proposed(hands) == ["Enterprise"]


def test_a_later_import_knows_a_rename(
    hands: Hands, three_found: Organisation, monkeypatch: pytest.MonkeyPatch
) -> None:
    hands.press("Checkout", "rename", name="Pay")
    hands.keep()
    found_now(monkeypatch, proposal("Check-out"), proposal("Console"))
    assert proposed(hands) == ["Console"]


def test_a_later_import_knows_a_merge(hands: Hands, monkeypatch: pytest.MonkeyPatch) -> None:
    hands.press("Ledger", "merge", into="checkout")
    hands.keep()
    found_now(monkeypatch, proposal("Ledger"), proposal("Console"))
    assert proposed(hands) == ["Console"]


def test_a_later_import_knows_a_name_that_somebody_added(hands: Hands, monkeypatch: pytest.MonkeyPatch) -> None:
    hands.press("Ledger", "also", name="Book of Accounts")
    hands.keep()
    found_now(monkeypatch, proposal("Book of Accounts"))
    assert proposed(hands) == []


def test_keep_tells_where_somebody_pressed_meanwhile(hands: Hands, three_found: Organisation) -> None:
    seen = hands.list_token()
    hands.press("Enterprise", "keep")
    answer = hands.keep(seen)
    assert answer.status_code == 409
    assert "changed the list meanwhile" in answer.content.decode()
    assert names_of(three_found) == []


def test_all_may_be_left_out(hands: Hands, three_found: Organisation) -> None:
    hands.press("Checkout", "leave")
    hands.press("Ledger", "leave")
    assert "Leave all out" in hands.read()
    hands.keep()
    assert names_of(three_found) == []
    assert proposed(hands) == []


def test_a_key_that_is_taken_is_not_taken_twice(hands: Hands, three_found: Organisation) -> None:
    ProductFactory.create(organisation=three_found, key="checkout", name="Till")
    writes.touch(three_found)
    hands.keep()
    assert names_of(three_found) == ["Checkout", "Ledger", "Till"]


def test_the_command_keeps_what_is_sure_and_leaves_the_rest_open(hands: Hands, three_found: Organisation) -> None:
    hands.press("Ledger", "leave")
    assert keep_sure(three_found, None, TODAY) == ["checkout"]
    assert names_of(three_found) == ["Checkout"]
    assert proposed(hands) == ["Ledger", "Enterprise"]


def test_the_command_writes_nothing_where_nothing_is_sure(
    three_found: Organisation, monkeypatch: pytest.MonkeyPatch
) -> None:
    found_now(monkeypatch, found_in_three()[2])
    assert keep_sure(three_found, None, TODAY) == []
    assert not Batch.objects.exists()


def test_viewers_keep_nothing(three_found: Organisation, client_as: SignIn) -> None:
    viewer: Client = client_as(Right.VIEWER)
    assert viewer.post(f"/o/{three_found.slug}/setup/products/keep/").status_code == 403
    assert not ProductDecision.objects.exists()

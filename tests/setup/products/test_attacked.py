"""The products found with what only a careless or hostile hand would send, and with somebody else at work meanwhile."""

from datetime import date

import pytest

from planning.core.changes.change import Change, add, remove
from planning.core.product_finding import Proposal
from planning.core.records import Product
from planning.models import ProductDecision
from planning.organisation import store, writes
from planning.organisation.snapshot import Snapshot
from planning.setup.products import deciding, keeping
from portal.models import Organisation
from portal.optimistic_lock import Overtaken, token
from tests.setup.products.found import PM, Hands, found_in_three, owner, proposal

TODAY = date.today()


def names_of(organisation: Organisation) -> list[str]:
    organisation.refresh_from_db()
    return sorted(product.name for product in store.org_at(organisation, TODAY).products.values())


@pytest.mark.parametrize("of", ["check\0out", "é" * 300, "", "nothing"])
def test_the_undo_of_what_nobody_pressed_is_refused_and_leaves_nothing(hands: Hands, of: str) -> None:
    answer = hands.client.post(f"{hands.path}undo/", {"of": of, "seen": "0"})
    assert answer.status_code == 302
    assert not ProductDecision.objects.exists()


def test_a_press_on_a_name_that_cannot_be_stored_is_told_that_it_is_gone(hands: Hands) -> None:
    hands.client.post(hands.path, {"of": "nothing\0", "seen": "0", "deed": "keep"})
    assert "no longer in the list" in hands.read()


def found_but(monkeypatch: pytest.MonkeyPatch, *found: Proposal) -> None:
    """These are found, but for those that are products."""
    missing = lambda snapshot: [one for one in found if one.key not in snapshot.org.products]  # noqa: E731
    monkeypatch.setattr(deciding, "proposals", missing)


def look(organisation: Organisation) -> str:
    return token(keeping.state_of(deciding.listing_of(Snapshot(organisation, TODAY))))


def by_hand(organisation: Organisation, *changes: Change) -> None:
    writes.commit(Organisation.objects.get(pk=organisation.pk), changes, title="By hand", today=TODAY)


def test_keep_sees_what_was_written_while_it_waited(three_found: Organisation, monkeypatch: pytest.MonkeyPatch) -> None:
    found_but(monkeypatch, *found_in_three())
    seen = look(three_found)
    by_hand(three_found, add(TODAY, Product("checkout", name="Checkout")))
    with pytest.raises(Overtaken):
        keeping.keep(three_found, seen=seen, author=None, today=TODAY)
    assert names_of(three_found) == ["Checkout"]


def test_the_command_sees_what_was_written_while_it_waited(
    three_found: Organisation, monkeypatch: pytest.MonkeyPatch
) -> None:
    found_but(monkeypatch, *found_in_three())
    by_hand(three_found, add(TODAY, Product("checkout", name="Checkout")))
    keeping.keep_sure(three_found, None, TODAY)
    assert names_of(three_found) == ["Checkout", "Ledger"]


def test_keep_tells_where_an_import_meanwhile_names_others_for_a_product(
    hands: Hands, three_found: Organisation, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = hands.list_token()
    found_but(monkeypatch, *(one._replace(assignments=(owner("aisha", PM),)) for one in found_in_three()))
    assert hands.keep(seen).status_code == 409
    assert names_of(three_found) == []


def test_a_product_whose_name_makes_too_long_a_key_is_kept_all_the_same(
    hands: Hands, three_found: Organisation, monkeypatch: pytest.MonkeyPatch
) -> None:
    name = "Payments and more " * 15
    found_but(monkeypatch, proposal(name)._replace(key="payments-" * 20))
    hands.keep()
    assert names_of(three_found) == [name[:200]]


def test_a_product_is_told_from_a_row_of_the_same_text(hands: Hands, three_found: Organisation) -> None:
    by_hand(three_found, add(TODAY, Product("check out", name="Till")))
    hands.press("Checkout", "not-called", name="Check Out")
    hands.press("Ledger", "merge", into="product:check out")
    ledger = ProductDecision.objects.get(name="ledger")
    assert ledger.said == {"into": "product:check out"}
    assert "Another name for Till" in hands.read()


def test_what_was_merged_into_a_product_stands_for_itself_once_that_is_no_more(
    hands: Hands, three_found: Organisation
) -> None:
    till = Product("till", name="Till")
    by_hand(three_found, add(TODAY, till))
    hands.press("Checkout", "merge", into="product:till")
    assert "Another name for Till" in hands.read()
    by_hand(three_found, remove(TODAY, till))
    assert "Another name of" not in hands.read()
    hands.keep()
    assert names_of(three_found) == ["Checkout", "Ledger"]


def test_what_was_merged_into_a_product_can_be_kept_after_all(hands: Hands, three_found: Organisation) -> None:
    by_hand(three_found, add(TODAY, Product("till", name="Till")))
    hands.press("Checkout", "merge", into="product:till")
    hands.press("Checkout", "keep")
    hands.keep()
    assert names_of(three_found) == ["Checkout", "Ledger", "Till"]

"""A press on a row is stored at once, so that the list can be left and taken up again, by anybody."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db import transaction

from planning.organisation.snapshot import Snapshot
from planning.setup.models import ProductDecision
from planning.setup.products.finding import proposals
from planning.setup.products.listing import Listing, listing
from planning.setup.products.naming import LONGEST
from planning.setup.products.said import PRODUCT, Said
from portal.models import Organisation
from portal.optimistic_lock import Overtaken, token


class RowOvertaken(Overtaken):
    """Somebody else said something of the row since its reader saw it. The message tells what holds now."""

    def __init__(self, decision: ProductDecision) -> None:
        now = "decided" if decision.is_settled else Said.of_json(decision.said).words
        super().__init__(decision.found, decision.author, f"It is now {now}.")


def decisions_of(organisation: Organisation) -> list[ProductDecision]:
    """Everything that was ever said, oldest first: one query."""
    return list(ProductDecision.objects.filter(organisation=organisation).select_related("settled", "author"))


def listing_of(snapshot: Snapshot) -> Listing:
    """The list as everybody who opens it now would see it."""
    decisions = decisions_of(snapshot.organisation)
    for one in decisions:
        into = one.said.get("into", "")
        if into.startswith(PRODUCT) and into.removeprefix(PRODUCT) not in snapshot.org.products:
            # That product is no more, so it is no other name of it.
            one.said = {**one.said, "into": ""}
    return listing(proposals(snapshot), decisions)


def say(
    organisation: Organisation, id: str, found: str, change: Callable[[Said], Said], *, seen: str, author: Any
) -> ProductDecision:
    """Keep what is said of a row. `seen` is the version that its reader saw, '' where they named a row that they did
    not look at. Raises `RowOvertaken`."""
    with transaction.atomic():
        lock(organisation)
        ProductDecision.objects.get_or_create(organisation=organisation, name=id, defaults={"found": found[:LONGEST]})
        decision = _as_seen(organisation, id, seen)
        decision.before = decision.said
        decision.said = change(Said.of_json(decision.said)).as_json()
        return _stored(decision, author)


def undo(organisation: Organisation, id: str, *, seen: str, author: Any) -> ProductDecision:
    """Take the latest press back; once more brings it again. Raises `Overtaken`."""
    with transaction.atomic():
        lock(organisation)
        decision = _as_seen(organisation, id, seen)
        decision.said, decision.before = decision.before, decision.said
        return _stored(decision, author)


def propose_again(organisation: Organisation, id: str, *, seen: str, author: Any) -> ProductDecision:
    """What was left out or kept before comes back to the list, unticked until somebody ticks it. Raises `Overtaken`."""
    with transaction.atomic():
        lock(organisation)
        decision = _as_seen(organisation, id, seen, settled=True)
        decision.before = decision.said
        decision.said = Said.of_json(decision.said)._replace(keep=None, into="").as_json()
        decision.settled, decision.product = None, ""
        return _stored(decision, author)


def lock(organisation: Organisation) -> None:
    """Nobody else presses, keeps or writes until the transaction ends, and what they wrote before is seen."""
    organisation.version = Organisation.objects.select_for_update().get(pk=organisation.pk).version


def _as_seen(organisation: Organisation, id: str, seen: str, settled: bool = False) -> ProductDecision:
    """What was said of a row. Raises `Overtaken` where it is no longer what was seen, or nobody said anything of it."""
    known = ProductDecision.objects.select_related("settled", "author")
    decision = known.filter(organisation=organisation, name=id).first()
    if decision is None:
        raise Overtaken("this product")
    if seen not in ("", token(decision.version)) or decision.is_settled != settled:
        raise RowOvertaken(decision)
    return decision


def _stored(decision: ProductDecision, author: Any) -> ProductDecision:
    decision.version += 1
    decision.author = author
    decision.save()
    return decision

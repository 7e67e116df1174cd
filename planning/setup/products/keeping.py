"""Products that were found become products, all of them as one step that can be undone."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from datetime import date
from typing import Any

from django.db import transaction

from planning.core.changes.change import Change, add
from planning.core.records import ASSUMABLE, Assignment, Org, Product
from planning.core.words import count
from planning.forms.actions import new_key
from planning.organisation import writes
from planning.organisation.models import Batch
from planning.organisation.snapshot import Snapshot
from planning.setup.models import ProductDecision
from planning.setup.products.deciding import listing_of, lock
from planning.setup.products.listing import Listing, Row
from planning.setup.products.naming import LONGEST
from portal.models import Organisation
from portal.optimistic_lock import check

# As the column holds it.
LONGEST_KEY = 120


def state_of(shown: Listing) -> object:
    """What a token of the list is made of: what was found, what was said of each, and what would be kept."""
    return [(row.id, row.version, row.is_kept, *_product(row)) for row in shown.rows]


def _product(row: Row) -> tuple[object, ...]:
    """What the product would be: another import may say otherwise of it, although nobody pressed."""
    found = row.proposal
    return found.name, found.market_facing, found.team, [one[:3] for one in found.assignments]


def keep(organisation: Organisation, *, seen: str, author: Any, today: date) -> Batch:
    """Add the ticked ones with their people, and leave out the others until somebody asks for them again. `seen` is the
    token of the list that the author had before them. Raises `Overtaken` where it is another one by now, and as
    `writes.commit` does."""
    with transaction.atomic():
        lock(organisation)
        shown = listing_of(Snapshot(organisation, today))
        check(seen, state_of(shown), "the list")
        return _keep(organisation, shown.kept, shown, author, today)


def keep_sure(organisation: Organisation, author: Any, today: date, on: date | None = None) -> list[str]:
    """Add those that are sure, and that nobody has left out, `on` a day (today, unless given); the keys of the
    products. For the command: nobody has looked, so the others stay proposals."""
    with transaction.atomic():
        lock(organisation)
        shown = listing_of(Snapshot(organisation, on or today))
        sure = [row for row in shown.kept if row.is_sure]
        if not sure:
            return []
        batch = _keep(organisation, sure, shown._replace(rows=sure), author, today, on)
    return list(batch.changes.filter(kind="product").order_by("id").values_list("key", flat=True))


def _keep(
    organisation: Organisation, kept: list[Row], shown: Listing, author: Any, today: date, on: date | None = None
) -> Batch:
    org = Snapshot(organisation, on or today).org
    named = {row.id: key for row, key in zip(kept, _free_keys(org.products, kept), strict=True)}
    changes = [change for row in kept for change in _added(org, row, named[row.id])]
    title = (
        f"Keep {count(len(kept), 'found product')}" if kept else f"Leave out {count(len(shown.rows), 'found product')}"
    )
    batch = writes.commit(organisation, changes, title=title, today=today, author=author, source=Batch.Source.SETUP)
    _settle(organisation, shown, named, batch, author)
    return batch


def _free_keys(taken: Collection[str], rows: Iterable[Row]) -> Iterator[str]:
    """The key of each proposal; another one where a product has that already, or no table holds it."""
    used = set(taken)
    for row in rows:
        key = row.proposal.key if not row.parted else new_key("prod")
        key = key if 0 < len(key) <= LONGEST_KEY and key not in used else new_key("prod")
        used.add(key)
        yield key


def _added(org: Org, row: Row, key: str) -> Iterator[Change]:
    """The product and who covers it. What nobody has said of it stays assumed."""
    found, said = row.proposal, {"market_facing"} if row.said.market is not None else set()
    team = found.team if found.team in org.teams else ""
    yield add(
        org.on,
        Product(
            key,
            found.name[:LONGEST],
            market_facing=found.market_facing,
            team=team,
            assumed=tuple(name for name in ASSUMABLE if name not in said),
        ),
    )
    for duty in found.assignments:
        if duty.position in org.positions:
            yield add(org.on, Assignment(new_key("asg"), key, duty.position, duty.role, duty.kind))


def _settle(organisation: Organisation, shown: Listing, named: dict[str, str], batch: Batch, author: Any) -> None:
    """Remember of each row, and of each that was merged into one, what became of it."""
    rows = {row.id: row for row in shown.rows}
    merged = {id: head for id, head in shown.gone.items() if head in rows}
    ids = [*rows, *merged]
    found = ProductDecision.objects.filter(organisation=organisation, name__in=ids)
    known = {decision.name: decision for decision in found}
    new = [_new(organisation, rows[id], author) for id in ids if id not in known]
    for id, decision in [*known.items(), *((decision.name, decision) for decision in new)]:
        head = rows.get(id) or rows[merged[id]]
        decision.settled, decision.product = batch, named.get(head.id, "")
        decision.spellings = head.names if id in rows else decision.spellings
        decision.version += 1
    ProductDecision.objects.bulk_create(new, batch_size=200)
    ProductDecision.objects.bulk_update(known.values(), ["settled", "product", "spellings", "version"], batch_size=200)


def _new(organisation: Organisation, row: Row, author: Any) -> ProductDecision:
    return ProductDecision(organisation=organisation, name=row.id, found=row.found[:LONGEST], author=author)

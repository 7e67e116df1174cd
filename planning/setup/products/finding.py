"""The products that an organisation's people name and that it does not have yet."""

from __future__ import annotations

from planning.core.product_finding import Proposal, find
from planning.core.product_finding.names import form
from planning.imports.works_on import works_on_of
from planning.organisation.snapshot import Snapshot


def proposals(snapshot: Snapshot) -> list[Proposal]:
    """Best first, worked out once a version. Those that a product's name stands for already are left out."""
    return snapshot.remember("products found", lambda: _missing(snapshot))


def _missing(snapshot: Snapshot) -> list[Proposal]:
    there = {form(product.name) for product in snapshot.org.products.values()}
    found = find(snapshot.org, snapshot.content, works_on_of(snapshot.organisation))
    return [one for one in found if not there.intersection(map(form, (one.name, *one.names)))]

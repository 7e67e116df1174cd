"""What follows an import: the products found in it, then the page that asks for the rest."""

from __future__ import annotations

from django.urls import reverse

from planning.organisation.models import Batch
from planning.organisation.snapshot import Snapshot
from planning.setup.products.deciding import listing_of
from portal.guard import Access


def after_import(access: Access, batch: Batch) -> str:
    """The products found where nobody has decided on some, unless the files brought products; after the first import
    the setup; else nothing. An import whose day is to come asks nothing yet."""
    if batch.on > access.today:
        return ""
    brought = batch.changes.filter(kind="product").exists()
    if not brought and listing_of(Snapshot(access.organisation, access.today)).rows:
        return _address("setup-products", access)
    return _address("setup", access) if batch.baseline else ""


def _address(name: str, access: Access) -> str:
    return f"{reverse(name, args=[access.organisation.slug])}?after=import"

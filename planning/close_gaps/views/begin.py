"""From findings that a list has chosen to the question about their products."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict

from planning.close_gaps.address import fits
from planning.core.rules import Finding
from planning.core.rules.base import PRODUCT
from planning.findings.chosen import chosen
from planning.organisation.snapshot import Snapshot
from portal.addresses import to_page
from portal.guard import Access, member
from portal.models import Right


@member(get=None, post=Right.VIEWER)
def of(request: HttpRequest, access: Access) -> HttpResponse:
    """Ask about the products that the chosen findings concern. Nothing is written."""
    snapshot = Snapshot.of(access)
    found = dict.fromkeys(key for finding in chosen(access, snapshot, request.POST) for key in _products(finding))
    keys = [key for key in found if key in snapshot.org.products]
    asked = QueryDict(mutable=True)
    asked.setlist("products", keys)
    if keys and fits(asked):
        return to_page(access, "close-gaps", products=keys)
    why = "These findings concern more products than a link can hold" if keys else "These findings concern no product"
    messages.info(request, f"{why}, so the scope is all of them.")
    return to_page(access, "close-gaps")


def _products(finding: Finding) -> tuple[str, ...]:
    own = (finding.subject.key,) if finding.subject.kind == PRODUCT else ()
    return (*own, *finding.products)

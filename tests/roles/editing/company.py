"""A small organisation whose findings hang on role content."""

from __future__ import annotations

from planning.models import Ownership
from portal.models import Organisation
from tests import small_organisation

LAUNCH, ROADMAP = "product-marketing-manager/launch", "product-manager/roadmap"


def fill(organisation: Organisation) -> None:
    """Checkout has a PM and a PMM, both under the chief executive; nobody answers for its launch, nor for its roadmap."""
    small_organisation.fill(organisation)
    for key in (LAUNCH, ROADMAP):
        Ownership.objects.create(
            organisation=organisation, key=key.replace("/", "-"), product="checkout", responsibility=key
        )

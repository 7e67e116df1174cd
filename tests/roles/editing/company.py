"""A small organisation whose findings hang on role content."""

from __future__ import annotations

from planning.core.content import TypicalLine
from planning.models import Ownership
from portal.models import Organisation
from roles.content_values import site_content
from tests import small_organisation

LAUNCH, ROADMAP = "product-marketing-manager/launch", "product-manager/roadmap"


def fill(organisation: Organisation) -> None:
    """Checkout has a PM and a PMM, both under the chief executive; nobody answers for its launch, nor for its
    roadmap."""
    small_organisation.fill(organisation)
    for key in (LAUNCH, ROADMAP):
        Ownership.objects.create(
            organisation=organisation, key=key.replace("/", "-"), product="checkout", responsibility=key
        )


def line_in_force(role: str) -> TypicalLine:
    """To whom a role reports by the content that is in force."""
    line = site_content().roles[role].line
    assert line is not None, f"the content says nothing of whom {role} reports to"
    return line

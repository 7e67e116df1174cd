"""A new organisation, and who sees it, for commands that make one."""

from __future__ import annotations

from django.conf import settings
from django.utils.text import capfirst

from portal.demo import make_members
from portal.models import Organisation


def make_organisation(slug: str) -> Organisation:
    """A new organisation of that short name. In the demo its members, one of each right, see it at once; elsewhere an
    admin is added in the administration."""
    organisation = Organisation.objects.create(slug=slug, name=" ".join(map(capfirst, slug.split("-"))))
    if settings.MODE == "demo":
        make_members(organisation)
    return organisation

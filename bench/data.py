"""The organisations that are measured, and who looks at them."""

from __future__ import annotations

import sys
from collections.abc import Iterator

from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from portal.models import Membership, Organisation, Right, User

TODAY = timezone.localdate()
POSITIONS_PER_PRODUCT = 40
EMAIL = "bench@lineup.example"


def announced(sizes: list[int]) -> Iterator[int]:
    """The sizes, each said as its turn comes; the tables are made before the first."""
    call_command("migrate", verbosity=0)
    for size in sizes:
        print(f"making {size:,} positions", file=sys.stderr)
        yield size


def make(size: int) -> Organisation:
    slug = f"bench-{size}"
    products = max(1, size // POSITIONS_PER_PRODUCT)
    call_command("make_org", org=slug, positions=size, products=products, seed=1, stdout=sys.stderr)
    organisation = Organisation.objects.get(slug=slug)
    user, _ = User.objects.get_or_create(email=EMAIL, defaults={"name": "Bench"})
    Membership.objects.create(organisation=organisation, user=user, right=Right.ADMIN)
    return organisation


def session() -> tuple[str, str]:
    """Name and value of the cookie of somebody who is signed in and a member of each organisation."""
    client = Client()
    client.force_login(User.objects.get(email=EMAIL))
    cookie = client.cookies["sessionid"]
    return cookie.key, cookie.value

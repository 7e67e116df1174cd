"""Where a request comes from."""

from __future__ import annotations

from ipaddress import ip_address, ip_network

from allauth.account.adapter import get_adapter
from django.core.exceptions import ImproperlyConfigured, PermissionDenied
from django.http import HttpRequest

# One household or office has this much of the newer addresses.
OF_ONE_PLACE = 64


def address_of(request: HttpRequest | None) -> str | None:
    """The visitor's, as far as the proxies in front can be believed; None where it is not known."""
    try:
        address: str = get_adapter(request).get_client_ip(request) if request else ""
        return str(ip_address(address))
    except (PermissionDenied, ImproperlyConfigured, ValueError):  # or the proxies do not say what they should
        return None


def place_of(request: HttpRequest) -> str:
    """What counts as one address where tries are counted: of IPv6 the network, for whoever has one has all of it."""
    address = address_of(request)
    if address and ":" in address:
        return str(ip_network((address, OF_ONE_PLACE), strict=False))
    return address or "not known"


def agent_of(request: HttpRequest) -> str:
    """What the browser calls itself."""
    return request.headers.get("User-Agent", "")[:300].replace("\0", "")

"""Doing as a member what the page of members offers."""

from django.test import Client
from django.urls import reverse

from portal.models import Membership
from tests.typing_in import seen_at


def signed_in(membership: Membership) -> Client:
    client = Client()
    client.force_login(membership.user)
    return client


def post(actor: Membership, name: str, *arguments: object, **data: object) -> str:
    """Send a form as a member; what the page that follows says."""
    address, client = reverse(name, args=[actor.organisation.slug, *arguments]), signed_in(actor)
    if name == "member-change":
        data["seen"] = seen_at(client, reverse("members", args=[actor.organisation.slug]), action=address)
    return client.post(address, data, follow=True).content.decode()

"""Whoever sends a form when their session is over comes back to a page, not to an address that shows nothing."""

import pytest
from django.test import Client

from portal.models import Organisation

pytestmark = [pytest.mark.django_db, pytest.mark.once]
MEMBERS, INVITE = "/o/{}/members/", "/o/{}/invitations/"


def way_back(client: Client, to: str, referer: str = "", **headers: str) -> str:
    answer = client.post(to, {"email": "a@example.com"}, headers={"referer": referer, **headers})
    return (answer.headers.get("HX-Redirect") or answer.headers["Location"]).partition("?next=")[2]


def test_from_a_form_of_another_address_to_the_page_that_has_it(organisation: Organisation, client: Client) -> None:
    page, invite = MEMBERS.format(organisation.slug), INVITE.format(organisation.slug)
    assert way_back(client, invite, f"http://testserver{page}") == page


def test_from_a_form_of_the_page_itself_to_it(organisation: Organisation, client: Client) -> None:
    page = f"/o/{organisation.slug}/organisation/delete/"
    assert way_back(client, page) == page


@pytest.mark.parametrize("referer", ["", "https://evil.example/o/acme/members/", "about:blank"])
def test_to_the_start_where_the_browser_names_no_page_of_ours(
    organisation: Organisation, client: Client, referer: str
) -> None:
    assert way_back(client, INVITE.format(organisation.slug), referer) == "/"


def test_from_a_script_to_its_page(organisation: Organisation, client: Client) -> None:
    page = MEMBERS.format(organisation.slug)
    told = {"hx-request": "true", "hx-current-url": f"http://testserver{page}"}
    assert way_back(client, INVITE.format(organisation.slug), **told) == page

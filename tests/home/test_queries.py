"""No page asks the database more because the organisation has more in it."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from planning.organisation import store
from portal.models import Organisation, Right
from tests import small_organisation
from tests.small_organisation import SignIn

PAGES = [
    "",
    "audit-log/",
    "setup/",
    "coverage/",
    "coverage/?group=team",
    "coverage/pairs/",
    "setup/products/",
    "coverage/time/",
    "coverage/what-if/?slip=9",
    "coverage/time/checkout/product-manager/",
    "products/checkout/",
    "lines/",
    "lines/?view=shape",
    "findings/",
    "findings/?group=rule",
    "findings/?sort=where&group=none&q=e",
    "findings/rules/",
    "roles/",
    "roles/product-manager/",
    "roles/compare/",
    "roles/need/?product=checkout",
    "roles/search/?q=market",
    "find/?q=checkout",
]
WARM, COLD = 7, 24
# What waits for a member is theirs alone, so none of it is in memory.
WAITING = {"": 6}


def queries(client: Client, path: str) -> int:
    with CaptureQueriesContext(
        connection,
    ) as caught:
        answer = client.get(path)
    assert answer.status_code == 200
    return len(caught)


@pytest.mark.parametrize("page", PAGES)
def test_cold_page_asks_as_much_of_a_large_organisation_as_of_a_small_one(
    page: str, filled: Organisation, client_as: SignIn
) -> None:
    client, path = client_as(Right.ADMIN), f"/o/{filled.slug}/{page}"
    queries(client, path)  # brings the site's own content to memory
    store.forget()
    few = queries(client, path)
    small_organisation.more(filled, 15)
    store.forget()
    assert queries(client, path) == few <= COLD + WAITING.get(page, 0)


@pytest.mark.parametrize("page", PAGES)
def test_warm_page_asks_for_session_member_and_no_records(page: str, filled: Organisation, client_as: SignIn) -> None:
    client, path = client_as(Right.ADMIN), f"/o/{filled.slug}/{page}"
    queries(client, path)
    assert queries(client, path) <= WARM + WAITING.get(page, 0)

"""Every page x every kind of visitor x every method: nobody gets more than the page's view declares.

Views declare by `portal.guard.member`, `signed_in` or `anybody`; the declaration is on the view as `needs`.
"""

import re
from collections.abc import Callable, Iterable, Iterator

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from planning.models import LiveRules
from planning.organisation import store
from planning.organisation.live import may_bring_in, set_rule
from portal.guard import Permit, Visitor
from portal.models import Organisation, Right
from tests import samples
from tests.factories import MembershipFactory, OrganisationFactory, UserFactory
from tests.samples import Page
from tests.shapes import Answer

READ = ("GET", "HEAD", "OPTIONS", "PUT", "PATCH", "DELETE")
TO_SIGN_IN = "the sign-in"
REFUSALS = (TO_SIGN_IN, 403, 404, 405, *range(500, 600))
SIGNED_OUT, STRANGER, NEIGHBOUR = "signed out", "without membership", "member of another organisation"
ADMIN = (Right.ADMIN.value,)
OTHERS = (SIGNED_OUT, STRANGER, NEIGHBOUR, *(right for right in Right.values if right not in ADMIN))
PAGES = samples.own_pages()
INNER = [page for page in PAGES if page.in_organisation]
GOVERNED = [page for page in INNER if hasattr(page.view, "allowed")]  # by the setting of who edits live
OUTER = [page for page in PAGES if not page.in_organisation]

pytestmark = pytest.mark.django_db


def by_route(page: Page) -> str:
    return page.route or "/"


def client_of(visitor: str, organisation: Organisation, *, sees_cost: bool = False) -> Client:
    client = Client(raise_request_exception=False)
    if visitor == STRANGER:
        client.force_login(UserFactory.create())
    elif visitor == NEIGHBOUR:
        client.force_login(MembershipFactory.create(right=Right.ADMIN).user)
    elif visitor != SIGNED_OUT:
        client.force_login(MembershipFactory.create(organisation=organisation, right=visitor, sees_cost=sees_cost).user)
    return client


def refusal(page: Page, visitor: str, method: str) -> int | str | None:
    """The status with which this must be refused; None where the visitor may."""
    needs = page.view.needs  # type: ignore[attr-defined]
    least = needs.get(method)
    if Visitor.ANYBODY not in needs.values() and visitor == SIGNED_OUT:
        return TO_SIGN_IN
    if page.in_organisation and visitor in (STRANGER, NEIGHBOUR):
        return 404
    if least is None:
        return 405
    if isinstance(least, Permit):
        return 403
    if isinstance(least, Right) and not Right(visitor).includes(least):
        return 403
    return None


def complaint(page: Page, visitor: str, method: str, answer: Answer) -> str | None:
    expected = refusal(page, visitor, method)
    status: int | str = answer.status_code
    if answer.get("Location", "").startswith(reverse("account_login")):
        status = TO_SIGN_IN
    if status == expected or (expected is None and status not in REFUSALS):
        return None
    wanted = expected or "an answer (neither 403, 404, 405 nor 5xx)"
    return f"{method} as {visitor}: got {status}, the view's declaration asks for {wanted}"


def needs_cost(page: Page) -> bool:
    return bool(getattr(page.view, "needs_cost", False))


# What reading may note: that somebody was there or was refused, since when a finding is seen, settings as they come.
NOTES = re.compile(
    r'"?(?:django_session|portal_(?:session|signingin|auditentry|tries|device|cache)'
    r"|planning_(?:sighting|findingcount|lastlook|planrules|hiringrules))"
)
WRITES = re.compile(r"\s*(?:INSERT INTO|UPDATE|DELETE FROM)\s+(\S+)", re.I)


def written(queries: CaptureQueriesContext) -> set[str]:
    """Tables that were written into, besides notes."""
    tables = {match[1] for query in queries if (match := WRITES.match(query["sql"]))}
    return {table for table in tables if not NOTES.match(table)}


def check(page: Page, visitors: Iterable[str], organisation: Organisation) -> None:
    """Each visitor comes to a page that is as it was: what was made for one, and what one did, is taken back."""
    found: list[str] = []
    for visitor in visitors:
        with transaction.atomic():
            found += complaints(page, visitor, organisation)
            transaction.set_rollback(True)
        store.forget()
    assert not found, (
        "\n".join(found) + f"\nMend the view's decorator in {page.view.__module__}: "
        "@member(get=Right.…, post=Right.…), @signed_in(post=True) or @anybody(); a view that cannot find its sample "
        "needs another one in tests/samples.py."
    )


def complaints(page: Page, visitor: str, organisation: Organisation) -> Iterator[str]:
    client = client_of(visitor, organisation, sees_cost=needs_cost(page))
    path = page.path(samples.arguments(page, organisation))
    with CaptureQueriesContext(connection) as queries:
        answers = {method: client.generic(method, path) for method in READ}
    if tables := written(queries):
        yield f"Reading {path} as {visitor} writes {tables}: a link or a picture of another site may do as much."
    answers["POST"] = client.generic("POST", path)
    for method, answer in answers.items():
        if text := complaint(page, visitor, method, answer):
            yield f"{path} ({page.name}): {text}"


@pytest.mark.parametrize("page", PAGES, ids=by_route)
def test_every_view_declares_who_may_use_it(page: Page) -> None:
    assert getattr(page.view, "needs", None), (
        f"{page.view.__module__}.{page.view.__name__} declares nothing. Put @member(…) on it when it is under "
        "o/<organisation>/, else @signed_in(…) or @anybody(…), all from portal.guard."
    )


@pytest.mark.parametrize("page", INNER, ids=by_route)
def test_pages_of_an_organisation_are_for_members(page: Page) -> None:
    assert all(isinstance(least, Right) for least in page.view.needs.values()), (  # type: ignore[attr-defined]
        f"{page.name} lies under o/<organisation>/, so its view must be guarded by @member(…)."
    )


# A refusal is the same on every database; an admin is answered everywhere.
@pytest.mark.parametrize("visitors", [pytest.param(OTHERS, marks=pytest.mark.once), ADMIN], ids=["others", "admin"])
@pytest.mark.parametrize("page", INNER, ids=by_route)
def test_page_of_an_organisation(page: Page, visitors: tuple[str, ...], organisation: Organisation) -> None:
    if page not in GOVERNED:
        set_rule(organisation, LiveRules.Who.NOBODY)  # which changes nothing for them
    check(page, visitors, organisation)


@pytest.mark.parametrize("page", OUTER, ids=by_route)
def test_page_outside_the_organisations(page: Page, organisation: Organisation) -> None:
    check(page, (SIGNED_OUT, STRANGER), organisation)


def lets_write(page: Page, right: Right, who: str) -> bool:
    """Whether the setting lets this right write by a page. What its sample undoes is an edit."""
    orders = {"planners": Right.PLANNER, "approvers": Right.APPROVER, "admins": Right.ADMIN, "nobody": None}
    least = orders[who]
    if page.view.allowed is may_bring_in:  # type: ignore[attr-defined]
        least = Right.PLANNER if who == "planners" else Right.APPROVER
    return least is not None and right.includes(least)


@pytest.mark.once
@pytest.mark.parametrize("page", GOVERNED, ids=by_route)
def test_a_page_that_writes_live_is_for_those_whom_the_setting_lets(page: Page, organisation: Organisation) -> None:
    path = page.path(samples.arguments(page, organisation))
    if page.name != "history-undo":
        samples.batch(organisation)  # who has no history is being set up
    least = page.view.needs["POST"]  # type: ignore[attr-defined]
    clients = {right: client_of(right, organisation) for right in Right}
    for who in LiveRules.Who.values:
        set_rule(organisation, who)
        found = {right: client.post(path).status_code != 403 for right, client in clients.items()}
        assert found == {right: right.includes(least) and lets_write(page, right, who) for right in Right}, who


def takes_keys(page: Page) -> bool:
    return bool(page.arguments - {"organisation"}) and page.name not in samples.SHARED


@pytest.mark.parametrize("page", [page for page in INNER if takes_keys(page)], ids=by_route)
def test_what_belongs_to_one_organisation_cannot_be_reached_through_another(
    page: Page, organisation: Organisation
) -> None:
    theirs = samples.arguments(page, organisation)
    mine = OrganisationFactory.create()
    client = client_of(Right.ADMIN, mine, sees_cost=needs_cost(page))
    for method in page.view.needs:  # type: ignore[attr-defined]
        answer = client.generic(method, page.path({**theirs, "organisation": mine.slug}))
        assert answer.status_code == 404, (
            f"{method} {page.name} with another organisation's arguments gave {answer.status_code}, not 404. Look it "
            "up among what belongs to access.organisation (or add the name to SHARED in tests/samples.py where its "
            "arguments mean the same in every organisation)."
        )


@pytest.mark.parametrize("page", [page for page in INNER if needs_cost(page)], ids=by_route)
def test_a_page_of_cost_is_for_members_who_may_see_cost(page: Page, organisation: Organisation) -> None:
    client = client_of(Right.ADMIN, organisation)
    path = page.path(samples.arguments(page, organisation))
    needs = page.view.needs  # type: ignore[attr-defined]
    assert {client.generic(method, path).status_code for method in needs} == {403}


def test_an_organisation_of_others_looks_like_none(organisation: Organisation, strange_to: Callable[..., str]) -> None:
    client = client_of(NEIGHBOUR, organisation)
    there, nowhere = client.get(f"/o/{organisation.slug}/"), client.get("/o/no-such-organisation/")
    assert (there.status_code, strange_to(there)) == (nowhere.status_code, strange_to(nowhere))


def test_an_organisation_of_others_costs_the_queries_of_none(
    organisation: Organisation, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client = client_of(NEIGHBOUR, organisation)
    for slug in (organisation.slug, "no-such-organisation"):
        with django_assert_num_queries(8):  # session, user, membership; five for the entry of the audit log
            client.get(f"/o/{slug}/")

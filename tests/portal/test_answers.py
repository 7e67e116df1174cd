"""Headers, cookies, error pages, the health check: what every visitor gets."""

from typing import Any

import pytest
from django.db import DatabaseError, connection
from django.test import Client
from django.urls import path

from portal.guard import Visitor, anybody
from portal.models import Organisation, Right
from portal.views.errors import server_error
from tests import samples
from tests.factories import MembershipFactory, UserFactory
from tests.shapes import SignIn

pytestmark = pytest.mark.django_db


def directives(answer: Any) -> dict[str, str]:
    pairs = (part.strip().partition(" ") for part in answer["Content-Security-Policy"].split(";"))
    return {name: value for name, _, value in pairs}


@pytest.fixture
def staff(client: Client) -> Client:
    client.force_login(UserFactory.create(is_staff=True, is_superuser=True))
    return client


PUBLIC = ["/accounts/login/", "/accounts/password/reset/", "/nothing-here", "/healthz", "/invitations/x/"]


@pytest.mark.parametrize("address", PUBLIC)
def test_nothing_inline_runs_on_any_page(client: Client, address: str) -> None:
    policy = directives(client.get(address))
    assert (policy["default-src"], policy["script-src"], policy["style-src"]) == ("'none'", "'self'", "'self'")
    assert policy["frame-ancestors"] == "'none'"


def test_the_administration_alone_has_a_looser_policy(staff: Client) -> None:
    assert directives(staff.get("/admin/"))["script-src"] == "'self' 'unsafe-eval'"
    assert "unsafe" not in staff.get("/admin/role-content/")["Content-Security-Policy"]
    assert "unsafe" not in staff.get("/?choose")["Content-Security-Policy"]
    assert "unsafe" not in staff.get("/administration/")["Content-Security-Policy"]


def test_the_looser_policy_still_loads_nothing_from_elsewhere(staff: Client) -> None:
    policy = directives(staff.get("/admin/"))
    assert policy["default-src"] == "'none'"
    assert "http" not in staff.get("/admin/")["Content-Security-Policy"]


@pytest.mark.parametrize(
    ("header", "value"),
    [
        ("Cache-Control", "no-store"),
        ("Permissions-Policy", "camera=()"),
        ("Cross-Origin-Opener-Policy", "same-origin"),
        ("Cross-Origin-Resource-Policy", "same-origin"),
        ("Referrer-Policy", "same-origin"),
        ("X-Content-Type-Options", "nosniff"),
        ("X-Frame-Options", "DENY"),
    ],
)
def test_pages_of_an_organisation_carry(client_as: SignIn, organisation: Organisation, header: str, value: str) -> None:
    assert value in client_as(Right.VIEWER).get(f"/o/{organisation.slug}/")[header]


@pytest.mark.parametrize("address", ["/nothing-here", "/o/nothing-here/", "/o/nothing-here/members/"])
def test_what_is_not_found_says_what_to_do(client: Client, address: str) -> None:
    client.force_login(UserFactory.create())
    answer = client.get(address)
    assert answer.status_code == 404
    assert "ask one of its admins for an invitation" in answer.content.decode()


def test_too_little_right_is_named(client_as: SignIn, organisation: Organisation) -> None:
    MembershipFactory.create(organisation=organisation, user=UserFactory.create(name="Ada Admin"), right=Right.ADMIN)
    answer = client_as(Right.PLANNER).get(f"/o/{organisation.slug}/members/")
    assert answer.status_code == 403
    assert "This needs admin access. Ask Ada Admin." in answer.content.decode()


def test_whoever_may_not_see_cost_is_told_an_admin_who_may_let_them(
    client_as: SignIn, organisation: Organisation
) -> None:
    for name, sees in (("Ada Admin", False), ("Zoe Zahl", True)):
        user = UserFactory.create(name=name)
        MembershipFactory.create(organisation=organisation, user=user, right=Right.ADMIN, sees_cost=sees)
    client = client_as(Right.PLANNER)
    organisation.memberships.filter(right=Right.PLANNER).update(sees_cost=False)
    assert "Ask Zoe Zahl." in client.get(f"/o/{organisation.slug}/hiring/cost/").content.decode()


def test_a_script_is_told_in_a_toast_what_was_refused(client_as: SignIn, organisation: Organisation) -> None:
    client, by_script = client_as(Right.PLANNER), {"HX-Request": "true"}
    refused = client.get(f"/o/{organisation.slug}/members/", headers=by_script)
    assert (refused.status_code, refused.content) == (403, b"")
    assert "This needs admin access" in refused["HX-Trigger"]
    assert "no longer exists" in client.get("/o/of-others/findings/", headers=by_script)["HX-Trigger"]


def test_a_form_that_came_from_elsewhere_changes_nothing_and_says_so() -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(UserFactory.create())
    answer = client.post("/organisations/new/", {"name": "Acme"})
    assert answer.status_code == 403
    assert "The form was not sent" in answer.content.decode()
    assert not Organisation.objects.exists()


def test_a_host_that_is_not_ours_is_refused(client: Client) -> None:
    answer = client.get("/accounts/login/", headers={"host": "evil.example"})
    assert answer.status_code == 400
    assert "This request could not be read" in answer.content.decode()


@anybody()
def breaks(request: Any) -> Any:
    raise RuntimeError("secret detail")


urlpatterns = [path("breaks/", breaks)]
handler500 = server_error


def test_a_fault_shows_no_detail_and_asks_nothing_of_the_database(
    settings: Any, django_assert_num_queries: Any
) -> None:
    settings.ROOT_URLCONF = __name__
    with django_assert_num_queries(0):
        answer = Client(raise_request_exception=False).get("/breaks/")
    assert answer.status_code == 500
    assert "Something went wrong on our side" in answer.content.decode()
    assert "secret detail" not in answer.content.decode()


def test_the_health_check_needs_no_sign_in_and_asks_the_database(
    client: Client, django_assert_num_queries: Any
) -> None:
    with django_assert_num_queries(1):
        answer = client.get("/healthz")
    assert (answer.status_code, answer.content) == (200, b"ok\n")


def test_the_health_check_fails_with_the_database(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail() -> None:
        raise DatabaseError

    monkeypatch.setattr(connection, "cursor", fail)
    assert client.get("/healthz").status_code == 503


ANYBODY = ["account_", "mfa_", "socialaccount_", "openid_connect_"]


def library_pages() -> list[samples.Page]:
    return [page for page in samples.pages() if page.name.startswith(tuple(ANYBODY)) and not page.arguments]


@pytest.mark.parametrize("method", ["get", "post", "put", "delete", "options"])
@pytest.mark.parametrize("signed_in", [True, False])
def test_the_library_s_pages_never_break(client: Client, method: str, signed_in: bool) -> None:
    if signed_in:
        client.force_login(UserFactory.create())
    statuses = {page.name: getattr(client, method)(page.path({})).status_code for page in library_pages()}
    assert {name: status for name, status in statuses.items() if status >= 500} == {}
    assert len(statuses) > 15


def test_only_named_pages_of_ours_are_open_to_everybody() -> None:
    needs = {page.name: page.view.needs.values() for page in samples.own_pages()}  # type: ignore[attr-defined]
    open_to_all = {name for name, who in needs.items() if Visitor.ANYBODY in who}
    by_link = {"invitation", "account_confirm_email", "digest-off"}
    assert open_to_all == {"health", "favicon", "roles-glossary"} | by_link


def admin_pages() -> list[samples.Page]:
    return [page for page in samples.pages() if page.name.startswith("admin:") and not page.arguments]


@pytest.mark.parametrize("page", admin_pages(), ids=lambda page: page.route)
def test_the_administration_is_for_staff(client: Client, page: samples.Page) -> None:
    signed_out = client.get(page.path({}))
    client.force_login(UserFactory.create())
    ordinary = client.get(page.path({}), follow=True)
    assert signed_out.status_code in (301, 302, 404)
    assert ordinary.status_code in (403, 404) or "/admin/" not in ordinary.redirect_chain[-1][0]

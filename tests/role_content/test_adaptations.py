"""An organisation's own role content: an overlay that later updates of the site come through."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from planning.models import Adaptation
from planning.organisation.role_content import content_for, guide_for
from planning.organisation.snapshot import Snapshot
from portal.models import Organisation, Right
from roles.documents import tables
from roles.models import ContentVersion, ReportingLine
from roles.publishing import versions
from tests import small_organisation
from tests.factories import AssignmentFactory, OrganisationFactory
from tests.role_content.adapting import PMM, TODAY, UNIT, handles, keep, messages, opened, reset, send, url
from tests.roles.editing.company import LAUNCH
from tests.roles.editing.typing import add, form_of, place

pytestmark = pytest.mark.django_db


def test_keeping_the_page_as_it_is_adapts_nothing(acme: Organisation, admin: Client) -> None:
    for section in ("role", "responsibility", "titlepattern"):
        keep(admin, acme, section)
    assert not Adaptation.objects.exists()


class TestInForce:
    def test_another_reporting_line_holds_for_the_organisation_alone(self, acme: Organisation, admin: Client) -> None:
        other = OrganisationFactory.create()
        small_organisation.fill(other)
        keep(admin, acme, "reportingline", functions=["marketing"])
        said = "(Aisha) reports directly to Chief Executive Officer"
        assert said in messages(acme)
        assert said not in messages(other)
        assert versions.unpublished() == []

    def test_a_responsibility_taken_out_closes_its_findings(self, acme: Organisation, admin: Client) -> None:
        assert "responsible for Launch" in messages(acme)
        row = place(opened(acme, "responsibility"), LAUNCH)
        keep(admin, acme, "responsibility", **{f"{row}-remove": "on"})
        assert "responsible for Launch" not in messages(acme)

    def test_an_extra_responsibility_is_one_more_to_answer_for(self, acme: Organisation, admin: Client) -> None:
        sent = form_of(opened(acme, "responsibility"))
        add(sent, "responsibility", name="Naming", text="Finds the name.", roles=[PMM], source="own")
        send(admin, acme, "responsibility", sent)
        assert [r.name for r in content_for(acme).responsibilities if r.roles == (PMM,)][-1] == "Naming"

    def test_own_words_are_the_organisations_and_marked_in_its_guide(
        self, acme: Organisation, admin: Client, client_as: Callable[[Right], Client]
    ) -> None:
        row = place(opened(acme, "responsibility"), LAUNCH)
        keep(admin, acme, "responsibility", **{f"{row}-text": "Throws the party."})
        reader = client_as(Right.VIEWER)
        body = reader.get(f"/o/{acme.slug}/roles/{PMM}/").content.decode()
        assert "Throws the party." in body
        assert body.count('<span class="tag">adapted</span>') == 1
        assert f"{acme.name}&#x27;s own" in body or f"{acme.name}'s own" in body
        assert "Throws the party." not in reader.get(f"/roles/{PMM}/").content.decode()


def test_a_role_that_the_organisation_lets_cover_raises_every_family_of_flags(
    acme: Organisation, admin: Client
) -> None:
    """Product Operations, with no code touched: on the board, in the findings, in the guide."""
    unit = "role/product-operations"
    keep(admin, acme, "need", unit, text="Always.", stages=["build", "growth"], audience="any")
    keep(admin, acme, "role", unit, covers="on", code="PO")
    keep(admin, acme, "reportingline", unit, text="To product.", functions=["product"])
    rows: dict[str, dict[str, Any]] = {
        "partner": {"text": "With data.", "functions": ["data"]},
        "responsibility": {"name": "Tooling", "text": "Keeps the tools.", "roles": ["product-operations"]},
        "norm": {"text": "Two.", "counts": "products", "high": "2", "low": "0", "severity": "warning"},
    }
    for section, typed in rows.items():
        sent = form_of(opened(acme, section, unit))
        add(sent, section, source="own", **typed)
        send(admin, acme, section, sent, unit)
    small_organisation.employ(
        acme, "olga", "Olga", title="Product Operations Manager", role="product-operations", manager="ceo"
    )
    AssignmentFactory.create(organisation=acme, product="checkout", position="olga", role="product-operations")
    AssignmentFactory.create(organisation=acme, product="ledger", position="gone", role="data-analyst")
    acme = Organisation.objects.get()
    rules = {finding.rule for finding in Snapshot(acme, TODAY).findings}
    assert {"cov-po", "line-po", "partner-po"} <= rules
    from planning.core.rules import catalogue

    ids = {rule.id for rule in catalogue(content_for(acme))}
    assert {"cov-po", "line-po", "load-po", "leader-po", "partner-po"} <= ids
    board = admin.get(f"/o/{acme.slug}/coverage/").content.decode()
    assert '<span class="badge badge-po"' in board
    assert "Product Operations" in admin.get(f"/o/{acme.slug}/findings/?rule=cov-po").content.decode()
    assert "Tooling" in admin.get(f"/o/{acme.slug}/products/checkout/").content.decode()
    assert "cov-po" not in {rule.id for rule in catalogue(content_for(OrganisationFactory.create()))}


def test_a_role_of_its_own_is_added_and_taken_away(acme: Organisation, admin: Client) -> None:
    page = f"/o/{acme.slug}/role-content/new/role/"
    sent = {
        "seen": "[]",
        "role-total": 1,
        "role-0-slug": "analyst",
        "role-0-name": "Analyst",
        "role-0-function": "data",
    }
    answer = admin.post(page, sent | {"role-0-order": 60})
    assert answer.status_code == 302, [form.errors for form in answer.context["editor"].wrong]
    assert guide_for(Organisation.objects.get()).roles["analyst"].name == "Analyst"
    assert admin.get(f"/o/{acme.slug}/roles/analyst/").status_code == 200
    assert admin.get(url(acme, "role/analyst")).status_code == 200
    reset(admin, acme, handles("role/analyst"))
    assert "analyst" not in guide_for(Organisation.objects.get()).roles


def test_a_title_that_the_site_leaves_open_is_decided_and_left_open_again(acme: Organisation, admin: Client) -> None:
    sent = form_of(opened(acme, "titlepattern", "role/product-manager"))
    add(sent, "titlepattern", text="product owner", confidence="1")
    send(admin, acme, "titlepattern", sent, "role/product-manager")
    assert content_for(Organisation.objects.get()).read_title("Product Owner").role == "product-manager"
    reset(admin, acme, handles("role/product-manager"))
    assert content_for(Organisation.objects.get()).read_title("Product Owner").role == ""


def test_queries_do_not_grow_with_the_organisation(
    acme: Organisation, admin: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    keep(admin, acme, "need", audience="any")
    small_organisation.more(acme, 3)
    for page in (f"/o/{acme.slug}/role-content/", url(acme), url(acme, UNIT, "responsibility")):
        admin.get(page)
        with django_assert_max_num_queries(6):
            admin.get(page)


class TestTrying:
    def test_titles_in_use_that_would_change_role_are_listed_and_nothing_is_kept(
        self, acme: Organisation, admin: Client
    ) -> None:
        small_organisation.employ(acme, "bo", "Bo", title="Launch Wizard")
        small_organisation.employ(acme, "cy", "Cy", title="Launch Wizard")
        sent = form_of(opened(acme, "titlepattern"))
        add(sent, "titlepattern", text="launch wizard", confidence="1")
        answer = admin.post(url(acme, UNIT, "titlepattern"), sent | {"try": "1"})
        (change,) = answer.context["tried"].titles
        assert change == ("Launch Wizard", 2, "", "Product Marketing Manager")
        assert 'value="launch wizard"' in answer.content.decode()
        assert not Adaptation.objects.exists()

    def test_findings_that_would_open_and_close_are_shown(self, acme: Organisation, admin: Client) -> None:
        row = place(opened(acme, "responsibility"), LAUNCH)
        sent = form_of(opened(acme, "responsibility")) | {f"{row}-remove": "on", "try": "1"}
        answer = admin.post(url(acme, UNIT, "responsibility"), sent)
        assert [finding.about for finding in answer.context["tried"].impact.closed] == [LAUNCH]


def test_a_contradiction_is_refused_at_its_field_and_nothing_is_lost(acme: Organisation, admin: Client) -> None:
    sent = form_of(opened(acme, "titlepattern")) | {"titlepattern-0-text": "typed"}
    add(sent, "titlepattern", text="product manager", confidence="1")
    answer = admin.post(url(acme, UNIT, "titlepattern"), sent)
    assert answer.status_code == 422
    body = answer.content.decode()
    assert "already belongs to Product Manager" in body
    assert 'value="typed"' in body
    assert not Adaptation.objects.exists()


def test_two_admins_the_second_sees_both_values(
    acme: Organisation, admin: Client, client_as: Callable[[Right], Client]
) -> None:
    sent = form_of(opened(acme)) | {"role-0-name": "Mine"}
    keep(client_as(Right.ADMIN), acme, name="Theirs")
    answer = admin.post(url(acme, UNIT, "role"), sent)
    assert answer.status_code == 409
    assert ("Theirs", "Mine") in [(one.theirs, one.mine) for one in answer.context["notes"].changes]
    assert 'value="Mine"' in answer.content.decode()
    assert guide_for(Organisation.objects.get()).roles[PMM].name == "Theirs"


def test_impact_of_the_sites_edits_counts_what_is_adapted(acme: Organisation, admin: Client) -> None:
    from planning.role_content.impact import impacts

    keep(admin, acme, "reportingline", functions=["marketing", "product"])
    ReportingLine.objects.filter(role_id=PMM).update(functions=["marketing"])
    user = acme.memberships.get().user
    (impact,) = impacts(user, tables.draft(), TODAY)
    assert impact.opened == []


@pytest.mark.parametrize("right", [Right.VIEWER, Right.PLANNER, Right.APPROVER])
def test_only_admins_adapt(acme: Organisation, client_as: Callable[[Right], Client], right: Right) -> None:
    client = client_as(right)
    assert client.get(url(acme)).status_code == 403
    assert client.post(url(acme), {}).status_code == 403
    assert reset(client, acme, handles()).status_code == 403


def test_content_in_memory_costs_no_query(
    acme: Organisation, admin: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    keep(admin, acme, "need", audience="any")
    newest = versions.latest()
    assert newest is not None, "the site's content comes with a first version"
    acme.stamps = {ContentVersion.STAMP: newest.stamp}
    content_for(acme)
    with django_assert_num_queries(0):
        content_for(acme)
        guide_for(acme)

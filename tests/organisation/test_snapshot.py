"""The role content in force for an organisation, and what is remembered of it."""

from datetime import date

from planning.models import RuleSetting, TitleChoice
from planning.organisation.snapshot import Snapshot
from planning.organisation.store import content_for
from planning.organisation.writes import touch
from portal.models import Organisation
from roles.models import Need
from roles.publishing import versions
from tests import small_organisation
from tests.factories import OrganisationFactory

TODAY = date(2026, 6, 1)


def look(organisation: Organisation) -> Snapshot:
    organisation.refresh_from_db()
    return Snapshot(organisation, TODAY)


def test_content_is_the_sites_where_nothing_was_decided(organisation: Organisation) -> None:
    assert [role.code for role in content_for(organisation).covering] == ["PM", "PMM"]


def test_setting_is_in_force_after_the_version_moves(filled: Organisation) -> None:
    assert "cov-pm" in {finding.rule for finding in look(filled).findings}
    RuleSetting.objects.create(organisation=filled, rule="cov-pm", on=False)
    touch(filled)
    assert "cov-pm" not in {finding.rule for finding in look(filled).findings}


def test_role_chosen_for_a_title_wins_however_it_is_written(organisation: Organisation) -> None:
    TitleChoice.objects.create(organisation=organisation, title="Product Owner", role=small_organisation.PM)
    reading = content_for(organisation).read_title(" product  OWNER ")
    assert (reading.role, reading.function, reading.confidence) == (small_organisation.PM, "product", 1.0)


def test_title_chosen_as_none_of_the_roles_stands_for_none(organisation: Organisation) -> None:
    TitleChoice.objects.create(organisation=organisation, title="Product Manager", role="")
    assert content_for(organisation).read_title("Product Manager").role == ""


def test_choices_hold_for_one_organisation_alone(organisation: Organisation) -> None:
    TitleChoice.objects.create(organisation=organisation, title="Product Manager", role="")
    assert content_for(OrganisationFactory.create()).read_title("Product Manager").role == small_organisation.PM


def test_content_changes_the_findings_once_it_is_published_and_not_before(filled: Organisation) -> None:
    Need.objects.filter(role_id=small_organisation.PM).update(stages=["growth"])
    assert "cov-pm" in {finding.rule for finding in look(filled).findings}
    versions.publish(["role/product-manager"], note="Needed in growth alone")
    assert "cov-pm" not in {finding.rule for finding in look(filled).findings}


def test_findings_are_worked_out_once_a_version(filled: Organisation) -> None:
    assert look(filled).findings is look(filled).findings


def test_position_is_told_what_concerns_its_products(filled: Organisation) -> None:
    seen = look(filled)
    assert "pair-link" in {finding.rule for finding in seen.by_position["luis"]}
    assert [duty.product for duty in seen.duties_now["luis"]] == ["checkout"]

"""Addresses with what only a careless or hostile hand would ask for."""

import pytest
from django.test import Client

from planning.models import RuleSetting
from planning.organisation import writes
from portal.models import Organisation


@pytest.mark.parametrize("page", ["", "coverage/", "coverage/what-if/"])
def test_an_address_may_ask_for_a_name_that_its_own_parts_have(company: Organisation, admin: Client, page: str) -> None:
    answer = admin.get(f"/o/{company.slug}/{page}?items=²&keys=1")
    assert answer.status_code < 500


def test_a_plan_whose_name_cannot_be_stored_is_not_found(company: Organisation, admin: Client) -> None:
    assert admin.get(f"/o/{company.slug}/?plan=a%00b").status_code == 404
    assert admin.get(f"/o/{company.slug}/chart/?plan=&against=a%00b").status_code < 500


def test_a_comparison_without_sides_is_of_the_organisation_alone(company: Organisation, admin: Client) -> None:
    assert admin.get(f"/o/{company.slug}/compare/?a=").status_code == 200


@pytest.mark.parametrize(
    "page", ["hiring/timeline", "hiring/cost", "coverage/time", "coverage/what-if", "lines", "chart"]
)
@pytest.mark.parametrize("on", ["0001-01-01", "9999-12-31"])
def test_the_first_and_the_last_day_there_are_can_be_looked_at(
    company: Organisation, admin: Client, page: str, on: str
) -> None:
    company.memberships.update(sees_cost=True)
    assert admin.get(f"/o/{company.slug}/{page}/?on={on}").status_code == 200


def test_a_new_plan_from_one_whose_name_cannot_be_stored_starts_from_the_organisation(
    company: Organisation, admin: Client
) -> None:
    assert admin.get(f"/o/{company.slug}/plans/new/?from=a%00b").status_code == 200


@pytest.mark.parametrize(("page", "name"), [("role-content/reset", "unit"), ("findings/rules", "reset")])
def test_a_reset_of_what_cannot_be_stored_changes_nothing(
    company: Organisation, admin: Client, page: str, name: str
) -> None:
    assert admin.post(f"/o/{company.slug}/{page}/", {name: "a\0b"}).status_code == 302


def test_rules_that_another_admin_changed_meanwhile_are_not_overwritten_in_silence(
    company: Organisation, admin: Client
) -> None:
    there = f"/o/{company.slug}/findings/rules/"
    page = admin.get(there).context
    forms = [row[0] for _, rows in page["chapters"] for row in rows]
    said = {field.html_name: field.value() for form in forms for field in form if field.value() not in (None, False)}
    RuleSetting.objects.create(organisation=company, rule="cov-pm", on=False, severity="", numbers={})
    writes.touch(company)
    answer = admin.post(there, {**said, "seen": page["seen"]})
    assert (answer.status_code, RuleSetting.objects.get().on) == (409, False)
    again = admin.post(there, {**said, "seen": answer.context["seen"]})
    assert (again.status_code, RuleSetting.objects.count()) == (302, 0)

"""Two people at the same settings: the second sees what the first saved, and keeps what they typed."""

from datetime import date

import pytest
from django.test import Client

from planning.models import CandidateRules, HiringRules, MoneyRules, PlanRules
from planning.organisation import writes
from planning.plans import editing
from portal.models import Organisation

Rules = CandidateRules | HiringRules | PlanRules
PAGES: dict[str, tuple[type[Rules], dict[str, str], dict[str, object]]] = {
    "hiring/rules/": (HiringRules, {"finance": ""}, {"approval": False}),
    "hiring/candidates/rules/": (CandidateRules, {"months": "3"}, {"months": 12}),
    "plans/rules/": (PlanRules, {"gate": "none"}, {"own_approval": True}),
}


@pytest.mark.parametrize("page", PAGES)
def test_settings_saved_meanwhile_are_not_overwritten_in_silence(
    page: str, company: Organisation, admin: Client
) -> None:
    model, typed, theirs = PAGES[page]
    model.objects.get_or_create(organisation=company)
    there = f"/o/{company.slug}/{page}"
    form = admin.get(there).context["form"]
    said = {**{name: form[name].value() or "" for name in form.fields}, **typed}
    model.objects.update(**theirs)
    answer = admin.post(there, said)
    assert answer.status_code == 409
    assert "meanwhile. Save again to use yours instead." in answer.content.decode()
    again = {**said, "seen": answer.context["form"]["seen"].value()}
    assert admin.post(there, again).status_code == 302


def test_the_terms_of_money_likewise(company: Organisation, admin: Client) -> None:
    company.memberships.update(sees_cost=True)
    MoneyRules.objects.create(organisation=company, currency="EUR")
    there = f"/o/{company.slug}/hiring/terms/"
    seen = admin.get(there).context["rules_form"]["seen"].value()
    MoneyRules.objects.update(currency="GBP")
    writes.touch(company)
    data = {"what": "rules", "rules-currency": "USD", "rules-factor": "1.3", "rules-seen": seen}
    assert "It is now GBP Pound Sterling." in admin.post(there, data).content.decode()
    assert MoneyRules.objects.get().currency == "GBP"


def test_the_settings_of_a_plan_likewise(company: Organisation, admin: Client) -> None:
    owner = company.memberships.get().user
    plan = editing.create(company, name="Spring", target=date.today(), owner=owner)
    there = f"/o/{company.slug}/plans/{plan.slug}/settings/"
    form = admin.get(there).context["form"]
    said = {name: form[name].value() for name in form.fields}
    type(plan).objects.update(name="Summer")
    assert "It is now Summer." in admin.post(there, {**said, "name": "Autumn"}).content.decode()

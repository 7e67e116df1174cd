"""The rules as an organisation sets them."""

from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from planning.findings import rule_settings, waivers
from planning.findings.rule_settings import rule_forms
from planning.models import RuleSetting
from planning.organisation.snapshot import Snapshot
from planning.organisation.store import content_for
from portal.models import Organisation, Right
from portal.optimistic_lock import token
from tests import small_organisation
from tests.factories import OrganisationFactory, UserFactory
from tests.shapes import Answer
from tests.small_organisation import SignIn


def as_they_are(organisation: Organisation) -> dict[str, Any]:
    """What a browser sends that leaves everything as it is."""
    sent: dict[str, Any] = {}
    for form in rule_forms(content_for(organisation)):
        values = {f"{form.rule.id}-{name}": value for name, value in form.initial.items()}
        sent |= {name: value for name, value in values.items() if value is not False}
    return sent


def post(client: Client, organisation: Organisation, **changed: Any) -> Answer:
    sent = as_they_are(organisation) | {name.replace("__", "-").replace("_", "-"): v for name, v in changed.items()}
    sent = {name: value for name, value in sent.items() if value is not None}
    sent["seen"] = token(rule_settings.state(organisation))
    return client.post(f"/o/{organisation.slug}/findings/rules/", sent)


def flagged(client: Client, organisation: Organisation) -> set[str]:
    """The rules that raise something."""
    return {row["rule"] for row in client.get(f"/o/{organisation.slug}/findings/?format=json").json()}


def test_page_shows_every_rule_with_its_source(filled: Organisation, client_as: SignIn) -> None:
    body = client_as(Right.VIEWER).get(f"/o/{filled.slug}/findings/rules/").content.decode()
    for form in rule_forms(content_for(filled)):
        assert f'id="rule-{form.rule.id}"' in body
    assert "Role content: when a product needs a Product Manager" in body


def test_reader_cannot_change_anything(filled: Organisation, client_as: SignIn) -> None:
    assert post(client_as(Right.APPROVER), filled).status_code == 403


def test_saving_what_is_there_stores_nothing(filled: Organisation, client_as: SignIn) -> None:
    version = filled.version
    assert post(client_as(Right.ADMIN), filled).status_code == 302
    filled.refresh_from_db()
    assert (RuleSetting.objects.count(), filled.version) == (0, version)


def test_switching_a_rule_off_closes_its_findings_at_once(filled: Organisation, client_as: SignIn) -> None:
    client = client_as(Right.ADMIN)
    assert "cov-pm" in flagged(client, filled)
    post(client, filled, cov_pm__on=None)
    assert "cov-pm" not in flagged(client, filled)


def test_severity_and_number_are_stored_and_shown(filled: Organisation, client_as: SignIn) -> None:
    client = client_as(Right.ADMIN)
    post(client, filled, cov_pm__severity="info", leader_pm__people=1)
    stored = (
        dict(RuleSetting.objects.values_list("rule", "severity")),
        dict(RuleSetting.objects.values_list("rule", "numbers")),
    )
    assert stored == ({"cov-pm": "info", "leader-pm": ""}, {"cov-pm": {}, "leader-pm": {"people": 1}})
    body = " ".join(client.get(f"/o/{filled.slug}/findings/rules/").content.decode().split())
    assert body.count('<span class="tag">changed</span>') == 2
    assert "leader-pm" in flagged(client, filled)


def test_back_to_the_default_forgets_the_setting(filled: Organisation, client_as: SignIn) -> None:
    client = client_as(Right.ADMIN)
    post(client, filled, cov_pm__severity="info")
    filled.refresh_from_db()
    post(client, filled, cov_pm__severity="")
    assert not RuleSetting.objects.exists()


def test_reset_forgets_one_rule_alone(filled: Organisation, client_as: SignIn) -> None:
    client = client_as(Right.ADMIN)
    post(client, filled, cov_pm__severity="info", cov_pmm__severity="info")
    client.post(f"/o/{filled.slug}/findings/rules/", {"reset": "cov-pm", "seen": "of another day"})
    assert RuleSetting.objects.count() == 2
    client.post(f"/o/{filled.slug}/findings/rules/", {"reset": "cov-pm", "seen": token(rule_settings.state(filled))})
    assert list(RuleSetting.objects.values_list("rule", flat=True)) == ["cov-pmm"]


@pytest.mark.parametrize("value", ["-1", "many", "", "1000", "3.5"])
def test_number_that_cannot_be_is_refused_at_its_field_and_nothing_is_kept(
    filled: Organisation, client_as: SignIn, value: str
) -> None:
    answer = post(client_as(Right.ADMIN), filled, leader_pm__people=value, cov_pm__severity="info")
    assert answer.status_code == 422
    assert "Nothing is saved yet" in answer.content.decode()
    assert 'class="errorlist"' in answer.content.decode()
    assert not RuleSetting.objects.exists()


def test_severity_that_is_none_is_refused(filled: Organisation, client_as: SignIn) -> None:
    assert post(client_as(Right.ADMIN), filled, cov_pm__severity="dire").status_code == 422


def test_settings_hold_for_one_organisation_alone(filled: Organisation, client_as: SignIn) -> None:
    other = OrganisationFactory.create()
    small_organisation.fill(other)
    post(client_as(Right.ADMIN), filled, cov_pm__on=None)
    assert content_for(other).settings == {}


def test_looking_says_by_name_what_would_open_and_close_and_keeps_nothing(
    filled: Organisation, client_as: SignIn
) -> None:
    client = client_as(Right.ADMIN)
    body = post(client, filled, look="1", cov_pm__on=None, leader_pm__people=1).content.decode()
    assert "Closes 1" in body
    assert "opens 1" in body
    assert "No Product Manager covers Ledger" in body
    assert "No one leads 1 Product Manager" in body
    assert not RuleSetting.objects.exists()
    assert 'name="leader-pm-people" value="1"' in body


def test_looking_shows_a_severity_that_would_change(filled: Organisation, client_as: SignIn) -> None:
    body = post(client_as(Right.ADMIN), filled, look="1", cov_pm__severity="info").content.decode()
    assert "changes the severity of 1" in body


def test_looking_at_a_number_that_cannot_be_says_so_at_its_field(filled: Organisation, client_as: SignIn) -> None:
    answer = post(client_as(Right.ADMIN), filled, look="1", leader_pm__people="many")
    assert answer.status_code == 422
    assert ">Impact<" not in answer.content.decode()


def test_page_tells_what_is_accepted(filled: Organisation, client_as: SignIn) -> None:
    user = UserFactory.create()
    today = timezone.localdate()
    finding = next(f for f in Snapshot(filled, today).findings if f.rule == "cov-pm")
    waivers.accept(filled, finding, "Known.", user, today, user)
    body = client_as(Right.VIEWER).get(f"/o/{filled.slug}/findings/rules/").content.decode()
    assert "1 accepted" in body

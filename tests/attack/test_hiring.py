"""Hiring with what only a careless or hostile hand would send."""

from datetime import date

import pytest
from django.test import Client

from planning.models import Candidate, JobBrief, Position
from portal.models import Organisation


@pytest.mark.parametrize("said", [{"to": "²"}, {"to": "9" * 30}, {"to": "1", "seen": "²"}])
def test_a_candidate_stays_where_they_are_without_a_real_step(
    company: Organisation, admin: Client, said: dict[str, str]
) -> None:
    found = Candidate.objects.create(organisation=company, position="pm", name="Bo", added_on=date(2026, 9, 1))
    assert admin.post(f"/o/{company.slug}/hiring/candidates/{found.pk}/", said).status_code == 404


def test_a_seen_version_that_is_no_number_overwrites_no_brief(company: Organisation, admin: Client) -> None:
    brief = JobBrief.objects.create(organisation=company, position="pm")
    there = f"/o/{company.slug}/hiring/pm/brief/"
    assert admin.post(there, {"to": "reviewed", "seen": "²"}).status_code == 302
    brief.refresh_from_db()
    assert brief.state == "draft"


@pytest.mark.parametrize("number", ["²", "9" * 30, "9" * 5000])
def test_a_candidate_whose_number_is_none_starts_without_a_name(
    company: Organisation, admin: Client, number: str
) -> None:
    Position.objects.filter(organisation=company, key="pm").update(stage="accepted")
    asked = {"key": "pm", "to": "started", "candidate": number}
    assert admin.get(f"/o/{company.slug}/do/move-seat/", asked).status_code == 200

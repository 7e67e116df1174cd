"""Hiring with what only a careless or hostile hand would send."""

from datetime import date

import pytest
from django.test import Client

from planning.models import Candidate, JobBrief
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

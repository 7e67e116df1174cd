"""Forms of edits with what only a careless or hostile hand would send."""

import pytest
from django.test import Client

from planning.models import Plan
from portal.models import Organisation

ON = "2026-12-01"


@pytest.mark.parametrize("there", ["nowhere", "a\0b", "{}:x", "//elsewhere.example/", "https://elsewhere.example/"])
def test_a_next_page_that_is_none_of_ours_is_not_followed(company: Organisation, admin: Client, there: str) -> None:
    answer = admin.post(f"/o/{company.slug}/do/reorder/", {"on": ON, "key": "pm", "before": "", "next": there})
    assert answer["Location"] == f"/o/{company.slug}/"


def test_a_next_page_of_a_plan_that_is_none_of_ours_is_not_followed(plan: Plan, admin: Client) -> None:
    there = f"/o/{plan.organisation.slug}/plans/{plan.slug}/"
    assert admin.post(f"{there}undo/", {"next": "nowhere"})["Location"] == there


def test_a_seen_version_of_thousands_of_digits_counts_as_not_said(plan: Plan, admin: Client) -> None:
    url = f"/o/{plan.organisation.slug}/do/move/?plan={plan.slug}"
    answer = admin.post(url, {"on": ON, "key": "pm", "manager": "boss", "seen": "9" * 5000})
    assert answer.status_code == 302


@pytest.mark.parametrize("base", ["[" * 9000, '{"team": {"a": 1}}', '{"dotted": [{}]}', '{"title": [1]}'])
def test_damaged_base_values_are_refused_with_the_remedy(company: Organisation, admin: Client, base: str) -> None:
    answer = admin.post(f"/o/{company.slug}/do/edit/", {"on": ON, "of": "pm", "title_": "X", "fte": 1, "base": base})
    assert answer.status_code == 422
    assert "Reload the page" in answer.content.decode()


def test_stopping_to_share_with_an_impossible_number_is_refused_gently(plan: Plan, admin: Client) -> None:
    answer = admin.post(f"/o/{plan.organisation.slug}/plans/{plan.slug}/share/", {"stop": "9" * 30})
    assert answer.status_code == 302

"""Plans with what only a careless or hostile hand would send."""

from datetime import date

import pytest
from django.test import Client

from planning.models import Comment, Plan
from planning.plans import drafting
from portal.models import Organisation


@pytest.mark.parametrize("name", ["New", "rules"])
def test_a_plan_named_like_a_page_has_an_address_of_its_own(company: Organisation, name: str):
    plan = drafting.create(company, name=name, target=date(2026, 12, 1), owner=None)
    assert plan.slug == f"{name.lower()}-2"


def test_a_comment_holds_no_character_that_cannot_be_stored(plan: Plan, admin: Client):
    url = f"/o/{plan.organisation.slug}/plans/{plan.slug}/comment/"
    admin.post(url, {"text": "Fine", "change": "a\0b"})
    assert Comment.objects.get().change == "ab"

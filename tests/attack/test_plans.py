"""Plans with what only a careless or hostile hand would send."""

from datetime import date

import pytest
from django.core import mail
from django.test import Client, TestCase

from planning.core.changes.change import add
from planning.core.records import Product
from planning.models import Comment, Notice, Plan
from planning.plans import editing
from planning.plans.forms import PlanForm
from portal.models import Organisation
from tests.factories import MembershipFactory
from tests.typing_in import seen_at


@pytest.mark.parametrize("name", ["New", "rules"])
def test_a_plan_named_like_a_page_has_an_address_of_its_own(company: Organisation, name: str) -> None:
    plan = editing.create(company, name=name, target=date(2026, 12, 1), owner=None)
    assert plan.slug == f"{name.lower()}-2"


def test_a_comment_holds_no_character_that_cannot_be_stored(plan: Plan, admin: Client) -> None:
    editing.edit(plan, [add(date(2026, 12, 1), Product("till", name="Till"))], title="Add", author=None)
    url = f"/o/{plan.organisation.slug}/plans/{plan.slug}/comment/"
    admin.post(url, {"text": "Fine", "change": "1\0-1"})
    assert Comment.objects.get().change == "1-1"


def test_saving_the_settings_leaves_alone_what_another_request_does_to_the_plan(
    plan: Plan, admin: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = f"/o/{plan.organisation.slug}/plans/{plan.slug}/settings/"
    clean = PlanForm.clean
    monkeypatch.setattr(
        PlanForm, "clean", lambda form: (Plan.objects.update(state="review", version=9), clean(form))[1]
    )
    admin.post(url, {"name": "Summer", "target": "2026-12-01", "owner": plan.owner_id, "seen": seen_at(admin, url)})
    plan.refresh_from_db()
    assert (plan.name, plan.state, plan.version) == ("Summer", "review", 9)


def test_who_has_left_the_organisation_hears_nothing_more_of_a_plan(plan: Plan, admin: Client) -> None:
    left = MembershipFactory.create(organisation=plan.organisation)
    plan.shares.create(user=left.user, may_edit=False)
    left.delete()
    there = f"/o/{plan.organisation.slug}/plans/{plan.slug}/comment/"
    with TestCase.captureOnCommitCallbacks(execute=True):
        admin.post(there, {"text": "Between us"})
    assert (mail.outbox, Notice.objects.count()) == ([], 0)

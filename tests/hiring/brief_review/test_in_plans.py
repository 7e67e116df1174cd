"""Briefs written in a plan, and plans that are open beside a brief of the organisation."""

from planning.models import JobBrief, Plan, Share
from planning.organisation.snapshot import Snapshot
from planning.plans import editing
from portal.models import Organisation
from tests.changes import edited
from tests.hiring.brief_review.conftest import TODAY, Somebody, latest, state


def test_a_brief_written_in_a_plan_keeps_its_authors_when_the_plan_is_applied(
    company: Organisation, ann: Somebody, bo: Somebody
) -> None:
    plan = editing.create(company, name="Spring", target=TODAY, owner=ann.user)
    JobBrief.objects.create(organisation=company, plan=plan, position="pmm").writers.add(ann.user)
    Plan.objects.update(state=Plan.State.APPLIED)
    ann.move("reviewed")
    assert state(company) == "draft"
    bo.move("reviewed")
    assert state(company) == "reviewed"


def test_in_a_plan_of_ones_own_no_one_is_alone(company: Organisation, ann: Somebody, bo: Somebody) -> None:
    plan = editing.create(company, name="Quiet", target=TODAY, owner=ann.user)
    ann.query = bo.query = f"?plan={plan.slug}"
    ann.start()
    assert ann.move("reviewed").endswith("Ask Bo to review it. Share the plan with them first.")
    Share.objects.create(plan=plan, user=bo.user, may_edit=True)
    bo.move("reviewed")
    assert state(company) == "reviewed"


def test_a_plan_that_is_looked_at_says_nothing_in_the_brief_of_the_organisation(
    company: Organisation, author: Somebody, reviewer: Somebody
) -> None:
    plan = editing.create(company, name="Quiet", target=TODAY, owner=author.user)
    position = Snapshot(company, TODAY).org.positions["pmm"]
    moved = edited(TODAY, position, location="Secret place")
    editing.edit(plan, [moved], title="Move", author=author.user)
    author.query = f"?plan={plan.slug}"
    assert "Secret place" not in author.page()
    author.move("issued")
    assert "Secret place" not in str(latest(company).facts)
    assert state(company) == "issued"

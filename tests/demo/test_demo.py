from collections import Counter
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone

from planning.core.coverage.coverage import STATES
from planning.core.records import Org
from planning.core.rules import CRITICAL
from planning.core.tree import shape
from planning.demo import read_story
from planning.findings.triage import triaged
from planning.models import Batch, FindingCount, Plan
from planning.organisation.effect import PlanEffect
from planning.organisation.snapshot import Snapshot
from planning.organisation.store import org_at
from portal.models import Membership, Organisation, Right

pytestmark = pytest.mark.django_db


@pytest.fixture
def fernway() -> Organisation:
    call_command("demo")
    return Organisation.objects.get(slug="fernway")


def _today(organisation: Organisation) -> Org:
    return org_at(organisation, timezone.localdate())


def test_has_128_positions_under_one_top_and_one_unplaced(fernway: Organisation) -> None:
    org = _today(fernway)
    found = shape(org)
    assert len(org.positions) == 128
    assert found.below[found.top] == 126
    assert found.unplaced == ("community-manager",)


def test_every_reference_but_the_unplaced_manager_leads_somewhere(fernway: Organisation) -> None:
    org = _today(fernway)
    for position in org.positions.values():
        assert position.manager in {"", "head-of-community", *org.positions}
        assert position.team in {"", *org.teams}
        assert position.holder in {"", *org.people}


def test_stands_on_the_first_day_as_it_was_written(fernway: Organisation) -> None:
    story = read_story(timezone.localdate())
    assert org_at(fernway, story.began) == story.start


def test_every_title_reads_as_its_role_and_every_finding_tells_something(fernway: Organisation) -> None:
    look = Snapshot(fernway, timezone.localdate())
    rules = Counter(finding.rule for finding in look.findings)
    assert rules["title-role"] == 0
    assert rules.keys() >= {"cov-pm", "cov-pmm", "dual-role", "line-pm", "pair-link", "resp-gap", "unplaced"}
    assert {cell.state for cell in look.coverage} == set(STATES)


def test_an_approver_finds_a_plan_to_decide_on(fernway: Organisation) -> None:
    plan = Plan.objects.get(organisation=fernway, state=Plan.State.REVIEW)
    found = PlanEffect(fernway, plan.target, plan).findings
    assert CRITICAL not in {finding.severity for finding in found.opened}
    assert {finding.rule for finding in found.closed} >= {"line-pm", "dual-role", "pair-link", "resp-gap"}


def test_a_finding_is_handed_over_one_is_accepted_and_the_trend_reaches_back(fernway: Organisation) -> None:
    rows = triaged(fernway, Snapshot(fernway, timezone.localdate()))
    assert {row.finding.rule for row in rows if row.waiver} >= {"single-cover"}
    assert [row.finding.subject.key for row in rows if row.task] == ["ledger"]
    assert FindingCount.objects.filter(organisation=fernway).count() > 10


def test_a_second_run_changes_nothing(fernway: Organisation) -> None:
    before = Batch.objects.count(), fernway.version
    call_command("demo")
    fernway.refresh_from_db()
    assert (Batch.objects.count(), fernway.version) == before


def test_fresh_makes_it_anew(fernway: Organisation) -> None:
    call_command("demo", fresh=True)
    assert Organisation.objects.get(slug="fernway").pk != fernway.pk


def test_has_a_member_of_each_right(fernway: Organisation) -> None:
    assert set(Membership.objects.filter(organisation=fernway).values_list("right", flat=True)) == set(Right.values)


def test_a_promotion_waits_for_its_day(fernway: Organisation) -> None:
    later = timezone.localdate() + timedelta(days=60)
    assert _today(fernway).positions["pm-invoicing"].title == "Product Manager"
    assert org_at(fernway, later).positions["pm-invoicing"].title == "Senior Product Manager"


def test_history_is_dated_in_the_order_told(fernway: Organisation) -> None:
    moments = list(Batch.objects.order_by("id").values_list("made_at", flat=True))
    assert moments == sorted(moments)
    assert len(moments) > 12

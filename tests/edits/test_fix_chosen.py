"""Fixing several findings at once: a line each, tried together, written as one step."""

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from planning.core.changes.change import Change, add
from planning.core.fixes import Remedies
from planning.core.records import Assignment, Person, Position, Product, Record
from planning.core.rules import Finding
from planning.edits.actions.chosen import FixingChosen
from planning.models import Batch, Plan
from planning.organisation import writes
from planning.organisation.snapshot import Snapshot
from planning.plans import editing
from portal.models import Organisation, Right
from tests.factories import MembershipFactory

TODAY = date.today()
PRODUCTS = ("pay", "ship", "bill", "tax")


@pytest.fixture
def company(organisation: Organisation) -> Organisation:
    """Four products without a PM, one with, and two PMs with room for three each."""
    records: list[Record] = [Person(key, name=key.title()) for key in ("ann", "bea", "cyd")]
    records += [Position("boss", title="Chief Product Officer", role="product-leader", level=9, holder="ann")]
    records += [
        Position(f"pm-{who}", title="Product Manager", role="product-manager", manager="boss", holder=who)
        for who in ("bea", "cyd")
    ]
    records += [Product(key, name=key.title(), stage="build", market_facing=False) for key in (*PRODUCTS, "hub")]
    records.append(Assignment("on-hub", product="hub", position="pm-bea", role="product-manager"))
    writes.commit(organisation, [add(TODAY, r) for r in records], title="Start", today=TODAY)
    return organisation


@pytest.fixture
def client(company: Organisation) -> Client:
    client = Client()
    client.force_login(MembershipFactory.create(organisation=company, right=Right.PLANNER).user)
    return client


def gaps(organisation: Organisation, plan: Plan | None = None) -> list[Finding]:
    organisation.refresh_from_db()
    return [f for f in Snapshot(organisation, TODAY, plan).findings if f.rule == "cov-pm"]


def send(client: Client, organisation: Organisation, plan: str = "", **data: Any) -> Any:
    there = reverse("do", args=[organisation.slug, "fix-chosen"]) + (f"?plan={plan}" if plan else "")
    return client.post(there, data)


def filled(answer: Any) -> dict[str, Any]:
    """What the lines that were shown send."""
    lines = answer.context["form"].lines
    codes = [line.finding.code for line in lines]
    fixes = {f"fix-{line.finding.code}": f"{line.taken.kind}|{line.taken.key}" for line in lines if line.taken}
    return {"code": codes, "take": codes, "on": TODAY.isoformat(), **fixes}


def looked(client: Client, organisation: Organisation, plan: str = "") -> Any:
    return send(client, organisation, plan, look="1", code=[gap.code for gap in gaps(organisation)])


def test_together_nobody_gets_more_than_they_have_room_for(client: Client, company: Organisation) -> None:
    impact = looked(client, company).context["impact"]
    assert {load.after <= (load.most or 0) for load in impact.loads} == {True}
    assert sum(load.after - load.before for load in impact.loads) == len(PRODUCTS)
    assert {f.rule for f in impact.closed} >= {"cov-pm"}


def test_all_is_one_step_with_one_undo(client: Client, company: Organisation) -> None:
    send(client, company, **filled(looked(client, company)))
    assert gaps(company) == []
    assert Batch.objects.latest("pk").title == "Fix 4 findings"
    writes.undo(Batch.objects.latest("pk"), today=TODAY)
    assert len(gaps(company)) == 4


def test_in_a_plan_it_is_one_step_of_the_plan(client: Client, company: Organisation) -> None:
    owner = company.memberships.get().user
    plan = editing.create(company, name="Spring", target=TODAY, owner=owner)
    send(client, company, plan.slug, **filled(looked(client, company, plan.slug)))
    plan.refresh_from_db()
    assert (plan.steps.count(), gaps(company, plan), len(gaps(company))) == (1, [], 4)


def test_a_line_that_is_unticked_is_left_out(client: Client, company: Organisation) -> None:
    data = filled(looked(client, company))
    left = data["take"].pop()
    send(client, company, **data)
    assert [gap.code for gap in gaps(company)] == [left]


def test_another_fix_can_be_chosen_for_a_line(client: Client, company: Organisation) -> None:
    answer = looked(client, company)
    lines = answer.context["form"].lines
    at = next(number for number, line in enumerate(lines) if len(line.offered) > 1)
    other = next(fix for fix in lines[at].offered if fix != lines[at].taken)
    data = filled(answer) | {f"fix-{lines[at].finding.code}": f"{other.kind}|{other.key}", "look": "1"}
    assert send(client, company, **data).context["form"].lines[at].taken.title == other.title


def test_a_fix_that_no_longer_closes_is_said_and_nothing_is_written(client: Client, company: Organisation) -> None:
    data = filled(looked(client, company))
    data[f"fix-{data['code'][0]}"] = "assign|nobody"
    answer = send(client, company, **data)
    assert answer.status_code == 422
    assert "no longer closes this" in answer.content.decode()
    assert len(gaps(company)) == 4


def test_pressing_twice_writes_once(client: Client, company: Organisation) -> None:
    data = filled(looked(client, company))
    send(client, company, **data)
    again = send(client, company, **data)
    assert "already closed" in again.content.decode()
    assert Batch.objects.filter(title="Fix 4 findings").count() == 1


def test_of_two_who_fix_in_the_same_moment_the_second_is_asked_again(
    client: Client, company: Organisation, monkeypatch: pytest.MonkeyPatch
) -> None:
    data, changes = filled(looked(client, company)), FixingChosen.changes

    def while_another_writes(form: FixingChosen) -> list[Change]:
        meanwhile = [add(TODAY, Person("dee", name="Dee"))]
        writes.commit(Organisation.objects.get(pk=company.pk), meanwhile, title="Add Dee", today=TODAY)
        return changes(form)

    monkeypatch.setattr(FixingChosen, "changes", while_another_writes)
    answer = send(client, company, **data)
    assert (answer.status_code, len(gaps(company))) == (422, 4)
    assert "changed the organisation meanwhile" in answer.content.decode()


def test_findings_without_a_fix_are_named_as_left_out(
    client: Client, company: Organisation, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second, *_ = gaps(company)

    every = Snapshot.remedies

    def but_for_one(snapshot: Snapshot, finding: Finding) -> Remedies:
        return Remedies((), (), ()) if finding.code == second.code else every(snapshot, finding)

    monkeypatch.setattr(Snapshot, "remedies", but_for_one)
    answer = send(client, company, look="1", code=[first.code, second.code])
    assert answer.context["form"].without == [second]
    assert "1 left out" in answer.content.decode()


def test_a_viewer_fixes_nothing(company: Organisation) -> None:
    viewer = Client()
    viewer.force_login(MembershipFactory.create(organisation=company, right=Right.VIEWER).user)
    assert send(viewer, company, look="1", code=gaps(company)[0].code).status_code == 403


def test_a_locked_plan_takes_nothing(client: Client, company: Organisation) -> None:
    owner = company.memberships.get().user
    plan = editing.create(company, name="Spring", target=TODAY, owner=owner)
    data = filled(looked(client, company, plan.slug))
    Plan.objects.update(state=Plan.State.REVIEW)
    answer = send(client, company, plan.slug, **data)
    assert answer.status_code in (403, 422)
    assert plan.steps.count() == 0

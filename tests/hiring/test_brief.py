"""The job brief of a position: what it is written from, who may write it, and what becomes of it."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from html import unescape
from io import BytesIO

import pytest
from django.test import Client
from django.urls import reverse
from docx import Document as Word

from planning.core.changes.change import add
from planning.core.records import Assignment, Person, Position, Product, Requisition
from planning.models import JobBrief, Plan
from planning.organisation import store, writes
from planning.plans import editing
from portal.models import Organisation, Right
from tests.changes import edited
from tests.factories import MembershipFactory

TODAY = date.today()
PMM, PM = "product-marketing-manager", "product-manager"
Clients = Callable[[Right], Client]


@pytest.fixture
def company(organisation: Organisation) -> Organisation:
    """A product with a PM, and an open position for the PMM that it lacks."""
    records = [
        Product("pay", "Payments"),
        Person("ann", "Ann Ek"),
        Position("pm", title="Product Manager", role=PM, holder="ann"),
        Position("pmm", title="PMM, Payments", role=PMM, level=3, stage="open"),
        Assignment("a1", "pay", "pm", PM),
        Assignment("a2", "pay", "pmm", PMM),
        Requisition("pmm", salary_from=Decimal(73219), salary_to=Decimal(81000), salary_currency="EUR"),
    ]
    writes.commit(organisation, [add(TODAY, record) for record in records], title="Start", today=TODAY)
    return organisation


def url(company: Organisation, name: str = "hiring-brief", query: str = "") -> str:
    return reverse(name, args=[company.slug, "pmm"]) + query


def written(company: Organisation, client: Client) -> JobBrief:
    client.post(url(company))
    return JobBrief.objects.get(organisation=company)


def test_what_the_gap_needs_comes_first(company: Organisation, client_as: Clients) -> None:
    texts = written(company, client_as(Right.PLANNER)).texts
    assert "Payments: today no one is responsible for messaging and positioning, " in texts["first"]
    assert texts["responsibilities"].startswith("- Messaging and positioning:")


def test_it_says_what_the_role_is_not_and_who_the_counterpart_is(company: Organisation, client_as: Clients) -> None:
    texts = written(company, client_as(Right.PLANNER)).texts
    assert "Not a Product Manager: they are responsible for roadmap and strategy" in texts["not_this"]
    assert "Product Manager on Payments: Ann Ek" in texts["partners"]


def test_a_draft_is_reviewed_then_issued_and_edited_it_is_a_draft_again(
    company: Organisation, client_as: Clients
) -> None:
    client, reviewer = client_as(Right.PLANNER), client_as(Right.PLANNER)
    brief = written(company, client)
    for who, state in ((reviewer, "reviewed"), (client, "issued")):
        who.post(url(company), {"to": state, "seen": brief.version})
        brief.refresh_from_db()
        assert brief.state == state
    assert ["Level", "3, Senior Product Marketing Manager"] in brief.facts
    client.post(url(company, "hiring-brief-edit"), {"mission": "Ours.", "seen": brief.version})
    brief.refresh_from_db()
    assert (brief.state, brief.texts["mission"], brief.facts) == ("draft", "Ours.", [])


def test_of_two_who_edit_the_second_sees_what_the_first_wrote_and_keeps_their_own(
    company: Organisation, client_as: Clients
) -> None:
    one, other = client_as(Right.PLANNER), client_as(Right.PLANNER)
    brief = written(company, one)
    one.post(url(company, "hiring-brief-edit"), {"mission": "First.", "seen": brief.version})
    answer = other.post(url(company, "hiring-brief-edit"), {"mission": "Second.", "seen": brief.version})
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "changed this brief meanwhile." in page
    assert "It is now: First." in page
    assert ">\nSecond.</textarea>" in page


def test_it_says_when_what_it_came_from_has_moved_on(company: Organisation, client_as: Clients) -> None:
    client = client_as(Right.PLANNER)
    brief = written(company, client)
    position = store.org_at(company, TODAY).positions["pmm"]
    writes.commit(company, [edited(TODAY, position, role=PM)], title="Another role", today=TODAY)
    assert "may be out of date" in client.get(url(company)).content.decode()
    client.post(url(company), {"take": "mission", "seen": brief.version})
    brief.refresh_from_db()
    assert "what the product should become" in brief.texts["mission"]


def test_sections_without_a_text_are_named_to_who_can_write_them(company: Organisation, client_as: Clients) -> None:
    client = client_as(Right.PLANNER)
    written(company, client)
    assert "Empty section" not in client.get(url(company)).content.decode()
    JobBrief.objects.update(texts={"mission": "Ours."})
    assert "Empty sections: Success in the first six months, " in client.get(url(company)).content.decode()


@pytest.mark.parametrize(("ending", "start"), [("pdf", b"%PDF"), ("docx", b"PK"), ("md", b"# PMM, Payments")])
def test_it_can_be_downloaded(company: Organisation, client_as: Clients, ending: str, start: bytes) -> None:
    client = client_as(Right.PLANNER)
    written(company, client)
    answer = client.get(url(company, query=f"?format={ending}"))
    assert answer.content.startswith(start)


def test_the_word_file_holds_the_text(company: Organisation, client_as: Clients) -> None:
    client = client_as(Right.PLANNER)
    written(company, client)
    word = Word(BytesIO(client.get(url(company, query="?format=docx")).content))
    assert any(p.text.startswith("Payments: today no one is responsible for messaging") for p in word.paragraphs)


@pytest.mark.parametrize("ending", ["", "?format=md"])
@pytest.mark.parametrize("sees", [True, False])
def test_the_salary_is_told_to_those_who_may_see_cost_alone(
    company: Organisation, client_as: Clients, ending: str, sees: bool
) -> None:
    written(company, client_as(Right.PLANNER))
    JobBrief.objects.update(shows_salary=True)
    client = Client()
    client.force_login(MembershipFactory.create(organisation=company, right=Right.ADMIN, sees_cost=sees).user)
    assert ("73,219" in client.get(url(company, query=ending)).content.decode()) is sees


def test_the_brief_of_a_position_in_a_private_plan_is_seen_by_nobody_else(
    company: Organisation, client_as: Clients
) -> None:
    owner = MembershipFactory.create(organisation=company, right=Right.PLANNER).user
    plan = editing.create(company, name="Quiet", target=TODAY, owner=owner)
    JobBrief.objects.create(organisation=company, plan=plan, position="pmm", texts={"mission": "Quiet words."})
    page = client_as(Right.ADMIN).get(url(company)).content.decode()
    assert "Quiet words." not in page
    assert "No brief yet" in page


@pytest.mark.parametrize("is_open", [True, False])
def test_who_may_not_change_the_brief_in_a_plan_reads_why(
    company: Organisation, client_as: Clients, is_open: bool
) -> None:
    owner, me = (MembershipFactory.create(organisation=company, right=Right.PLANNER).user for _ in range(2))
    state = Plan.State.DRAFT if is_open else Plan.State.REVIEW
    plan = editing.create(company, name="Quiet", target=TODAY, owner=owner)
    Plan.objects.update(state=state)
    plan.shares.create(user=me)
    client = Client()
    client.force_login(me)
    answer = client.post(url(company, query=f"?plan={plan.slug}"))
    assert answer.status_code == 403
    why = f"not yours to change. Ask {owner}." if is_open else "“Quiet” is in review, so nothing in it can be changed"
    assert why in unescape(answer.content.decode())

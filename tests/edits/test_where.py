"""Where an edit goes: the form says it, offers the other place, and what was typed goes along."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.contrib.messages import get_messages
from django.test import Client
from django.urls import reverse
from django.utils.html import escape

from planning.core.changes.change import add
from planning.core.records import Org, Position, Product
from planning.edits.where import NEW
from planning.models import Batch, LineReview, LiveRules, Plan
from planning.organisation import store, writes
from planning.organisation.live import set_rule
from planning.plans import editing
from portal.models import Organisation, Right, User
from tests.changes import edited
from tests.factories import MembershipFactory
from tests.shapes import Answer

TODAY = date.today()
LATER = TODAY + timedelta(days=40)
BY_SCRIPT = {"HX-Request": "true"}


@pytest.fixture
def company(organisation: Organisation) -> Organisation:
    records = [
        Position("boss", title="CEO"),
        Position("pm", title="Product Manager", role="product-manager", manager="boss", location="Oslo"),
        Product("pay", name="Payments"),
    ]
    writes.commit(organisation, [add(TODAY, r) for r in records], title="Start", today=TODAY)
    return organisation


@pytest.fixture
def user(company: Organisation) -> User:
    return MembershipFactory.create(organisation=company, right=Right.PLANNER).user


@pytest.fixture
def client(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def plan(company: Organisation, user: User) -> Plan:
    return editing.create(company, name="Spring", target=LATER, owner=user)


LIVE, IN_SPRING = {"where": "live"}, {"where": "plan", "in_plan": "spring"}
IN_NEW = {"where": "plan", "in_plan": "new"}


def address(company: Organisation, action: str, plan: str = "") -> str:
    return reverse("do", args=[company.slug, action]) + (f"?plan={plan}" if plan else "")


def sent(client: Client, company: Organisation, action: str, plan: str = "", **data: str) -> Answer:
    """`shown` is the place of the form that is sent."""
    data = {"on": TODAY.isoformat(), "shown": plan, "from": plan} | data
    return client.post(address(company, action, plan), data)


def teams(company: Organisation, plan: Plan | None = None) -> list[str]:
    company.refresh_from_db()
    return [team.name for team in store.org_at(company, LATER, plan).teams.values()]


def test_a_form_says_that_it_applies_to_the_live_organisation(company: Organisation, client: Client) -> None:
    text = client.get(address(company, "add-team")).content.decode()
    assert 'id="where-live" aria-describedby="where-live-is" checked' in text
    assert "Applies to the <strong>live organisation</strong> now" in text


def test_a_form_opened_in_a_plan_says_which(company: Organisation, client: Client, plan: Plan) -> None:
    text = " ".join(client.get(address(company, "add-team", "spring")).content.decode().split())
    assert 'id="where-plan" checked' in text
    assert 'Adds to <strong class="break">Spring</strong>; live is unchanged' in text


def test_plans_of_others_and_closed_ones_are_not_offered(company: Organisation, client: Client, user: User) -> None:
    for name, owner, state in (("Theirs", None, "draft"), ("Done", user, "applied"), ("Back", user, "sent-back")):
        made = editing.create(company, name=name, target=LATER, owner=owner)
        Plan.objects.filter(pk=made.pk).update(state=state)
    where = client.get(address(company, "add-team")).context["where"]
    assert [str(plan) for plan in where.plans] == ["Back"]


def test_the_plan_worked_in_last_comes_first(company: Organisation, client: Client, plan: Plan, user: User) -> None:
    editing.create(company, name="Autumn", target=LATER, owner=user)
    editing.edit(plan, [add(LATER, Product("x", name="X"))], title="X", author=user)
    autumn = Plan.objects.get(slug="autumn")
    # What others do in theirs later does not bring it first.
    editing.edit(autumn, [add(LATER, Product("y", name="Y"))], title="Y", author=None)
    where = client.get(address(company, "add-team")).context["where"]
    assert [str(plan) for plan in where.plans] == ["Spring", "Autumn"]


def test_choosing_the_other_place_asks_again_and_writes_nothing(
    company: Organisation, client: Client, plan: Plan
) -> None:
    answer = sent(client, company, "add-team", name="Growth", **IN_SPRING)
    text = answer.content.decode()
    assert answer.status_code == 200
    assert 'value="Growth"' in text
    assert f'action="{address(company, "add-team", "spring")}"' in text
    assert "Add to plan" in text or "Preview impact" in text
    assert teams(company) == teams(company, plan) == []


def test_a_form_that_nobody_has_sent_is_not_told_its_faults(company: Organisation, client: Client, plan: Plan) -> None:
    assert "errorlist" not in sent(client, company, "add-team", name="", **IN_SPRING).content.decode()


def test_what_it_would_do_follows_to_the_other_place(company: Organisation, client: Client, plan: Plan) -> None:
    answer = sent(client, company, "add-team", name="Growth", looked="1", **IN_SPRING)
    assert answer.context["impact"].told


def test_the_proposed_day_becomes_that_of_the_plan(company: Organisation, client: Client, plan: Plan) -> None:
    form = sent(client, company, "add-team", name="Growth", **IN_SPRING).context["form"]
    assert form["on"].value() == LATER.isoformat()


def test_a_day_that_was_typed_stays(company: Organisation, client: Client, plan: Plan) -> None:
    typed = (TODAY + timedelta(days=3)).isoformat()
    form = sent(client, company, "add-team", name="Growth", on=typed, **IN_SPRING).context["form"]
    assert form["on"].value() == typed


def test_a_field_left_alone_gets_the_value_of_the_other_place(
    company: Organisation, client: Client, plan: Plan, user: User
) -> None:
    position = store.org_at(company, LATER).positions["pm"]
    editing.edit(plan, [edited(LATER, position, location="Rome")], title="Rome", author=user)
    form = client.get(address(company, "edit"), {"of": "pm"}).context["form"]
    values = {f.html_name: str(f.value()) for f in form if f.value() not in (None, False, "", [])}
    form = sent(client, company, "edit", **{**values, "title_": "Lead", **IN_SPRING}).context["form"]
    assert (form["location"].value(), form["title_"].value()) == ("Rome", "Lead")
    values = {f.html_name: str(f.value()) for f in form if f.value() not in (None, False, "", [])}
    sent(client, company, "edit", "spring", **{**values, **IN_SPRING})
    after: Org = store.org_at(company, LATER, Plan.objects.get())
    assert (after.positions["pm"].location, after.positions["pm"].title) == ("Rome", "Lead")


def test_a_step_goes_where_the_form_says(company: Organisation, client: Client, plan: Plan) -> None:
    sent(client, company, "add-team", "spring", name="Growth", **IN_SPRING)
    assert (teams(company), teams(company, Plan.objects.get())) == ([], ["Growth"])
    sent(client, company, "add-team", name="Brand", **LIVE)
    assert teams(company) == ["Brand"]


def test_a_plan_that_is_made_in_place_holds_the_step(company: Organisation, client: Client) -> None:
    sent(client, company, "add-team", shown="new", name="Growth", new_plan=" Autumn ", **IN_NEW)
    made = Plan.objects.get()
    assert (made.name, made.state, teams(company), teams(company, made)) == ("Autumn", "draft", [], ["Growth"])


def test_a_new_plan_needs_a_name(company: Organisation, client: Client) -> None:
    answer = sent(client, company, "add-team", shown="new", name="Growth", new_plan=" ", **IN_NEW)
    assert (answer.status_code, Plan.objects.count()) == (422, 0)
    assert "Enter a name for the new plan." in answer.content.decode()


def test_where_the_step_is_refused_no_plan_is_made(company: Organisation, client: Client) -> None:
    answer = sent(client, company, "move", shown="new", key="boss", manager="pm", new_plan="Autumn", **IN_NEW)
    assert (answer.status_code, Plan.objects.count()) == (422, 0)


def test_a_plan_of_somebody_else_cannot_be_chosen(company: Organisation, client: Client) -> None:
    editing.create(company, name="Spring", target=LATER, owner=None)
    assert sent(client, company, "add-team", name="Growth", **IN_SPRING).status_code == 404


def test_the_toast_names_the_place_and_takes_the_step_back(company: Organisation, client: Client, plan: Plan) -> None:
    sent(client, company, "add-team", "spring", name="Growth", next=f"/o/{company.slug}/people/", **IN_SPRING)
    text = client.get(f"/o/{company.slug}/people/").content.decode()
    assert 'Added Growth <span class="where-done">in Spring</span>' in text
    assert f'action="{reverse("plan-undo", args=[company.slug, "spring"])}" data-toast-undo="undo"' in text
    assert 'name="step" value="1"' in text


def test_after_a_step_in_another_place_the_page_looks_at_that(
    company: Organisation, client: Client, plan: Plan
) -> None:
    page = f"/o/{company.slug}/coverage/?view=wide"
    data = {"name": "Growth", "from": "", "next": page, **IN_SPRING}
    followed = f"{page}&plan=spring&on={LATER.isoformat()}"
    assert sent(client, company, "add-team", "spring", **data)["Location"] == followed
    url = address(company, "add-team", "spring")
    data |= {"on": TODAY.isoformat(), "shown": "spring", "name": "Brand"}
    headers = BY_SCRIPT | {"HX-Current-URL": f"http://testserver{page}"}
    assert client.post(url, data, headers=headers)["HX-Redirect"] == followed


def test_from_a_plan_the_page_leads_back_to_live(company: Organisation, client: Client, plan: Plan) -> None:
    page = f"/o/{company.slug}/coverage/?plan=spring&on={LATER.isoformat()}"
    data = {"name": "Growth", "from": "spring", "shown": "", "next": page, **LIVE}
    assert sent(client, company, "add-team", **data)["Location"] == f"/o/{company.slug}/coverage/"


def narrowed(company: Organisation) -> User:
    """The only one who may edit live from now on, beside admins."""
    set_rule(company, LiveRules.Who.APPROVERS)
    return MembershipFactory.create(organisation=company, right=Right.APPROVER).user


def test_a_page_that_shows_live_follows_into_the_plan_that_was_offered(
    company: Organisation, client: Client, plan: Plan
) -> None:
    narrowed(company)
    where = client.get(address(company, "add-team")).context["where"]
    assert (where.place, where.opened_at, where.has_moved) == ("spring", "", True)


def test_who_may_not_edit_live_is_told_so_and_offered_a_plan(company: Organisation, client: Client, plan: Plan) -> None:
    asha = narrowed(company)
    answer = client.get(address(company, "add-team"))
    assert answer.context["where"].place == "spring"
    assert f"only approvers and admins can edit live. Ask {escape(asha)}." in answer.content.decode()
    assert sent(client, company, "add-team", name="Growth", **LIVE).status_code == 403
    assert Batch.objects.count() == 1


def test_the_plan_of_a_review_is_offered_to_other_edits_last(company: Organisation, client: Client, plan: Plan) -> None:
    narrowed(company)
    LineReview.objects.create(organisation=company, name="Lines", plan=plan, due=LATER)
    where = client.get(address(company, "add-team")).context["where"]
    assert (where.place, [one.slug for one in where.plans]) == (NEW, ["spring"])


def test_a_drag_of_theirs_asks_for_the_plan_and_writes_nothing(
    company: Organisation, client: Client, plan: Plan
) -> None:
    narrowed(company)
    asked = {"key": ["pm"], "before": "boss", "on": TODAY.isoformat(), "look": "1"}
    answer = client.post(address(company, "reorder"), asked, headers=BY_SCRIPT)
    assert answer.context["where"].place == "spring"
    plan.refresh_from_db()
    assert (plan.version, Batch.objects.count()) == (0, 1)


def test_what_happens_in_hiring_is_said_live_by_whoever_plans(company: Organisation, client: Client) -> None:
    narrowed(company)
    writes.commit(company, [add(TODAY, Position("open", title="Engineer"))], title="Open", today=TODAY)
    assert sent(client, company, "move-seat", key="open", to="submitted", **LIVE).status_code == 302
    moved = Batch.objects.get(source=Batch.Source.HIRING)
    assert client.post(reverse("history-undo", args=[company.slug, moved.pk])).status_code == 302
    assert moved.is_undone


def test_a_form_that_is_sent_twice_is_written_once(company: Organisation, client: Client) -> None:
    once = client.get(address(company, "add-team")).context["once"]
    first, second = (sent(client, company, "add-team", name="Growth", once=once, **LIVE) for _ in range(2))
    assert (first.status_code, second.status_code) == (302, 302)
    assert teams(company) == ["Growth"]
    assert Batch.objects.count() == 2


def test_whoever_may_not_import_is_offered_to_add_by_hand_where_there_is_nothing_yet(
    organisation: Organisation, client_as: Callable[[Right], Client]
) -> None:
    narrowed(organisation)
    text = client_as(Right.PLANNER).get(reverse("home", args=[organisation.slug])).content.decode()
    assert "Add a product" in text
    assert "Import files" not in text


def test_a_form_that_is_filled_in_anew_is_written_once_more(company: Organisation, client: Client) -> None:
    once = client.get(address(company, "add-team")).context["once"]
    for name in ("Growth", "Platform"):
        sent(client, company, "add-team", name=name, once=once, **LIVE)
    assert teams(company) == ["Growth", "Platform"]


def test_a_form_that_is_sent_again_after_its_undo_is_not_told_as_done(company: Organisation, client: Client) -> None:
    once = client.get(address(company, "add-team")).context["once"]
    sent(client, company, "add-team", name="Growth", once=once, **LIVE)
    writes.undo(Batch.objects.latest("pk"), today=TODAY)
    answer = sent(client, company, "add-team", name="Growth", once=once, **LIVE)
    assert [str(one) for one in get_messages(answer.wsgi_request)][-1].startswith("This was already done")


def test_an_edit_that_can_only_be_live_says_why(
    company: Organisation, client: Client, plan: Plan, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("planning.edits.actions.teams.AddTeam.live_only", "Plans hold no teams.")
    text = client.get(address(company, "add-team", "spring")).content.decode()
    assert "Plans hold no teams." in text
    assert "Applies to the <strong>live organisation</strong>" in text


@pytest.fixture
def applied(plan: Plan) -> Plan:
    plan.state = Plan.State.APPLIED
    plan.save()
    return plan


@pytest.mark.parametrize("chosen", [{}, IN_SPRING])
def test_a_plan_that_was_applied_meanwhile_is_told_at_once_and_nothing_is_written(
    company: Organisation, client: Client, applied: Plan, chosen: dict[str, str]
) -> None:
    batches = Batch.objects.count()
    answer = sent(client, company, "add-team", "spring", name="Growth", look="1", **chosen)
    text = answer.content.decode()
    assert "Spring has been applied: its changes are live." in text
    assert "Apply this to the live organisation, or choose another plan." in text
    assert "New team Growth" in text
    assert "Spring has been applied" in client.get(address(company, "add-team", "spring")).content.decode()
    sent(client, company, "add-team", "spring", name="Growth", **chosen)
    assert Batch.objects.count() == batches
    sent(client, company, "add-team", "spring", name="Growth", **{**LIVE, "shown": ""})
    assert Batch.objects.count() == batches + 1


def test_without_live_edits_another_plan_is_offered_for_one_that_was_applied(
    company: Organisation, client: Client, applied: Plan
) -> None:
    set_rule(company, LiveRules.Who.NOBODY)
    text = client.get(address(company, "add-team", "spring")).content.decode()
    assert "Choose another plan." in text


def test_the_role_that_the_title_names_wins_over_the_one_offered(company: Organisation, client: Client) -> None:
    asked = {"title_": "Senior Product Designer", "product": "pay", "look": "1", "fte": "1"}
    for role in ("", "product-manager"):
        answer = sent(client, company, "add", role=role, offered=role, **asked)
        assert "works on Payments as Product Designer" in answer.content.decode()
    chosen = sent(client, company, "add", role="product-manager", offered="", **asked).content.decode()
    assert "Payments" in chosen
    assert "as Product Designer" not in chosen
    answer = sent(client, company, "add", **{**asked, "title_": "Wizard"})
    assert "the title does not name one" in answer.content.decode()


def test_a_preview_calls_what_it_brings_by_its_name(company: Organisation, client: Client) -> None:
    answer = sent(client, company, "fill", key="pm", new_person="Ada", look="1")
    assert "is filled by Ada" in answer.content.decode()

"""What can be done in a plan from its pages, by form; each is a step that can be undone."""

import re
from datetime import date
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse

from planning.core.changes.change import add
from planning.core.fixes import Fix
from planning.core.records import Org, Person, Position, Product
from planning.core.rules.base import Finding
from planning.models import Plan
from planning.organisation import store, writes
from planning.organisation.snapshot import Snapshot
from planning.plans import editing
from portal.models import Organisation, Right
from tests.factories import MembershipFactory
from tests.shapes import Answer

TODAY = date(2026, 9, 1)
ON = "2026-12-01"


@pytest.fixture
def company(organisation: Organisation) -> Organisation:
    records = [
        Person("ann", name="Ann"),
        Person("bea", name="Bea"),
        Person("cyd", name="Cyd"),
        Position("boss", title="CEO", holder="ann"),
        Position("one", title="Head of Product", manager="boss", holder="bea"),
        Position("two", title="Head of Growth", manager="boss"),
        Position("pm", title="Product Manager", role="product-manager", manager="one", holder="cyd"),
        Position("qa", title="Tester", manager="pm"),
        Product("pay", name="Payments"),
    ]
    writes.commit(organisation, [add(TODAY, r) for r in records], title="Start", today=TODAY)
    return organisation


@pytest.fixture
def owner(company: Organisation) -> Client:
    client = Client()
    client.force_login(MembershipFactory.create(organisation=company, right=Right.PLANNER).user)
    return client


@pytest.fixture
def plan(company: Organisation, owner: Client) -> Plan:
    user = company.memberships.get().user
    return editing.create(company, name="Spring", target=date.fromisoformat(ON), owner=user)


def do(client: Client, plan: Plan, action: str, **data: str | list[str]) -> Answer:
    url = reverse("do", args=[plan.organisation.slug, action])
    return client.post(f"{url}?plan={plan.slug}", {"on": ON, **data})


def org(plan: Plan, on: str = ON) -> Org:
    plan.refresh_from_db()
    return store.org_at(plan.organisation, date.fromisoformat(on), plan)


def test_known_leave_is_planned_and_undone(company: Organisation, plan: Plan, owner: Client) -> None:
    do(owner, plan, "edit-person", of="cyd", name="Cyd", away_from="2026-12-10", away_until="2027-02-28")
    assert org(plan).people["cyd"].away_until == date(2027, 2, 28)
    owner.post(reverse("plan-undo", args=[company.slug, plan.slug]), {"seen": plan.version})
    assert org(plan).people["cyd"].away_until is None


def test_move_takes_the_reports_along(plan: Plan, owner: Client) -> None:
    do(owner, plan, "move", key="pm", manager="Head of Growth", with_reports="on")
    assert (org(plan).positions["pm"].manager, org(plan).positions["qa"].manager) == ("two", "pm")


def test_move_may_leave_the_reports_with_the_old_manager(plan: Plan, owner: Client) -> None:
    do(owner, plan, "move", key="pm", manager="two")
    assert (org(plan).positions["pm"].manager, org(plan).positions["qa"].manager) == ("two", "one")


def test_move_of_several_is_one_step(plan: Plan, owner: Client) -> None:
    do(owner, plan, "move", key=["pm", "two"], manager="boss", with_reports="on")
    assert plan.steps.count() == 1
    assert org(plan).positions["pm"].manager == "boss"


def test_move_to_nobody_lands_in_the_tray(plan: Plan, owner: Client) -> None:
    do(owner, plan, "move", key="pm", manager="", with_reports="on")
    assert org(plan).positions["pm"].manager == ""


def test_a_ring_is_refused_with_its_path(plan: Plan, owner: Client) -> None:
    answer = do(owner, plan, "move", key="one", manager="qa", with_reports="on")
    assert answer.status_code == 422
    assert "Head of Product" in answer.content.decode()
    assert store.planned(plan) == {}


def test_a_look_says_what_would_be_and_changes_nothing(plan: Plan, owner: Client) -> None:
    answer = do(owner, plan, "move", key="pm", manager="two", with_reports="on", look="1").content.decode()
    assert "moves from Head of Product (Bea) to Head of Growth" in answer
    assert "1 position below moves too" in answer
    assert store.planned(plan) == {}


def test_reordering_puts_a_position_before_its_sibling(plan: Plan, owner: Client) -> None:
    do(owner, plan, "reorder", key="two", before="one")
    assert [p.key for p in org(plan).reports("boss")] == ["two", "one"]


def test_a_vacant_position_gets_title_and_level_from_its_role(plan: Plan, owner: Client) -> None:
    do(owner, plan, "add", manager="one", role="product-marketing-manager", fte="1", product="pay", target_start=ON)
    (new,) = [p for p in org(plan).positions.values() if p.key.startswith("pos-")]
    assert (new.title, new.level, new.manager) == ("Product Marketing Manager", 2, "one")
    assert [a.position for a in org(plan).assignments["pay"]] == [new.key]


def test_a_duplicate_is_vacant(plan: Plan, owner: Client) -> None:
    do(owner, plan, "duplicate", key="pm")
    (twin,) = [p for p in org(plan).positions.values() if p.key.startswith("pos-")]
    assert (twin.title, twin.manager, twin.holder) == ("Product Manager", "one", "")


def test_edit_changes_only_what_differs(plan: Plan, owner: Client) -> None:
    do(
        owner,
        plan,
        "edit",
        of="pm",
        manager="one",
        title_="Senior Product Manager",
        role="product-manager",
        fte="0.8",
        dotted="CEO",
    )
    (planned,) = store.planned(Plan.objects.get()).values()
    assert planned.change.after == {"title": "Senior Product Manager", "fte": 0.8, "dotted": ("boss",)}


def test_ending_moves_the_reports_up_on_the_next_day(plan: Plan, owner: Client) -> None:
    do(owner, plan, "end", key="pm", last_day="2026-12-31", reports="up")
    assert "pm" in org(plan, "2026-12-31").positions
    assert "pm" not in org(plan, "2027-01-01").positions
    assert org(plan, "2027-01-01").positions["qa"].manager == "one"


def test_ending_several_moves_each_report_up_to_the_nearest_who_stays(plan: Plan, owner: Client) -> None:
    do(owner, plan, "end", key=["pm", "one"], last_day="2026-12-31", reports="up")
    assert org(plan, "2027-01-01").positions["qa"].manager == "boss"


def test_what_hangs_under_another_that_moves_stays_under_it(plan: Plan, owner: Client) -> None:
    do(owner, plan, "move", key=["pm", "one", "qa"], manager="two", with_reports="on")
    after = org(plan).positions
    assert (after["one"].manager, after["pm"].manager, after["qa"].manager) == ("two", "one", "pm")


def test_several_without_their_reports_leave_them_to_who_stays(plan: Plan, owner: Client) -> None:
    do(owner, plan, "move", key=["pm", "one"], manager="two")
    after = org(plan).positions
    assert (after["one"].manager, after["pm"].manager, after["qa"].manager) == ("two", "two", "boss")


def test_reports_are_asked_about_only_where_there_are_any(plan: Plan, owner: Client) -> None:
    url = reverse("do", args=[plan.organisation.slug, "end"])
    assert "Its reports" not in owner.get(url, {"plan": plan.slug, "key": "qa"}).content.decode()
    assert "Its reports" in owner.get(url, {"plan": plan.slug, "key": "pm"}).content.decode()


def test_keys_too_many_for_an_address_are_posted_to_the_form(plan: Plan, owner: Client) -> None:
    answer = do(owner, plan, "move", key=["pm", "two"], ask="1").content.decode()
    assert "2 positions" in answer
    assert store.planned(plan) == {}


def test_making_vacant_keeps_the_position(plan: Plan, owner: Client) -> None:
    do(owner, plan, "vacate", key="pm")
    assert org(plan).positions["pm"].holder == ""


def test_a_person_is_moved_onto_a_vacant_position(plan: Plan, owner: Client) -> None:
    do(owner, plan, "seat", key="pm", position="two")
    assert (org(plan).positions["two"].holder, org(plan).positions["pm"].holder) == ("cyd", "")


def test_a_taken_position_takes_nobody_else(plan: Plan, owner: Client) -> None:
    answer = do(owner, plan, "seat", key="pm", position="one")
    assert "Someone already holds that position" in answer.content.decode()


def test_a_new_person_fills_a_position(plan: Plan, owner: Client) -> None:
    do(owner, plan, "fill", key="two", new_person="Dee")
    after = org(plan)
    assert after.people[after.positions["two"].holder].name == "Dee"


def test_assigning_shows_the_load_before_and_after(plan: Plan, owner: Client) -> None:
    data = {"product": "pay", "role": "product-manager", "kind_": "owner", "share": "100"}
    answer = do(owner, plan, "assign", key="pm", look="1", **data).content.decode()
    assert "Cyd goes from 0 to 1 product; the limit is 3." in answer
    do(owner, plan, "assign", key="pm", **data)
    assert [a.position for a in org(plan).assignments["pay"]] == ["pm"]


@pytest.mark.parametrize(
    ("action", "data", "message"),
    [
        ("move", {"manager": "two"}, "Choose a position"),
        ("move", {"key": "pm", "manager": "Nobody I know"}, "No position matches"),
        ("move", {"key": "pm", "manager": "two", "on": "0026-01-01"}, "is out of range"),
        ("add", {"fte": "1"}, "Enter a title or choose a role"),
        ("add", {"title_": "X", "fte": "9"}, "Enter 2 or less"),
        ("end", {"key": "pm", "last_day": "2027-01-01", "reports": "to"}, "Choose who they report to"),
        ("fill", {"key": "two"}, "not both"),
        (
            "assign",
            {"key": "pm", "product": "nope", "role": "product-manager", "kind_": "owner", "share": "1"},
            "is not available",
        ),
    ],
)
def test_bad_input_is_refused_at_the_form(
    plan: Plan, owner: Client, action: str, data: dict[str, str], message: str
) -> None:
    answer = do(owner, plan, action, **data)
    assert answer.status_code == 422
    assert message in answer.content.decode()
    assert store.planned(plan) == {}


@pytest.mark.parametrize(
    ("action", "asked", "said"),
    [
        ("move", {"key": "gone", "manager": "two"}, "This position does not exist on 1 Dec 2026."),
        ("move", {"manager": "two"}, "Choose a position first."),
        ("edit-product", {"of": "gone", "name": "Pay"}, "This product no longer exists."),
    ],
)
def test_what_has_gone_meanwhile_is_said_in_words(
    plan: Plan, owner: Client, action: str, asked: dict[str, str], said: str
) -> None:
    answer = do(owner, plan, action, **asked).content.decode()
    assert said in answer
    assert "Hidden field" not in answer


def test_an_unknown_edit_is_not_there(plan: Plan, owner: Client) -> None:
    assert do(owner, plan, "explode").status_code == 404


def test_somebody_elses_edit_meanwhile_is_shown_before_it_is_done(plan: Plan, owner: Client) -> None:
    do(owner, plan, "vacate", key="one")
    answer = do(owner, plan, "move", key="pm", manager="two", with_reports="on", seen="0")
    assert "Someone changed the plan meanwhile" in answer.content.decode()


def test_suggestions_hold_every_word_that_was_typed(plan: Plan, owner: Client) -> None:
    url = reverse("choose", args=[plan.organisation.slug, "position"])
    bea = {"key": "one", "name": "Bea", "detail": "Head of Product", "shown": "Bea, Head of Product"}
    assert owner.get(url, {"q": "product bea"}).json() == {"rows": [bea], "total": 1, "sole": "one"}


def test_a_name_that_may_be_several_is_asked_back_with_each_of_them(plan: Plan, owner: Client) -> None:
    answer = do(owner, plan, "move", key="qa", manager="head").content.decode()
    assert "2 positions match “head”" in answer
    assert re.findall(r'name="manager-pick" value="(\w+)"', answer) == ["one", "two"]
    assert store.planned(plan) == {}


def test_the_one_that_is_picked_of_them_counts(plan: Plan, owner: Client) -> None:
    do(owner, plan, "move", key="qa", manager="head", **{"manager-pick": "two"})
    assert org(plan).positions["qa"].manager == "two"


def test_a_private_plan_is_not_there_for_others(plan: Plan) -> None:
    for right in Right:
        client = Client()
        client.force_login(MembershipFactory.create(organisation=plan.organisation, right=right).user)
        for name in ("plan", "plan-version"):
            assert client.get(reverse(name, args=[plan.organisation.slug, plan.slug])).status_code == 404
        assert client.get(reverse("home", args=[plan.organisation.slug]), {"plan": plan.slug}).status_code == 404
        assert plan.name not in client.get(reverse("plans", args=[plan.organisation.slug])).content.decode()


def test_a_reader_cannot_edit(plan: Plan) -> None:
    membership = MembershipFactory.create(organisation=plan.organisation, right=Right.PLANNER)
    plan.shares.create(user=membership.user)
    client = Client()
    client.force_login(membership.user)
    assert do(client, plan, "vacate", key="pm").status_code == 403


def fix(client: Client, plan: Plan, finding: Finding, chosen: Fix, **more: str) -> Answer:
    rule, subject, of, about = finding.identity
    return do(
        client, plan, "fix", rule=rule, subject=subject, of=of, about=about, kind=chosen.kind, which=chosen.key, **more
    )


def gap(plan: Plan) -> tuple[Finding, dict[str, Fix]]:
    """The missing PM of the one product, and its fixes by title."""
    look = Snapshot(plan.organisation, date.fromisoformat(ON), plan)
    finding = next(f for f in look.findings if f.rule == "cov-pm")
    return finding, {one.fix.title: one.fix for one in look.remedies(finding).fixes}


def test_a_fix_shows_what_it_closes_before_it_is_done(plan: Plan, owner: Client) -> None:
    finding, fixes = gap(plan)
    (chosen,) = [fix for title, fix in fixes.items() if title.startswith("Make Cyd")]
    assert "Closes 1" in fix(owner, plan, finding, chosen, look="1").content.decode()
    fix(owner, plan, finding, chosen)
    assert "cov-pm" not in {
        f.rule for f in Snapshot(plan.organisation, date.fromisoformat(ON), Plan.objects.get()).findings
    }
    assert plan.steps.count() == 1


def test_a_finding_that_is_closed_needs_no_fix(plan: Plan, owner: Client) -> None:
    finding, fixes = gap(plan)
    chosen = next(iter(fixes.values()))
    fix(owner, plan, finding, chosen)
    assert f"already closed in {plan}" in fix(owner, plan, finding, chosen).content.decode()


def test_an_address_alone_shows_what_a_drag_would_do_and_does_nothing(plan: Plan, owner: Client) -> None:
    url = reverse("do", args=[plan.organisation.slug, "move"])
    asked = {"plan": plan.slug, "key": "pm", "manager": "two", "with_reports": "on", "look": "1", "on": ON}
    answer = owner.get(url, asked).content.decode()
    assert "moves from Head of Product (Bea) to Head of Growth" in answer
    assert store.planned(plan) == {}


def test_a_look_at_a_move_onto_an_open_position_leads_to_transferring_the_holder(plan: Plan, owner: Client) -> None:
    looked = do(owner, plan, "move", key="pm", manager="two", with_reports="on", look="1").content.decode()
    there = re.search(r'href="([^"]+)">Transfer the holder to it instead', looked)
    assert there
    form = owner.get(unescape(there[1])).context["form"]
    assert (form.keys, form.data["position"], form.data["on"]) == (["pm"], "two", ON)
    assert form.data["plan"] == plan.slug


def test_nothing_is_offered_in_a_plan_that_is_locked(plan: Plan, owner: Client) -> None:
    url = reverse("position", args=[plan.organisation.slug, "pm"])
    chart = reverse("chart", args=[plan.organisation.slug])
    assert "Close position…" in owner.get(url, {"plan": plan.slug}).content.decode()
    assert "data-edit-url" in owner.get(chart, {"plan": plan.slug}).content.decode()
    Plan.objects.update(state=Plan.State.REVIEW)
    assert "Close position…" not in owner.get(url, {"plan": plan.slug}).content.decode()
    assert "data-edit-url" not in owner.get(chart, {"plan": plan.slug}).content.decode()

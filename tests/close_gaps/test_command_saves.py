"""What the command `close_gaps` saves, and what it refuses."""

import json

import pytest
from django.core.management import CommandError, call_command

from planning.core.rules.base import code_of
from planning.models import Plan, Share
from planning.plans import editing
from portal.models import Membership, Organisation, Right, User
from tests.close_gaps import made
from tests.close_gaps.commanding import answer, refusal, run
from tests.factories import MembershipFactory, ProductFactory
from tests.small_organisation import PM

pytestmark = [pytest.mark.django_db, pytest.mark.once]
LEDGER = code_of(("cov-pm", "product", "ledger", ""))


def test_a_saved_plan_belongs_to_the_first_admin(asked: Organisation, admin: User) -> None:
    MembershipFactory.create(organisation=asked, right=Right.ADMIN)
    found = answer(asked, "--save", "Close gaps")
    plan = Plan.objects.get()
    assert (plan.owner, plan.name, plan.slug, plan.state) == (admin, "Close gaps", found["saved"], Plan.State.DRAFT)
    assert not Share.objects.exists()


def test_an_admin_who_cannot_sign_in_is_not_the_first(asked: Organisation, admin: User) -> None:
    User.objects.filter(pk=admin.pk).update(is_active=False)
    other = MembershipFactory.create(organisation=asked, right=Right.ADMIN).user
    run(asked, "--save", "Close gaps")
    assert Plan.objects.get().owner == other


def test_as_a_member_the_saved_plan_is_theirs(asked: Organisation, admin: User) -> None:
    planner = MembershipFactory.create(organisation=asked, right=Right.PLANNER).user
    run(asked, "--save", "Close gaps", "--as", planner.email)
    assert Plan.objects.get().owner == planner


def test_a_plan_that_changes_nothing_is_not_saved_and_says_so(asked: Organisation, admin: User) -> None:
    out, err = run(asked, "--save", "Close gaps", "--forbid", "ledger", "checkout", "--format", "json")
    assert json.loads(out)["saved"] is None
    assert "no plan was saved" in err
    assert not Plan.objects.exists()


def test_saved_in_a_plan_it_goes_on_from_that(asked: Organisation, admin: User) -> None:
    third = ProductFactory.create(organisation=asked, key="third", name="Third", stage="build", market_facing=False)
    base = editing.create(asked, name="Base", target=made.BY, owner=admin)
    editing.edit(base, made.changes(made.assign()), title="Assign", author=admin)
    run(asked, "--plan", "base", "--save", "Close gaps")
    plan = Plan.objects.get(name="Close gaps")
    assert [step.title for step in plan.steps.all()][:1] == ["Copy of Base"]
    assert third.key in json.dumps([step.moves for step in plan.steps.all()])


# What is refused


@pytest.mark.parametrize(
    ("options", "starts", "remedy"),
    [
        (["--by", "soon"], "--by", "such as 2027-04-01"),
        (["--by", "2026-01-01"], "--by", "Enter a later date"),
        (["--budget", "much"], "--budget", "such as 300000"),
        (["--budget", "-5"], "--budget", "0 or more"),
        (["--currency", "EUR"], "--currency", "Add --budget"),
        (["--budget", "5", "--currency", "USD"], "--currency", "use EUR"),
        (["--max-load", "PM"], "--max-load", "like PM=4"),
        (["--max-load", "CEO=4"], "--max-load", "Known: PM, PMM"),
        (["--max-load", "PM=9999"], "--max-load", "0 to 1,000"),
        (["--max-load", "PM=" + "9" * 5000], "--max-load", "like PM=4"),
        (["--max-load", "PM=2", "PM=3"], "--max-load: PM is given twice, as 2 and as 3", "each role once"),
        (["--max-load", "PM=2", "--max-load", f"{PM}=2"], "--max-load: PM is given twice", "each role once"),
        (["--pin", "gone"], "--pin", "remove it"),
        (["--pin", ""], "--pin", "one line of 1 to 300 characters"),
        (["--on", "9999-12-31"], "--on", "Enter 1950 to 2100"),
        (["--forbid", "gone"], "--forbid", "remove it"),
        (["--plan", "gone"], "--plan", "not found"),
        (["--as", "gone@example.com"], "--as", "no member"),
        (["--save", "Close gaps"], "--save", "--as EMAIL"),
        (["--save", " ", "--as", "gone@example.com"], "--as", "no member"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_what_cannot_be_asked_names_the_argument_and_the_remedy(
    asked: Organisation, options: list[str], starts: str, remedy: str
) -> None:
    text = refusal(asked, *options)
    assert text.startswith(starts)
    assert remedy in text


def test_an_unknown_organisation_is_refused(db: None) -> None:
    with pytest.raises(CommandError, match="organisation not found") as refused:
        call_command("close_gaps", "--org", "gone")
    assert refused.value.returncode == 2


@pytest.mark.parametrize("name", ["", "   ", "x" * 121, "two\nlines"])
def test_a_name_that_no_plan_can_have_is_refused(asked: Organisation, admin: User, name: str) -> None:
    assert "1 to 120 characters" in refusal(asked, "--save", name)


def test_a_viewer_saves_no_plan(asked: Organisation) -> None:
    viewer = MembershipFactory.create(organisation=asked, right=Right.VIEWER).user
    assert "planner access" in refusal(asked, "--save", "Close gaps", "--as", viewer.email)


def test_a_member_asks_in_no_plan_that_they_cannot_see(asked: Organisation, admin: User) -> None:
    base = editing.create(asked, name="Base", target=made.BY, owner=admin)
    member: Membership = MembershipFactory.create(organisation=asked, right=Right.ADMIN)
    assert refusal(asked, "--plan", "base", "--as", member.user.email).startswith("--plan 'base'")
    Share.objects.create(plan=base, user=member.user)
    assert answer(asked, "--plan", "base", "--as", member.user.email)["status"] == "optimal"


def test_a_member_of_another_organisation_is_unknown(asked: Organisation) -> None:
    other = MembershipFactory.create(right=Right.ADMIN).user
    assert refusal(asked, "--as", other.email).startswith("--as")


def test_a_budget_of_a_member_without_access_to_cost_is_refused(asked: Organisation) -> None:
    member = MembershipFactory.create(organisation=asked).user
    assert refusal(asked, "--budget", "5", "--as", member.email).startswith("--budget: This needs access to cost")

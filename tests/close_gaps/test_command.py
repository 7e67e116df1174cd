"""The command `close_gaps`, whose output scripts rely on."""

import json
import subprocess
import sys
from datetime import timedelta
from decimal import Decimal
from io import StringIO

import pytest
from django.core.management import call_command

from planning.close_gaps import told
from planning.core.changes.change import Change
from planning.core.close_gaps.answer import Answer, Point, Status
from planning.core.names import Names
from planning.core.records import Org, Product
from planning.core.rules.base import code_of
from planning.models import GapAnswer, Plan, Rate
from planning.organisation import writes
from portal.models import Organisation, Right, User
from tests.close_gaps import made
from tests.close_gaps.commanding import answer, price, run
from tests.core import sample
from tests.factories import MembershipFactory, OrganisationFactory, ProductFactory, UserFactory
from tests.small_organisation import PM, PMM

pytestmark = [pytest.mark.django_db, pytest.mark.once]
LEDGER = code_of(("cov-pm", "product", "ledger", ""))


def test_json_has_the_fields_of_the_contract(asked: Organisation) -> None:
    found = answer(asked)
    required = {"status", "gap", "cost", "currency", "moves", "closed", "open", "curve"}
    assert required <= found.keys()
    assert (found["status"], found["gap"], found["cost"], found["currency"]) == ("optimal", 0, 0, "EUR")
    (move,) = [move for move in found["moves"] if move["kind"] == "assign"]
    assert {"kind", "position", "product", "role", "from", "cost", "closes"} <= move.keys()
    assert (move["position"], move["product"], move["role"], move["cost"]) == ("luis", "ledger", PM, 0)
    assert (found["closed"], found["open"], found["curve"]) == ([LEDGER], [], [])


def test_codes_are_those_of_the_findings(asked: Organisation) -> None:
    out = StringIO()
    call_command("findings", "--org", asked.slug, "--on", "2027-01-04", "--format", "json", stdout=out)
    codes = {finding["code"] for finding in json.loads(out.getvalue())}
    assert set(answer(asked)["closed"]) <= codes


def test_what_stays_open_says_why(asked: Organisation) -> None:
    found = answer(asked, "--forbid", "ledger")
    assert [(gap["code"], bool(gap["because"])) for gap in found["open"]] in ([], [(LEDGER, True)])
    assert "ledger" not in {move["product"] for move in found["moves"]}


def test_what_ends_by_itself_is_not_closed_by_the_plan(asked: Organisation) -> None:
    ends = Change(made.ON + timedelta(days=50), "product", "ledger", {"stage": "build"}, {"stage": "sunset"})
    writes.commit(asked, [ends], title="End", today=made.ON)
    found = answer(asked, "--forbid", "ledger")
    assert (found["closed"], [gap["code"] for gap in found["open"]]) == ([], [LEDGER])


def test_nothing_is_written_unless_asked(asked: Organisation, admin: User) -> None:
    run(asked)
    assert (Plan.objects.exists(), GapAnswer.objects.exists()) == (False, False)


def test_twelve_months_are_asked_about_unless_told_otherwise(asked: Organisation) -> None:
    assert answer(asked) == answer(asked, "--by", "2028-01-04")


def test_a_load_is_given_by_code_or_short_name(asked: Organisation) -> None:
    ProductFactory.create(organisation=asked, key="third", name="Third", stage="build", market_facing=False)
    for role in ("PM=1", "pm=1", f"{PM}=1"):
        moves = answer(asked, "--max-load", role)["moves"]
        assert not [move for move in moves if move["kind"] == "assign"]


def test_several_loads_pins_and_forbidden_keys_are_taken(asked: Organisation) -> None:
    key = f"assign:luis:ledger:{PM}"
    options = ["--max-load", "PM=4", "PMM=5", "--pin", key, "--pin", "checkout", "--forbid", "aisha", "h-aisha"]
    assert key in [move["key"] for move in answer(asked, *options)["moves"]]


def test_a_hire_of_unknown_cost_is_null_and_counted(asked: Organisation) -> None:
    found = answer(asked, "--forbid", "luis")
    (hire,) = [move for move in found["moves"] if move["kind"] == "hire"]
    assert (hire["cost"], hire["unknown_cost"], found["unknown_costs"], found["hires"]) == (None, True, 1, 1)


def test_a_hire_costs_what_its_band_says(asked: Organisation) -> None:
    price(asked)
    found = answer(asked, "--forbid", "luis")
    (hire,) = [move for move in found["moves"] if move["kind"] == "hire"]
    assert hire["cost"] == found["cost"] == 117_000


def test_a_budget_that_is_too_small_leaves_the_gap_open(asked: Organisation) -> None:
    price(asked)
    found = answer(asked, "--forbid", "luis", "--budget", "50000")
    assert (found["cost"], found["hires"], found["status"]) == (0, 0, "optimal")


def test_the_curve_is_worked_out_where_asked_for(asked: Organisation) -> None:
    price(asked)
    curve = answer(asked, "--forbid", "luis", "--curve")["curve"]
    assert curve[0]["cost"] == 0
    assert (curve[-1]["cost"], curve[-1]["hires"]) == (117_000, 1)
    assert curve[-1]["open_critical_days"] < curve[0]["open_critical_days"]


def test_a_budget_in_another_currency_is_converted(asked: Organisation) -> None:
    price(asked)
    Rate.objects.create(organisation=asked, currency="USD", into="EUR", rate=Decimal("0.5"), since="2020-01-01")
    hires = [
        answer(asked, "--forbid", "luis", "--budget", n, "--currency", "USD")["hires"] for n in ("230000", "240000")
    ]
    assert hires == [0, 1]


def test_as_a_member_without_access_to_cost_none_is_told(asked: Organisation) -> None:
    price(asked)
    member = MembershipFactory.create(organisation=asked, right=Right.VIEWER)
    found = answer(asked, "--as", member.user.email.upper(), "--forbid", "luis")
    assert (found["cost"], found["currency"], found["hires"]) == (None, "", 1)
    assert {move["cost"] for move in found["moves"]} == {None}


def test_as_a_member_with_access_to_cost_it_is_told(asked: Organisation) -> None:
    price(asked)
    member = MembershipFactory.create(organisation=asked, right=Right.VIEWER, sees_cost=True)
    assert answer(asked, "--as", member.user.email, "--forbid", "luis")["cost"] == 117_000


def test_without_products_the_text_says_that_there_is_no_gap_and_why(db: None) -> None:
    empty: Organisation = OrganisationFactory.create()
    first, *notes = run(empty)[0].splitlines()
    assert first == "There is no gap to close."
    assert notes == ["There are no products yet. Import them, or find them in the data."]


# As text


def text_of(answer: Answer, curve: tuple[Point, ...] = ()) -> str:
    return told.as_text(answer, curve, Names(Org.of(made.ON, Product("console", "Console")), sample.content()))


def test_text_tells_the_moves_what_stays_open_and_the_cost(asked: Organisation) -> None:
    step = made.assign("aisha")._replace(is_next_step=True)
    assert text_of(made.answer(None, made.assign(), made.hire(), step), (Point(Decimal(0), 0, 42),)) == (
        "Good, but not proven to be the best.\n"
        "Nothing was left out.\n"
        "Open critical days: 42 now, 12 with the plan.\n"
        "Without hires that are due: 50 now, 49 with the plan.\n"
        "Warning days: 7 now, 1 with the plan.\n"
        "EUR 98,000.50 more a year, plus 1 hire of unknown cost: 1 hire, 1 person changes.\n"
        "\n"
        "Assign ledger to luis [assign:luis:ledger:product-manager]\n"
        "Hire a Product Manager, EUR 98,000.50 a year [hire:product-manager:ledger]\n"
        "1 next step follows from these.\n"
        "\n"
        "Stays open:\n"
        "Console, Product Manager, critical from 4 Jan 2027: It needs 85k more.\n"
        "\n"
        "What a budget buys:\n"
        "EUR 0 and 0 hires: 42 critical days left open"
    )


def test_text_of_an_answer_without_cost_tells_none() -> None:
    assert "EUR" not in text_of(made.answer(None, made.assign(), cost=None, currency="", unknown=0))


def test_text_of_an_answer_at_no_cost_says_so() -> None:
    assert "No additional cost: 0 hires" in text_of(
        made.answer(None, made.assign(), cost=Decimal(0), unknown=0, hires=0)
    )


def test_text_of_a_hire_of_unknown_cost_says_so() -> None:
    assert ", cost unknown [" in text_of(made.answer(None, made.hire(cost=None)))


def test_text_of_what_cannot_be_kept_to_says_why() -> None:
    found = Answer(made.question(), Status.INFEASIBLE, notes=("The budget is overrun.",))
    assert text_of(found) == "No plan meets these limits.\nThe budget is overrun."


def test_text_names_the_saved_plan(asked: Organisation, admin: User) -> None:
    out, _ = run(asked, "--save", "Close gaps")
    assert f"Saved as plan “Close gaps” ({Plan.objects.get().slug}), visible only to" in out


def test_infeasible_ends_well(asked: Organisation, monkeypatch: pytest.MonkeyPatch) -> None:
    from planning.management.commands import close_gaps

    monkeypatch.setattr(close_gaps, "ask", lambda *given, **how: Answer(made.question(), Status.INFEASIBLE))
    assert answer(asked)["status"] == "infeasible"


@pytest.mark.parametrize("role", [PM, PMM])
def test_an_organisation_without_anyone_in_a_role_has_an_answer(organisation: Organisation, role: str) -> None:
    ProductFactory.create(organisation=organisation, key="only", name="Only", stage="growth")
    assert answer(organisation)["status"] in ("optimal", "feasible")
    assert role


def test_no_one_owns_a_plan_that_was_not_asked_for(asked: Organisation) -> None:
    UserFactory.create()
    assert answer(asked)["status"] == "optimal"


SOLVE = """
from planning.close_gaps.solver import Highs
from planning.core.close_gaps.program import Program

program = Program()
column = program.column(3.5)
print(Highs(program).minimise({column: -1.0}, 1.0).objective)
"""


def test_the_solver_prints_nothing_into_the_json() -> None:
    """In a process of its own: what the solver prints goes past Python's streams, once a process."""
    done = subprocess.run([sys.executable, "-c", SOLVE], check=True, capture_output=True, text=True)
    assert done.stdout == "-3.0\n"

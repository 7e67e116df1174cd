"""Where what only a person can do is done, and where it is said that there is nothing to fix."""

from datetime import date

import pytest
from django.urls import reverse

from planning.core.changes.change import add
from planning.core.fixes import Decision, DecisionKind, Form, Hint
from planning.core.records import Org
from planning.core.rules import Finding, Subject
from planning.findings import ways_out
from planning.findings.ways_out import Here
from planning.models import Product
from planning.organisation.snapshot import Snapshot
from portal.guard import Access
from portal.models import Organisation, Right
from tests.factories import MembershipFactory
from tests.small_organisation import SignIn

pytestmark = pytest.mark.django_db

TODAY = date(2026, 9, 1)
PARTNERS = Finding("partner-build", "warning", Subject("product", "checkout", "Checkout"), "No design partner.")


def here(organisation: Organisation, right: Right = Right.PLANNER) -> Here:
    access = Access(organisation, MembershipFactory.create(organisation=organisation, right=right), TODAY, TODAY)
    org: Org = Snapshot(organisation, TODAY).org
    return Here(access, org, "/o/acme/findings/")


@pytest.mark.parametrize("form", Form)
def test_every_form_opens(filled: Organisation, client_as: SignIn, form: Form) -> None:
    of_products, of_people = (Form.PRODUCT, Form.ASSIGN, Form.PAIR, Form.ACCOUNTABLE), (Form.PERSON, Form.LEAVE)
    key = "ledger" if form in of_products else "h-luis" if form in of_people else "luis"
    way = ways_out.of_hint(here(filled), Hint("Do it", form, key))
    assert client_as(Right.ADMIN).get(way.url, follow=True).status_code == 200


def test_a_form_over_a_product_or_a_position_is_a_dialog(filled: Organisation) -> None:
    of_product, of_position = (ways_out.of_hint(here(filled), Hint("", Form.ASSIGN, key)) for key in ("ledger", "luis"))
    assert "/do/cover/?of=ledger" in of_product.url
    assert "/do/assign/?key=luis" in of_position.url
    assert of_position.is_dialog


def test_who_may_change_nothing_reads_what_could_be_done(filled: Organisation) -> None:
    at = here(filled, Right.VIEWER)
    assert ways_out.of_hint(at, Hint("Move the launch", Form.PRODUCT, "ledger")) == ("Move the launch", "", False)
    assert ways_out.of_decisions(at, PARTNERS, [Decision(DecisionKind.CONFIRM, "It is so")]) == []


def test_an_assumption_is_confirmed_where_the_product_is_known(filled: Organisation) -> None:
    (way,) = ways_out.of_decisions(here(filled), PARTNERS._replace(assumed=("stage",)), [])
    assert (way.text, way.is_dialog) == ("Confirm what is assumed", True)
    assert "/do/confirm-product/?of=checkout" in way.url


def test_a_decision_that_confirms_takes_the_place_of_the_way_to_the_setup(filled: Organisation) -> None:
    ledger = Snapshot(filled, TODAY).org.products["ledger"]
    decision = Decision(DecisionKind.CONFIRM, "It is so", (add(TODAY, ledger),))
    (way,) = ways_out.of_decisions(here(filled), PARTNERS._replace(assumed=("stage",)), [decision])
    assert way.text == "It is so"


def test_only_admins_switch_a_rule_off(filled: Organisation) -> None:
    assert ways_out.of_rule(here(filled), PARTNERS) is None
    way = ways_out.of_rule(here(filled, Right.ADMIN), PARTNERS)
    assert way
    assert way.url.endswith("/findings/rules/#rule-partner-build")


def test_not_applicable_is_written_with_its_undo(filled: Organisation, client_as: SignIn) -> None:
    snapshot = Snapshot(filled, TODAY)
    finding, decision = next(
        (f, d) for f in snapshot.findings for d in snapshot.remedies(f).decisions if d.kind == "not-applicable"
    )
    (way,) = [w for w in ways_out.of_decisions(here(filled), finding, [decision]) if w.text == decision.title]
    planner = client_as(Right.PLANNER)
    assert decision.title in planner.get(way.url).content.decode()
    rule, subject, of, about = finding.identity
    named = {"rule": rule, "subject": subject, "of": of, "about": about, "which": decision.title}
    planner.post(reverse("do", args=[filled.slug, "decide"]), {**named, "on": TODAY.isoformat()})
    assert Product.objects.get(organisation=filled, key=finding.subject.key).without


def test_a_decision_that_is_not_offered_is_refused(filled: Organisation, client_as: SignIn) -> None:
    named = {"rule": "cov-pm", "subject": "product", "of": "ledger", "about": "", "which": "Nothing of the kind"}
    answer = client_as(Right.PLANNER).post(
        reverse("do", args=[filled.slug, "decide"]), {**named, "on": TODAY.isoformat()}
    )
    assert answer.status_code == 422

from datetime import date
from typing import Any

import pytest

from planning.core.changes import change as changes
from planning.core.changes.change import Change
from planning.core.content import Content, Responsibility, Role
from planning.core.names import knowing
from planning.core.occasions import leave_text
from planning.core.records import Assignment, Link, Org, Ownership, Person, Position, Product, Requisition
from planning.core.sentences import sentence
from tests.changes import edited

ON = date(2026, 3, 1)
LEAD = Position("lead", title="Head of Product", holder="jo")
OTHER = Position("other", title="Head of Growth")
POSITION = Position("pm", title="Payments PM", manager="lead", holder="mei")
COVERS = Assignment("a", product="pay", position="pm", role="product-manager")
PAYMENTS = Product("pay", name="Payments")
COMPANY = Org.of(
    ON,
    LEAD,
    OTHER,
    POSITION,
    COVERS,
    Person("jo", name="Jo Ek"),
    Person("mei", name="Mei"),
    Product("pay", name="Payments"),
)


def edit(record: Any, **after: Any) -> Change:
    return edited(ON, record, **after)


@pytest.mark.parametrize(
    ("change", "text"),
    [
        (edit(POSITION, manager="other"), "Payments PM (Mei) moves from Head of Product (Jo Ek) to Head of Growth"),
        (edit(POSITION, manager=""), "Payments PM (Mei) no longer reports to Head of Product (Jo Ek)"),
        (edit(POSITION, holder=""), "Payments PM (Mei) is vacated"),
        (edit(OTHER, holder="mei"), "Head of Growth is filled by Mei"),
        (edit(POSITION, title="Lead PM"), "Payments PM (Mei) becomes Lead PM"),
        (edit(POSITION, ends=date(2026, 5, 9)), "Payments PM (Mei) ends on 9 May 2026"),
        (
            edit(POSITION, location="Oslo", fte=0.5),
            "Payments PM (Mei) location set to Oslo, FTE: 1.0 → 0.5",
        ),
        (edit(POSITION._replace(stage="interviewing"), stage=""), "Payments PM (Mei) stage cleared (was interviewing)"),
        (edit(POSITION._replace(ends=date(2026, 5, 9)), ends=None), "Payments PM (Mei) no longer ends on 9 May 2026"),
        (edit(Person("mei", "Mei"), away_until=date(2026, 5, 9)), "Mei on leave until 9 May 2026"),
        (
            edit(Requisition("pm", rank=3), rank=0),
            "Requisition for Payments PM (Mei): no set place in the hiring order any more",
        ),
        (edit(POSITION, dotted=("other",)), "Payments PM (Mei) now with a dotted line to Head of Growth"),
        (
            changes.add(ON, Position("new", title="Designer", manager="lead")),
            "New position Designer (open), reporting to Head of Product (Jo Ek)",
        ),
        (changes.remove(ON, POSITION), "Payments PM is removed"),
        (
            changes.add(ON, Product("x", "Atlas", assumed=("stage", "market_facing", "team"))),
            "New product Atlas (stage is assumed, market-facing is assumed, team is assumed)",
        ),
        (
            edit(Product("pay", "Payments", assumed=("stage",)), stage="beta", assumed=()),
            "Payments stage: growth → beta, stage is no longer assumed",
        ),
        (changes.add(ON, COVERS), "Payments PM (Mei) covers Payments as product manager"),
        (
            changes.add(ON, COVERS._replace(kind="stand-in", share=40)),
            "Payments PM (Mei) covers Payments as product manager, standing in, 40%",
        ),
        (
            changes.add(ON, COVERS._replace(starts=date(2026, 4, 1), ends=date(2026, 6, 30))),
            "Payments PM (Mei) covers Payments as product manager from 1 Apr 2026 until 30 Jun 2026",
        ),
        (changes.add(ON, COVERS._replace(starts=ON)), "Payments PM (Mei) covers Payments as product manager"),
        (changes.remove(ON, COVERS), "Payments PM (Mei) no longer covers Payments as product manager"),
        (edit(COVERS, share=50), "Payments PM (Mei) on Payments as product manager: 50% instead of 100%"),
        (edit(COVERS, kind="stand-in"), "Payments PM (Mei) on Payments as product manager: now stands in"),
        (
            changes.add(
                ON, Ownership("o", product="pay", responsibility="shared/pricing-and-packaging", position="pm")
            ),
            "Payments PM (Mei) is responsible for pricing and packaging on Payments",
        ),
        (
            changes.add(ON, Link("l", product="pay", one="pm", other="other")),
            "Payments PM (Mei) and Head of Growth are paired on Payments",
        ),
        (edit(Product("pay", name="Payments"), stage="launch"), "Payments stage: growth → launch"),
        (edit(POSITION, starts=date(2026, 4, 1)), "Payments PM (Mei) start date set to 1 Apr 2026"),
        (edit(Person("mei", "Mei"), leaves=date(2026, 4, 1)), "Mei last day set to 1 Apr 2026"),
        (changes.add(ON, Product("new", name="Ledger")), "New product Ledger"),
    ],
)
def test_a_change_reads_as_a_sentence(change: Change, text: str) -> None:
    assert sentence(COMPANY, change) == text


def test_what_nobody_knows_is_called_so_and_never_by_its_key() -> None:
    assert sentence(COMPANY, edit(POSITION, manager="gone")).endswith("to an unknown position")
    assert sentence(COMPANY, changes.remove(ON, Position("pos-x"))) == "Untitled position is removed"


CONTENT = Content(
    roles={
        "product-manager": Role("product-manager", "Product Manager", "PM", "product", covers=True),
        "designer": Role("designer", "Product Designer", "", "design"),
    },
    responsibilities=(Responsibility("shared/pricing", "Pricing and packaging", ()),),
    functions={"customer-success": "Customer success"},
)


@pytest.mark.parametrize(
    ("change", "text"),
    [
        (changes.add(ON, COVERS), "Payments PM (Mei) covers Payments as Product Manager"),
        (changes.add(ON, COVERS._replace(role="designer")), "Payments PM (Mei) works on Payments as Product Designer"),
        (changes.remove(ON, COVERS._replace(role="designer")), "no longer works on Payments as Product Designer"),
        (edit(COVERS, kind="stand-in"), "Payments PM (Mei) on Payments as Product Manager: now stands in"),
        (edit(COVERS, position="lead"), "position: Payments PM (Mei) → Head of Product (Jo Ek)"),
        (edit(COVERS, role="data-analyst"), "role: Product Manager → data analyst"),
        (edit(PAYMENTS, without=("customer-success",)), "Payments no longer needs partners in Customer success"),
        (
            changes.add(ON, Ownership("o", product="pay", responsibility="shared/pricing", position="pm")),
            "is responsible for Pricing and packaging on Payments",
        ),
    ],
)
def test_roles_functions_and_kinds_are_told_in_words(change: Change, text: str) -> None:
    assert text in sentence(COMPANY, change, content=CONTENT)


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        (None, None, ""),
        (date(2026, 5, 1), date(2026, 6, 1), "On leave until 1 Jun 2026"),
        (date(2026, 5, 1), None, "On leave"),
        (date(2026, 7, 1), date(2026, 8, 1), "On leave from 1 Jul 2026 until 1 Aug 2026"),
        (date(2026, 4, 1), date(2026, 5, 1), ""),
    ],
)
def test_a_leave_is_said_while_it_is_or_is_to_come(first: date | None, last: date | None, said: str) -> None:
    assert leave_text(Person("a", "Ada", away_from=first, away_until=last), date(2026, 6, 1)) == said


def test_what_goes_away_is_named_by_what_it_was() -> None:
    gone = [changes.remove(ON, COVERS), changes.remove(ON, POSITION)]
    org = knowing(changes.apply(COMPANY, gone), gone)
    assert sentence(org, gone[0]) == "Payments PM (Mei) no longer covers Payments as product manager"


def test_what_comes_with_a_change_is_named_before_it_is_there() -> None:
    new = Position("new", title="Designer", manager="lead")
    come = [changes.add(ON, new), changes.add(ON, Assignment("b", product="pay", position="new", role="designer"))]
    assert sentence(knowing(COMPANY, come), come[1]) == "Designer covers Payments as designer"

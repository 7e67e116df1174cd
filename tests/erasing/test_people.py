from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from planning.core.changes.change import Change, add, edit, remove
from planning.core.records import Assignment, Person, Position, Product, Requisition, Team
from planning.erasing import people
from planning.erasing.people import Terms
from planning.models import Batch
from planning.organisation import store, writes
from planning.plans import editing
from portal.models import Organisation
from tests.changes import edited
from tests.erasing.everywhere import found
from tests.factories import OrganisationFactory, UserFactory

NAME, EMAIL, PAY = "Kofi Mensahx", "kofi.mensahx@example.com", Decimal("98765.43")
CANARIES = (NAME, "mensahx", "98765")
TODAY = date(2026, 6, 1)

pytestmark = pytest.mark.django_db


def begin(organisation: Organisation, key: str) -> None:
    """A small organisation by an import, the person under a key of the kind that files give."""
    first = TODAY - timedelta(days=90)
    records = [
        Team("pay", "Payments"),
        Person("h-ceo", "Amara Obi"),
        Person("h-next", "Ines Moreau"),
        Person(key, NAME, EMAIL, starts=first, away_from=TODAY),
        Position("ceo", "Chief Executive Officer", role="executive", holder="h-ceo"),
        Position(key, "Product Manager", "product-manager", 3, manager="ceo", holder=key, pay=PAY, currency="GBP"),
        Position("next", "Designer", manager=key, holder="h-next"),
        Product("ledger", "Ledger", team="pay"),
        Assignment(f"ledger-{key}", "ledger", key, "product-manager", note=f"until {NAME} is back"),
        Requisition("next", replaces=key, recruiter=NAME, justification=f"{NAME} leaves"),
    ]
    changes = [add(first, record) for record in records]
    writes.commit(organisation, changes, title="Import", today=first, source=Batch.Source.IMPORT, lenient=True)


def steps(organisation: Organisation, key: str, plan: Any) -> list[Any]:
    """What may happen to them, each as changes to what is there."""
    org = store.org_at(organisation, TODAY, plan)

    def raised() -> Change | None:  # what an open position pays is nobody's
        position = org.get("position", key)
        return edit(TODAY, position, pay=Decimal("98765.99")) if position and position.holder == key else None

    def change(kind: str, of: str, **after: Any) -> Change | None:
        record = org.get(kind, of)
        return edit(TODAY, record, **after) if record else None

    return [
        lambda: [change("person", key, name="Kofi A. Mensahx")],
        lambda: [change("person", key, email="k@mensahx.example")],
        lambda: [raised()],
        lambda: [change("position", key, holder="", pay=None)],
        lambda: [change("position", key, title=f"Deputy of {NAME}")],
        lambda: [change("position", "next", manager="ceo")],
        lambda: [change("position", "next", holder="", sharers=()), change("position", key, sharers=("h-next",))],
        lambda: [change("person", key, leaves=TODAY)],
        lambda: [remove(TODAY, org.get("requisition", "next"))] if org.get("requisition", "next") else [],
        lambda: [add(TODAY + timedelta(days=30), Position("new", "Analyst", holder=key, pay=Decimal("98765.11")))],
    ]


def act(organisation: Organisation, key: str, plan: Any, moves: Sequence[tuple[int, int]]) -> None:
    """Edit, plan, undo, as drawn; what cannot be done any more is left out."""
    for how, what in moves:
        try:
            if how == 2:
                batch = Batch.objects.filter(organisation=organisation, undone_by=None).first()
                if batch:
                    writes.undo(batch, today=TODAY)
                continue
            changes = [one for one in steps(organisation, key, plan if how == 1 else None)[what]() if one]
            title = f"Change manager of {NAME}"
            if how == 1 and changes:
                plan = editing.edit(plan, changes, title=title, author=None)
            elif changes:
                writes.commit(organisation, changes, title=title, today=TODAY)
        except (writes.Refused, writes.Stale):
            organisation.refresh_from_db()


def undo_everything(organisation: Organisation) -> None:
    for batch in Batch.objects.filter(organisation=organisation, undone_by=None):
        try:
            writes.undo(batch, today=TODAY)
        except (writes.Refused, writes.Stale):
            organisation.refresh_from_db()


@pytest.mark.once
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=settings().max_examples // 10)
@given(
    key=st.sampled_from(("1042", EMAIL, NAME, "kofi-mensahx")),
    moves=st.lists(st.tuples(st.integers(0, 2), st.integers(0, 9)), max_size=10),
)
@example(key="1042", moves=[(1, 2), (0, 3)])  # a raise is planned, then they leave
def test_nothing_names_somebody_who_was_erased_whatever_happened_before(
    key: str, moves: list[tuple[int, int]], db: None
) -> None:
    with transaction.atomic():
        organisation = OrganisationFactory.create()
        begin(organisation, key)
        plan = editing.create(organisation, name=f"Without {NAME}", target=TODAY, owner=UserFactory.create())
        act(organisation, key, plan, moves)
        organisation.refresh_from_db()
        before = shape(organisation)
        row = people.erase(organisation, key, Terms(f"{NAME} asked"), by=None, now=timezone.now())
        assert found(CANARIES) == []
        assert shape(organisation) == before
        undo_everything(organisation)
        assert found(CANARIES) == []
        assert str(row) == "Erased person 1"
        transaction.set_rollback(True)
    store.forget()


def test_what_a_plan_pays_on_a_position_they_had_left_stays() -> None:
    organisation = OrganisationFactory.create()
    begin(organisation, "1042")
    plan = editing.create(organisation, name="Hire", target=TODAY, owner=UserFactory.create())
    held = store.org_at(organisation, TODAY).positions["1042"]
    writes.commit(organisation, [edited(TODAY, held, holder="", pay=None)], title="Vacate", today=TODAY)
    vacant = store.org_at(organisation, TODAY, plan).positions["1042"]
    editing.edit(plan, [edited(TODAY, vacant, pay=Decimal("54321"))], title="Offer", author=None)
    people.erase(organisation, "1042", Terms(), by=None, now=timezone.now())
    assert plan.steps.get().moves[0]["after"] == {"pay": "54321"}


def shape(organisation: Organisation) -> list[Any]:
    """What the organisation is without names: who sits where, from when, under whom, by number."""
    days = (TODAY - timedelta(days=60), TODAY, TODAY + timedelta(days=60))
    return [_shape(store.org_at(organisation, day)) for day in days]


def _shape(org: Any) -> Any:
    numbers = {key: number for number, key in enumerate(org.tables["position"])}
    people = {key: number for number, key in enumerate(org.tables["person"])}
    return [
        (numbers.get(p.manager), people.get(p.holder), [people.get(one) for one in p.sharers], p.starts, p.ends, p.role)
        for p in org.tables["position"].values()
    ]

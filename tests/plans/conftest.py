from collections.abc import Callable
from datetime import date
from types import SimpleNamespace

import pytest

from planning.core.changes.change import add, edit
from planning.core.records import Position
from planning.models import Plan, Share
from planning.organisation import store, writes
from planning.plans import editing, review
from portal.models import Organisation, Right
from tests.plans.deciding import member, signed_in

TODAY = date(2026, 9, 1)
LATER = date(2026, 12, 1)


@pytest.fixture
def company(organisation: Organisation) -> Organisation:
    """A chief, two leads and a report of the first lead."""
    positions = [
        Position("boss", title="CEO"),
        Position("one", title="Lead one", manager="boss"),
        Position("two", title="Lead two", manager="boss"),
        Position("ic", title="Maker", manager="one"),
    ]
    writes.commit(organisation, [add(TODAY, position) for position in positions], title="Start", today=TODAY)
    return organisation


@pytest.fixture
def plan(company: Organisation) -> Plan:
    return editing.create(company, name="Spring launch", target=LATER, owner=None)


@pytest.fixture
def move() -> Callable[..., Plan]:
    """Plan that a position comes to report to another."""

    def draft(plan: Plan, key: str, manager: str, on: date = LATER) -> Plan:
        position = store.org_at(plan.organisation, on, plan).get("position", key)
        change = edit(on, position, manager=manager)
        return editing.edit(plan, [change] if change else [], title=f"Move {key}", author=None)

    return draft


@pytest.fixture
def rename() -> Callable[..., object]:
    """Change a title in the current organisation."""

    def write(company: Organisation, key: str, on: date = TODAY, **after: object) -> object:
        company.refresh_from_db()
        position = store.org_at(company, on).positions[key]
        change = edit(on, position, **after)
        assert change is not None
        return writes.commit(company, [change], title="Edit", today=on)

    return write


@pytest.fixture
def people(plan: Plan) -> SimpleNamespace:
    """The plan's owner, an editor and a reader of it, and an approver, each with a client of their own."""
    company = plan.organisation
    owner, editor, reader = (member(company, Right.PLANNER) for _ in range(3))
    approver = member(company, Right.APPROVER)
    Plan.objects.update(owner=owner)
    Share.objects.create(plan=plan, user=editor, may_edit=True)
    Share.objects.create(plan=plan, user=reader)
    users = {"owner": owner, "editor": editor, "reader": reader, "approver": approver}
    return SimpleNamespace(**{name: SimpleNamespace(user=u, client=signed_in(u)) for name, u in users.items()})


@pytest.fixture
def sent(plan: Plan, people: SimpleNamespace, move: Callable[..., Plan]) -> Plan:
    """In review: the maker comes under the second lead, who comes under the first."""
    plan.refresh_from_db()
    return review.submit(move(move(plan, "ic", "two"), "two", "one", TODAY), by=people.owner.user)

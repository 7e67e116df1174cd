"""A small company as an import would leave it: titles that nobody reads, managers that no row has."""

from datetime import date

from planning.core.changes.change import add
from planning.core.records import ASSUMABLE, Org, Person, Position, Product, Team
from planning.organisation import store, writes
from planning.organisation.snapshot import Snapshot
from portal.models import Organisation

TODAY = date.today()
PM = "product-manager"


def position(key: str, title: str = "Support Agent", manager: str = "ceo", role: str = "customer-support") -> Position:
    return Position(key, title=title, role=role, manager=manager, holder=key, team="care")


RECORDS = [
    Team("care", "Customer Care"),
    Product("maps", "Cloud", assumed=ASSUMABLE),
    position("ceo", "Chief Executive", "", "executive"),
    position("vp", "VP Care", "ceo", "customer-support"),
    position("ida", "PM (Cloud)", "vp", ""),
    position("tom", "pm  (cloud)", "vp", ""),
    *(position(f"w{n}", "Wizard of Light", "vp", "") for n in range(2)),
    position("alone", "Keeper of Bees", "vp", ""),
    *(position(f"a{n}", manager="1234") for n in range(8)),
    *(position(f"b{n}", manager="jo@example.com") for n in range(2)),
    position("c0", manager=""),
]


def fill(organisation: Organisation) -> Organisation:
    people = [Person(r.key, r.key.capitalize(), f"{r.key}@example.com") for r in RECORDS if isinstance(r, Position)]
    changes = [add(TODAY, record) for record in (*people, *RECORDS)]
    writes.commit(organisation, changes, title="Import", today=TODAY, lenient=True)
    return organisation


def now(organisation: Organisation) -> Org:
    organisation.refresh_from_db()
    return store.org_at(organisation, TODAY)


def snapshot(organisation: Organisation) -> Snapshot:
    organisation.refresh_from_db()
    return Snapshot(organisation, TODAY)

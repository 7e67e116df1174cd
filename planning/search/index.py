"""All that an organisation has, as entries to be found: made once a version, in linear time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from planning.core.records import Org, Position
from planning.core.rules import Finding
from planning.forms.lookup import VACANT
from planning.organisation.snapshot import Snapshot
from planning.search.matching import Entry, Spelling, entry

PRODUCT, POSITION, PERSON, FINDING, TEAM, ROLE = "product", "position", "person", "finding", "team", "role"
COVER = "cover"  # that somebody comes to cover a product


class Index:
    """The entries of a snapshot by kind, and the spelling of their words."""

    def __init__(self, snapshot: Snapshot) -> None:
        org, names = snapshot.org, snapshot.content.function_name
        kinds = {
            PRODUCT: [entry(key, product.name or key, also=key) for key, product in org.products.items()],
            POSITION: list(_positions(snapshot)),
            PERSON: [entry(key, one.name, one.email) for key, one in org.people.items() if key not in org.held],
            COVER: [entry(key, f"Assign somebody to {one.name or key}", "cover") for key, one in org.products.items()],
            FINDING: [_finding(org, finding) for finding in snapshot.findings],
            TEAM: [entry(key, team.name or key, names(team.function)) for key, team in org.teams.items()],
            ROLE: [entry(role.slug, role.name, also=role.code) for role in snapshot.content.roles.values()],
        }
        # Findings are in their order already, the gravest first.
        self.entries: Mapping[str, list[Entry]] = {
            kind: entries if kind == FINDING else sorted(entries, key=lambda one: one.name)
            for kind, entries in kinds.items()
        }
        self.spelling = Spelling(one.beside for entries in self.entries.values() for one in entries)


def index_of(snapshot: Snapshot) -> Index:
    """Remembered for the version."""
    return snapshot.remember("search", lambda: Index(snapshot))


def covered(snapshot: Snapshot, key: str) -> list[str]:
    """The names of the products that a position is assigned to, each once."""
    products = snapshot.org.products
    duties = snapshot.duties_now.get(key, ())
    return list(dict.fromkeys(products[duty.product].name or duty.product for duty in duties))


def _positions(snapshot: Snapshot) -> Iterator[Entry]:
    org = snapshot.org
    for key, position in org.positions.items():
        team = org.teams.get(position.team)
        person = org.people.get(position.holder)
        beside = (team.name if team else "", position.location, person.email if person else "", key)
        yield entry(key, position.title, *covered(snapshot, key), *beside, also=_holder(org, position))


def _holder(org: Org, position: Position) -> str:
    return org.holder_names(position) or ("" if org.holder(position) else VACANT)


def _finding(org: Org, finding: Finding) -> Entry:
    products = (org.products[key].name for key in finding.products if key in org.products)
    return entry(finding.code, finding.headline, finding.subject.name, *products)

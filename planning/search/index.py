"""All that an organisation has, as entries to be found: made once a version, in linear time; after an edit, of what it
has touched."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from planning.core.changes.change import Change
from planning.core.records import Assignment, Org, Position
from planning.core.rules import Finding
from planning.forms.lookup import VACANT
from planning.organisation import store
from planning.organisation.snapshot import Snapshot
from planning.search.matching import Entry, Spelling, entry

PRODUCT, POSITION, PERSON, FINDING, TEAM, ROLE = "product", "position", "person", "finding", "team", "role"
COVER = "cover"  # that somebody comes to cover a product


class Index:
    """The entries of a snapshot by kind, and the spelling of their words. `known` are entries of positions that are as
    they were."""

    def __init__(self, snapshot: Snapshot, known: Mapping[str, Entry] | None = None) -> None:
        self.org = org = snapshot.org
        names = snapshot.content.function_name
        kinds = {
            PRODUCT: [entry(key, product.name or key, also=key) for key, product in org.products.items()],
            POSITION: list(_positions(snapshot, known or {})),
            PERSON: [entry(key, one.name, one.email) for key, one in org.people.items() if key not in org.held],
            COVER: [entry(key, f"Assign someone to {one.name or key}", "cover") for key, one in org.products.items()],
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
    return snapshot.remember("search", lambda: Index(snapshot, _known(snapshot)))


def covered(snapshot: Snapshot, key: str) -> list[str]:
    """The names of the products that a position is assigned to, each once."""
    return _names(snapshot.org, snapshot.duties_now.get(key, ()))


def _names(org: Org, duties: Iterable[Assignment]) -> list[str]:
    return list(dict.fromkeys(org.products[duty.product].name or duty.product for duty in duties))


def _known(snapshot: Snapshot) -> Mapping[str, Entry] | None:
    """The entries of positions that nothing has touched since the version before; None where that is not known."""
    found = store.derived_before(snapshot.organisation, snapshot.org.on, ("search", snapshot.content.version))
    if snapshot.plan is not None or found is None:
        return None
    came, before = found
    if not came.leads(came.version, before.org, snapshot.org):
        return None
    touched = _touched((before.org, snapshot.org), came.changes)
    return None if touched is None else {one.key: one for one in before.entries[POSITION] if one.key not in touched}


def _touched(orgs: tuple[Org, Org], changes: Iterable[Change]) -> set[str] | None:
    """The positions that are found by something else now; None where it is a name that very many may share."""
    keys: set[str] = set()
    for kind, key in {(change.kind, change.key) for change in changes}:
        if kind in ("team", "product"):
            return None
        if kind == "position":
            keys.add(key)
        elif kind == "person":
            keys.update(position.key for org in orgs for position in org.held.get(key, ()))
        elif kind == "assignment":
            keys.update(duty.position for org in orgs if (duty := org.get(kind, key)))
    return keys


def _positions(snapshot: Snapshot, known: Mapping[str, Entry]) -> Iterator[Entry]:
    org, duties = snapshot.org, snapshot.duties_now
    for key, position in org.positions.items():
        yield known.get(key) or _position(org, position, duties.get(key, ()))


def _position(org: Org, position: Position, duties: Iterable[Assignment]) -> Entry:
    team, person = org.teams.get(position.team), org.people.get(position.holder)
    beside = (team.name if team else "", position.location, person.email if person else "", position.key)
    return entry(position.key, position.title, *_names(org, duties), *beside, also=_holder(org, position))


def _holder(org: Org, position: Position) -> str:
    return org.holder_names(position) or ("" if org.holder(position) else VACANT)


def _finding(org: Org, finding: Finding) -> Entry:
    products = (org.products[key].name for key in finding.products if key in org.products)
    return entry(finding.code, finding.headline, finding.subject.name, *products)

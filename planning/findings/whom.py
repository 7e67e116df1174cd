"""Where a finding is, and whom it concerns: in a word for a row, by group for whoever opens it."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import NamedTuple

from planning.core.rules import Finding
from planning.core.rules.base import ORGANISATION, POSITION, PRODUCT, Subject
from planning.core.words import count
from planning.organisation.snapshot import Snapshot

# Up to so many are named one by one; more are shown by group.
NAMED, GROUPS = 6, 8
EVERYWHERE = "Whole organisation"


class Place(NamedTuple):
    """Where a finding is: the record that it links to, or words alone (`kind` is '')."""

    text: str
    kind: str = ""
    key: str = ""


class Concerned(NamedTuple):
    """A product or position that a finding concerns, or several positions of one title and team, or that name one
    manager who is not found."""

    text: str
    team: str
    number: int = 1
    kind: str = ""
    key: str = ""


class Whom(NamedTuple):
    """Whom a finding concerns beside its subject. `several` says how many where they are, else ''. `more` are the
    groups for which there is no room at first."""

    several: str
    every: tuple[Subject, ...]
    groups: tuple[Concerned, ...]
    more: tuple[Concerned, ...] = ()

    @property
    def is_grouped(self) -> bool:
        """Whether some are not shown by name."""
        return any(group.number > 1 for group in (*self.groups, *self.more))


def place_of(snapshot: Snapshot, finding: Finding) -> Place:
    """The subject; of findings about the organisation what they concern of it."""
    subject = finding.subject
    if subject.kind != ORGANISATION:
        return Place(place_name(snapshot, subject), subject.kind, subject.key)
    products, positions = finding.products, finding.involves
    if len(products) + len(positions) == 1:
        only = snapshot.context.subject(PRODUCT if products else POSITION, (products or positions)[0])
        return Place(place_name(snapshot, only), only.kind, only.key)
    if products:
        return Place(count(len(products), "product"))
    teams = list(dict.fromkeys(filter(None, (_team_of(snapshot, key) for key in positions))))
    few = ", ".join(teams) if len(teams) < 3 else count(len(teams), "team")
    return Place(few or EVERYWHERE)


def place_name(snapshot: Snapshot, one: Subject) -> str:
    """A position by who sits there first: “Adaeze Eze, Product Manager”; where nobody does, as its title."""
    position = snapshot.org.positions.get(one.key) if one.kind == POSITION else None
    person = snapshot.org.holder(position) if position else None
    if position is None or person is None or not person.name:
        return one.name
    return f"{person.name}, {position.title}" if position.title else person.name


def several(snapshot: Snapshot, finding: Finding) -> str:
    """How many it concerns where that is the point of it: “40 people”, “2 products”; else ''."""
    own = finding.subject.key
    people = {_person(snapshot, key) for key in finding.involves if key != own}
    products = {key for key in finding.products if key != own}
    if len(products) > 1 or (products and finding.subject.kind == PRODUCT):
        return count(len(products | ({own} if finding.subject.kind == PRODUCT else set())), "product")
    if len(people) < 2 or finding.subject.kind == PRODUCT:
        return ""
    filled = all(snapshot.org.filled(p) for key in finding.involves if (p := snapshot.org.positions.get(key)))
    return count(len(people), "person", "people") if filled else count(len(people), "position")


def whom(snapshot: Snapshot, finding: Finding) -> Whom:
    others = (one for one in snapshot.context.concerns(finding) if one != finding.subject)
    every = tuple(one._replace(name=place_name(snapshot, one)) for one in others)
    groups = _groups(snapshot, every)
    return Whom(several(snapshot, finding), every, tuple(groups[:GROUPS]), tuple(groups[GROUPS:]))


def _groups(snapshot: Snapshot, every: tuple[Subject, ...]) -> list[Concerned]:
    """Few by name; many by title and team, or by the manager of each who is not found; largest group first."""
    if len(every) <= NAMED:
        return [Concerned(one.name, _team(snapshot, one), 1, one.kind, one.key) for one in every]
    groups = _by_manager(snapshot, every) or _by_title(snapshot, every)
    return sorted(groups, key=lambda group: (-group.number, group.text.casefold(), group.team))


def _by_manager(snapshot: Snapshot, every: tuple[Subject, ...]) -> list[Concerned]:
    """Empty unless several managers are missing and all positions name one of them."""
    found: dict[str, list[Subject]] = defaultdict(list)
    for one in every:
        found[_missing_manager(snapshot, one)].append(one)
    if "" in found or len(found) < 2:
        return []
    return [Concerned(f"Manager “{name}”", _teams(snapshot, ones), len(ones)) for name, ones in found.items()]


def _missing_manager(snapshot: Snapshot, one: Subject) -> str:
    position = snapshot.org.positions.get(one.key) if one.kind == POSITION else None
    return position.manager if position and not snapshot.org.get(POSITION, position.manager) else ""


def _teams(snapshot: Snapshot, ones: list[Subject]) -> str:
    """The team that most are in, and how many others there are."""
    teams = Counter(filter(None, (_team(snapshot, one) for one in ones))).most_common()
    return f"{teams[0][0]}{f' and {len(teams) - 1} more' if len(teams) > 1 else ''}" if teams else ""


def _by_title(snapshot: Snapshot, every: tuple[Subject, ...]) -> list[Concerned]:
    found: dict[tuple[str, str], list[Subject]] = defaultdict(list)
    for one in every:
        found[_kind_of(snapshot, one), _team(snapshot, one)].append(one)
    return [_group(text, team, ones) for (text, team), ones in found.items()]


def _group(text: str, team: str, ones: list[Subject]) -> Concerned:
    if len(ones) > 1:
        return Concerned(text, team, len(ones))
    return Concerned(ones[0].name, team, 1, ones[0].kind, ones[0].key)


def _kind_of(snapshot: Snapshot, one: Subject) -> str:
    """What a position is called; a product has no kind but its own name."""
    position = snapshot.org.positions.get(one.key) if one.kind == POSITION else None
    return (position.title or position.key) if position else one.name


def _team(snapshot: Snapshot, one: Subject) -> str:
    if one.kind == POSITION:
        return _team_of(snapshot, one.key)
    product = snapshot.org.products.get(one.key)
    return _team_name(snapshot, product.team) if product else ""


def _team_of(snapshot: Snapshot, position: str) -> str:
    found = snapshot.org.positions.get(position)
    return _team_name(snapshot, found.team) if found else ""


def _team_name(snapshot: Snapshot, key: str) -> str:
    team = snapshot.org.teams.get(key)
    return team.name or team.key if team else ""


def _person(snapshot: Snapshot, key: str) -> str:
    """Who is meant by a position: its holder; nobody sits in two and is counted twice."""
    position = snapshot.org.positions.get(key)
    return (position.holder if position else "") or f"position {key}"

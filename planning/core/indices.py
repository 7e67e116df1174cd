"""The indices of an organisation: which records are listed by which keys, and in which order."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping
from datetime import date
from functools import cached_property
from operator import attrgetter
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from planning.core.records import Assignment, Link, Ownership, Position, Product


class Lists(NamedTuple):
    """Records of a kind by the one key that `key` gives for each, or by all that `several` does; `kind` position: those
    that stand. A list is in the order of the table, unless `arranged` puts it in another."""

    kind: str
    key: Callable[[Any], str] | None = None
    several: Callable[[Any], Iterable[str]] | None = None
    arranged: Callable[[str, list[Any]], Iterable[Any]] | None = None

    def keys(self, record: Any) -> Iterable[str]:
        """The keys in whose lists a record is."""
        return (self.key(record),) if self.key else self.several(record) if self.several else ()

    def of(self, key: str, records: list[Any]) -> tuple[Any, ...]:
        """The list of a key, from its records in the order of their table."""
        return tuple(self.arranged(key, records) if self.arranged and len(records) > 1 else records)


def listed(lists: Lists, records: Iterable[Any]) -> dict[str, tuple[Any, ...]]:
    """Linear in the records."""
    found = _grouped(lists, records)
    if lists.arranged is None:
        return {key: tuple(group) for key, group in found.items()}
    return {key: lists.of(key, group) if len(group) > 1 else tuple(group) for key, group in found.items()}


def _grouped(lists: Lists, records: Iterable[Any]) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = defaultdict(list)
    one, several = lists.key, lists.several
    if one:  # much the commonest, and spared a list of one key for each record
        for record in records:
            found[one(record)].append(record)
    elif several:
        for record in records:
            for key in several(record):
                found[key].append(record)
    return found


_rank = attrgetter("rank")


def _by_rank(_: str, reports: list[Any]) -> list[Any]:
    return sorted(reports, key=_rank) if any(map(_rank, reports)) else reports


def _holders_first(person: str, positions: list[Any]) -> list[Any]:
    """Those that somebody holds, then those that they share."""
    every = {p.key: p for p in positions}.values()
    own = [p for p in every if p.holder == person]
    return own + [p for p in every for sharer in p.sharers if sharer == person]


def _people_in(position: Any) -> tuple[str, ...]:
    holder, sharers = position.holder, position.sharers
    if not holder:
        return sharers  # type: ignore[no-any-return]
    return (holder, *sharers) if sharers else (holder,)


LISTS: Mapping[str, Lists] = {
    "children": Lists("position", lambda p: "" if p.manager == p.key else p.manager, arranged=_by_rank),
    "dotted_to": Lists("position", several=lambda p: dict.fromkeys(p.dotted)),
    "team_positions": Lists("position", several=lambda p: (p.team,) if p.team else ()),
    "held": Lists("position", several=_people_in, arranged=_holders_first),
    "assignments": Lists("assignment", lambda a: a.product),
    "duties": Lists("assignment", lambda a: a.position),
    "ownerships": Lists("ownership", lambda o: o.product),
    "owned": Lists("ownership", lambda o: o.position),
    "links": Lists("link", lambda link: link.product),
    "linked": Lists("link", several=lambda link: dict.fromkeys((link.one, link.other))),
    "team_products": Lists("product", lambda product: product.team),
}


class Places(dict[str, Mapping[str, int]]):
    """By kind: where each record stands in its table. Worked out for a kind when it is asked for."""

    def __init__(self, tables: Mapping[str, Mapping[str, Any]]) -> None:
        super().__init__()
        self._tables = tables

    def __missing__(self, kind: str) -> Mapping[str, int]:
        places = self[kind] = {key: place for place, key in enumerate(self._tables[kind])}
        return places


class Indices:
    """What is worked out from the tables of an organisation, each once, when it is asked for first."""

    on: date
    tables: Mapping[str, Mapping[str, Any]]

    @cached_property
    def positions(self) -> Mapping[str, Position]:
        every, on = self.tables["position"], self.on
        ended = {key for key, p in every.items() if p.ends is not None and p.ends < on}
        return {key: p for key, p in every.items() if key not in ended} if ended else every

    def work_out(self, *names: str) -> None:
        """These indices now, so that what comes of changes takes them over instead of working them out anew."""
        for name in names:
            getattr(self, name)

    @cached_property
    def children(self) -> Mapping[str, tuple[Position, ...]]:
        """Direct reports by manager key, siblings in their order; '' lists those without a manager."""
        return listed(LISTS["children"], self.positions.values())

    def reports(self, key: str) -> tuple[Position, ...]:
        return self.children.get(key, ()) if key else ()

    @cached_property
    def dotted_to(self) -> Mapping[str, tuple[Position, ...]]:
        """The positions that have a dotted line to each."""
        return listed(LISTS["dotted_to"], (p for p in self.positions.values() if p.dotted))

    @cached_property
    def team_positions(self) -> Mapping[str, tuple[Position, ...]]:
        """The positions in each team."""
        return listed(LISTS["team_positions"], self.positions.values())

    @cached_property
    def with_dotted(self) -> tuple[Position, ...]:
        """Positions that have dotted lines."""
        return tuple(p for p in self.positions.values() if p.dotted)

    @cached_property
    def held(self) -> Mapping[str, tuple[Position, ...]]:
        """Positions by the person who holds them, alone or with others."""
        return listed(LISTS["held"], self.positions.values())

    @cached_property
    def assignments(self) -> Mapping[str, tuple[Assignment, ...]]:
        """Every assignment of a product, whatever its dates."""
        return self._by("assignments")

    @cached_property
    def duties(self) -> Mapping[str, tuple[Assignment, ...]]:
        """Every assignment of a position, whatever its dates."""
        return self._by("duties")

    @cached_property
    def ownerships(self) -> Mapping[str, tuple[Ownership, ...]]:
        return self._by("ownerships")

    @cached_property
    def owned(self) -> Mapping[str, tuple[Ownership, ...]]:
        """What each position is named accountable for."""
        return self._by("owned")

    @cached_property
    def links(self) -> Mapping[str, tuple[Link, ...]]:
        return self._by("links")

    @cached_property
    def linked(self) -> Mapping[str, tuple[Link, ...]]:
        """The links that name each position."""
        return self._by("linked")

    @cached_property
    def team_products(self) -> Mapping[str, tuple[Product, ...]]:
        """The products of each team."""
        return self._by("team_products")

    def _by(self, name: str) -> dict[str, tuple[Any, ...]]:
        lists = LISTS[name]
        return listed(lists, self.tables[lists.kind].values())

    @cached_property
    def kept(self) -> dict[Hashable, Any]:
        """What others work out from it, by names of theirs: it goes with the organisation."""
        return {}

    @cached_property
    def places(self) -> Mapping[str, Mapping[str, int]]:
        """By kind: where each record stands in its table. Worked out for a kind when it is asked for."""
        return Places(self.tables)

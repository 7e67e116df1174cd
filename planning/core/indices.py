"""The indices of an organisation: which records are listed by which keys, and in which order."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from typing import Any, NamedTuple


class Lists(NamedTuple):
    """Records of a kind by the keys that `keys` gives for each; `kind` position: those that stand. A list is in the
    order of the table, unless `arranged` puts it in another."""

    kind: str
    keys: Callable[[Any], Iterable[str]]
    arranged: Callable[[str, list[Any]], Iterable[Any]] | None = None

    def of(self, key: str, records: list[Any]) -> tuple[Any, ...]:
        """The list of a key, from its records in the order of their table."""
        return tuple(self.arranged(key, records) if self.arranged and len(records) > 1 else records)


def listed(lists: Lists, records: Iterable[Any]) -> dict[str, tuple[Any, ...]]:
    """Linear in the records."""
    found: dict[str, list[Any]] = defaultdict(list)
    keys = lists.keys
    for record in records:
        for key in keys(record):
            found[key].append(record)
    if lists.arranged is None:
        return {key: tuple(group) for key, group in found.items()}
    return {key: lists.of(key, group) for key, group in found.items()}


def _by_rank(_: str, reports: list[Any]) -> list[Any]:
    return sorted(reports, key=lambda p: p.rank) if any([p.rank for p in reports]) else reports


def _holders_first(person: str, positions: list[Any]) -> list[Any]:
    """Those that somebody holds, then those that they share."""
    every = {p.key: p for p in positions}.values()
    own = [p for p in every if p.holder == person]
    return own + [p for p in every for sharer in p.sharers if sharer == person]


def _seats(position: Any) -> tuple[str, ...]:
    if not position.holder:
        return position.sharers  # type: ignore[no-any-return]
    return (position.holder, *position.sharers) if position.sharers else (position.holder,)


LISTS: Mapping[str, Lists] = {
    "children": Lists("position", lambda p: ("" if p.manager == p.key else p.manager,), _by_rank),
    "dotted_to": Lists("position", lambda p: dict.fromkeys(p.dotted)),
    "team_positions": Lists("position", lambda p: (p.team,) if p.team else ()),
    "held": Lists("position", _seats, _holders_first),
    "assignments": Lists("assignment", lambda a: (a.product,)),
    "duties": Lists("assignment", lambda a: (a.position,)),
    "ownerships": Lists("ownership", lambda o: (o.product,)),
    "owned": Lists("ownership", lambda o: (o.position,)),
    "links": Lists("link", lambda link: (link.product,)),
    "linked": Lists("link", lambda link: (link.one, link.other) if link.one != link.other else (link.one,)),
    "team_products": Lists("product", lambda product: (product.team,)),
}


class Places(dict[str, Mapping[str, int]]):
    """By kind: where each record stands in its table. Worked out for a kind when it is asked for."""

    def __init__(self, tables: Mapping[str, Mapping[str, Any]]) -> None:
        super().__init__()
        self._tables = tables

    def __missing__(self, kind: str) -> Mapping[str, int]:
        places = self[kind] = {key: place for place, key in enumerate(self._tables[kind])}
        return places

"""What an import does, counted: positions and products by what happens to each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from planning.core.changes.change import Change
from planning.core.records import Org
from planning.core.tree import Forest


@dataclass(frozen=True)
class Summary:
    """Position keys by what happens to them; each is in one list only. A position that moves and changes
    besides is among `moved`."""

    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    moved: tuple[str, ...] = ()
    ended: tuple[str, ...] = ()
    unchanged: int = 0
    unplaced: tuple[str, ...] = ()
    products: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def summarise(before: Org, after: Org, changes: Sequence[Change], trees: Forest) -> Summary:
    """Sort the positions of the organisation after the changes, which hang in `trees`, by what happened to each."""
    renamed = {change.key for change in changes if change.kind == "person" and change.before is not None}
    own = {change.key: change for change in changes if change.kind == "position"}
    lists: dict[str, list[str]] = {"added": [], "changed": [], "moved": [], "ended": []}
    unchanged = 0
    old, new = before.at(after.on).positions, after.positions
    for key, position in new.items():
        if key not in old:
            lists["added"].append(key)
        elif old[key].manager != position.manager:
            lists["moved"].append(key)
        elif key in own or position.holder in renamed:
            lists["changed"].append(key)
        else:
            unchanged += 1
    lists["ended"] = [key for key in old if key not in new]
    unplaced = trees.unplaced + tuple(key for ring in trees.rings for key in ring)
    return Summary(
        **{name: tuple(keys) for name, keys in lists.items()},
        unchanged=unchanged,
        unplaced=unplaced,
        products=_summarise_products(before, after),
    )


def _summarise_products(before: Org, after: Org) -> dict[str, tuple[str, ...]]:
    old, new = before.products, after.products
    both = [key for key in new if key in old]
    changed = {
        key
        for key in both
        if old[key] != new[key] or set(before.assignments.get(key, ())) != set(after.assignments.get(key, ()))
    }
    return {
        "added": tuple(key for key in new if key not in old),
        "changed": tuple(key for key in both if key in changed),
        "removed": tuple(key for key in old if key not in new),
    }

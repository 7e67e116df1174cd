"""An organisation after a few changes takes over the indices of the one before, the lists that changed made anew."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING, Any, cast

from planning.core.indices import LISTS, Lists, Places
from planning.core.records import Org

if TYPE_CHECKING:
    from planning.core.changes.change import Change

# Beyond so many changes the indices are worked out again where they are asked for.
FEW = 100


def take_over(before: Org, after: Org, changes: Sequence[Change]) -> None:
    """Give `after`, which is `before` with these changes, what `before` has worked out already."""
    if len(changes) > FEW or not vars(before).keys() & {"positions", *LISTS}:
        return
    if any(change.after is None and change.key in after.tables[change.kind] for change in changes):
        return  # something went away and came back: it stands elsewhere in its table now
    changed: dict[str, dict[str, None]] = {}
    for change in changes:
        changed.setdefault(change.kind, {})[change.key] = None
    following = _Following(before, after, {kind: list(keys) for kind, keys in changed.items()})
    vars(after).update(following.positions)
    vars(after).update(following.lists())
    vars(after)["places"] = following.places


class _Following:
    """What one organisation takes over from another, `changed` being the keys of all records that differ."""

    def __init__(self, before: Org, after: Org, changed: Mapping[str, Sequence[str]]) -> None:
        self.before = before
        self.after = after
        self.changed = changed

    def new(self, kind: str) -> list[str]:
        """The keys of the records that are new, in the order of their table, at whose end they stand."""
        one, other = self.before.tables[kind], self.after.tables[kind]
        number = sum(key in other and key not in one for key in self.changed.get(kind, ()))
        return list(islice(reversed(cast("dict[str, Any]", other)), number))[::-1]

    @cached_property
    def places(self) -> Places:
        """Those of records before, where nothing has been added."""
        places = Places(self.after.tables)
        places.update({kind: known for kind, known in self.before.places.items() if not self.new(kind)})
        return places

    def in_order(self, kind: str, keys: Iterable[str]) -> list[str]:
        """Keys in the order of the table."""
        every = list(keys)
        if len(every) < 2:
            return every
        new = {key: place for place, key in enumerate(self.new(kind))}
        old = sorted((key for key in every if key not in new), key=self.before.places[kind].__getitem__)
        return old + sorted((key for key in every if key in new), key=new.__getitem__)

    @cached_property
    def positions(self) -> dict[str, Any]:
        """Those that stand, by the name of the index; empty where they have to be gone through again."""
        keys, every = self.changed.get("position", ()), self.after.tables["position"]
        if "positions" not in vars(self.before):
            return {}
        known, had = self.before.positions, self.before.tables["position"]
        if not keys:
            return {"positions": every if known is had else known}
        if any(key not in known and key in had for key in keys):
            return {}  # one that had ended stands again, somewhere among the others
        standing = {key for key in keys if key in every and _stands(self.after, every[key])}
        if known is had and all(key in standing for key in keys if key in every):
            return {"positions": every}
        kept = dict(known)
        for key in keys:
            if key not in standing:
                kept.pop(key, None)
        kept.update((key, every[key]) for key in self.in_order("position", standing))
        return {"positions": kept}

    def lists(self) -> dict[str, Any]:
        """The other indices by their names."""
        found = {}
        for name, lists in LISTS.items():
            if name in vars(self.before) and (lists.kind != "position" or self.positions):
                known = vars(self.before)[name]
                found[name] = self._again(lists, known) if self.changed.get(lists.kind) else known
        return found

    def _again(self, lists: Lists, known: Mapping[str, tuple[Any, ...]]) -> Mapping[str, tuple[Any, ...]]:
        keys = self.changed[lists.kind]
        old, new = ([r for key in keys if (r := _of(org, lists.kind).get(key))] for org in (self.before, self.after))
        found = dict(known)
        for key in {key for record in (*old, *new) for key in lists.keys(record)}:
            members = {r.key: r for r in known.get(key, ())}
            for gone in keys:
                members.pop(gone, None)
            members.update((r.key, r) for r in new if key in lists.keys(r))
            found[key] = self._list(lists, key, members)
            if not found[key]:
                del found[key]
        return found

    def _list(self, lists: Lists, key: str, members: Mapping[str, Any]) -> tuple[Any, ...]:
        ordered = (members[one] for one in self.in_order(lists.kind, members))
        return lists.of(key, [record for record in ordered for other in lists.keys(record) if other == key])


def _of(org: Org, kind: str) -> Mapping[str, Any]:
    """The records of a kind that lists are made of: of positions those that stand."""
    return org.positions if kind == "position" else org.tables[kind]


def _stands(org: Org, position: Any) -> bool:
    return position.ends is None or position.ends >= org.on

"""Two organisations side by side: what is added, moved, changed or ended between them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from planning.core.changes.change import Change, diff
from planning.core.content import Content
from planning.core.names import NO_CONTENT, name_of
from planning.core.records import Org
from planning.core.sentences import sentence

ADDED, MOVED, CHANGED, ENDED = "added", "moved", "changed", "ended"
MARKS = (ADDED, MOVED, CHANGED, ENDED)
# Fields whose change is a move: to another manager, product or holder.
MOVES = {"position": {"manager"}, "team": {"parent"}, "assignment": {"position", "product"}}


class Difference(NamedTuple):
    """One record that differs, what happened to it, and that as a sentence."""

    mark: str
    kind: str
    key: str
    text: str


def differences(one: Org, other: Org, *, cost: bool = False, content: Content = NO_CONTENT) -> list[Difference]:
    """What turns `one` into `other`, each on its own date; a position that has ended counts as ended. Amounts are told
    with `cost` only."""
    found = list(_changes(one, other))
    told = [
        Difference(mark(change), change.kind, change.key, _text(one, other, change, cost, content))
        for change in found
        if not reorders(change)
    ]
    ordered = dict.fromkeys(other.tables["position"][c.key].manager for c in found if reorders(c))
    return told + [Difference(CHANGED, "position", key, order_text(other, key)) for key in ordered]


def marks(one: Org, other: Org) -> dict[str, str]:
    """What happened to each position that differs, by key; a place among siblings is no difference of their own."""
    changes = (c for c in _changes(one, other) if c.kind == "position" and not reorders(c))
    return {change.key: mark(change) for change in changes}


def reorders(change: Change) -> bool:
    """Whether a position only comes to stand at another place among its siblings."""
    return change.kind == "position" and change.before is not None and set(change.after or ()) == {"rank"}


def order_text(org: Org, manager: str) -> str:
    """One sentence for all siblings: to put one before another moves the places of many."""
    return f"The reports of {name_of(org, 'position', manager)} are in a different order"


def mark(change: Change) -> str:
    if change.before is None:
        return ADDED
    if change.after is None or change.after.get("ends"):
        return ENDED
    return MOVED if MOVES.get(change.kind, set()) & set(change.after) else CHANGED


def _changes(one: Org, other: Org) -> Iterator[Change]:
    """The difference of the tables, and the positions whose last day lies between the two dates."""
    found = diff(one, other, other.on)
    seen = {(change.kind, change.key) for change in found}
    yield from found
    for key, position in one.positions.items():
        if key not in other.positions and ("position", key) not in seen:
            yield Change(other.on, "position", key, {"ends": None}, {"ends": position.ends})


def _text(one: Org, other: Org, change: Change, cost: bool, content: Content) -> str:
    """Names come from the side that knows the record."""
    return sentence(one if change.after is None else other, change, cost=cost, content=content)

"""The trees of an organisation after some positions moved, from those before: only what moved is walked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Sequence

from planning.core.records import Org
from planning.core.tree import Forest, branch, forest, largest
from planning.core.tree_heads import Deepest

# Where more than this share of the positions moved everything is walked again.
SHARE = 0.25


class _Unsure(Exception):
    """It takes a walk through everything to know."""


def trees_after(known: Forest, before: Org, after: Org, changed: Iterable[str]) -> Forest:
    """As `forest(after)`, where only the positions `changed` differ from `before`, none of which went away and came
    back."""
    moved = [key for key in changed if _line(before, key) != _line(after, key)]
    if not moved:
        return known
    walked = {key for org in (before, after) for top in moved for key in _branch(org, top)}
    if known.rings or len(walked) > SHARE * len(after.positions):
        return forest(after)
    try:
        return _replanted(known, before, after, walked)
    except _Unsure:
        return forest(after)


def _line(org: Org, key: str) -> str | None:
    """Whom a position names as its manager; None where there is no such position."""
    position = org.positions.get(key)
    return None if position is None else position.manager


def _branch(org: Org, key: str) -> list[str]:
    """A position and all under it; where it is not there, those who name it as their manager, and all under them."""
    if key in org.positions:
        return branch(org, key)
    return [under for report in org.children.get(key, ()) for under in branch(org, report.key)]


def _replanted(known: Forest, before: Org, after: Org, walked: set[str]) -> Forest:
    head_of = _heads(after, walked)
    gone = Counter(head for head, _ in _heads(before, walked).values())
    come = Counter(head for head, _ in head_of.values())
    sizes = {head: known.under.get(head, -1) + 1 - gone[head] + come[head] for head in {**known.under, **come}}
    under = {head: size - 1 for head, size in sizes.items() if size}
    place = _place(before, walked)
    heads = sorted(under, key=place)
    deepest = _deepest(known, walked, heads, head_of)
    roots = [key for key in heads if after.positions[key].manager in ("", key)]
    best = largest(roots, under)
    top = best if best and (under[best] or len(after.positions) == 1) else ""
    others = tuple(key for key in roots if key != top and under[key])
    unplaced = tuple(key for key in heads if key != top and key not in others)
    return Forest(top, others, unplaced, (), under, deepest)


def _heads(org: Org, keys: Iterable[str]) -> dict[str, tuple[str, int]]:
    """The head of the tree that each position hangs in, and the steps up to it."""
    known: dict[str, tuple[str, int]] = {}
    return {key: _head(org, key, known) for key in keys if key in org.positions}


def _head(org: Org, key: str, known: dict[str, tuple[str, int]]) -> tuple[str, int]:
    path: dict[str, None] = {}
    while key not in known:
        if key in path:
            raise _Unsure  # a ring
        manager = org.positions[key].manager
        if manager == key or manager not in org.positions:
            known[key] = key, 0
        else:
            path[key] = None
            key = manager
    head, above = known[key]
    for steps, passed in enumerate(reversed(path), above + 1):
        known[passed] = head, steps
    return head, above + len(path)


def _place(before: Org, walked: Iterable[str]) -> Callable[[str], int]:
    """Where a position stands in its table; the only new one stands last."""
    places = before.places["position"]
    if sum(key not in places for key in walked) > 1:
        raise _Unsure
    return lambda key: places.get(key, len(places))


def _deepest(
    known: Forest,
    walked: Collection[str],
    heads: Sequence[str],
    head_of: dict[str, tuple[str, int]],
) -> dict[str, Deepest]:
    """Each head's deepest position: the one before, or one that was walked."""
    deeper = _deepest_of(head_of)
    found = {}
    for head in heads:
        had, has = known.deepest.get(head), deeper.get(head)
        if had and had[1] in walked:
            if has is None or has[0] < had[0] or (has[0] == had[0] and has[1] != had[1]):
                raise _Unsure  # another that did not move may be the deepest now
            had = None
        found[head] = min((one for one in (had, has) if one), key=_deepest_first)
    return found


def _deepest_of(head_of: dict[str, tuple[str, int]]) -> dict[str, Deepest]:
    found: dict[str, Deepest] = {}
    for key, (head, steps) in head_of.items():
        found[head] = min(found.get(head, (steps, key)), (steps, key), key=_deepest_first)
    return found


def _deepest_first(one: Deepest) -> tuple[int, str]:
    """Of two as deep the first by key."""
    return -one[0], one[1]

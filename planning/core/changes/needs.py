"""Which changes of a list need which others: what holds without some of them.

A change needs what brought the records into being that it names, the earlier changes of the same values, what takes
away the last names of a record that is to go, and the moves without which it would close a ring. A part of the list
that is closed under this is possible wherever the whole is.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence

from planning.core.changes.change import Change, Values
from planning.core.records import REFERENCES, Org

Ref = tuple[str, str]  # kind and key of a record
# Fields whose values must fit each other; any other stands alone.
_TOGETHER = (
    ("starts", "ends", "leaves", "away_from", "away_until"),
    ("pay", "currency", "loaded"),
    ("salary_from", "salary_to", "salary_currency"),
)
_GROUP = {name: group[0] for group in _TOGETHER for name in group}
# Fields that hang a record below another of its kind.
_ABOVE = {"position": "manager", "team": "parent"}


def needs(org: Org, changes: Sequence[Change]) -> list[frozenset[int]]:
    """What each change needs directly, as places in the list, which is in the order in which it takes effect on `org`.
    Takes time in proportion to the list, and to the levels above each move."""
    reading = _Reading(org)
    found = [reading.needs_of(place, change) for place, change in enumerate(changes)]
    letting_go = _letting_go(changes)
    for place, change in enumerate(changes):
        if change.after is None:
            found[place] |= letting_go[change.kind, change.key] - {place}
    return [frozenset(one) for one in found]


def closed(direct: Sequence[Collection[int]], chosen: Iterable[int]) -> set[int]:
    """These changes, what they need, and what that needs."""
    found: set[int] = set()
    ahead = list(chosen)
    while ahead:
        place = ahead.pop()
        if place not in found:
            found.add(place)
            ahead += direct[place]
    return found


class _Reading:
    """What has been read of the list so far."""

    def __init__(self, org: Org) -> None:
        self._org = org
        self._made: dict[Ref, int] = {}
        self._latest: dict[Ref, dict[str, int]] = defaultdict(dict)
        self._lines: dict[Ref, list[str]] = {}

    def needs_of(self, place: int, change: Change) -> set[int]:
        ref = (change.kind, change.key)
        found = {*self._of_same_record(ref, change), *self._of_named(ref, change), *self._of_line(ref, change)}
        self._read(place, ref, change)
        return found

    def _of_same_record(self, ref: Ref, change: Change) -> Iterator[int]:
        """What made it, and the latest change of each value that this one changes; of all where it comes or goes."""
        latest = self._latest[ref]
        if change.before is None or change.after is None:
            yield from latest.values()
        else:
            yield from (latest[name] for name in ("", *_groups(change.after)) if name in latest)

    def _of_named(self, ref: Ref, change: Change) -> Iterator[int]:
        named = _named(change.kind, change.key, change.after or {})
        yield from (self._made[other] for other in named if other in self._made and other != ref)

    def _of_line(self, ref: Ref, change: Change) -> Iterator[int]:
        """The latest move of everyone above, where without it the line could come round to this record."""
        field = _ABOVE.get(change.kind)
        if field is None or not change.after or not change.after.get(field):
            return
        seen: set[str] = set()
        above = change.after[field]
        while above and above not in seen:
            seen.add(above)
            line = self._line((change.kind, above))
            if len(line) > 1 and any(self._leads(change.kind, other, change.key) for other in line[:-1]):
                yield self._latest[change.kind, above].get(field, self._made.get((change.kind, above), 0))
            above = line[-1]

    def _line(self, ref: Ref) -> list[str]:
        """What a record has hung below so far, earliest first."""
        if ref in self._lines:
            return self._lines[ref]
        record = self._org.get(*ref)
        return [getattr(record, _ABOVE[ref[0]]) if record else ""]

    def _leads(self, kind: str, start: str, to: str) -> bool:
        """Whether anything that was ever above leads from one record up to another."""
        seen: set[str] = set()
        ahead = [start]
        while ahead:
            key = ahead.pop()
            if key == to:
                return True
            if key and key not in seen:
                seen.add(key)
                ahead += self._line((kind, key))
        return False

    def _read(self, place: int, ref: Ref, change: Change) -> None:
        after, field = change.after, _ABOVE.get(change.kind)
        if field and (after is None or change.before is None or field in after):
            self._lines[ref] = [*self._line(ref), (after or {}).get(field, "")]
        if after is None or change.before is None:
            self._latest[ref] = {"": place}
            self._made[ref] = place
            return
        self._latest[ref].update(dict.fromkeys(_groups(after), place))


def _groups(after: Values) -> list[str]:
    return [_GROUP.get(name, name) for name in after]


def _named(kind: str, key: str, values: Values) -> set[Ref]:
    """The records that these values of a record name."""
    found = set()
    for field, target in REFERENCES[kind].items():
        value = key if field == "key" else values.get(field, "")
        found |= {(target, one) for one in ((value,) if isinstance(value, str) else value or ()) if one}
    return found


def _letting_go(changes: Iterable[Change]) -> dict[Ref, set[int]]:
    """By record the changes after which something names it no more."""
    found: dict[Ref, set[int]] = defaultdict(set)
    for place, change in enumerate(changes):
        if change.before is None:
            continue
        before = _named(change.kind, change.key, change.before)
        kept = _named(change.kind, change.key, {**change.before, **change.after}) if change.after is not None else set()
        for ref in before - kept:
            found[ref].add(place)
    return found

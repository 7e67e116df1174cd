"""What the tables of an organisation hold, loaded as a whole, or made from the version before by what changed since.

One process sees what others write only by the version, which grows by one with every batch, and with whatever else
touches an organisation. So where the version grew by as much as there are new batches, only what these changed is read
again, and everything else is what the version before has: the same records, the same tables.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from operator import itemgetter
from typing import Any, NamedTuple

from django.db.models import OuterRef, Subquery

from planning.core.changes.change import Change, add, edit, remove
from planning.core.records import KINDS, RECORDS, Org
from planning.organisation.models import Batch, StoredChange
from planning.organisation.rows import IN_FORCE, VACATES, WAITING, changes_where, load_records, load_table
from portal.models import Organisation

# Past so many changes, batches or waiting changes, all is loaded anew.
FEW = 300
Tables = Mapping[str, Mapping[str, Any]]
Vacated = Sequence[tuple[str, date]]


class Stamp(NamedTuple):
    """How far an organisation has come: its version, and the last batch with the time of it (None before the first)."""

    version: int
    batch: int | None
    made_at: datetime | None


class Came(NamedTuple):
    """How a base came of another: that one's version, and what differs."""

    version: int
    tables: tuple[int, int]  # the identities of those before and after
    changes: tuple[Change, ...]

    def leads(self, version: int, before: Org, after: Org) -> bool:
        """Whether one, made from that version, and the other hold the tables just as they are, so that nothing but the
        changes lies between."""
        return (
            version == self.version
            and (id(before.tables), id(after.tables)) == self.tables
            and self._tells(before, after)
        )

    def _tells(self, before: Org, after: Org) -> bool:
        """Whether the changes name every position that is vacant since another day."""
        if before.since == after.since:
            return True
        named = {change.key for change in self.changes if change.kind == "position"}
        return all(key in named for key, _ in before.since.items() ^ after.since.items())


class Base(NamedTuple):
    """What the tables hold, up to which date changes went into it, and those that wait for their day. `vacated` tells
    which position came to be without a holder on which day, as far as the history knows, earliest first. `stamp`: how
    far the organisation had come when this was read; None where it moved on meanwhile."""

    tables: Tables
    folded_to: date | None
    waiting: Sequence[Change]
    vacated: Vacated
    stamp: Stamp | None = None
    came: Came | None = None


# Kind and key of a record that was written to, and whether it came or went.
Written = tuple[str, str, bool]


class _Row(NamedTuple):
    """A stored change of a new batch."""

    on: date
    kind: str
    key: str
    before: Any
    after: Any
    folded: bool

    @property
    def vacates(self) -> bool:
        """As the condition VACATES says it."""
        if self.kind != "position" or self.after is None:
            return False
        return self.after.get("holder") == "" or (self.before is None and "holder" not in self.after)


def stamp_of(organisation_id: int) -> Stamp | None:
    """How far the organisation has come by now: one query. None where it is gone."""
    latest = Batch.objects.filter(organisation=OuterRef("pk")).order_by("-pk")
    last, made = (Subquery(latest.values(name)[:1]) for name in ("pk", "made_at"))
    found = Organisation.objects.filter(pk=organisation_id).values_list("version", last, made).first()
    return Stamp(*found) if found else None


def load(organisation_id: int) -> Base:
    """All of it, one query a table."""
    stamp = stamp_of(organisation_id)
    # What waits is read first: if another process folds it meanwhile, applying it again changes nothing.
    waiting = _waiting(organisation_id)
    folded_to, vacated = _past(organisation_id)
    tables = {kind: load_table(kind, organisation_id) for kind in RECORDS}
    return Base(tables, folded_to, waiting, vacated, stamp if stamp_of(organisation_id) == stamp else None)


def following(organisation_id: int, base: Base) -> Base | None:
    """The base by now, made from an earlier one; None where that cannot be: too much has changed, or something has that
    no batch tells of."""
    now = stamp_of(organisation_id)
    if base.stamp is None or now is None or (batches := _since(organisation_id, base.stamp, now)) is None:
        return None
    columns = StoredChange.objects.filter(batch__in=list(batches)).order_by("id")
    rows = [_Row(*row) for row in columns.values_list(*_Row._fields)[: FEW + 1]]
    waiting = _waiting(organisation_id)
    if len(rows) > FEW or len(base.waiting) > FEW or len(waiting) > FEW:
        return None
    due = [change for change in base.waiting if change not in waiting]
    folded = [row for row in rows if row.folded]
    again = _again(organisation_id, base.tables, [*map(_written, folded), *map(_written, due)])
    rewritten = bool(due) or any(undoes for undoes in batches.values())
    past = _past(organisation_id) if rewritten else _more(base, folded)
    if again is None or stamp_of(organisation_id) != now:
        return None
    tables, changes = again
    return Base(
        tables, past[0], waiting, past[1], now, Came(base.stamp.version, (id(base.tables), id(tables)), changes)
    )


def _written(change: _Row | Change) -> Written:
    return change.kind, change.key, change.before is None or change.after is None


def _since(organisation_id: int, then: Stamp, now: Stamp) -> dict[int, int | None] | None:
    """The batches between, each with what it undoes; None where they do not tell all that happened."""
    if not 0 <= now.version - then.version <= FEW:
        return None
    rows = Batch.objects.filter(organisation_id=organisation_id, pk__gte=then.batch or 0, pk__lte=now.batch or 0)
    found = list(rows.order_by("pk").values_list("pk", "made_at", "undoes", "baseline")[: FEW + 2])
    if then.batch is not None and (not found or found.pop(0)[:2] != (then.batch, then.made_at)):
        return None  # the history is another one: the database was put back to an earlier day
    if len(found) != now.version - then.version or any(baseline for *_, baseline in found):
        return None
    return {pk: undoes for pk, _, undoes, _ in found}


def _waiting(organisation_id: int) -> list[Change]:
    return sorted(changes_where(organisation_id, WAITING), key=lambda change: change.on)


def _past(organisation_id: int) -> tuple[date | None, Vacated]:
    """Up to which date changes went into the tables, and what came to be vacant."""
    past = StoredChange.objects.filter(IN_FORCE, organisation_id=organisation_id)
    vacated = past.filter(VACATES).order_by("on", "id").values_list("key", "on")
    return past.order_by("-on").values_list("on", flat=True).first(), list(vacated)


def _more(base: Base, rows: Sequence[_Row]) -> tuple[date | None, Vacated]:
    """The same after new changes, where all that was before still holds."""
    days = [row.on for row in rows] + ([base.folded_to] if base.folded_to else [])
    new = [(row.key, row.on) for row in rows if row.vacates]
    return max(days, default=None), sorted([*base.vacated, *new], key=itemgetter(1)) if new else base.vacated


def _again(
    organisation_id: int, tables: Tables, written: Iterable[Written]
) -> tuple[Tables, tuple[Change, ...]] | None:
    """The tables with all records read again that were written to, and what differs in them. None where one went away
    and came back: nobody knows where it stands in its table now."""
    places: dict[str, dict[str, bool]] = defaultdict(dict)
    for kind, key, moves in written:
        places[kind][key] = moves or places[kind].get(key, False)
    after, changes = dict(tables), []
    for kind in KINDS:
        if kind in places:
            found = load_records(kind, organisation_id, list(places[kind]))
            if any(moved and key in found and key in tables[kind] for key, moved in places[kind].items()):
                return None
            differ = list(_differing(tables[kind], found, places[kind]))
            after[kind] = _table(tables[kind], found, places[kind]) if differ else tables[kind]
            changes += differ
    return after if changes else tables, tuple(changes)


def _table(had: Mapping[str, Any], has: Mapping[str, Any], keys: Iterable[str]) -> dict[str, Any]:
    """A table after these keys were read again. What is new stands at its end."""
    table = dict(had)
    for key in keys:
        if key not in has:
            table.pop(key, None)
    table.update(has)
    return table


def _differing(had: Mapping[str, Any], has: Mapping[str, Any], keys: Iterable[str]) -> Iterator[Change]:
    for key in keys:
        one, other = had.get(key), has.get(key)
        if one is None and other is not None:
            yield add(date.min, other)
        elif one is not None and other is None:
            yield remove(date.min, one)
        elif other is not None and (change := edit(date.min, one, **other._asdict())):
            yield change

"""What forbids one change to the tables of an organisation, as (field, message) pairs; '' is the whole record."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from planning.core.dates import day
from planning.core.money import amount_fault, currency_fault, pay_faults
from planning.core.records import BACKUP, OWNER, PRIORITIES, REFERENCES, REQUISITION_TYPES, STAGES, STAND_IN
from planning.core.tree import closing_ring

if TYPE_CHECKING:
    from planning.core.changes.change import Change

Tables = Mapping[str, Mapping[str, Any]]
Fault = tuple[str, str]

FIRST_YEAR, LAST_YEAR = 1900, 2200
RANGES: dict[str, tuple[float, float]] = {"fte": (0.05, 2), "share": (0, 100), "level": (1, 20)}
CHOICES: dict[tuple[str, str], tuple[str, ...]] = {
    ("product", "stage"): STAGES,
    ("assignment", "kind"): (OWNER, BACKUP, STAND_IN),
    ("requisition", "type"): REQUISITION_TYPES,
    ("requisition", "priority"): PRIORITIES,
}


def faults(tables: Tables, change: Change) -> list[Fault]:
    """A key taken twice or leading nowhere, a value out of range, dates upside down, a ring."""
    record = tables[change.kind].get(change.key)
    if change.before is None and record is not None:
        return [("key", f"There is already a {change.kind} with the key {change.key}. Choose another.")]
    if change.before is not None and record is None:
        return [("", f"The {change.kind} {change.key} no longer exists.")]
    if change.after is None:
        return []
    after = change.after
    return [
        *_missing_keys(tables, change.kind, change.key, after),
        *_out_of_range(change.kind, after),
        *_upside_down(record, after),
        *(pay_faults(record, after) if change.kind == "position" else ()),
        *(_salary(record, after) if change.kind == "requisition" else ()),
        *_rings(tables, change.kind, change.key, after),
    ]


def still_named(tables: Tables, gone: Mapping[str, set[str]]) -> Iterator[tuple[str, str, str]]:
    """Records that went away, by kind, and are still named: (kind, key, who names it)."""
    for kind, names in REFERENCES.items():
        for name, target in names.items():
            keys = gone.get(target)
            for record in tables[kind].values() if keys else ():
                for key in _keys(getattr(record, name)):
                    if keys and key in keys:
                        yield target, key, f"{kind} {record.key}"


def _keys(value: Any) -> Iterable[str]:
    return (value,) if isinstance(value, str) else value


def _missing_keys(tables: Tables, kind: str, own: str, after: Mapping[str, Any]) -> Iterator[Fault]:
    for name, target in REFERENCES[kind].items():
        for key in _keys(own if name == "key" else after.get(name, "")):
            if key and key not in tables[target] and not (key == own and kind == target):
                yield name, f"No {target} has the key {key}. Choose one from the list."


def _out_of_range(kind: str, after: Mapping[str, Any]) -> Iterator[Fault]:
    for name, value in after.items():
        if isinstance(value, date):
            if not FIRST_YEAR <= value.year <= LAST_YEAR:
                yield name, f"The year {value.year:04} cannot be right. Enter a year from {FIRST_YEAR} to {LAST_YEAR}."
        elif name in RANGES and value is not None:
            low, high = RANGES[name]
            if not low <= value <= high:
                yield name, f"{value:g} is out of range. Enter a number from {low:g} to {high:g}."
        elif value not in CHOICES.get((kind, name), (value,)):
            yield name, f"“{value}” is not one of {', '.join(CHOICES[kind, name])}."


def _upside_down(record: Any, after: Mapping[str, Any]) -> Iterator[Fault]:
    starts = after.get("starts", getattr(record, "starts", None))
    for name in ("ends", "leaves"):
        last = after.get(name, getattr(record, name, None))
        if starts and last and last < starts and (name in after or "starts" in after):
            yield name, f"The end ({day(last)}) is before the start ({day(starts)}). Choose a later date."
    first, until = (after.get(name, getattr(record, name, None)) for name in ("away_from", "away_until"))
    if first and until and until < first and {"away_from", "away_until"} & set(after):
        yield "away_until", f"The leave ends ({day(until)}) before it begins ({day(first)}). Choose a later day."


def _salary(record: Any, after: Mapping[str, Any]) -> Iterator[Fault]:
    """What forbids a salary range. The messages never repeat an amount."""
    names = {"salary_from", "salary_to", "salary_currency"} & set(after)
    for name in names - {"salary_currency"}:
        if after[name] is not None and (fault := amount_fault(after[name])):
            yield name, fault
    low, high, code = (after.get(n, getattr(record, n, None)) for n in ("salary_from", "salary_to", "salary_currency"))
    if names and low is not None and high is not None and low > high:
        yield "salary_to", "The range ends below its start. Enter the lower figure first."
    if after.get("salary_currency") and (fault := currency_fault(after["salary_currency"])):
        yield "salary_currency", fault
    if names and not code and (low is not None or high is not None):
        yield "salary_currency", "Enter the currency of the range."


def _rings(tables: Tables, kind: str, key: str, after: Mapping[str, Any]) -> Iterator[Fault]:
    if kind == "team" and _holds_itself(tables, key, after.get("parent", "")):
        yield "parent", "A team cannot sit inside itself. Choose another parent team."
    manager = after.get("manager", "") if kind == "position" else ""
    positions = tables["position"]
    ring = closing_ring(positions, key, manager) if manager else ()
    if ring:
        names = " → ".join(positions[k].title or k if k in positions else after.get("title", k) for k in ring)
        yield "manager", f"That would create a loop: {names} → back to the first. Choose another manager."


def _holds_itself(tables: Tables, key: str, parent: str) -> bool:
    seen: set[str] = set()
    while parent and parent not in seen:
        if parent == key:
            return True
        seen.add(parent)
        parent = getattr(tables["team"].get(parent), "parent", "")
    return False

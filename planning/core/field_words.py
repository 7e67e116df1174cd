"""One field of a change in words: its name, its values, and how it came from the one to the other."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any, Final

from planning.core.content import Content
from planning.core.dates import day
from planning.core.money import HIDDEN, is_cost, plain
from planning.core.names import NO_CONTENT, Names
from planning.core.records import Org
from planning.core.words import spoken

LABELS = {
    "fte": "FTE",
    "manager": "manager",
    "proposed": "proposed manager",
    "dotted": "dotted lines",
    "sharers": "job share with",
    "starts": "first day",
    "ends": "last day",
    "leaves": "last day",
    "away_from": "on leave from",
    "away_until": "on leave until",
    "stage": "stage",
    "target_start": "target start",
    "market_facing": "market-facing",
    "launch": "launch date",
    "launch_tier": "launch tier",
    "without": "partners not needed",
    "counts": "treated as cover",
    "rank": "order",
    "name": "name",
    "email": "e-mail address",
    "loaded": "fully loaded",
    "consequence": "without it",
    "replaces": "in place of",
    "why": "reason",
    "resumes": "resumes at",
    "salary_from": "salary from",
    "salary_to": "salary to",
    "salary_currency": "salary currency",
}
# A position has no first day at work: it starts and ends.
_OF_POSITIONS: Final = {"starts": "start date", "ends": "end date"}
# Stands for all fields of a change that hold cost, where they are not to be shown.
COST: Final = "cost"
# What is said of a field that has no value.
EMPTY: Final = "empty"
_REFERENCES: Final = {
    "manager": "position",
    "proposed": "position",
    "dotted": "position",
    "position": "position",
    "one": "position",
    "other": "position",
    "holder": "person",
    "sharers": "person",
    "replaces": "person",
    "team": "team",
    "parent": "team",
    "product": "product",
}
# Of what people call by its value alone, without saying which field it is.
_KINDS: Final = {("assignment", "kind"), ("requisition", "type")}
# A hiring stage, a launch tier and the like: what is stored reads as it is, but for its dashes.
_SLUGS: Final = {"stage", "launch_tier", "type", "priority", "resumes"}
# How a value comes and how it goes, where "set to" and "cleared" would read oddly.
_COMES_AND_GOES: Final = {
    "away_from": ("on leave from {}", "no longer on leave from {}"),
    "away_until": ("on leave until {}", "no longer on leave until {}"),
    "dotted": ("now with a dotted line to {}", "no longer with a dotted line to {}"),
    "sharers": ("now shared with {}", "no longer shared with {}"),
    "without": ("no longer needs partners in {}", "needs partners in {} again"),
    "replaces": ("in place of {}", "no longer in place of {}"),
    "resumes": ("resumes at {}", "no longer resumes at {}"),
    "rank": ("now number {} in the hiring order", "no set place in the hiring order any more"),
}


def part(names: Names, kind: str, field: str, old: Any, new: Any) -> str:
    """What happened to a field: "launch tier: small → large", "stage cleared (was interviewing)"."""
    if field == COST:
        return "cost changes"
    before, after = (_value(names, field, value, cost=True) for value in (old, new))
    if is_empty(field, old) != is_empty(field, new):
        gone, come = ("" if is_empty(field, value) else text for value, text in ((old, before), (new, after)))
        return come_or_gone(field, gone, come, kind)
    label = "" if (kind, field) in _KINDS else f"{label_of(field, kind)}: "
    return f"{label}{before} → {after}"


def come_or_gone(field: str, before: str, after: str, kind: str = "") -> str:
    """That a field has got a value, or has lost the one that it had; the other of the two is ''."""
    label = label_of(field, kind)
    comes, goes = _COMES_AND_GOES.get(field, (f"{label} set to {{}}", f"{label} cleared (was {{}})"))
    return comes.format(after) if after else goes.format(before)


def label_of(field: str, kind: str = "") -> str:
    """What people call a field, of a kind of record where it matters, within a sentence."""
    return (_OF_POSITIONS if kind == "position" else {}).get(field) or LABELS.get(field, field.replace("_", " "))


def value_text(org: Org, field: str, value: Any, *, cost: bool = False, content: Content = NO_CONTENT) -> str:
    """A field's value as people read it: names for keys, days for dates. That of a cost field only with `cost`."""
    return _value(Names(org, content), field, value, cost=cost)


def _value(names: Names, field: str, value: Any, *, cost: bool) -> str:
    if is_cost(field) and not cost:
        return HIDDEN
    if is_empty(field, value):
        return EMPTY
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, date):
        return day(value)
    if isinstance(value, Decimal):
        return plain(value)
    if isinstance(value, tuple):
        return ", ".join(_value(names, field, item, cost=cost) for item in value)
    return _text(names, field, value)


def _text(names: Names, field: str, value: Any) -> str:
    """A single value: what it names, or what it says."""
    if field in _REFERENCES:
        return names.of(_REFERENCES[field], value)
    if field in ("role", "responsibility"):
        return names.role(value) if field == "role" else names.responsibility(value)
    if field in ("function", "without"):
        return names.function(value)
    if field == "assumed":
        return label_of(value)
    return spoken(value) if field in _SLUGS else f"{value}"


def is_empty(field: str, value: Any) -> bool:
    """Whether a field has no value; the rank 0 stands for no place given by hand."""
    return value in (None, "", ()) or (field == "rank" and value == 0)

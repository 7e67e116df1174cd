"""A change as a sentence: "Payments PM moves from Jonas Lindqvist to Hannah Berg"."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from planning.core.changes.change import Change, Conflict
from planning.core.dates import day
from planning.core.money import COST_FIELDS, HIDDEN, is_cost, pay_text, plain
from planning.core.records import RECORDS, Org, Person, Product

NOBODY = "nobody"
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
    "without": "partners that do not apply",
    "counts": "counts as covering",
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
# Stands for all fields of a change that hold cost, where they are not to be shown.
COST = "cost"


def sentence(org: Org, change: Change, *, cost: bool = False) -> str:
    """One line for one change. `org` gives the names; a key that it does not know stays a key. Only with `cost`, for
    readers who may see it, does it hold amounts."""
    own = _after(org, change)
    teller = _TELLERS.get(change.kind, _tell_other)
    return teller(org, change if cost else _veiled(change), own)


def _veiled(change: Change) -> Change:
    """The change without the values of its cost fields: at most that there are some."""
    if change.after is None or not COST_FIELDS & {*(change.before or ()), *change.after}:
        return change
    before, after = (
        {name: value for name, value in (side or {}).items() if not is_cost(name)}
        for side in (change.before, change.after)
    )
    edit = change.before is not None
    return change._replace(before=before if edit else None, after={**after, COST: HIDDEN} if edit else after)


def leave_text(person: Person, on: date) -> str:
    """“On leave until 3 Mar 2027”, of a leave that is or is to come; '' for none."""
    first, last = person.away_from, person.away_until
    if person.is_away(on):
        return f"On leave until {day(last)}" if last else "On leave"
    if first is None or first < on:
        return ""
    return f"On leave from {day(first)}" + (f" until {day(last)}" if last else "")


def launch_text(product: Product, on: date, *, at: str = "") -> str:
    """“launches 5 Jan 2027”, or of a day that has passed “launched 5 Apr 2025”; '' where it is not known. With `at`
    ("on") as within a sentence."""
    if product.launch is None:
        return ""
    said = "launched" if product.launch < on else "launches"
    return " ".join(filter(None, (said, at, day(product.launch))))


def name_of(org: Org, kind: str, key: str) -> str:
    """What people call a record: a position by its title and holder, a person by name."""
    record = org.get(kind, key)
    if not key:
        return NOBODY
    if record is None:
        return key
    if kind != "position":
        return record.name or ("name withheld" if kind == "person" else key)
    person = org.people.get(record.holder)
    title = record.title or key
    name = org.holder_names(record) if record.sharers else person.name if person else ""
    return f"{title} ({name})" if name else title


def _after(org: Org, change: Change) -> Any:
    """The record as the change leaves it (or as it was, where it goes away)."""
    values = change.after if change.after is not None else change.before
    known = org.get(change.kind, change.key)
    if change.before is not None and change.after is not None and known is not None:
        return known._replace(**change.after)
    return RECORDS[change.kind](change.key, **(values or {}))


def _tell_position(org: Org, change: Change, own: Any) -> str:
    title = own.title or change.key
    if change.before is None:
        holder = name_of(org, "person", own.holder) if own.holder else "vacant"
        who = org.holder_names(own) if own.sharers else holder
        under = f", reporting to {name_of(org, 'position', own.manager)}" if own.manager else ""
        return f"New position {title} ({who}){under}"
    if change.after is None:
        return f"{title} goes away"
    known = org.get("position", change.key)
    before, after = change.before, change.after
    name = before.get("title") or title
    person = org.people.get(before["holder"] if "holder" in before else getattr(known, "holder", ""))
    subject = f"{name} ({person.name})" if person and person.name else name
    return _join(subject, (*_position_parts(org, before, after), *_pay_parts(own, before, after)))


def _pay_parts(own: Any, before: Any, after: Any) -> Iterator[str]:
    """The figure, its currency and its kind as one. `own` is the position as it is then."""
    if after.keys() & {"pay", "currency", "loaded"}:
        was = own._replace(**{name: before[name] for name in ("pay", "currency", "loaded") if name in before})
        old, new = (pay_text(p.pay, p.currency, p.loaded) for p in (was, own._replace(**after)))
        yield f"pay: {old} → {new}"


def _position_parts(org: Org, before: Any, after: Any) -> Iterator[str]:
    for field in after:
        if is_cost(field) or (field == "proposed" and "manager" in after):
            continue
        old, new = before.get(field), after[field]
        if field == "manager":
            if not new:
                yield f"no longer reports to {name_of(org, 'position', old)}"
            elif not old:
                yield f"comes to report to {name_of(org, 'position', new)}"
            else:
                yield f"moves from {name_of(org, 'position', old)} to {name_of(org, 'position', new)}"
        elif field == "holder":
            yield f"is taken by {name_of(org, 'person', new)}" if new else "becomes vacant"
        elif field == "title":
            yield f"becomes {new}"
        elif field == "ends":
            yield f"ends on {day(new)}" if new else "no longer ends"
        elif field == "rank":
            yield f"stands at place {new} among its siblings" if new else "has no place of its own among its siblings"
        else:
            yield _part(org, "position", field, old, new)


def _tell_assignment(org: Org, change: Change, own: Any) -> str:
    who, product = name_of(org, "position", own.position), name_of(org, "product", own.product)
    role = own.role.replace("-", " ")
    if change.before is None:
        kind = {"owner": "", "backup": ", as backup", "stand-in": ", standing in"}.get(own.kind, "")
        share = f", {own.share}%" if own.share != 100 else ""
        return f"{who} covers {product} as {role}{kind}{share}"
    if change.after is None:
        return f"{who} no longer covers {product} as {role}"
    return _join(f"{who} on {product} as {role}", _parts(org, change))


def _tell_ownership(org: Org, change: Change, own: Any) -> str:
    what = own.responsibility.split("/")[-1].replace("-", " ")
    product = name_of(org, "product", own.product)
    if change.after is None:
        return f"{name_of(org, 'position', own.position)} is no longer named for {what} on {product}"
    return f"{name_of(org, 'position', own.position)} is accountable for {what} on {product}"


def _tell_link(org: Org, change: Change, own: Any) -> str:
    verb = "are no longer" if change.after is None else "are"
    one, other = (name_of(org, "position", key) for key in (own.one, own.other))
    return f"{one} and {other} {verb} working counterparts on {name_of(org, 'product', own.product)}"


def _tell_requisition(org: Org, change: Change, own: Any) -> str:
    subject = f"Requisition for {name_of(org, 'position', change.key)}"
    if change.before is None:
        return f"{subject}: {own.type}"
    return f"{subject} goes away" if change.after is None else _join(f"{subject}:", _parts(org, change))


def _tell_product(org: Org, change: Change, own: Any) -> str:
    before, after = change.before, change.after
    if before is None or after is None or "assumed" not in after:
        return _tell_other(org, change, own)
    plain = change._replace(after={name: value for name, value in after.items() if name != "assumed"})
    parts = (*_parts(org, plain), *_assumptions(before.get("assumed", ()), after["assumed"]))
    return _join(before.get("name") or own.name or change.key, parts)


def _assumptions(before: Iterable[str], after: Iterable[str]) -> Iterator[str]:
    old, new = tuple(before), tuple(after)
    yield from (f"{LABELS.get(name, name)} is assumed" for name in new if name not in old)
    yield from (f"{LABELS.get(name, name)} is no longer assumed" for name in old if name not in new)


def _tell_other(org: Org, change: Change, own: Any) -> str:
    name = own.name or change.key
    if change.before is None:
        assumed = ", ".join(_assumptions((), getattr(own, "assumed", ())))
        return f"New {change.kind} {name}" + (f" ({assumed})" if assumed else "")
    if change.after is None:
        return f"The {change.kind} {name} goes away"
    return _join((change.before or {}).get("name") or name, _parts(org, change))


def _parts(org: Org, change: Change) -> Iterator[str]:
    before = change.before or {}
    for field, new in (change.after or {}).items():
        yield _part(org, change.kind, field, before.get(field), new)


_REFERENCES = {
    "manager": "position",
    "proposed": "position",
    "dotted": "position",
    "holder": "person",
    "sharers": "person",
    "replaces": "person",
}
_REFERENCES |= {"team": "team", "parent": "team"}


def _part(org: Org, kind: str, field: str, old: Any, new: Any) -> str:
    if field == COST:
        return "cost changes"
    label = LABELS.get(field, field.replace("_", " "))
    return f"{label}: {value_text(org, field, old, cost=True)} → {value_text(org, field, new, cost=True)}"


def conflict_texts(org: Org, conflict: Conflict, *, cost: bool = False) -> tuple[str, str, str]:
    """The base, current and planned value of a field that both sides moved, an amount with its currency."""
    change, field = conflict.change, conflict.field
    code = (change.after or {}).get("currency") or getattr(org.get(change.kind, change.key), "currency", "")
    unit = f"{code} " if field == "pay" and cost and code else ""
    texts = (value_text(org, field, v, cost=cost) for v in (conflict.base, conflict.current, conflict.planned))
    base, current, planned = (unit + text if text != "none" else text for text in texts)
    return base, current, planned


def value_text(org: Org, field: str, value: Any, *, cost: bool = False) -> str:
    """A field's value as people read it: names for keys, days for dates. That of a cost field only with `cost`."""
    if is_cost(field) and not cost:
        return HIDDEN
    if value in (None, "", ()):
        return "none"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, date):
        return day(value)
    if isinstance(value, Decimal):
        return plain(value)
    if isinstance(value, tuple):
        return ", ".join(value_text(org, field, item, cost=cost) for item in value)
    return name_of(org, _REFERENCES[field], value) if field in _REFERENCES else f"{value}"


def _join(subject: str, parts: Iterable[str]) -> str:
    return f"{subject} {', '.join(parts)}"


_TELLERS: dict[str, Callable[[Org, Change, Any], str]] = {
    "position": _tell_position,
    "product": _tell_product,
    "assignment": _tell_assignment,
    "ownership": _tell_ownership,
    "link": _tell_link,
    "requisition": _tell_requisition,
}

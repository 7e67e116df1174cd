"""A change as a sentence: "Payments PM moves from Jonas Lindqvist to Hannah Berg"."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from planning.core.changes.change import Change, Conflict
from planning.core.content import Content
from planning.core.dates import day
from planning.core.field_words import COST, EMPTY, come_or_gone, label_of, part, value_text
from planning.core.money import COST_FIELDS, HIDDEN, is_cost, pay_text
from planning.core.names import NO_CONTENT, Names, nameless
from planning.core.records import RECORDS, Org
from planning.core.words import spoken


def sentence(org: Org, change: Change, *, cost: bool = False, content: Content = NO_CONTENT) -> str:
    """One line for one change. `org` gives the names of records, `content` those of roles. Only with `cost`, for
    readers who may see it, does it hold amounts."""
    own = _after(org, change)
    teller = _TELLERS.get(change.kind, _tell_other)
    return teller(Names(org, content), change if cost else _veiled(change), own)


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


def _after(org: Org, change: Change) -> Any:
    """The record as the change leaves it (or as it was, where it goes away)."""
    values = change.after if change.after is not None else change.before
    known = org.get(change.kind, change.key)
    if change.before is not None and change.after is not None and known is not None:
        return known._replace(**change.after)
    return RECORDS[change.kind](change.key, **(values or {}))


def _tell_position(names: Names, change: Change, own: Any) -> str:
    title = own.title or nameless("position")
    if change.before is None:
        holder = names.of("person", own.holder) if own.holder else "open"
        who = names.org.holder_names(own) if own.sharers else holder
        under = f", reporting to {names.of('position', own.manager)}" if own.manager else ""
        return f"New position {title} ({who}){under}"
    if change.after is None:
        return f"{title} is removed"
    known = names.org.get("position", change.key)
    before, after = change.before, change.after
    name = before.get("title") or title
    person = names.org.people.get(before["holder"] if "holder" in before else getattr(known, "holder", ""))
    subject = f"{name} ({person.name})" if person and person.name else name
    return _join(subject, (*_position_parts(names, before, after), *_pay_parts(names, own, before, after)))


def _pay_parts(names: Names, own: Any, before: Any, after: Any) -> Iterator[str]:
    """The figure, its currency and its kind as one. `own` is the position as it is then."""
    fields = [name for name in ("pay", "currency", "loaded") if name in after]
    if not fields:
        return
    was = own._replace(**{name: before[name] for name in fields if name in before})
    old, new = ("" if p.pay is None else pay_text(p.pay, p.currency, p.loaded) for p in (was, own._replace(**after)))
    if old and new:
        yield f"pay: {old} → {new}"
    elif old or new:
        yield come_or_gone("pay", old, new)
    else:
        yield from (part(names, "position", name, before.get(name), after[name]) for name in fields)


def _position_parts(names: Names, before: Any, after: Any) -> Iterator[str]:
    for field in after:
        if is_cost(field) or (field == "proposed" and "manager" in after):
            continue
        old, new = before.get(field), after[field]
        if field == "manager":
            if not new:
                yield f"no longer reports to {names.of('position', old)}"
            elif not old:
                yield f"now reports to {names.of('position', new)}"
            else:
                yield f"moves from {names.of('position', old)} to {names.of('position', new)}"
        elif field == "holder":
            yield f"is filled by {names.of('person', new)}" if new else "is vacated"
        elif field == "title":
            yield f"becomes {new}" if new else f"loses its title ({old})"
        elif field == "ends":
            yield f"ends on {day(new)}" if new else f"no longer ends on {day(old)}"
        elif field == "rank":
            yield f"is now number {new} under its manager" if new else "has no set place under its manager any more"
        else:
            yield part(names, "position", field, old, new)


def _tell_assignment(names: Names, change: Change, own: Any) -> str:
    who, product = names.of("position", own.position), names.of("product", own.product)
    role, known = names.role(own.role), names.content.roles.get(own.role)
    covers = known is None or known.covers
    if change.before is None:
        kind = {"owner": "", "backup": ", as backup", "stand-in": ", standing in"}.get(own.kind, "")
        share = f", {own.share}%" if own.share != 100 else ""
        since = f" from {day(own.starts)}" if own.starts and own.starts > change.on else ""
        until = f" until {day(own.ends)}" if own.ends else ""
        return f"{who} {'covers' if covers else 'works on'} {product} as {role}{kind}{share}{since}{until}"
    if change.after is None:
        return f"{who} no longer {'covers' if covers else 'works on'} {product} as {role}"
    return _join(f"{who} on {product} as {role}:", _cover_parts(names, change))


_NOW = {"owner": "now covers it", "backup": "now the backup", "stand-in": "now stands in"}


def _cover_parts(names: Names, change: Change) -> Iterator[str]:
    for field, new in (change.after or {}).items():
        old = (change.before or {}).get(field)
        if field == "kind":
            yield _NOW.get(new, f"now {new}")
        elif field == "share":
            yield f"{new}% instead of {old}%"
        elif field == "counts":
            yield "treated as cover" if new else "no longer treated as cover"
        else:
            yield part(names, change.kind, field, old, new)


def _tell_ownership(names: Names, change: Change, own: Any) -> str:
    what = names.responsibility(own.responsibility)
    product = names.of("product", own.product)
    if change.after is None:
        return f"{names.of('position', own.position)} is no longer responsible for {what} on {product}"
    return f"{names.of('position', own.position)} is responsible for {what} on {product}"


def _tell_link(names: Names, change: Change, own: Any) -> str:
    verb = "are no longer" if change.after is None else "are"
    one, other = (names.of("position", key) for key in (own.one, own.other))
    return f"{one} and {other} {verb} paired on {names.of('product', own.product)}"


def _tell_requisition(names: Names, change: Change, own: Any) -> str:
    subject = f"Requisition for {names.of('position', change.key)}"
    if change.before is None:
        return f"{subject}: {spoken(own.type)}"
    return f"{subject} is removed" if change.after is None else _join(f"{subject}:", _parts(names, change))


def _tell_product(names: Names, change: Change, own: Any) -> str:
    before, after = change.before, change.after
    if before is None or after is None or "assumed" not in after:
        return _tell_other(names, change, own)
    plain = change._replace(after={name: value for name, value in after.items() if name != "assumed"})
    parts = (*_parts(names, plain), *_assumptions(before.get("assumed", ()), after["assumed"]))
    return _join(before.get("name") or own.name or nameless(change.kind), parts)


def _assumptions(before: Iterable[str], after: Iterable[str]) -> Iterator[str]:
    old, new = tuple(before), tuple(after)
    yield from (f"{label_of(name)} is assumed" for name in new if name not in old)
    yield from (f"{label_of(name)} is no longer assumed" for name in old if name not in new)


def _tell_other(names: Names, change: Change, own: Any) -> str:
    name = own.name or nameless(change.kind)
    if change.before is None:
        assumed = ", ".join(_assumptions((), getattr(own, "assumed", ())))
        return f"New {change.kind} {name}" + (f" ({assumed})" if assumed else "")
    if change.after is None:
        return f"The {change.kind} {name} is removed"
    return _join((change.before or {}).get("name") or name, _parts(names, change))


def _parts(names: Names, change: Change) -> Iterator[str]:
    before = change.before or {}
    for field, new in (change.after or {}).items():
        yield part(names, change.kind, field, before.get(field), new)


def conflict_texts(
    org: Org, conflict: Conflict, *, cost: bool = False, content: Content = NO_CONTENT
) -> tuple[str, str, str]:
    """The base, current and planned value of a field that both sides moved, an amount with its currency."""
    change, field = conflict.change, conflict.field
    code = (change.after or {}).get("currency") or getattr(org.get(change.kind, change.key), "currency", "")
    unit = f"{code} " if field == "pay" and cost and code else ""
    values = (conflict.base, conflict.current, conflict.planned)
    texts = (value_text(org, field, value, cost=cost, content=content) for value in values)
    base, current, planned = (unit + text if text != EMPTY else text for text in texts)
    return base, current, planned


def _join(subject: str, parts: Iterable[str]) -> str:
    return f"{subject} {', '.join(parts)}"


_TELLERS: dict[str, Callable[[Names, Change, Any], str]] = {
    "position": _tell_position,
    "product": _tell_product,
    "assignment": _tell_assignment,
    "ownership": _tell_ownership,
    "link": _tell_link,
    "requisition": _tell_requisition,
}

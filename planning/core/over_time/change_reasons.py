"""Why coverage changes on a day: what begins, what was over the day before, and the changes dated that day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from planning.core.changes.record_history import DatedOrg, RecordHistories
from planning.core.content import Content, Role
from planning.core.coverage.coverage import is_launching
from planning.core.dates import day as written
from planning.core.names import knowing, name_of
from planning.core.records import Org, Product
from planning.core.sentences import sentence
from planning.core.words import capfirst


def change_reasons(dated: DatedOrg, content: Content, product: str, role: str, day: date) -> list[str]:
    """Sentences on what changes on `day` in how a product is covered in a role, each once."""
    before, after = dated.at(day - timedelta(days=1)), dated.at(day)
    keys = _keys(dated, before, after, product, role)
    changes = list(_changes(dated, day))
    named = knowing(before, changes)
    told = [sentence(named, change, content=content) for change in changes if (change.kind, change.key) in keys]
    for kind, key in keys:
        told += _dates(after, kind, key, day)
    one, other = before.get("product", product), after.get("product", product)
    if one and other:
        told += _launch(content.roles[role], one, other, day)
    return list(dict.fromkeys(capfirst(text) for text in told))


def _keys(dated: DatedOrg, before: Org, after: Org, product: str, role: str) -> dict[tuple[str, str], None]:
    """The product, its assignments in the role, and their positions and holders on either side of the day."""
    found: dict[tuple[str, str], None] = {("product", product): None}
    histories = RecordHistories(dated)
    duties = dict.fromkeys(
        key for key, duty in histories.every("assignment") if (duty.product, duty.role) == (product, role)
    )
    for org in (before, after):
        for key in duties:
            found["assignment", key] = None
            if (duty := org.get("assignment", key)) and (position := org.get("position", duty.position)):
                found["position", position.key] = None
                found |= {("person", holder): None for holder in (position.holder, *position.sharers)}
    found.pop(("person", ""), None)
    return found


def _changes(dated: DatedOrg, day: date) -> Iterator[Any]:
    for changes in (dated.past, dated.ahead, dated.over):
        yield from (change for change in changes if change.on == day)


def _dates(org: Org, kind: str, key: str, day: date) -> Iterator[str]:
    """A first day that has come, or a last day that was yesterday."""
    record, yesterday = org.get(kind, key), day - timedelta(days=1)
    if record is None or kind == "product":
        return
    who = name_of(org, "position", record.position) if kind == "assignment" else name_of(org, kind, key)
    what = f"{who} on this product" if kind == "assignment" else who
    if record.starts == day:
        yield f"the first day of {what} is {written(day)}"
    if (record.leaves if kind == "person" else record.ends) == yesterday:
        yield f"the last day of {what} is {written(yesterday)}"


def _launch(role: Role, before: Product, after: Product, day: date) -> Iterator[str]:
    need = role.need
    if need is None or before.launch != after.launch or after.launch is None:
        return
    was, now = is_launching(need, before, day - timedelta(days=1)), is_launching(need, after, day)
    if now and not was:
        left = (after.launch - day).days
        yield f"{left} days to the launch on {written(after.launch)}: a {role.name} is needed from this day"
    if was and not now:
        yield f"the launch on {written(after.launch)} has passed"

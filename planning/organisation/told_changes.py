"""The changes of a plan as its pages tell them: a sentence for each thing that was done."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, NamedTuple

from planning.core.changes.change import Change
from planning.core.changes.plan_steps import PlannedChange
from planning.core.content import Content
from planning.core.differences import mark, order_text, reorders
from planning.core.names import knowing
from planning.core.records import Org
from planning.core.sentences import sentence
from planning.organisation import store
from planning.organisation.models import Plan
from planning.organisation.role_content import content_for


class ToldChange(NamedTuple):
    """`id` holds several, with blanks between, where a step put siblings into another order, which is one thing to its
    reader. `position` is the key of the position that it is about, '' where it is about none."""

    id: str
    on: date
    text: str
    note: str
    mark: str
    position: str


def row_of(planned: PlannedChange) -> object:
    """What is told as one: a change, or all by which siblings change places at once."""
    return (planned.step, planned.change.on) if reorders(planned.change) else planned.id


def told(plan: Plan, *, cost: bool) -> list[ToldChange]:
    """The changes as they stand, in order of date. Amounts are told with `cost` only."""
    planned = store.drafted(plan)
    last = max((p.change.on for p in planned.values()), default=plan.target)
    org = knowing(store.org_at(plan.organisation, last, plan), [p.change for p in planned.values()])
    content = content_for(plan.organisation)
    rows: dict[object, ToldChange] = {}
    for p in sorted(planned.values(), key=lambda p: p.change.on):
        place = row_of(p)
        rows[place] = _together(rows[place], p, org) if place in rows else _told(org, p, cost, content)
    return list(rows.values())


def _told(org: Org, p: PlannedChange, cost: bool, content: Content) -> ToldChange:
    change = p.change
    text = sentence(org, change, cost=cost, content=content)
    return ToldChange(p.id, change.on, text, p.note, mark(change), _position(org, change))


def _together(row: ToldChange, planned: PlannedChange, org: Org) -> ToldChange:
    """The row with one more sibling that changes places."""
    position = org.get("position", planned.change.key)
    text = order_text(org, position.manager) if position else row.text
    return row._replace(id=f"{row.id} {planned.id}", text=text)


def _position(org: Org, change: Change) -> str:
    values = {**(change.before or {}), **(change.after or {})}
    return position_about((org,), change.kind, change.key, values)


def position_about(orgs: Iterable[Org], kind: str, key: str, values: Mapping[str, Any] | None = None) -> str:
    """The key of the position that a record is, belongs to or names; of a person the first position held; '' for none.
    `values` are some fields of the record, `orgs` may know the rest."""
    if kind in ("position", "requisition"):
        return key
    name = "one" if kind == "link" else "position"
    if values and values.get(name):
        return str(values[name])
    for org in orgs:
        record = org.held.get(key, (None,))[0] if kind == "person" else org.get(kind, key)
        if found := getattr(record, "key" if kind == "person" else name, ""):
            return str(found)
    return ""

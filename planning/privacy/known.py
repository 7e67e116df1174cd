"""Everything that an organisation knows about one person: the right of access."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from django.db.models import Q
from django.utils.text import capfirst

from planning.core.changes.change import Change
from planning.core.content import Content
from planning.core.money import COST_FIELDS
from planning.core.names import name_of
from planning.core.records import Assignment, Org
from planning.core.sentences import sentence
from planning.erasing import pay, tables
from planning.erasing.subject import Subject, subject_of
from planning.erasing.words import Wording
from planning.organisation import store
from planning.organisation.codec import decode
from planning.organisation.models import TABLES, Plan, Step, StoredChange
from planning.organisation.plan_access import visible
from planning.privacy import former
from planning.privacy.counting import LABELS
from planning.reporting_lines.models import LineSignOff
from portal.guard import Access

NOT_TOLD = {*TABLES.values(), StoredChange, Step}


class Mention(NamedTuple):
    """A text that names the person: what sort of thing it stands in, and the text."""

    where: str
    text: str


def everything(access: Access, key: str, now: datetime) -> dict[str, Any] | None:
    """As JSON can hold it; None where nobody of that key is known. Pay is among it for whoever may see cost. Texts in
    plans that the member may not see are counted alone."""
    subject = subject_of(access.organisation, key)
    if subject is None:
        return None
    mentions, hidden = _mentions(access, subject)
    return {
        "organisation": access.organisation.name,
        "made_at": now.isoformat(timespec="seconds"),
        "pay": "included" if access.sees_cost else "left out: the person who made this cannot see cost",
        "person": _record(access, key),
        "known_as": sorted({*subject.names, *subject.emails}),
        "positions": list(_positions(access, key)),
        "own_pay": _pay(access, key),
        "history": list(_history(access, key)),
        "texts": [mention._asdict() for mention in mentions],
        "texts_in_plans_not_shared_with_you": hidden,
    }


def _record(access: Access, key: str) -> dict[str, Any]:
    """As it is, or as it last was."""
    person = store.org_at(access.organisation, access.today).people.get(key)
    known = person or getattr(former.find(access, key), "person", None)
    return _said(access, known._asdict()) if known else {"key": key}


def _positions(access: Access, key: str) -> Iterator[dict[str, Any]]:
    """Those held today, with what they cover."""
    content = store.content_for(access.organisation)
    org = store.org_at(access.organisation, access.today)
    for position in org.held.get(key, ()):
        role = content.roles.get(position.role)
        reports_to = name_of(org, "position", position.manager) if position.manager else ""
        names = {
            "role_name": role.name if role else "",
            "reports_to": reports_to,
            "team_name": name_of(org, "team", position.team) if position.team else "",
        }
        covers = [_duty(org, content, one) for one in org.duties.get(position.key, ())]
        yield {**_said(access, position._asdict()), **names, "products": covers}


def _duty(org: Org, content: Content, duty: Assignment) -> dict[str, str]:
    """What somebody covers, and as what."""
    role = content.roles.get(duty.role)
    product = name_of(org, "product", duty.product)
    return {"product": product, "role": duty.role, "role_name": role.name if role else duty.role, "as": duty.kind}


def _pay(access: Access, key: str) -> dict[str, list[str]]:
    """Every amount that was theirs, by position, for whoever may see it."""
    found = pay.pay_of(access.organisation, key) if access.sees_cost else {}
    return {position: sorted(map(str, amounts)) for position, amounts in found.items()}


def _history(access: Access, key: str) -> Iterator[dict[str, Any]]:
    """Changes of the record, and to which positions the person came, or left them."""
    own = Q(kind="person", key=key)
    held = Q(kind="position") & (Q(before__holder=key) | Q(after__holder=key))
    rows = StoredChange.objects.filter(own | held, organisation=access.organisation).select_related("batch")
    org, content = store.org_at(access.organisation, access.today), store.content_for(access.organisation)
    for row in rows.order_by("on", "id"):
        before, after = (side if _is_theirs(key, row, side) else None for side in (row.before, row.after))
        change = Change(row.on, row.kind, row.key, *(decode(row.kind, side) for side in _told(key, row)))
        yield {
            "on": row.on.isoformat(),
            "of": row.kind,
            "key": row.key,
            "said": sentence(org, change, cost=access.sees_cost, content=content),
            "before": _said(access, before),
            "after": _said(access, after),
        }


def _is_theirs(key: str, row: StoredChange, side: Any) -> bool:
    """Whether one side of a change tells of the person, and not of whoever held the position before or after."""
    return side is None or row.kind == "person" or side.get("holder") == key


def _told(key: str, row: StoredChange) -> list[Any]:
    """Both sides as a sentence may tell them: of a position that came from somebody or went to somebody, only that."""
    sides = [row.before, row.after]
    if all(_is_theirs(key, row, side) for side in sides):
        return sides
    return [{"holder": key if _is_theirs(key, row, side) else ""} for side in sides]


def _said(access: Access, values: Any) -> Any:
    """Values as JSON has them, without pay for whoever may not see cost."""
    if values is None:
        return None
    shown = {name: value for name, value in values.items() if access.sees_cost or name not in COST_FIELDS}
    return {name: value for name, value in shown.items() if value not in ("", None, [], ())}


def _mentions(access: Access, subject: Subject) -> tuple[list[Mention], int]:
    wording = Wording("", subject.names, subject.emails)
    plans = set(visible(access).values_list("pk", flat=True))
    found, hidden = [], 0
    for model, row in _rows(access, wording):
        texts = [text for value in _values(model, row) for text in _texts(value, wording)]
        if not _may_read(row, plans):
            hidden += len(texts)
        else:
            found += [Mention(_where(model), text) for text in _at_once(model, texts)]
    return found, hidden


def _at_once(model: Any, texts: Sequence[str]) -> Sequence[str]:
    """A signed record says the same name in line after line, and is one thing to be told of."""
    return [" · ".join(dict.fromkeys(texts))] if model is LineSignOff and texts else texts


def _where(model: Any) -> str:
    """What sort of thing it is to people."""
    return str(capfirst(LABELS.get(model._meta.label, str(model._meta.verbose_name_plural))))


def _values(model: Any, row: Any) -> Iterator[Any]:
    """A signed record is a document of many lines."""
    if isinstance(row, LineSignOff):
        yield row.data["lines"]
    else:
        yield from (getattr(row, field.name) for field in tables.text_fields(model))


def _rows(access: Access, wording: Wording) -> Iterator[tuple[Any, Any]]:
    for model in tables.paths():
        if model not in NOT_TOLD:
            fields = tables.text_fields(model)
            rows = tables.holding(tables.rows_of(model, access.organisation), fields, wording.pieces)
            yield from ((model, row) for row in rows)
    steps = tables.holding(tables.rows_of(Step, access.organisation), tables.text_fields(Step), wording.pieces)
    yield from ((Step, row) for row in steps)


def _may_read(row: Any, plans: set[int]) -> bool:
    plan = row.pk if isinstance(row, Plan) else getattr(row, "plan_id", None)
    is_draft_of_another = row._meta.model_name in ("importdraft", "draftfile")
    return (plan is None or plan in plans) and not is_draft_of_another


def _texts(value: Any, wording: Wording) -> Iterator[str]:
    if isinstance(value, str):
        if wording.names_somebody(value):
            yield value[:2000]
    elif isinstance(value, dict | list):
        for one in value.values() if isinstance(value, dict) else value:
            yield from _texts(one, wording)

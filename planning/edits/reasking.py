"""A form that is asked again for another place: what was typed stays."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import QueryDict

from planning.forms.actions import EditAction, Revision
from planning.organisation.models import Plan
from planning.organisation.snapshot import Snapshot
from portal.days import read_day
from portal.guard import Access


def day(text: str | None, plan: Plan | None, today: date) -> date:
    """The date asked for; else the plan's, else today. One out of all reason is left to the form to refuse."""
    return read_day(text) or (plan.target if plan else today)


def elsewhere(kind: type[EditAction], typed: QueryDict, access: Access, shown: Plan | None) -> EditAction:
    """The form that was shown for the plan `shown` (None: live), for the place that `access` looks at. The date that
    the one place proposed becomes that of the other; of a record's fields those that were left alone get the values
    that they have there."""
    data = typed.copy()
    was, proposed = day(typed.get("on"), shown, access.today), day(None, shown, access.today)
    on = day(None, access.plan, access.today) if was == proposed else was
    data["on"] = on.isoformat()
    there = Snapshot(access.organisation, on, access.plan)
    if issubclass(kind, Revision):
        _rest(data, kind(Snapshot(access.organisation, was, shown), typed, access=access), there)
    return kind(there, data, access=access)


def _rest(data: QueryDict, form: Revision, there: Snapshot) -> None:
    """Fill in what was left alone in the form, and what all fields are compared with."""
    form.full_clean()
    base = form.cleaned_data.get("base")
    fresh = type(form)(there, initial={"of": data.get("of"), "on": there.org.on}, access=form.access)
    if base is None or fresh.record is None:
        return
    touched = {n for n, field in form.revised.items() if n in form.errors or form.value(n) != base[field]}
    for name in {*form.revised, "base"} - touched:
        data.setlist(name, _sent(fresh[name].value()))


def _sent(value: Any) -> list[str]:
    """A field's value as a browser sends it."""
    if isinstance(value, list | tuple):
        return [str(one) for one in value]
    return [] if value in (None, "", False) else ["on" if value is True else str(value)]

"""Saving what was written in the grid of products: one undoable step, and nothing of somebody else's overwritten."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from planning.core.changes import edits
from planning.core.changes.change import Change
from planning.core.names import name_of
from planning.core.records import ASSUMABLE, Org, Product
from planning.core.words import count, listed
from planning.organisation import store, writes
from planning.organisation.models import Batch
from planning.setup.grid.cells import BY_FIELD, BY_NAME, COLUMNS, Column, NotUnderstood, read
from planning.setup.grid.rows import Fault
from portal.models import Organisation
from portal.optimistic_lock import LOOK_AGAIN, Overtaken

TRIES = 3
AGAIN = "Enter it again to use yours instead."
_UNSEEN = object()


class Edit(NamedTuple):
    """What was written in one cell. `by_hand`: it was set there, if only to what it shows already; else a cell that
    still holds what it showed was left alone."""

    key: str
    column: str
    text: str
    by_hand: bool = True


@dataclass
class Asked:
    """`seen` is what each row showed, by key and field; `confirmed` are the products of which all that is assumed is
    right; `notes` say what of it was left out."""

    edits: list[Edit] = field(default_factory=list)
    seen: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    confirmed: Collection[str] = ()
    month_first: bool = False
    notes: list[str] = field(default_factory=list)


@dataclass
class Saved:
    """What came of it: the step (None where nothing was different), its title, what could not be saved and why, the
    products it was about, and those of them that are no longer there."""

    batch: Batch | None = None
    title: str = ""
    faults: dict[tuple[str, str], Fault] = field(default_factory=dict)
    keys: list[str] = field(default_factory=list)
    gone: list[str] = field(default_factory=list)


def save(organisation: Organisation, asked: Asked, *, today: date, author: Any) -> Saved:
    """Everything that can be saved, in one step; the rest is said at its cell. Raises `Stale` where others change the
    same cells faster than this can look."""
    saving = _Saving(asked)
    for attempt in range(1, TRIES + 1):
        org = store.org_at(organisation, today)
        changes = saving.changes(org)
        title = _title(org, changes)
        try:
            batch = (
                writes.commit(organisation, changes, title=title, today=today, author=author, source=Batch.Source.SETUP)
                if changes
                else None
            )
            return Saved(batch, title, saving.faults, saving.keys, saving.gone)
        except writes.Refused as refused:
            saving.refuse(refused)
        except writes.Stale:
            if attempt == TRIES:
                raise
        organisation.refresh_from_db(fields=["version"])
    return Saved(None, "", saving.faults, saving.keys, saving.gone)


class _Saving:
    """What is wanted, by product and field, and what stands in the way."""

    def __init__(self, asked: Asked) -> None:
        self.asked = asked
        self.faults: dict[tuple[str, str], Fault] = {}
        self.gone: list[str] = []
        self.texts = {(edit.key, edit.column): edit.text for edit in asked.edits}
        self.wanted: dict[str, dict[str, Any]] = {}
        for edit in asked.edits:
            self._understand(edit)
        by_hand = (edit.key for edit in asked.edits if edit.by_hand)
        self.keys = list(dict.fromkeys([*by_hand, *self.wanted, *asked.confirmed]))

    def _understand(self, edit: Edit) -> None:
        column, seen = BY_NAME[edit.column], self.asked.seen.get(edit.key, {})
        if not edit.by_hand and column.field in seen and edit.text == column.choice(seen[column.field]):
            return
        try:
            value = read(column, edit.text, self.asked.month_first)
        except NotUnderstood as error:
            self.faults[edit.key, edit.column] = Fault(edit.text, str(error))
        else:
            self.wanted.setdefault(edit.key, {})[column.field] = value

    def changes(self, org: Org) -> list[Change]:
        """What moves of `org`; cells that somebody else has changed meanwhile become faults."""
        products = {key: org.products[key] for key in (*self.wanted, *self.asked.confirmed) if key in org.products}
        self.gone = [key for key in self.keys if key not in org.products]
        for product in products.values():
            self._keep_others(product)
        return [change for product in products.values() for change in self._of(org, product)]

    def _of(self, org: Org, product: Product) -> list[Change]:
        """What is set is no longer assumed."""
        after = self.wanted.get(product.key, {})
        right = product.key in self.asked.confirmed and not any(key == product.key for key, _ in self.faults)
        left = () if right else product.still_assumed(after)
        return edits.revise(org, "product", product.key, **after, assumed=left)

    def _keep_others(self, product: Product) -> None:
        """Both values at each cell that is no longer what its writer saw."""
        wanted, seen = self.wanted.get(product.key, {}), self.asked.seen.get(product.key, {})
        for name in list(wanted):
            if getattr(product, name) not in (seen.get(name, _UNSEEN), wanted[name]):
                self._overtaken(product, BY_FIELD[name], seen, AGAIN)
                del wanted[name]
        for name in ASSUMABLE if product.key in self.asked.confirmed else ():
            if name not in wanted and getattr(product, name) != seen.get(name, _UNSEEN):
                self._overtaken(product, BY_FIELD[name], seen, LOOK_AGAIN)

    def _overtaken(self, product: Product, column: Column, seen: Mapping[str, Any], then: str) -> None:
        now = column.text(column.value(product)) or "empty"
        was = f"from {column.text(seen[column.field]) or 'empty'} " if column.field in seen else ""
        place = product.key, column.name
        text = self.texts.get(place, column.text(column.value(product)))
        self.faults.setdefault(place, Fault(text, str(Overtaken(f"this {was}to {now}", then=then))))

    def refuse(self, refused: writes.Refused) -> None:
        """What cannot be stored goes back to its cell, or where it is about none, to every cell of its product."""
        for problem in refused.problems:
            wanted = self.wanted.pop(problem.change.key, {})
            for name in [problem.field] if problem.field in wanted else list(wanted):
                place = problem.change.key, BY_FIELD[name].name
                self.faults[place] = Fault(self.texts.get(place, ""), problem.message)


def _title(org: Org, changes: list[Change]) -> str:
    """“Set stage and launch of Cloud”, “Confirm stage and audience of 13 products”."""
    which = name_of(org, "product", changes[0].key) if len(changes) == 1 else count(len(changes), "product")
    return f"{_deed(changes)} of {which}" if changes else ""


def _deed(changes: list[Change]) -> str:
    """What is set in any of them; where nothing is, what is confirmed."""
    moved = {name for change in changes for name in change.after or {}}
    right = {name for change in changes for name in _confirmed(change)}
    verb, names = ("Set", moved) if moved & BY_FIELD.keys() else ("Confirm", right)
    return f"{verb} {listed([column.label.lower() for column in COLUMNS if column.field in names])}"


def _confirmed(change: Change) -> set[str]:
    """What a change leaves no longer assumed."""
    before, after = change.before or {}, change.after or {}
    return {*before.get("assumed", ())} - {*after.get("assumed", ())}

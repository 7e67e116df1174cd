"""Answering what a title stands for, where nobody has understood it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django import forms

from planning.core.changes.change import Change, edit
from planning.core.names import name_of
from planning.core.records import OWNER, STAND_IN, Assignment, Position
from planning.core.words import squeezed
from planning.forms.actions import OnRecord, action
from planning.imports.titles import save_titles


@action("settle-title")
class SettleTitle(OnRecord):
    """Which role a title stands for. All positions of that title without a role get it; where it stands for none,
    who covers in such a position stands in from then on."""

    verb, kind = "Match title to a role", "position"
    help = "All positions with this title and no role get this role, and imports remember it."

    role = forms.ChoiceField(required=False, label="Role")

    def prepare(self) -> None:
        super().prepare()
        self.choices("role", self.role_choices, empty="None of these: people with this title stand in")

    def title(self) -> str:
        role = self.snapshot.content.roles.get(self.cleaned_data["role"])
        return f"Match “{self.record.title}” to {role.name if role else 'no role'}"

    @property
    def names(self) -> str:
        return name_of(self.org, "position", self.record.key) if self.record else ""

    def changes(self) -> list[Change]:
        role = self.cleaned_data["role"]
        made = (self._named(p, role) if role else self._standing_in(p) for p in self._positions())
        return [change for changes in made for change in changes]

    def _positions(self) -> Iterator[Position]:
        """The one that is asked about, and the others of its title whose role is not known."""
        title = squeezed(self.record.title)
        for position in self.org.positions.values():
            same = bool(title) and squeezed(position.title) == title and not position.role
            if same or position.key == self.record.key:
                yield position

    def _named(self, position: Position, role: str) -> Iterator[Change]:
        yield from self._edited(position, role=role)

    def _standing_in(self, position: Position) -> Iterator[Change]:
        covering = {role.slug for role in self.snapshot.content.covering}
        for duty in self.org.duties.get(position.key, ()):
            if duty.role in covering and duty.kind == OWNER and not duty.counts:
                yield from self._edited(duty, kind=STAND_IN)

    def _edited(self, record: Position | Assignment, **after: Any) -> Iterator[Change]:
        change = edit(self.org.on, record, **after)
        if change is not None:
            yield change

    def after(self) -> None:
        if self.record.title:
            save_titles(self.snapshot.organisation, {self.record.title: self.cleaned_data["role"]})

"""Who sits where, and who they are."""

from __future__ import annotations

from typing import Any

from django import forms

from planning.core import hiring
from planning.core.changes import edits
from planning.core.changes.change import Change, add
from planning.core.records import Person
from planning.core.sentences import name_of
from planning.forms.actions import OnPositions, Revision, action, new_key
from planning.forms.days import DayField
from planning.forms.records import RecordField


@action("vacate")
class Vacate(OnPositions):
    verb, button = "Make vacant", "Make vacant"
    help = "The holder goes, the position stays and waits to be filled."

    def title(self) -> str:
        return f"Make {self.names} vacant"

    def changes(self) -> list[Change]:
        return [*edits.vacate(self.org, self.keys), *(c for key in self.keys for c in hiring.vacated(self.org, key))]


@action("fill")
class Fill(OnPositions):
    verb, button = "Fill", "Fill"
    help = "Somebody who is here already, or a new person."

    person = RecordField("person", required=False, label="Somebody who is here")
    new_person = forms.CharField(max_length=200, required=False, label="A new person")

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if bool(data.get("person")) == bool(data.get("new_person")) and "person" not in self.errors:
            self.add_error("person", "Give one of the two: somebody who is here, or a new person.")
        return data

    def title(self) -> str:
        data = self.cleaned_data
        who = data["new_person"] or name_of(self.org, "person", data["person"])
        return f"{who} takes {self.names}"

    def changes(self) -> list[Change]:
        return self.taken(self.keys[0])

    def taken(self, key: str) -> list[Change]:
        """The one who was chosen takes a position."""
        data = self.cleaned_data
        if not data["new_person"]:
            return edits.fill(self.org, data["person"], key)
        person = Person(new_key("per"), name=data["new_person"].strip())
        return [add(self.org.on, person), *edits.fill(self.org, person.key, key)]


@action("seat")
class Transfer(OnPositions):
    """The holder of one position takes another, vacant one."""

    verb, button = "Move the holder", "Move"

    position = RecordField("position", label="To the vacant position")

    def clean_position(self) -> str:
        key: str = self.cleaned_data["position"]
        if self.org.holder(self.org.positions[key]):
            raise forms.ValidationError("Somebody sits there. Make that position vacant first.")
        return key

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("key") and not self.org.positions[data["key"][0]].holder:
            self.add_error(None, "Nobody sits in the position that you moved.")
        return data

    def title(self) -> str:
        person = self.org.positions[self.keys[0]].holder
        return f"{name_of(self.org, 'person', person)} takes {self.org.positions[self.cleaned_data['position']].title}"

    def changes(self) -> list[Change]:
        left = self.keys[0]
        moved = edits.fill(self.org, self.org.positions[left].holder, self.cleaned_data["position"], leaving=left)
        return [*moved, *hiring.vacated(self.org, left)]


@action("edit-person")
class EditPerson(Revision):
    verb, button, kind = "Edit", "Save", "person"
    revised = {"name": "name", "email": "email", "starts": "starts", "leaves": "leaves"}

    name = forms.CharField(max_length=200, required=False, label="Name", help_text="Empty: the name is withheld.")
    email = forms.EmailField(required=False, label="E-mail address")
    starts = DayField(required=False, label="First day")
    leaves = DayField(required=False, label="Last day")

"""Who sits where, and who they are."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar

from django import forms

from planning.core import hiring
from planning.core.changes import edits
from planning.core.changes.change import Change, add
from planning.core.names import name_of
from planning.core.occupancy import FILLED, VACANT
from planning.core.records import Org, Person
from planning.core.starts import start
from planning.forms.actions import EditAction, OnPositions, Revision, action, new_key
from planning.forms.days import DayField
from planning.forms.records import RecordField
from planning.organisation import store


@action("vacate")
class Vacate(OnPositions):
    verb = "Vacate position"
    help = "The holder leaves. The position stays open until it is filled."

    leaver = forms.ChoiceField(required=False, label="Who leaves", help_text="If one person leaves, the others stay.")

    def prepare(self) -> None:
        """Who of several goes is asked about only where several share one position."""
        position = self.org.positions[self.keys[0]] if len(self.keys) == 1 else None
        if position is None or not position.sharers:
            del self.fields["leaver"]
            return
        sharing = (position.holder, *position.sharers)
        self.choices("leaver", [(key, name_of(self.org, "person", key)) for key in sharing], "All of them")

    def title(self) -> str:
        leaver = self.cleaned_data.get("leaver")
        return f"{name_of(self.org, 'person', leaver)} leaves {self.names}" if leaver else f"Vacate {self.names}"

    def changes(self) -> list[Change]:
        leaver = self.cleaned_data.get("leaver")
        if leaver:
            return edits.leave(self.org, leaver, self.keys[0])
        return [*edits.vacate(self.org, self.keys), *(c for key in self.keys for c in hiring.vacated(self.org, key))]


def as_said(form: EditAction, key: str) -> Org:
    """The organisation on the day on which an edit of a position that takes effect later is said, if the position is
    there by then; else on the day of the edit."""
    if not form.is_later or form.access is None:
        return form.org
    now = store.org_at(form.snapshot.organisation, form.access.today, form.snapshot.plan)
    return now if key in now.positions else form.org


class Chosen(OnPositions):
    """Somebody for one position: a person who is here already, or a new one."""

    help = "Choose someone already in the organisation, or add a new person."

    person = RecordField("person", required=False, label="Existing person")
    new_person = forms.CharField(max_length=200, required=False, label="New person")

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if bool(data.get("person")) == bool(data.get("new_person")) and "person" not in self.errors:
            self.add_error("person", "Choose an existing person or enter a new one, not both.")
        return data

    @property
    def who(self) -> str:
        data = self.cleaned_data
        return str(data["new_person"] or name_of(self.org, "person", data["person"]))

    def person_from(self, starts: date | None) -> Person:
        """Who was chosen; somebody new with their first day, where it is known."""
        data = self.cleaned_data
        known = self.org.people.get(data["person"])
        return known or Person(new_key("per"), name=data["new_person"].strip(), starts=starts)


@action("fill")
class Fill(Chosen):
    verb = "Fill position"

    def title(self) -> str:
        return f"{self.names} filled by {self.who}"

    def changes(self) -> list[Change]:
        key, first_day = self.keys[0], self.org.on
        org = as_said(self, key)
        return start(org, key, self.person_from(first_day if first_day > org.on else None), first_day)


@action("share")
class Share(Chosen):
    """A job share: one position, held together."""

    verb = "Job share"
    help = "Two or more people hold one position. Choose who shares it with the current holder."

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("key"):
            position = self.org.positions[data["key"][0]]
            if not position.holder:
                self.add_error(None, "No one holds this position yet. Fill it first.")
            elif data.get("person") in (position.holder, *position.sharers):
                self.add_error("person", "They already hold this position. Choose someone else.")
        return data

    def title(self) -> str:
        return f"{self.who} shares {self.names}"

    def changes(self) -> list[Change]:
        person = self.person_from(None)
        made = [] if person.key in self.org.people else [add(self.org.on, person)]
        return [*made, *edits.share(self.org, person.key, self.keys[0])]


@action("seat")
class Transfer(OnPositions):
    """The holder of one position takes another, vacant one."""

    verb = "Transfer person"

    position = RecordField("position", label="To open position")

    def clean_position(self) -> str:
        key: str = self.cleaned_data["position"]
        state = self.org.occupancy(self.org.positions[key])
        if state != VACANT:
            held = "already holds" if state == FILLED else "is due to start in"
            raise forms.ValidationError(f"Someone {held} that position. Vacate it first.")
        return key

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("key") and not self.org.positions[data["key"][0]].holder:
            self.add_error(None, "No one holds the position that you selected.")
        return data

    def title(self) -> str:
        person = name_of(self.org, "person", self.org.positions[self.keys[0]].holder)
        return f"Transfer {person} to {name_of(self.org, 'position', self.cleaned_data['position'])}"

    def changes(self) -> list[Change]:
        left, to = self.keys[0], self.cleaned_data["position"]
        person = self.org.people[self.org.positions[left].holder]
        moved = start(as_said(self, to), to, person, self.org.on, leaving=left)
        return moved if self.org.positions[left].sharers else [*moved, *hiring.vacated(self.org, left)]


@action("edit-person")
class EditPerson(Revision):
    verb, kind, looks_first = "Edit person", "person", False
    revised: ClassVar[dict[str, str]] = {
        name: name for name in ("name", "email", "starts", "leaves", "away_from", "away_until")
    }

    name = forms.CharField(
        max_length=200, required=False, label="Name", help_text="Leave empty if the name is not given."
    )
    email = forms.EmailField(required=False, label="E-mail address")
    starts = DayField(required=False, label="First day")
    leaves = DayField(required=False, label="Last day")
    away_from = DayField(required=False, label="On leave from")
    away_until = DayField(
        required=False, label="On leave until", help_text="The last day of the leave. They keep their position."
    )


@action("leave")
class Leave(Revision):
    """The days of a known leave, and nothing else of a person."""

    verb, kind, looks_first = "Record leave", "person", False
    help = "They keep their position. Clear both dates if there is no leave after all."
    revised: ClassVar[dict[str, str]] = {name: name for name in ("away_from", "away_until")}

    away_from = DayField(required=False, label="First day of leave")
    away_until = DayField(required=False, label="Last day of leave", help_text="Leave empty if not known yet.")

    def prepare(self) -> None:
        """A leave has days of its own: none is asked for on which it would become known."""
        super().prepare()
        self.fields["on"].widget = forms.HiddenInput()

    def title(self) -> str:
        is_over = not (self.cleaned_data["away_from"] or self.cleaned_data["away_until"])
        return f"{'Remove' if is_over else 'Record'} leave for {self.names}"

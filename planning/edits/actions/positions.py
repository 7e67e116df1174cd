"""Positions: move, order, add, copy, edit, end."""

from __future__ import annotations

from typing import Any

from django import forms

from planning.core.changes import edits
from planning.core.changes.change import Change
from planning.core.content import LEVELS
from planning.core.dates import day
from planning.core.hiring import is_vacant
from planning.core.names import name_of
from planning.core.records import Assignment, Org, Position
from planning.core.tree import branch
from planning.forms.actions import EditAction, OnPositions, Revision, action, new_key
from planning.forms.days import DayField
from planning.forms.records import RecordField, label, resolve

UP, TO, LEAVE = "up", "to", "leave"
SURE = 0.7  # a title read with less confidence decides nothing


def _who(org: Org, key: str) -> str:
    """The name of who holds a position, “Mei Tanaka”; an open or shared one's as everywhere."""
    position = org.positions.get(key)
    person = org.people.get(position.holder) if position and not position.sharers else None
    return person.name if person and person.name else name_of(org, "position", key)


@action("move")
class Move(OnPositions):
    verb = "Change manager"
    help = "Choose the new manager, or leave empty for no manager."

    manager = RecordField("position", required=False, label="New manager")
    with_reports = forms.BooleanField(required=False, initial=True, label="Move their reports too")

    def prepare(self) -> None:
        """Reports are asked about only where there are any."""
        if not any(self.org.reports(key) for key in self.keys):
            del self.fields["with_reports"]

    def title(self) -> str:
        manager = self.cleaned_data["manager"]
        if not manager:
            return f"Clear the manager of {self.names}"
        return f"Move {self._moved} to {_who(self.org, manager)}"

    def changes(self) -> list[Change]:
        return edits.move(self.org, self.keys, self.cleaned_data["manager"], with_reports=self._whole)

    @property
    def _whole(self) -> bool:
        return bool(self.cleaned_data.get("with_reports", True))

    @property
    def _moved(self) -> str:
        return _who(self.org, self.keys[0]) if len(self.keys) == 1 else self.names

    @property
    def vacant(self) -> str:
        """The vacant position chosen as manager, where the one position that moves has a holder who could fill it."""
        manager = self.org.positions.get(self.cleaned_data["manager"])
        holders = [self.org.positions[key].holder for key in self.keys]
        return manager.key if manager and is_vacant(self.org, manager) and len(holders) == 1 and holders[0] else ""

    @property
    def along(self) -> int:
        """How many positions move along."""
        below = {key for head in edits.heads(self.org, self.keys) for key in branch(self.org, head)[1:]}
        return len(below) if self._whole else 0


@action("reorder")
class Reorder(OnPositions):
    verb, at_once = "Reorder", True

    before = RecordField("position", required=False, label="Before")

    def title(self) -> str:
        return f"Reorder {self.names}"

    def changes(self) -> list[Change]:
        return edits.reorder(self.org, self.keys[0], self.cleaned_data["before"])


@action("duplicate")
class Duplicate(OnPositions):
    verb, at_once = "Duplicate", True

    def title(self) -> str:
        return f"Duplicate {self.names}{'' if self._pay else ', without pay'}"

    def changes(self) -> list[Change]:
        return [c for key in self.keys for c in edits.duplicate(self.org, key, new_key("pos"), pay=self._pay)]

    @property
    def _pay(self) -> bool:
        """Whoever may not see cost writes none, not even a copy."""
        return self.access is not None and self.access.sees_cost


@action("end")
class End(OnPositions):
    verb = "Close position"
    help = "The position is removed after its end date."

    last_day = DayField(label="End date")
    reports = forms.ChoiceField(
        choices=[
            (UP, "Move up to the next manager who stays"),
            (TO, "Report to someone else"),
            (LEAVE, "Stay without a manager"),
        ],
        label="Its reports",
        initial=UP,
    )
    reports_to = RecordField("position", required=False, label="New manager")

    def prepare(self) -> None:
        """The end date says when; reports are asked about only where there are any."""
        self.fields["on"].widget = forms.HiddenInput()
        if not any(self.org.reports(key) for key in self.keys):
            del self.fields["reports"], self.fields["reports_to"]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("reports") == TO and not data.get("reports_to"):
            self.add_error("reports_to", "Choose who they report to.")
        return data

    def title(self) -> str:
        return f"Close {self.names} on {day(self.cleaned_data['last_day'])}"

    def changes(self) -> list[Change]:
        data = self.cleaned_data
        if data.get("reports") == LEAVE:
            return edits.end(self.org, self.keys, data["last_day"])
        if data.get("reports") == TO:
            return edits.end(self.org, self.keys, data["last_day"], data["reports_to"])
        return edits.end_upwards(self.org, self.keys, data["last_day"])


class PositionFields(EditAction):
    """What a position is: asked for a new one and for one that changes."""

    title_ = forms.CharField(max_length=300, label="Title", required=False)
    role = forms.ChoiceField(required=False, label="Role")
    level = forms.TypedChoiceField(
        required=False,
        label="Level",
        coerce=int,
        empty_value=None,
        choices=[("", "From the title"), *((n, name) for n, name in enumerate(LEVELS, 1))],
    )
    team = forms.ChoiceField(required=False, label="Team")
    location = forms.CharField(max_length=200, required=False, label="Location")
    fte = forms.FloatField(min_value=0.05, max_value=2, initial=1, label="FTE", help_text="1 is full time")
    target_start = DayField(label="Target start", required=False, help_text="Used while the position is open.")

    def prepare(self) -> None:
        super().prepare()
        self.choices("role", self.role_choices, "From the title")
        self.choices("team", self.record_choices("team"))


@action("add")
class Open(PositionFields, OnPositions):
    verb, may_be_none = "Add open position", True
    help = "If left empty, title and level come from the role, and the role comes from the title."

    manager = RecordField("position", required=False, label="Reports to")
    product = forms.ChoiceField(required=False, label="Covers product")
    offered = forms.CharField(required=False, max_length=120, widget=forms.HiddenInput)

    def prepare(self) -> None:
        super().prepare()
        self.choices("product", self.record_choices("product"))
        self.fields["role"].help_text = "If the title names a role, that role is used."
        if not self.is_bound:
            self.initial["offered"] = self.initial.get("role", "")
        if not self.is_bound and self.keys:
            self.initial["manager"] = self.keys[0]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not data.get("title_") and not data.get("role"):
            self.add_error("title_", "Enter a title or choose a role.")
        data["role"] = self._role(data)
        if data.get("product") and not data["role"]:
            self.add_error("role", "Choose the role in which it covers the product: the title does not name one.")
        return data

    def _role(self, data: dict[str, Any]) -> str:
        """The role that was chosen; where nobody chose one, or the one that was offered stayed, the title's."""
        chosen, title = str(data.get("role") or ""), str(data.get("title_") or "").strip()
        reading = self.snapshot.content.read_title(title) if title else None
        names = bool(reading and reading.role and reading.confidence >= SURE)
        return reading.role if reading and names and chosen in ("", data.get("offered")) else chosen

    def title(self) -> str:
        return f"Add {self._position().title}"

    def _position(self) -> Position:
        data = self.cleaned_data
        role = self.snapshot.content.roles.get(data["role"])
        title = data["title_"].strip() or (role.name if role else "")
        reading = self.snapshot.content.read_title(title)
        return Position(
            "",
            title=title,
            role=data["role"] or reading.role,
            level=data["level"] or reading.level,
            team=data["team"],
            location=data["location"],
            fte=data["fte"],
            manager=data["manager"],
            stage="draft",
            target_start=data["target_start"],
        )

    def changes(self) -> list[Change]:
        data = self.cleaned_data
        position = self._position()._replace(key=new_key("pos"))
        made = edits.open_position(self.org, position)
        if data["product"]:
            duty = Assignment(new_key("asg"), product=data["product"], position=position.key, role=data["role"])
            made += edits.assign(self.org, duty)
        return made


@action("edit")
class Edit(PositionFields, Revision):
    verb, kind = "Edit position", "position"
    revised = {
        "title_": "title",
        "role": "role",
        "level": "level",
        "team": "team",
        "location": "location",
        "fte": "fte",
        "manager": "manager",
        "dotted": "dotted",
        "starts": "starts",
        "ends": "ends",
        "target_start": "target_start",
    }

    manager = RecordField("position", required=False, label="Reports to")
    dotted = forms.CharField(
        required=False,
        label="Dotted lines to",
        help_text="Other managers, one per line.",
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    starts = DayField(label="Start date", required=False)
    ends = DayField(label="End date", required=False)

    def prepare(self) -> None:
        super().prepare()
        if not self.is_bound and self.record:
            self.initial["dotted"] = "\n".join(label(self.org, "position", key) for key in self.record.dotted)

    def clean_manager(self) -> str:
        """A manager whom no row has stays as it is until somebody chooses another."""
        key: str = self.cleaned_data["manager"]
        kept = getattr(self.record, "manager", "")
        return kept if not key and kept not in self.org.positions else key

    def clean_dotted(self) -> tuple[str, ...]:
        lines = self.cleaned_data["dotted"].splitlines()
        return tuple(dict.fromkeys(resolve(self.org, "position", line) for line in lines if line.strip()))

    def changes(self) -> list[Change]:
        """A new title brings the role it stands for, unless a role was chosen with it."""
        made = super().changes()
        if made and made[0].after and made[0].before and "title" in made[0].after and "role" not in made[0].after:
            role = self.snapshot.content.read_title(made[0].after["title"]).role
            was = self.cleaned_data["base"]["role"]
            if role and role != was:
                after, before = {**made[0].after, "role": role}, {**made[0].before, "role": was}
                return [made[0]._replace(after=after, before=before)]
        return made

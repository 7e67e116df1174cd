"""Gestures on positions: move, order, add, copy, edit, end."""

from __future__ import annotations

from typing import Any

from django import forms

from planning.org import gestures
from planning.org.changes import Change
from planning.org.sentences import day, name_of
from planning.org.state import Assignment, Position
from planning.org.tree import branch
from planning.plans.choose import RecordField, resolve
from planning.plans.forms import day_field
from planning.plans.gestures.base import Gesture, OfPositions, new_key

UP, TO, LEAVE = "up", "to", "leave"


class Move(OfPositions):
    verb, button = "Change manager", "Move"
    help = "Choose the new manager; leave it empty for the tray of positions that hang nowhere."

    manager = RecordField("position", required=False, label="New manager")
    with_reports = forms.BooleanField(required=False, initial=True, label="Their reports move along")

    def title(self) -> str:
        manager = self.cleaned_data["manager"]
        where = f"to {name_of(self.org, 'position', manager)}" if manager else "to the tray"
        return f"Move {self.names} {where}"

    def changes(self) -> list[Change]:
        data = self.cleaned_data
        return gestures.move(self.org, self.keys, data["manager"], with_reports=data["with_reports"])

    @property
    def along(self) -> int:
        """How many positions move along."""
        return sum(len(branch(self.org, key)) - 1 for key in self.keys) if self.cleaned_data["with_reports"] else 0


class Reorder(OfPositions):
    verb, button, at_once = "Move among its siblings", "Move", True

    before = RecordField("position", required=False, label="Before")

    def title(self) -> str:
        return f"Reorder {self.names}"

    def changes(self) -> list[Change]:
        return gestures.reorder(self.org, self.keys[0], self.cleaned_data["before"])


class Duplicate(OfPositions):
    verb, button, at_once = "Duplicate", "Duplicate", True

    def title(self) -> str:
        return f"Duplicate {self.names}"

    def changes(self) -> list[Change]:
        return [c for key in self.keys for c in gestures.duplicate(self.org, key, new_key("pos"))]


class End(OfPositions):
    verb, button = "End", "End"
    help = "The position goes away after its last day."

    last_day = day_field(label="Last day")
    reports = forms.ChoiceField(
        choices=[
            (UP, "report to the manager above"),
            (TO, "report to somebody else"),
            (LEAVE, "stay, and are flagged"),
        ],
        label="Its reports then",
        initial=UP,
    )
    reports_to = RecordField("position", required=False, label="Somebody else")

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("reports") == TO and not data.get("reports_to"):
            self.add_error("reports_to", "Say to whom they report then.")
        return data

    def title(self) -> str:
        return f"End {self.names} on {day(self.cleaned_data['last_day'])}"

    def changes(self) -> list[Change]:
        data = self.cleaned_data
        if data["reports"] == LEAVE:
            return gestures.end(self.org, self.keys, data["last_day"])
        if data["reports"] == TO:
            return gestures.end(self.org, self.keys, data["last_day"], data["reports_to"])
        above = self.org.positions[self.keys[0]].manager
        return gestures.end(self.org, self.keys, data["last_day"], above)


class Seat(Gesture):
    """What a position is: asked for a new one and for one that changes."""

    title_ = forms.CharField(max_length=300, label="Title", required=False)
    role = forms.ChoiceField(required=False, label="Role")
    level = forms.IntegerField(required=False, min_value=1, max_value=7, label="Level", help_text="1 to 7")
    team = forms.ChoiceField(required=False, label="Team")
    location = forms.CharField(max_length=200, required=False, label="Location")
    fte = forms.FloatField(min_value=0.05, max_value=2, initial=1, label="FTE", help_text="1 is full time")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._choices("role", [(r.slug, r.name) for r in self.look.content.roles.values()])
        self._choices("team", [(t.key, t.name or t.key) for t in self.org.teams.values()])

    def _choices(self, name: str, choices: list[tuple[str, str]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", "None"), *sorted(choices, key=lambda choice: choice[1])]

    def values(self) -> dict[str, Any]:
        data = self.cleaned_data
        names = ("role", "level", "team", "location", "fte")
        return {"title": data["title_"].strip(), **{name: data[name] for name in names}}


class Open(Seat):
    verb, button = "Add a vacant position", "Add"
    help = "Title and level come from the role where you leave them empty."

    manager = RecordField("position", required=False, label="Reports to")
    target_start = day_field(label="Target start", required=False)
    product = forms.ChoiceField(required=False, label="Covers the product")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._choices("product", [(p.key, p.name or p.key) for p in self.org.products.values()])
        if not self.is_bound and self.keys:
            self.initial["manager"] = self.keys[0]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not data.get("title_") and not data.get("role"):
            self.add_error("title_", "Give a title, or choose a role.")
        if data.get("product") and not data.get("role"):
            self.add_error("role", "Choose the role in which it covers the product.")
        return data

    def title(self) -> str:
        return f"Add {self._position().title}"

    def _position(self) -> Position:
        data = self.cleaned_data
        values = self.values()
        role = self.look.content.roles.get(data["role"])
        values["title"] = values["title"] or (role.name if role else "")
        if role and values["level"] is None:
            values["level"] = self.look.content.read_title(values["title"]).level
        return Position("", **values, manager=data["manager"], stage="draft", target_start=data["target_start"])

    def changes(self) -> list[Change]:
        data = self.cleaned_data
        position = self._position()._replace(key=new_key("pos"))
        made = gestures.open_position(self.org, position)
        if data["product"]:
            made += gestures.assign(
                self.org, Assignment(new_key("asg"), product=data["product"], position=position.key, role=data["role"])
            )
        return made


class Edit(Seat, OfPositions):
    verb, button = "Edit", "Save"

    dotted = forms.CharField(
        required=False,
        label="Dotted lines to",
        help_text="Further managers, one a line.",
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.is_bound and self.keys:
            p = self.org.positions[self.keys[0]]
            names = "\n".join(f"{name_of(self.org, 'position', key)} · {key}" for key in p.dotted)
            self.initial.update(
                title_=p.title, role=p.role, level=p.level, team=p.team, location=p.location, fte=p.fte, dotted=names
            )

    def clean_dotted(self) -> tuple[str, ...]:
        lines = self.cleaned_data["dotted"].splitlines()
        return tuple(dict.fromkeys(resolve(self.org, "position", line) for line in lines if line.strip()))

    def title(self) -> str:
        return f"Edit {self.names}"

    def changes(self) -> list[Change]:
        values = {**self.values(), "dotted": self.cleaned_data["dotted"]}
        return [c for key in self.keys for c in gestures.revise(self.org, "position", key, **values)]

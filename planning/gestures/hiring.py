"""Seats to fill: what is known of one, its way through the stages, its place in the order."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from datetime import date
from functools import cached_property
from typing import Any

from django import forms

from planning.gestures.base import OfPositions, Revision
from planning.gestures.choose import RecordField
from planning.gestures.days import DayField
from planning.gestures.people import Fill
from planning.hiring import telling
from planning.hiring.rights import Mover
from planning.org import gestures, hiring
from planning.org.changes import Change
from planning.org.hiring import Step
from planning.org.money import COST_FIELDS, currency_fault
from planning.org.sentences import name_of
from planning.org.state import PRIORITIES, REQUISITION_TYPES, Requisition

TYPES = [(name, name.capitalize()) for name in REQUISITION_TYPES]
LEVELS = [(name, name.capitalize()) for name in PRIORITIES]
MOST_RANK = 9999
DAMAGED = "The form is damaged. Reload the page and fill it in again."


class MoveSeat(Fill):
    """One seat or several go to another stage. The form carries the stages that its reader saw."""

    verb, button, at_once = "Move the seat", "Move", True

    was = forms.CharField(widget=forms.HiddenInput, required=False, max_length=60_000)
    to = forms.ChoiceField(label="To", choices=[(stage, stage.capitalize()) for stage in hiring.STAGES])
    why = forms.CharField(
        label="Why",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Needed to send a seat back, pause, repurpose or cancel it.",
    )
    target_start = DayField(label="Target start", required=False, help_text="Empty: it stays as it is.")

    field_order = ("to", "why", "target_start", "person", "new_person")

    def prepare(self) -> None:
        self.order_fields(self.field_order)
        to = self.fields["to"]
        assert isinstance(to, forms.ChoiceField)
        to.widget.choices = [(step.to, step.verb) for step in self.possible]
        if not self.is_bound:
            self.help = self._warning()
            self.initial["was"] = json.dumps({key: self.org.positions[key].stage for key in self.keys})
            if len(self.keys) == 1:
                self.initial["target_start"] = self.org.positions[self.keys[0]].target_start
        wanted = self.data.get("to") if self.is_bound else self.initial.get("to")
        if hiring.STARTED not in (wanted, *(step.to for step in self.possible)) or len(self.keys) != 1:
            del self.fields["person"], self.fields["new_person"]
        else:
            self.fields["person"].label = "Who starts: somebody who is here"
            self.fields["new_person"].label = "Who starts: a new person"
        if len(self.keys) > 1:
            self.fields["target_start"].help_text = "For all of them. Empty: each keeps its own."

    def _warning(self) -> str:
        """What to say of a move that was asked for by the address: that the seat has moved since, or cannot go there."""
        saw, to = self.initial.get("saw"), self.initial.get("to")
        for key in self.keys:
            if saw and saw != self.stage(key):
                return f"Somebody moved it meanwhile: it was {saw}, and is {self.stage(key)} now."
            wrong = self._refusal(key, to) if to in hiring.STAGES else ""
            if wrong:
                return wrong
        return ""

    @property
    def names(self) -> str:
        """Also the stage, for one seat."""
        keys = self.keys
        return f"{super().names}, {self.stage(keys[0])} now" if len(keys) == 1 else super().names

    def stage(self, key: str) -> str:
        return hiring.stage_of(self.org, self.org.positions[key])

    @cached_property
    def mover(self) -> Mover:
        assert self.access is not None
        return Mover.of(self.access, self.keys)

    @cached_property
    def possible(self) -> list[Step]:
        """The moves that this member may make with every one of the seats."""
        lists = [self.mover.steps(k, self.stage(k), self.org.requisition(k).resumes) for k in self.keys]
        return [step for step in lists[0] if all(step.to in {s.to for s in each} for each in lists)] if lists else []

    def clean(self) -> dict[str, Any]:
        data = super(Fill, self).clean() or {}
        if data.get("key") and data.get("to"):
            if overtaken := self._overtaken(data):
                self.add_error("to", overtaken)
                return data
            for text in dict.fromkeys(filter(None, (self._refusal(key, data["to"]) for key in data["key"]))):
                self.add_error("to", text)
            if "to" not in self.errors:
                self._check_details(data)
        return data

    def _overtaken(self, given: Mapping[str, Any]) -> str:
        """What to say where somebody moved a seat since this form was opened; it then carries what is there now."""
        try:
            seen = {str(k): str(v) for k, v in json.loads(given.get("was") or "{}").items()}
        except (ValueError, AttributeError, RecursionError):
            return DAMAGED
        now = {key: self.org.positions[key].stage for key in given["key"]}
        moved = [key for key in given["key"] if seen.get(key, now[key]) != now[key]]
        if not moved:
            return ""
        self.carry(was=json.dumps(now))
        key = moved[0]
        was, more = seen[key] or hiring.DRAFT, f", and {len(moved) - 1} more seats" if len(moved) > 1 else ""
        name = name_of(self.org, "position", key)
        return f"Somebody moved {name} meanwhile, from {was} to {self.stage(key)}{more}. Look again, then decide."

    def _refusal(self, key: str, to: str) -> str:
        stage, known = self.stage(key), self.org.requisition(key)
        name = name_of(self.org, "position", key)
        if wrong := hiring.refusal(stage, to, self.mover.rules.way, known.resumes):
            return f"{name}: {wrong}" if len(self.keys) > 1 else wrong
        step = next(s for s in hiring.steps(stage, self.mover.rules.way, known.resumes) if s.to == to)
        hindered = self.mover.hindrance(step, key)
        if (
            self.is_bound
            and not hindered
            and step.why
            and not self.cleaned_data.get("why", "").strip()
            and "why" not in self.errors
        ):
            self.add_error("why", f"Say why: a seat becomes {to} only with a reason.")
        return hindered

    def _check_details(self, data: Mapping[str, Any]) -> None:
        if data["to"] == hiring.STARTED:
            if len(data["key"]) > 1:
                self.add_error("to", "Let one seat start at a time: each takes a person of its own.")
            elif "person" in self.fields and bool(data.get("person")) == bool(data.get("new_person", "").strip()):
                self.add_error("person", "Give one of the two: somebody who is here, or a new person.")
        for key in data["key"]:
            ends = self.org.positions[key].ends
            if data.get("target_start") and ends and ends < data["target_start"]:
                self.add_error("target_start", f"The position ends on {ends:%-d %b %Y}, before this start.")

    def title(self) -> str:
        to, keys = self.cleaned_data["to"], self.keys
        if len(keys) > 1:
            return f"{len(keys)} seats: {to}"
        return f"{name_of(self.org, 'position', keys[0])}: {self.stage(keys[0])} → {to}"

    def changes(self) -> list[Change]:
        data = self.cleaned_data
        if data["to"] == hiring.STARTED:
            return [*self.taken(self.keys[0]), *hiring.revise(self.org, self.keys[0], why=data["why"], resumes="")]
        return [c for key in self.keys for c in self._moved(key)]

    def _moved(self, key: str) -> list[Change]:
        data, seen = self.cleaned_data, self.org.positions[key].stage
        return hiring.move(self.org, key, data["to"], seen=seen, why=data["why"].strip(), target=data["target_start"])

    def after(self, base_url: str) -> None:
        """Whoever is asked to approve hears of it, and whoever waited for that."""
        assert self.access is not None
        telling.moved(self.access, self.org, self.keys, self.cleaned_data["to"], self.cleaned_data["why"], base_url)


class Known(Requisition):
    """A requisition that also tells the target start, so that one form has both."""

    target_start: date | None

    @classmethod
    def of(cls, known: Requisition, target: date | None) -> Known:
        made = cls._make(known)
        made.target_start = target
        return made


class EditSeat(Revision):
    """What is known of filling a position, and when."""

    verb, button, kind, at_once = "Edit the seat", "Save", "requisition", True
    revised = {
        "type": "type",
        "replaces": "replaces",
        "manager": "manager",
        "recruiter": "recruiter",
        "priority": "priority",
        "justification": "justification",
        "consequence": "consequence",
        "planned_start": "planned_start",
        "target_start": "target_start",
        "salary_from": "salary_from",
        "salary_to": "salary_to",
        "salary_currency": "salary_currency",
    }

    type = forms.ChoiceField(label="Type", choices=TYPES)
    replaces = RecordField("person", required=False, label="Replaces", help_text="For a backfill: whom.")
    manager = RecordField(
        "position", required=False, label="Hiring manager", help_text="Empty: the position's own manager."
    )
    recruiter = forms.CharField(required=False, max_length=200, label="Recruiter")
    priority = forms.ChoiceField(label="Priority", choices=LEVELS)
    justification = forms.CharField(
        required=False, max_length=4000, label="Justification", widget=forms.Textarea(attrs={"rows": 3})
    )
    consequence = forms.CharField(
        required=False, max_length=4000, label="If nobody is hired", widget=forms.Textarea(attrs={"rows": 2})
    )
    planned_start = DayField(
        required=False, label="Planned start", help_text="What was asked for. Kept once submitted."
    )
    target_start = DayField(required=False, label="Target start", help_text="What is aimed at now. It may move.")
    salary_from = forms.DecimalField(required=False, label="Salary from", help_text="Base pay for a year.")
    salary_to = forms.DecimalField(required=False, label="Salary to")
    salary_currency = forms.CharField(required=False, max_length=3, label="Currency", help_text="Such as GBP.")

    @property
    def record(self) -> Any:
        """The requisition; that of a position nobody has said anything about is at its defaults."""
        key = str((self.data.get("of") if self.is_bound else self.initial.get("of")) or "")
        position = self.org.positions.get(key)
        return Known.of(self.org.requisition(key), position.target_start) if position else None

    @property
    def names(self) -> str:
        return name_of(self.org, "position", self.record.key) if self.record else ""

    def prepare(self) -> None:
        if self.access is None or not self.access.sees_cost:
            self.only({name for name, field in self.revised.items() if field not in COST_FIELDS})
        super().prepare()
        if self.record and self._is_kept():
            self.initial["planned_start"] = self.record.planned_start
            self.fields["planned_start"].disabled = True

    def only(self, names: Collection[str]) -> None:
        """Ask for these fields alone; the others stay as they are."""
        for name in set(self.revised) - set(names):
            del self.fields[name]
        vars(self)["revised"] = {name: field for name, field in self.revised.items() if name in names}

    def _is_kept(self) -> bool:
        position = self.org.positions[self.record.key]
        return self.record.planned_start is not None and hiring.stage_of(self.org, position) != hiring.DRAFT

    def clean_base(self) -> dict[str, Any]:
        """The target start is no field of a requisition, so its date is read here."""
        base = super().clean_base()
        day = base["target_start"]
        try:
            base["target_start"] = date.fromisoformat(day) if isinstance(day, str) else day
        except ValueError as broken:
            raise forms.ValidationError(DAMAGED) from broken
        return base

    def clean_replaces(self) -> str:
        who, kind = self.cleaned_data["replaces"], self.cleaned_data.get("type")
        if kind == "backfill" and not who:
            raise forms.ValidationError("A backfill names whom it replaces. Choose them, or another type.")
        if kind != "backfill" and who:
            raise forms.ValidationError("Only a backfill replaces somebody. Choose the type backfill, or clear this.")
        return str(who)

    def clean_salary_currency(self) -> str:
        code = str(self.cleaned_data["salary_currency"]).strip().upper()
        if code and (fault := currency_fault(code)):
            raise forms.ValidationError(fault)
        return code

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        position = self.org.positions.get(str(data.get("of", "")))
        for name in ("planned_start", "target_start"):
            if position and position.ends and data.get(name) and data[name] > position.ends:
                self.add_error(name, f"The position ends on {position.ends:%-d %b %Y}, before this start.")
        return data

    def changes(self) -> list[Change]:
        """Those of the requisition, and the target start, which is the position's."""
        key, base = self.record.key, self.cleaned_data["base"]
        after = {field: self.value(name) for name, field in self.revised.items()}
        moved = {field: value for field, value in after.items() if value != base[field]}
        target = {n: moved.pop(n) for n in ("target_start",) if n in moved}
        made = [Change(self.org.on, "position", key, {n: base[n] for n in target}, target)] if target else []
        if moved and key in self.org.tables["requisition"]:
            return [*made, Change(self.org.on, "requisition", key, {n: base[n] for n in moved}, moved)]
        return [*made, *hiring.revise(self.org, key, **moved)]


class RankSeat(OfPositions):
    """A seat gets a place in the order by hand, or goes back to the one that is proposed."""

    verb, button, at_once = "Place in the order", "Place", True
    help = "A place given by hand is kept, and marked as such, until you clear it."

    place = forms.IntegerField(
        required=False,
        min_value=1,
        max_value=MOST_RANK,
        label="Place",
        help_text="Empty: as proposed by what it closes.",
    )

    def prepare(self) -> None:
        if not self.is_bound and self.keys:
            self.initial.setdefault("place", self.org.requisition(self.keys[0]).rank or None)

    def title(self) -> str:
        place = self.cleaned_data["place"]
        return f"{self.names}: place {place} by hand" if place else f"{self.names}: back to the proposed place"

    def changes(self) -> list[Change]:
        place = self.cleaned_data["place"]
        return [
            change
            for number, key in enumerate(self.keys)
            for change in hiring.revise(self.org, key, rank=place + number if place else 0)
        ]


class ChangeSeats(OfPositions):
    """The same said of several seats at once. What is left empty stays as it is with each."""

    verb, button, at_once = "Edit the seats", "Save", True
    help = "What you leave empty stays as it is."

    type = forms.ChoiceField(required=False, label="Type", choices=[("", "As it is"), *TYPES])
    priority = forms.ChoiceField(required=False, label="Priority", choices=[("", "As it is"), *LEVELS])
    manager = RecordField("position", required=False, label="Hiring manager")
    recruiter = forms.CharField(required=False, max_length=200, label="Recruiter")
    target_start = DayField(required=False, label="Target start")

    def clean_type(self) -> str:
        name = str(self.cleaned_data["type"])
        if name == "backfill" and any(not self.org.requisition(key).replaces for key in self.keys):
            raise forms.ValidationError("A backfill names whom it replaces. Edit those seats one by one.")
        return name

    def title(self) -> str:
        return f"Edit {self.names}"

    def changes(self) -> list[Change]:
        data = self.cleaned_data
        said = {name: data[name] for name in ("type", "priority", "manager", "recruiter") if data[name]}
        if said.get("type", "backfill") != "backfill":
            said["replaces"] = ""
        target = {"target_start": data["target_start"]} if data["target_start"] else {}
        made = [c for key in self.keys for c in gestures.revise(self.org, "position", key, **target)] if target else []
        return [*made, *(c for key in self.keys for c in hiring.revise(self.org, key, **said))]


class EditRow(EditSeat):
    """Those values of a seat that the list shows, edited in its row."""

    kept = ("priority", "manager", "planned_start", "target_start", *sorted(COST_FIELDS))

    def prepare(self) -> None:
        self.only(self.kept)
        super().prepare()
        for name in self.revised:
            label = self.fields[name].label
            self.fields[name].widget.attrs |= {"form": "row-form", "aria-label": label, "placeholder": label}

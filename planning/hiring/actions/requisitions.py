"""Requisitions: what is known of one or several, and their place in the order."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any

from django import forms
from django.utils.text import capfirst

from planning.core import hiring
from planning.core.changes import edits
from planning.core.changes.change import Change
from planning.core.dates import day as written
from planning.core.money import COST_FIELDS
from planning.core.names import name_of
from planning.core.records import PRIORITIES, REQUISITION_TYPES, Requisition
from planning.forms import currencies
from planning.forms.actions import DAMAGED, OnPositions, Revision, action
from planning.forms.days import DayField
from planning.forms.records import RecordField

TYPES = [(name, capfirst(name)) for name in REQUISITION_TYPES]
LEVELS = [(name, capfirst(name)) for name in PRIORITIES]
MOST_RANK = 9999


class WithTarget(Requisition):
    """A requisition that also tells the target start, so that one form has both."""

    target_start: date | None

    @classmethod
    def of(cls, known: Requisition, target: date | None) -> WithTarget:
        made = cls._make(known)
        made.target_start = target
        return made


@action("edit-seat")
class EditRequisition(Revision):
    """What is known of filling a position, and when."""

    verb, kind, at_once = "Edit requisition", "requisition", True
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
    replaces = RecordField(
        "person", required=False, label="Replaces", help_text="For a backfill: the person it replaces."
    )
    manager = RecordField(
        "position", required=False, label="Hiring manager", help_text="If empty: the position's own manager."
    )
    recruiter = forms.CharField(required=False, max_length=200, label="Recruiter")
    priority = forms.ChoiceField(label="Priority", choices=LEVELS)
    justification = forms.CharField(
        required=False, max_length=4000, label="Justification", widget=forms.Textarea(attrs={"rows": 3})
    )
    consequence = forms.CharField(
        required=False, max_length=4000, label="If no one is hired", widget=forms.Textarea(attrs={"rows": 2})
    )
    planned_start = DayField(
        required=False, label="Planned start", help_text="The start first asked for. Fixed once submitted."
    )
    target_start = DayField(required=False, label="Target start", help_text="The start aimed at now. It can change.")
    salary_from = forms.DecimalField(required=False, label="Salary from", help_text="Annual base pay.")
    salary_to = forms.DecimalField(required=False, label="Salary to")
    salary_currency = forms.CharField(required=False, max_length=3, label="Currency", help_text="For example GBP.")

    @property
    def record(self) -> Any:
        """The requisition; that of a position nobody has said anything about is at its defaults."""
        key = str((self.data.get("of") if self.is_bound else self.initial.get("of")) or "")
        position = self.org.positions.get(key)
        return WithTarget.of(hiring.requisition_of(self.org, position), position.target_start) if position else None

    @property
    def names(self) -> str:
        return name_of(self.org, "position", self.record.key) if self.record else ""

    def prepare(self) -> None:
        if self.access is None or not self.access.sees_cost:
            self.only({name for name, field in self.revised.items() if field not in COST_FIELDS})
        super().prepare()
        if self.record and self._is_planned_start_fixed():
            self.initial["planned_start"] = self.record.planned_start
            self.fields["planned_start"].disabled = True
        if self.record and (first := self.org.first_day(self.org.positions[self.record.key])):
            field = self.fields["target_start"]
            self.initial["target_start"], field.disabled = first, True
            field.help_text = "Someone is named for this position. Use “Mark as started” to change their first day."

    def only(self, names: Collection[str]) -> None:
        """Ask for these fields alone; the others stay as they are."""
        for name in set(self.revised) - set(names):
            del self.fields[name]
        vars(self)["revised"] = {name: field for name, field in self.revised.items() if name in names}

    def _is_planned_start_fixed(self) -> bool:
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
            raise forms.ValidationError("A backfill needs the person it replaces. Choose them, or choose another type.")
        if kind != "backfill" and who:
            raise forms.ValidationError("Only a backfill replaces someone. Choose the type “Backfill”, or clear this.")
        return str(who)

    def clean_salary_currency(self) -> str:
        code = str(self.cleaned_data["salary_currency"]).strip().upper()
        if code and not currencies.is_currency(code):
            raise forms.ValidationError(currencies.UNKNOWN)
        return code

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        position = self.org.positions.get(str(data.get("of", "")))
        for name in ("planned_start", "target_start"):
            if position and position.ends and data.get(name) and data[name] > position.ends:
                self.add_error(name, f"The position closes on {written(position.ends)}, before this start.")
        low, high = data.get("salary_from"), data.get("salary_to")
        if low is not None and high is not None and low > high:
            self.add_error("salary_to", "This is below “Salary from”. Enter the lower figure first.")
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


@action("rank-seat")
class RankRequisitions(OnPositions):
    """A requisition gets a place in the order by hand, or goes back to the one that is proposed."""

    verb, at_once = "Set rank", True
    help = "A rank set by hand stays, and is marked as such, until you clear it."

    place = forms.IntegerField(
        required=False,
        min_value=1,
        max_value=MOST_RANK,
        label="Rank",
        help_text="If empty: ranked by what it closes.",
    )

    def prepare(self) -> None:
        if not self.is_bound and self.keys:
            self.initial.setdefault("place", self.org.requisition(self.keys[0]).rank or None)

    def title(self) -> str:
        place = self.cleaned_data["place"]
        return f"{self.names}: rank {place}, set by hand" if place else f"{self.names}: back to the proposed rank"

    def changes(self) -> list[Change]:
        place = self.cleaned_data["place"]
        return [
            change
            for number, key in enumerate(self.keys)
            for change in hiring.revise(self.org, key, rank=place + number if place else 0)
        ]


@action("change-seats")
class EditRequisitions(OnPositions):
    """The same said of several requisitions at once. What is left empty stays as it is with each."""

    verb, at_once = "Edit requisitions", True
    help = "Fields you leave empty stay unchanged."

    type = forms.ChoiceField(required=False, label="Type", choices=[("", "Unchanged"), *TYPES])
    priority = forms.ChoiceField(required=False, label="Priority", choices=[("", "Unchanged"), *LEVELS])
    manager = RecordField("position", required=False, label="Hiring manager")
    recruiter = forms.CharField(required=False, max_length=200, label="Recruiter")
    target_start = DayField(required=False, label="Target start")

    def clean_type(self) -> str:
        name = str(self.cleaned_data["type"])
        if name == "backfill" and any(not self.org.requisition(key).replaces for key in self.keys):
            raise forms.ValidationError("A backfill needs the person it replaces. Edit these positions one by one.")
        return name

    def title(self) -> str:
        return f"Edit {self.names}"

    def changes(self) -> list[Change]:
        data = self.cleaned_data
        said = {name: data[name] for name in ("type", "priority", "manager", "recruiter") if data[name]}
        if said.get("type", "backfill") != "backfill":
            said["replaces"] = ""
        target = {"target_start": data["target_start"]} if data["target_start"] else {}
        made = [c for key in self.keys for c in edits.revise(self.org, "position", key, **target)] if target else []
        return [*made, *(c for key in self.keys for c in hiring.revise(self.org, key, **said))]


class EditRow(EditRequisition):
    """Those values of a requisition that the list shows, edited in its row."""

    row_fields = ("priority", "manager", "planned_start", "target_start", *sorted(COST_FIELDS))

    def prepare(self) -> None:
        self.only(self.row_fields)
        super().prepare()
        for name in self.revised:
            label = self.fields[name].label
            self.fields[name].widget.attrs |= {"form": "row-form", "aria-label": label, "placeholder": label}

"""Gestures on who covers what."""

from __future__ import annotations

from typing import Any

from django import forms

from planning.org import gestures
from planning.org.changes import Change
from planning.org.sentences import name_of
from planning.org.state import BACKUP, OWNER, STAND_IN, Assignment
from planning.plans.forms import day_field
from planning.plans.gestures.base import OfPositions, new_key


class Assign(OfPositions):
    verb, button = "Assign to a product", "Assign"

    product = forms.ChoiceField(label="Product")
    role = forms.ChoiceField(label="Role")
    kind = forms.ChoiceField(
        label="As", choices=[(OWNER, "Owner"), (BACKUP, "Backup"), (STAND_IN, "Stand-in")], initial=OWNER
    )
    share = forms.IntegerField(min_value=1, max_value=100, initial=100, label="Share in %")
    starts = day_field(required=False, label="First day")
    ends = day_field(required=False, label="Last day")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        product, role = self.fields["product"], self.fields["role"]
        assert isinstance(product, forms.ChoiceField)
        assert isinstance(role, forms.ChoiceField)
        product.choices = [(p.key, p.name or p.key) for p in self.org.products.values()]
        role.choices = [(r.slug, r.name) for r in self.look.content.roles.values()]
        if not self.is_bound and self.keys:
            self.initial.setdefault("role", self.org.positions[self.keys[0]].role)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("starts") and data.get("ends") and data["ends"] < data["starts"]:
            self.add_error("ends", "The last day is before the first. Choose a later one.")
        return data

    def title(self) -> str:
        return f"Assign {self.names} to {name_of(self.org, 'product', self.cleaned_data['product'])}"

    def changes(self) -> list[Change]:
        names = ("product", "role", "kind", "share", "starts", "ends")
        values = {name: self.cleaned_data[name] for name in names}
        return [
            change
            for key in self.keys
            for change in gestures.assign(self.org, Assignment(new_key("asg"), position=key, **values))
        ]

    @property
    def load(self) -> tuple[int, int]:
        """How many products the first position covers now, and how many then."""
        now = {a.product for a in self.org.duties.get(self.keys[0], ()) if a.active(self.org.on)}
        return len(now), len(now | {self.cleaned_data["product"]})

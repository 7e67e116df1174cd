"""Saying that there is nothing to fix: a decision that a finding offers beside its fixes."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django import forms

from planning.core.changes.change import Change
from planning.core.fixes import Decision
from planning.edits.actions.fixes import OnFinding
from planning.forms.actions import action


@action("decide")
class Deciding(OnFinding):
    """Names one of a finding's decisions by its title."""

    verb = "Decide"

    which = forms.CharField(widget=forms.HiddenInput, max_length=250)

    @cached_property
    def decision(self) -> Decision | None:
        found = self.snapshot.remedies(self.finding).decisions if self.finding else ()
        wanted = self.cleaned_data.get("which", "")
        return next((one for one in found if one.changes and one.title == wanted), None)

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if not self.errors and self.decision is None:
            raise forms.ValidationError("This decision is no longer available. Open the finding to see what is.")
        return data

    @property
    def heading(self) -> str:
        return self.decision.title if self.is_valid() and self.decision else self.verb

    def title(self) -> str:
        return self.heading

    def changes(self) -> list[Change]:
        return list(self.decision.changes) if self.decision else []

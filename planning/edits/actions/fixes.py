"""Closing a finding by one of its fixes."""

from __future__ import annotations

from functools import cached_property
from typing import Any, ClassVar

from django import forms

from planning.core.changes.change import Change
from planning.core.fixes import Fix
from planning.core.names import name_of
from planning.core.rules import Finding
from planning.core.words import listed
from planning.forms.actions import EditAction, action

# So many products are named.
MOST = 3


class OnFinding(EditAction):
    """Names a finding by its rule, subject and what it is about."""

    asks: ClassVar[bool] = False
    is_worked_out: ClassVar[bool] = True

    rule = forms.CharField(widget=forms.HiddenInput, max_length=60)
    subject = forms.CharField(widget=forms.HiddenInput, max_length=20)
    of = forms.CharField(widget=forms.HiddenInput, max_length=120, required=False)
    about = forms.CharField(widget=forms.HiddenInput, max_length=200, required=False)

    @cached_property
    def finding(self) -> Finding | None:
        """The finding as it stands now; None once it is closed."""
        data = self.cleaned_data
        wanted = tuple(data.get(name, "") for name in ("rule", "subject", "of", "about"))
        return next((f for f in self.snapshot.findings if f.identity == wanted), None)

    @property
    def names(self) -> str:
        """Whom it concerns, in a line."""
        return self.finding.subject.name if self.is_valid() and self.finding else ""

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not self.errors and self.finding is None:
            within = f" in {self.snapshot.plan}" if self.snapshot.plan else ""
            raise forms.ValidationError(
                f"This finding is already closed{within} on this date. There is nothing to fix."
            )
        return data


@action("fix")
class Fixing(OnFinding):
    """Names one of a finding's fixes by its kind and key."""

    verb = "Fix"

    kind = forms.CharField(widget=forms.HiddenInput, max_length=20)
    which = forms.CharField(widget=forms.HiddenInput, max_length=250, required=False)

    @cached_property
    def fix(self) -> Fix | None:
        """Also where others are offered first by now."""
        data = self.cleaned_data
        tried = self.snapshot.fix(self.finding, data.get("kind", ""), data.get("which", "")) if self.finding else None
        return tried.fix if tried else None

    @property
    def names(self) -> str:
        """Whoever it gives something to, else what the finding is about."""
        changes = self.fix.changes if self.is_valid() and self.fix else ()
        return next(filter(None, (self._who(change) for change in changes)), super().names)

    def _who(self, change: Change) -> str:
        """“Product Manager, Platform · covers Identity”; '' where nobody sits there."""
        key = (change.after or {}).get("position", "") if change.kind == "assignment" else change.key
        position = self.org.positions.get(key)
        if position is None or not self.org.filled(position):
            return ""
        team = self.org.teams.get(position.team)
        own = [duty.product for duty in self.snapshot.duties_now.get(key, ())]
        covers = listed([name_of(self.org, "product", product) for product in dict.fromkeys(own)][:MOST])
        about = ", ".join(filter(None, (position.title, team.name if team else "")))
        return f"{about} · covers {covers}" if covers else about

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if not self.errors and self.fix is None:
            raise forms.ValidationError(
                "This fix no longer closes the finding. Open the finding to see which fixes do."
            )
        return data

    @property
    def tells(self) -> int:
        return 1

    @property
    def heading(self) -> str:
        return self.fix.title if self.is_valid() and self.fix else self.verb

    def title(self) -> str:
        return self.heading

    def changes(self) -> list[Change]:
        return list(self.fix.changes) if self.fix else []

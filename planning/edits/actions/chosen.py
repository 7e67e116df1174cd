"""Fixing several findings at once: a line for each, one step, one undo."""

from __future__ import annotations

from functools import cached_property
from typing import Any, ClassVar

from django import forms
from django.http import QueryDict

from planning.core.changes.change import Change
from planning.core.fixes.together import Line, Together, Wanted, together
from planning.core.rules import Finding
from planning.core.words import count
from planning.findings.chosen import chosen, closed
from planning.forms.actions import EditAction, action

# Each line is tried after all before it; whoever chooses more is told.
MOST = 40
NONE = "Select findings in the list first."
GONE = "These findings are already closed on this date. There is nothing to fix."


@action("fix-chosen")
class FixingChosen(EditAction):
    """`code` names the findings; `take` those of them that are not left out, `fix-<code>` the fix of each as
    `kind|key`. A finding whose fix nobody has seen yet gets its best."""

    verb = "Fix"
    asks: ClassVar[bool] = False
    is_worked_out: ClassVar[bool] = True
    lines_template: ClassVar[str] = "planning/edits/_fix_lines.html"

    @cached_property
    def asked(self) -> QueryDict:
        return self.data if isinstance(self.data, QueryDict) else QueryDict()

    @cached_property
    def findings(self) -> list[Finding]:
        return chosen(self.access, self.snapshot, self.asked) if self.access else []

    @property
    def beyond(self) -> int:
        """How many were chosen beyond those that can be fixed at once."""
        return max(0, len(self.findings) - MOST)

    @property
    def closed(self) -> int:
        """How many of those that were chosen are closed by now."""
        return closed(self.asked, self.findings)

    @cached_property
    def together(self) -> Together:
        here = self.snapshot
        return together(
            here.context, here.findings, self.findings[:MOST], self._wanted, lambda f: here.remedies(f).fixes
        )

    @property
    def lines(self) -> list[Line]:
        """Those that something is offered for, or that the others close."""
        return [line for line in self.together.lines if line.offered or line.is_closed]

    @property
    def without(self) -> list[Finding]:
        """Those that no fix closes."""
        return [line.finding for line in self.together.lines if not (line.offered or line.is_closed)]

    @property
    def _wanted(self) -> dict[str, Wanted | None]:
        taken = set(self.asked.getlist("take"))
        codes = (finding.code for finding in self.findings if f"fix-{finding.code}" in self.asked)
        return {code: self._which(code) if code in taken else None for code in codes}

    def _which(self, code: str) -> Wanted:
        kind, _, key = self.asked.get(f"fix-{code}", "").partition("|")
        return kind, key

    @property
    def number(self) -> int:
        return sum(line.taken is not None or line.is_closed for line in self.together.lines)

    @property
    def tells(self) -> int:
        return sum(line.taken is not None for line in self.together.lines)

    @property
    def heading(self) -> str:
        return f"Fix {count(self.number, 'finding')}" if self.number else "Fix findings"

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not self.findings:
            raise forms.ValidationError(GONE if self.closed else NONE)
        for line in self.together.lines:
            if line.is_missed:
                self.add_error(None, f"The selected fix no longer closes this finding: {line.finding.message}")
        return data

    def title(self) -> str:
        return self.heading

    def changes(self) -> list[Change]:
        return self.together.changes

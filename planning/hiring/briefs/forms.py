"""What is typed about a brief."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms

from planning.hiring.briefs.compose import SECTIONS
from planning.hiring.models import JobBrief

LONGEST = 6000


class BriefForm(forms.Form):
    """A text for each section. `seen` is the version that the texts started from."""

    seen = forms.IntegerField(widget=forms.HiddenInput)
    shows_salary = forms.BooleanField(required=False)

    def __init__(self, data: Any, *, brief: JobBrief) -> None:
        super().__init__(data, initial={**brief.texts, "seen": brief.version, "shows_salary": brief.shows_salary})
        for name, heading in SECTIONS.items():
            self.fields[name] = forms.CharField(
                label=heading,
                required=False,
                max_length=LONGEST,
                widget=forms.Textarea(attrs={"rows": _rows(brief, name)}),
            )
        field = JobBrief._meta.get_field("shows_salary")
        self.fields["shows_salary"].label = "Say the salary range"
        self.fields["shows_salary"].help_text = str(field.help_text)
        self.order_fields([*SECTIONS, "shows_salary", "seen"])

    @property
    def texts(self) -> Mapping[str, str]:
        """By section, as they were typed."""
        return {name: self.cleaned_data[name].replace("\r\n", "\n").strip() for name in SECTIONS}

    def show_theirs(self, brief: JobBrief) -> None:
        """After somebody else wrote: each section that now differs says what they wrote; saving again replaces it."""
        self.data = {**{name: self.data[name] for name in self.data}, "seen": str(brief.version)}
        for name, ours in self.texts.items():
            theirs = brief.texts.get(name, "")
            if theirs != ours:
                self.add_error(name, f"{brief.changed_by or 'Somebody'} wrote meanwhile: {theirs or '(nothing)'}")


def _rows(brief: JobBrief, name: str) -> int:
    text = str(brief.texts.get(name, ""))
    return min(14, max(2, sum(1 + len(line) // 95 for line in text.splitlines()) + 1))

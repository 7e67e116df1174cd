"""What is typed about a brief."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms

from planning.hiring.briefs.compose import SECTIONS
from planning.hiring.briefs.storing import BriefOvertaken
from planning.hiring.models import JobBrief
from portal.optimistic_lock import OptimisticForm

LONGEST = 6000


class BriefForm(OptimisticForm, forms.Form):
    """A text for each section. The token is the version that the texts started from."""

    shows_salary = forms.BooleanField(required=False)

    def __init__(self, data: Any, *, brief: JobBrief) -> None:
        self._brief = brief
        super().__init__(data, initial=self.stored())
        for name, heading in SECTIONS.items():
            self.fields[name] = forms.CharField(
                label=heading,
                required=False,
                max_length=LONGEST,
                widget=forms.Textarea(attrs={"rows": _rows(brief, name)}),
            )
        field = JobBrief._meta.get_field("shows_salary")
        self.fields["shows_salary"].label = "Show the salary range"
        self.fields["shows_salary"].help_text = str(field.help_text)
        self.order_fields([*SECTIONS, "shows_salary"])

    def stored(self, *, lock: bool = False) -> dict[str, Any]:
        return {**self._brief.texts, "shows_salary": self._brief.shows_salary}

    def state(self, stored: dict[str, Any]) -> int:
        return self._brief.version

    @property
    def texts(self) -> Mapping[str, str]:
        """By section, as they were typed."""
        return {name: self.cleaned_data[name].replace("\r\n", "\n").strip() for name in SECTIONS}

    def show_theirs(self, overtaken: BriefOvertaken) -> None:
        """After somebody else wrote: each section that now differs says what they wrote; saving again replaces it."""
        self._brief = overtaken.brief
        now = {**dict.fromkeys(SECTIONS, ""), **self.stored()}
        self.cleaned_data |= self.texts
        self.show_overtaken(overtaken, now, self._brief.version)


def _rows(brief: JobBrief, name: str) -> int:
    text = str(brief.texts.get(name, ""))
    return min(14, max(2, sum(1 + len(line) // 95 for line in text.splitlines()) + 1))

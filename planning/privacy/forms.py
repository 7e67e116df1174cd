"""Forms of personal data."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms

from planning.erasing.people import too_short
from planning.privacy.models import RetentionRules
from portal.optimistic_lock import SharedForm


class RetentionForm(SharedForm):
    what = "how long data is kept"

    class Meta:
        model = RetentionRules
        fields = ("leavers", "notices", "invitations", "remembers")
        labels: ClassVar = {
            "leavers": "Erase people this many years after their last day",
            "notices": "Days to keep notifications",
            "invitations": "Days to keep invitations once answered or expired",
            "remembers": "Tell me when a file contains someone who was erased",
        }
        help_texts: ClassVar = {
            "leavers": "Leave blank to keep the names of people who have left. If a record was removed, "
            "its removal date counts.",
            "remembers": "A keyed hash of IDs and e-mail addresses is kept for this. No name can be read from it.",
        }


class EraseForm(forms.Form):
    """What is typed to erase somebody: their name, so that it is nobody else; why; and what else they are called."""

    name = forms.CharField(label="Type the name to confirm", max_length=300)
    reason = forms.CharField(
        label="Reason",
        max_length=300,
        help_text="Kept with the note that someone was erased. Their name is removed from it.",
    )
    also = forms.CharField(
        label="Other names for them in texts",
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="One per line, such as a nickname or a first name no one else has. Their e-mail addresses and "
        "former names are already included.",
    )

    def __init__(self, *args: Any, typed: str, **options: Any) -> None:
        super().__init__(*args, **options)
        self.typed = typed

    def clean_name(self) -> str:
        name = " ".join(str(self.cleaned_data["name"]).split())
        if name.casefold() != self.typed.casefold():
            raise forms.ValidationError(f"Type “{self.typed}”, exactly as shown above.")
        return name

    def clean_also(self) -> tuple[str, ...]:
        lines = [line.strip() for line in str(self.cleaned_data["also"]).splitlines()]
        if why := too_short(lines):
            raise forms.ValidationError(why)
        return tuple(line for line in lines if line)

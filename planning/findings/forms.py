"""What people type about a finding."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django import forms

from planning.core.dates import day as written
from planning.findings import collaboration
from planning.forms.days import DayField
from portal.guard import Access
from portal.models import User

REVIEW_AFTER, LONGEST = 90, 731


class MemberField(forms.TypedChoiceField):
    """One of the organisation's members."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.users: dict[str, User] = {}

    def offer(self, users: list[User], empty: str) -> None:
        self.users = {str(user.pk): user for user in users}
        self.choices = [("", empty), *((pk, str(user)) for pk, user in self.users.items())]
        self.coerce = self.users.__getitem__


class AboutFinding(forms.Form):
    """Keeps its names apart from the other forms of the page by their prefix; `users` are the members offered."""

    def __init__(self, access: Access, users: list[User], data: Any = None) -> None:
        self.access = access
        super().__init__(data, prefix=type(self).__name__.lower(), initial=self.start(access))
        for field in self.fields.values():
            if isinstance(field, MemberField):
                field.offer(users, "Choose a member")

    def start(self, access: Access) -> dict[str, Any]:
        return {}

    def day(self, name: str, last: int = LONGEST) -> date | None:
        """A day that is not past, and not out of sight."""
        day: date | None = self.cleaned_data.get(name)
        today = self.access.today
        if day and day < today:
            raise forms.ValidationError(f"{written(day)} is in the past. Choose today or a later date.")
        if day and day > today + timedelta(days=last):
            raise forms.ValidationError("That is more than two years away. Choose an earlier date.")
        return day


class Accept(AboutFinding):
    """Why a finding may stay, who answers for that, and until when."""

    reason = forms.CharField(max_length=2000, label="Reason", widget=forms.Textarea(attrs={"rows": 3}))
    owner = MemberField(label="Reviewer", help_text="Is responsible for it and reviews it.")
    review_on = DayField(label="Review on", help_text="It reopens after this day, or earlier if the facts change.")

    def start(self, access: Access) -> dict[str, Any]:
        return {"owner": str(access.user.pk), "review_on": access.today + timedelta(days=REVIEW_AFTER)}

    def clean_review_on(self) -> date | None:
        return self.day("review_on")


class Assign(AboutFinding):
    """Who is to see to a finding, and until when."""

    assignee = MemberField(label="Assignee")
    due = DayField(label="Due", required=False)

    def clean_due(self) -> date | None:
        return self.day("due")


class Comment(AboutFinding):
    """A few words. Whoever is named with an @ is told."""

    text = forms.CharField(
        max_length=4000,
        label="Comment",
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Type @ and a member's name to notify them.",
    )


def forms_for(access: Access, data: Any = None, only: str = "") -> dict[str, AboutFinding]:
    """The forms of a finding's page by what they do; the one called `only` is bound to `data`."""
    users = collaboration.members(access.organisation)
    kinds = {"accept": Accept, "assign": Assign, "comment": Comment}
    return {name: kind(access, users, data if name == only else None) for name, kind in kinds.items()}

"""What people type about a plan."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms

from planning.models import Comment, Plan, PlanRules
from portal.models import Membership, User

EARLIEST, LATEST = date(2000, 1, 1), date(2100, 1, 1)


def day_field(**options: Any) -> forms.DateField:
    """A date that a plan can mean."""
    return forms.DateField(widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **options)


def check_day(day: date | None) -> date | None:
    """Refuse a year that is surely a slip."""
    if day and not EARLIEST <= day <= LATEST:
        raise forms.ValidationError(f"{day:%Y} is not a year to plan for. Give a year between 2000 and 2100.")
    return day


class PlanForm(forms.ModelForm):  # type: ignore[type-arg]
    """Name, purpose and target date."""

    target = day_field(label="Target date", help_text="New changes take this date, unless you give them another.")

    class Meta:
        model = Plan
        fields = ("name", "purpose", "target")
        widgets = {"purpose": forms.Textarea(attrs={"rows": 3})}
        help_texts = {"purpose": "What the plan is to achieve. Approvers read it first."}

    def clean_target(self) -> date | None:
        return check_day(self.cleaned_data["target"])


class NewPlanForm(PlanForm):
    """Also what the plan starts from."""

    source = forms.ModelChoiceField(
        Plan.objects.none(), required=False, label="Start from", empty_label="The current organisation"
    )
    field_order = ("name", "source", "target", "purpose")

    def __init__(self, *args: Any, plans: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        source = self.fields["source"]
        assert isinstance(source, forms.ModelChoiceField)
        source.queryset = plans


class ShareForm(forms.Form):
    """With whom, and whether they may edit."""

    user = forms.ModelChoiceField(User.objects.none(), label="Member", empty_label="Choose a member")
    may_edit = forms.BooleanField(required=False, label="may edit")

    def __init__(self, *args: Any, plan: Plan, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        members = Membership.objects.filter(organisation=plan.organisation_id).values("user")
        user = self.fields["user"]
        assert isinstance(user, forms.ModelChoiceField)
        user.queryset = User.objects.filter(pk__in=members).exclude(pk__in=[plan.owner_id]).order_by("name", "email")


class CommentForm(forms.ModelForm):  # type: ignore[type-arg]
    class Meta:
        model = Comment
        fields = ("text",)
        labels = {"text": "Comment"}
        widgets = {"text": forms.Textarea(attrs={"rows": 2})}


class DayForm(forms.Form):
    """Another date for a change."""

    on = day_field(label="Date")

    def clean_on(self) -> date | None:
        return check_day(self.cleaned_data["on"])


class PlanRulesForm(forms.ModelForm):  # type: ignore[type-arg]
    class Meta:
        model = PlanRules
        fields = ("gate", "own_approval")
        help_texts = {"gate": "What must hold before an approver can approve a plan."}

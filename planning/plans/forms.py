"""What people type about a plan."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.db.models import Q

from planning.forms.days import DayField
from planning.organisation.models import Plan
from planning.plans.models import Comment, PlanRules
from portal import whom_to_ask
from portal.guard import Access
from portal.models import Membership, Right, User
from portal.optimistic_lock import SharedForm

SAME_NAME = "An open plan already has this name. Open that one, or choose another name."


class PlanForm(SharedForm):
    """Name, purpose and target date."""

    what = "the plan’s settings"

    target = DayField(label="Target date", help_text="New changes get this date unless you choose another.")

    class Meta:
        model = Plan
        fields: Sequence[str] = ("name", "purpose", "target")
        widgets = {"purpose": forms.Textarea(attrs={"rows": 3})}
        help_texts = {"purpose": "What the plan should achieve. Approvers read this first."}


class SettingsForm(PlanForm):
    """Also whose plan it is: any member who may plan. Its old owner stays as an editor."""

    class Meta(PlanForm.Meta):
        fields = [*PlanForm.Meta.fields, "owner"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        plan = self.instance
        rights = [right for right in Right if right.includes(Right.PLANNER)]
        members = Membership.objects.filter(organisation=plan.organisation_id, right__in=rights).values("user")
        owner = self.fields["owner"]
        assert isinstance(owner, forms.ModelChoiceField)
        owner.queryset = User.objects.filter(Q(pk__in=members) | Q(pk=plan.owner_id)).order_by("name", "email")
        owner.empty_label = None
        owner.required = True


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
        self._names = plans.filter(state__in=[Plan.State.DRAFT, Plan.State.SENT_BACK])
        self.fields["name"].widget.attrs["autofocus"] = True  # the page asks for nothing else

    def clean_name(self) -> str:
        """Two plans of one name are one too many: the page was sent again, or nobody could tell them apart."""
        name: str = self.cleaned_data["name"]
        if self._names.filter(name__iexact=name.strip()).exists():
            raise forms.ValidationError(SAME_NAME)
        return name


class ShareForm(forms.Form):
    """With whom, and whether they may edit."""

    user = forms.ModelChoiceField(User.objects.none(), label="Member", empty_label="Choose a member")
    may_edit = forms.BooleanField(required=False, label="Can edit")

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
        error_messages = {"text": {"required": "Write a comment first."}}
        widgets = {"text": forms.Textarea(attrs={"rows": 2})}


class DayForm(forms.Form):
    """Another date for a change."""

    on = DayField(label="Date")


class PlanRulesForm(SharedForm):
    """Whether budgets have to be kept is for those to say who see cost: what is refused then tells of pay."""

    what = "these settings"

    def __init__(self, *args: Any, access: Access, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        budget = self.fields["budget"]
        budget.disabled = not access.sees_cost
        if budget.disabled:
            budget.help_text = (
                f"Only an admin with access to cost can change this. {whom_to_ask.for_cost(access.organisation)}"
            )

    class Meta:
        model = PlanRules
        fields = ("gate", "budget", "own_approval")
        help_texts = {
            "gate": "What must hold before an approver can approve a plan.",
            "budget": "A plan that takes a function over its budget for a year, or further over it, "
            "cannot be approved. Approvers need access to cost.",
        }

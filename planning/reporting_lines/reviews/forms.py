"""What people type about a review of reporting lines."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django import forms

from planning.forms.days import DayField
from planning.forms.records import RecordField
from planning.organisation.snapshot import Snapshot
from planning.reporting_lines.models import LineAnswer, LineReview
from planning.reporting_lines.reviews import signing
from planning.reporting_lines.reviews.items import ACCEPT, ASK, RIGHT
from portal.models import Membership, Organisation, Right, User
from portal.optimistic_lock import OptimisticForm

Scope = LineReview.Scope


def planners(organisation: Organisation) -> Any:
    """The members who may review: those who may plan, since a review mends things in a plan."""
    rights = [right for right in Right if right.includes(Right.PLANNER)]
    members = Membership.objects.filter(organisation=organisation, right__in=rights).values("user")
    return User.objects.filter(pk__in=members).order_by("name", "email")


def members(organisation: Organisation) -> Any:
    found = Membership.objects.filter(organisation=organisation).values("user")
    return User.objects.filter(pk__in=found).order_by("name", "email")


class TermsForm(forms.Form):
    """Name, due date and reviewers: what can still be changed while the review goes on."""

    name = forms.CharField(max_length=120, label="Name")
    due = DayField(label="Due on")
    reviewers = forms.ModelMultipleChoiceField(
        User.objects.none(),
        label="Reviewers",
        widget=forms.CheckboxSelectMultiple,
        help_text="Members with planner access. Each is notified and can edit the review’s plan.",
        error_messages={"required": "Choose at least one reviewer."},
    )

    def __init__(self, *args: Any, snapshot: Snapshot, organisation: Organisation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.snapshot = snapshot
        reviewers = self.fields["reviewers"]
        assert isinstance(reviewers, forms.ModelMultipleChoiceField)
        reviewers.queryset = planners(organisation)


class SettingsForm(OptimisticForm, TermsForm):
    """The terms of a review that is there: its reviewers, its maker and admins may all have them open."""

    what = "the review’s settings"

    def __init__(self, *args: Any, review: LineReview, **kwargs: Any) -> None:
        self.review = review
        super().__init__(*args, initial=self.stored(), **kwargs)

    def stored(self, *, lock: bool = False) -> dict[str, Any]:
        row = LineReview.objects.select_for_update().get(pk=self.review.pk) if lock else self.review
        return {"name": row.name, "due": row.due, "reviewers": list(row.reviewers.order_by("name", "email"))}


class ReviewForm(TermsForm):
    """Also what the review goes through."""

    scope = forms.ChoiceField(choices=Scope.choices, label="Scope", widget=forms.RadioSelect, initial=Scope.ALL)
    branch = RecordField("position", required=False, label="Head of the branch", help_text="Type a name or a title.")
    function = forms.ChoiceField(required=False, label="Function")
    flagged_only = forms.BooleanField(
        required=False, label="Only lines with findings", help_text="Leave out lines without findings."
    )
    field_order = ("name", "scope", "branch", "function", "flagged_only", "due", "reviewers")

    def __init__(self, *args: Any, functions: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        function, branch = self.fields["function"], self.fields["branch"]
        assert isinstance(function, forms.ChoiceField)
        assert isinstance(branch, RecordField)
        function.choices = [("", "Choose a function"), *functions]
        branch.org = self.snapshot.org

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        scope = data.get("scope")
        if scope == Scope.BRANCH and not data.get("branch") and "branch" not in self.errors:
            self.add_error("branch", "Choose the head of the branch.")
        if scope == Scope.FUNCTION and not data.get("function"):
            self.add_error("function", "Choose the function to review.")
        return data

    @property
    def of(self) -> str:
        """The position or function that the scope is about."""
        data = self.cleaned_data
        return str({Scope.BRANCH: data["branch"], Scope.FUNCTION: data["function"]}.get(data["scope"], ""))


class AnswerForm(forms.Form):
    """An answer to one line; what it needs depends on its kind."""

    kind = forms.ChoiceField(choices=[(kind, kind) for kind in (RIGHT, ACCEPT, ASK)], widget=forms.HiddenInput)
    seen = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
    facts = forms.CharField(max_length=64, widget=forms.HiddenInput)


class AcceptForm(forms.Form):
    """Why a flagged line may stay, who answers for it, and until when."""

    text = forms.CharField(max_length=2000, label="Reason", widget=forms.Textarea(attrs={"rows": 2}))
    owner = forms.ModelChoiceField(User.objects.none(), label="Reviewer", empty_label=None)
    review_on = DayField(label="Review on", help_text="From the day after, its findings are open again.")

    def __init__(self, data: Any = None, *, organisation: Organisation, user: User, today: date, **first: Any) -> None:
        """`first` are values to begin with, in place of this member and half a year."""
        begin = {"owner": user.pk, "review_on": today + timedelta(days=182)} | first
        super().__init__(data, initial=begin, auto_id="accept-%s")
        self.today = today
        owner = self.fields["owner"]
        assert isinstance(owner, forms.ModelChoiceField)
        owner.queryset = members(organisation)

    def clean_review_on(self) -> date:
        when: date = self.cleaned_data["review_on"]
        if when <= self.today:
            raise forms.ValidationError("Choose a date in the future.")
        return when


class AskForm(forms.Form):
    """Whom to ask about a line, and what."""

    owner = forms.ModelChoiceField(User.objects.none(), label="Member", empty_label="Choose a member")
    text = forms.CharField(max_length=2000, label="Question", widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(self, data: Any = None, *, organisation: Organisation, user: User) -> None:
        super().__init__(data, auto_id="ask-%s")
        owner = self.fields["owner"]
        assert isinstance(owner, forms.ModelChoiceField)
        owner.queryset = members(organisation).exclude(pk=user.pk)


class ReplyForm(OptimisticForm, forms.Form):
    """A reply to a question as it was read: its token is the version of the answer that asks."""

    what = "the question"

    text = forms.CharField(max_length=2000, label="Your reply", widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args: Any, asked: LineAnswer, **kwargs: Any) -> None:
        self.asked = asked
        super().__init__(*args, **kwargs)

    def stored(self, *, lock: bool = False) -> dict[str, Any]:
        return {}

    def state(self, stored: dict[str, Any]) -> int:
        return self.asked.version


class SignForm(OptimisticForm, forms.Form):
    """The last word on a review as it was looked at."""

    note = forms.CharField(
        max_length=2000, required=False, label="Note for the record", widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, *args: Any, review: LineReview, **kwargs: Any) -> None:
        self.review = review
        super().__init__(*args, **kwargs)

    def stored(self, *, lock: bool = False) -> dict[str, Any]:
        return {}

    def state(self, stored: dict[str, Any]) -> object:
        return signing.state(self.review)

"""What is typed about interviews and candidates."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django import forms
from django.db.models import QuerySet

from planning.core.dates import day as written
from planning.forms.days import DayField
from planning.hiring.interviews.candidates import HAS_READ, reads_others
from planning.hiring.interviews.concerns import Concerns
from planning.hiring.interviews.kit import RATINGS, Bank
from planning.hiring.models import Candidate, CandidateRules, KitStep, Scorecard
from portal.forms import LineField
from portal.guard import Access
from portal.models import User
from portal.optimistic_lock import SharedForm
from portal.wording import lowfirst

MOST_STEPS, SPARE = 20, 1
NOT_ASKED = "0"
RATING_CHOICES = [("", "–"), *((str(number), word) for number, word in RATINGS.items()), (NOT_ASKED, "not asked")]


class StepForm(forms.ModelForm):  # type: ignore[type-arg]
    """One step of an interview plan. `known` names the competencies that it may look at, by anchor."""

    name = LineField(label="Step", max_length=80)
    minutes = forms.IntegerField(min_value=5, max_value=480, initial=45, label="Minutes")
    lead = LineField(label="Led by", max_length=120, required=False)
    purpose = LineField(label="Purpose", max_length=400, required=False)
    competencies = forms.MultipleChoiceField(required=False, widget=forms.CheckboxSelectMultiple, label="Competencies")

    class Meta:
        model = KitStep
        fields = ("name", "minutes", "lead", "purpose", "competencies")

    def __init__(self, *args: Any, known: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["competencies"]
        assert isinstance(field, forms.MultipleChoiceField)
        gone = {name: name for name in self.instance.competencies if name not in known}
        field.choices = [*known.items(), *gone.items()]
        if not field.choices:
            del self.fields["competencies"]


class BaseSteps(forms.BaseModelFormSet):  # type: ignore[type-arg]
    def add_fields(self, form: Any, index: int | None) -> None:
        super().add_fields(form, index)
        form.fields["DELETE"].label = "Remove step"
        form.fields["ORDER"].label = "Order"

    def clean(self) -> None:
        """A step in which somebody was judged stays; at least one step is left."""
        super().clean()
        for form in self.deleted_forms:
            if form.instance.pk and form.instance.scorecards.exists():
                text = f"“{form.instance}” has scorecards, so it cannot be removed. You can rename it."
                raise forms.ValidationError(text)
        if not any(form.cleaned_data.get("name") for form in self.forms if form not in self.deleted_forms):
            raise forms.ValidationError("A plan needs at least one step. Add one.")


def steps_form(data: Any, steps: QuerySet[KitStep], known: Mapping[str, str]) -> BaseSteps:
    """The steps that there are, and one more to fill in."""
    made = forms.modelformset_factory(
        KitStep,
        StepForm,
        formset=BaseSteps,
        extra=SPARE,
        can_delete=True,
        can_order=True,
        max_num=MOST_STEPS,
        absolute_max=2 * MOST_STEPS,
    )
    formset: Any = made(data, queryset=steps, form_kwargs={"known": known}, prefix="step")
    found: BaseSteps = formset
    return found


class CandidateForm(forms.ModelForm):  # type: ignore[type-arg]
    name = LineField(label="Name", max_length=120)
    added_on = DayField(label="Since")

    class Meta:
        model = Candidate
        fields = ("name", "added_on")

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._today = today

    def clean_added_on(self) -> date:
        on: date = self.cleaned_data["added_on"]
        if on > self._today:
            raise forms.ValidationError("This date is in the future. Enter today or an earlier date.")
        return on


class OutcomeForm(forms.Form):
    """How it ended, and when: not before the candidate came, not in the future. Hiring despite concerns takes a
    reason."""

    outcome = forms.ChoiceField(choices=Candidate.Outcome.choices, label="Outcome")
    on = DayField(label="On")
    reason = forms.CharField(
        label="Reason for hiring anyway",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Say why you hire them anyway. It is kept with the decision."},
    )
    use_required_attribute = False  # only who hires needs a reason

    def __init__(self, data: Any, *, candidate: Candidate, today: date, against: Concerns) -> None:
        super().__init__(data, initial={"outcome": candidate.outcome, "on": candidate.decided_on or today})
        self._from, self._today = candidate.added_on, today
        if not against.exist or candidate.outcome == Candidate.Outcome.HIRED:
            del self.fields["reason"]
        else:
            self.fields["reason"].help_text = f"{against.text} To hire them anyway, say why."
            self.fields["reason"].required = not data or data.get("outcome") == Candidate.Outcome.HIRED

    def clean_on(self) -> date:
        on: date = self.cleaned_data["on"]
        if not self._from <= on <= self._today:
            first, last = written(self._from), written(self._today)
            raise forms.ValidationError(f"Enter a date from {first} (when they were added) to {last} (today).")
        return on


class InterviewerForm(forms.Form):
    """Who interviews the candidate, in which step."""

    step = forms.ModelChoiceField(KitStep.objects.none(), label="Step", empty_label="Choose a step")
    interviewer = forms.ModelChoiceField(User.objects.none(), label="Interviewer", empty_label="Choose a member")

    def __init__(self, *args: Any, access: Access, candidate: Candidate, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._candidate, self._by = candidate, access.user
        steps = KitStep.objects.filter(organisation=access.organisation, position=candidate.position)
        members = User.objects.filter(memberships__organisation=access.organisation).order_by("name", "email")
        for name, rows in (("step", steps), ("interviewer", members)):
            field = self.fields[name]
            assert isinstance(field, forms.ModelChoiceField)
            field.queryset = rows

    def clean(self) -> dict[str, Any]:
        found: dict[str, Any] = super().clean() or {}
        step, user = found.get("step"), found.get("interviewer")
        if step and user and self._candidate.scorecards.filter(step=step, interviewer=user).exists():
            raise forms.ValidationError(f"{user} is already an interviewer for “{step}”.")
        if user == self._by and reads_others(list(self._candidate.scorecards.all()), self._by):
            raise forms.ValidationError(HAS_READ)
        return found


class ScorecardForm(forms.Form):
    """A rating with its evidence for each competency, a recommendation and why. A draft may lack any of them."""

    def __init__(self, data: Any, *, card: Scorecard, banks: Sequence[Bank]) -> None:
        super().__init__(data)
        self._names = {one.competency.anchor: one.competency.name for one in banks}
        for one in banks:
            self._add_competency(one, card.marks.get(one.competency.anchor, {}))
        self.fields["recommendation"] = forms.TypedChoiceField(
            label="Recommendation",
            choices=Scorecard.Recommendation.choices,
            widget=forms.RadioSelect,
            coerce=int,
            empty_value=None,
            required=False,
            initial=card.recommendation,
        )
        self.fields["summary"] = forms.CharField(
            label="Why", max_length=4000, required=False, widget=forms.Textarea(attrs={"rows": 4}), initial=card.summary
        )

    def _add_competency(self, one: Bank, mark: Mapping[str, Any]) -> None:
        anchor, rating = one.competency.anchor, mark.get("rating")
        self.fields[f"rating-{anchor}"] = forms.ChoiceField(
            label=f"Rating of {lowfirst(one.competency.name)}",
            choices=RATING_CHOICES,
            required=False,
            initial="" if rating is None else str(rating),
        )
        self.fields[f"note-{anchor}"] = forms.CharField(
            label=f"Evidence for {lowfirst(one.competency.name)}",
            help_text="What they said or did.",
            max_length=2000,
            required=False,
            widget=forms.Textarea(attrs={"rows": 2}),
            initial=mark.get("note", ""),
        )

    @property
    def marks(self) -> dict[str, dict[str, Any]]:
        said = self.cleaned_data
        return {
            anchor: {
                "rating": int(said[f"rating-{anchor}"]) if said[f"rating-{anchor}"] else None,
                "note": said[f"note-{anchor}"],
            }
            for anchor in self._names
        }

    def check_complete(self) -> bool:
        """Whether it can be submitted; what is missing is said at its field."""
        for anchor in self._names:
            self._check_competency(anchor)
        if self.cleaned_data.get("recommendation") is None:
            self.add_error("recommendation", "Choose a recommendation.")
        elif not self.cleaned_data.get("summary"):
            self._check_reason()
        return not self.errors

    def _check_competency(self, anchor: str) -> None:
        rating = self.cleaned_data.get(f"rating-{anchor}")
        if not rating:
            self.add_error(f"rating-{anchor}", "Choose a rating, or “not asked”.")
        elif rating != NOT_ASKED and not self.cleaned_data.get(f"note-{anchor}"):
            text = f"Add evidence for your rating of “{self._names[anchor]}”: what they said or did."
            self.add_error(f"note-{anchor}", text)

    def _check_reason(self) -> None:
        """A recommendation rests on ratings, else on words; a strong no always says why."""
        if self.cleaned_data["recommendation"] == Scorecard.Recommendation.STRONG_NO:
            self.add_error("summary", "Say why you recommend a strong no.")
        elif not any(mark["rating"] for mark in self.marks.values()):
            self.add_error("summary", "You have rated no competency. Rate one, or say why you recommend this.")


class CandidateRulesForm(SharedForm):
    what = "this setting"

    months = forms.IntegerField(
        min_value=1,
        max_value=60,
        label="Months after the decision",
        help_text="After that, names and scorecards are erased. Dates and steps are kept for the figures.",
    )

    class Meta:
        model = CandidateRules
        fields = ("months",)

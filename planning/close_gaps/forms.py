"""The question as a form that asks by its address: what is typed and chosen, and what is pressed beside it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, NamedTuple

from django import forms
from django.http import QueryDict

from planning.close_gaps.address import (
    ADD_PERSON,
    ADD_PRODUCT,
    ADD_SCOPE,
    LEAD,
    MOST,
    STAGE,
    WITHIN,
    fits,
    moves_of,
    pressed,
)
from planning.close_gaps.lead_times import LeadTime
from planning.core.close_gaps.question import MOVES, Question, Weights
from planning.core.content import Content
from planning.core.dates import day
from planning.core.fixes.base import FixKind
from planning.core.records import STAGES, Org
from planning.forms.amounts import AmountField
from planning.forms.days import DayField, plus_months, sane
from planning.forms.records import RecordField

MONTHS = 12  # a question looks so far ahead unless it says otherwise
YEARS = 5  # and so far at most
HIGH = 1_000
EMPTY: Mapping[str, Any] = {}
LONGEST, SEVERAL = 300, 500  # a key, and how many of them a question names
MOVE_WORDS = {
    FixKind.ASSIGN: "Assign",
    FixKind.RETITLE: "Promote",
    FixKind.HIRE: "Hire",
    FixKind.MOVE: "Change line",
    FixKind.BACKUP: "Backup",
    FixKind.COUNTS: "Treat as cover",
}


class Ground(NamedTuple):
    """What a question is asked about: the organisation on its day, who asks (may they see cost, may they have an
    assignment count as cover), how many products the norms allow a holder of each role that has one (None: its rule is
    off), and how long hiring takes by role."""

    org: Org
    content: Content
    sees_cost: bool = True
    may_count: bool = False
    currency: str = ""
    norms: Mapping[str, int | None] = {}
    lead: Mapping[str, LeadTime] = {}


class KeysField(forms.Field):
    """Keys, as many as were sent; blanks and repetitions are dropped."""

    widget = forms.MultipleHiddenInput

    def to_python(self, value: Any) -> list[str]:
        return list(dict.fromkeys(text.strip() for text in value or () if text.strip()))

    def validate(self, value: list[str]) -> None:
        super().validate(value)
        if len(value) > SEVERAL:
            raise forms.ValidationError(f"This names more than {SEVERAL}. Release some, or reset the question.")
        if not all(len(key) <= LONGEST and key.isprintable() for key in value):
            raise forms.ValidationError("The link could not be read. Reset the question and enter it again.")


class QuestionForm(forms.Form):
    """`data` None: nothing has been asked yet, and the form shows what is usual."""

    by = DayField(label="Close by", error_messages={"required": "Enter the day by which gaps should be closed."})
    budget = AmountField(label="Budget a year", required=False)
    hires = forms.IntegerField(label="Hires at most", min_value=0, max_value=HIGH, required=False)
    products = KeysField(label="Scope", required=False)
    changes = forms.IntegerField(label="Changes per person", min_value=0, max_value=HIGH, required=False)
    moves = forms.MultipleChoiceField(
        label="Moves",
        choices=[(kind.value, MOVE_WORDS[kind]) for kind in MOVES],
        error_messages={"required": "Select at least one kind of move."},
    )
    interims = forms.BooleanField(label="Cover for a time", required=False)
    pin = KeysField(label="Stays as it is", required=False)
    forbid = KeysField(label="Stays as it is", required=False)
    launch = forms.IntegerField(label="Before a launch", min_value=1, max_value=HIGH, required=False)

    def __init__(self, data: QueryDict | None, on: date, ground: Ground, first: Mapping[str, Any] = EMPTY) -> None:
        """`first` is what the fields show where nothing has been asked, beside what is usual."""
        asked = None if data is None else pressed(data, ground.norms)
        usual = {"by": sane(plus_months(sane(on), MONTHS)), "moves": moves_of(), **_norms(ground)}
        super().__init__(asked, initial={**usual, **first})
        self.on, self.ground = on, ground
        self._add_by_role()
        self._add_the_rest()
        for name in ("hires", "changes", "launch"):
            self.fields[name].widget = _number(placeholder="1" if name == "launch" else "any")

    def _add_by_role(self) -> None:
        """For each covering role how many products its holders may have, and how long hiring one takes."""
        for role in self.ground.content.covering:
            if role.slug in self.ground.norms:
                norm = self.ground.norms[role.slug]
                usual = "any" if norm is None else str(norm)
                self.fields[MOST + role.slug] = _whole(f"Products per {role.code}", placeholder=usual, required=False)
            lead = self.ground.lead.get(role.slug)
            days = _whole(f"Days to hire a {role.code}", placeholder=str(lead.days if lead else ""), required=False)
            days.help_text = f"Usually {lead.days}: {lead.source}." if lead else ""
            self.fields[LEAD + role.slug] = days

    def _add_the_rest(self) -> None:
        self.fields[WITHIN] = forms.BooleanField(label="Keep to the budgets of functions", required=False)
        for stage in STAGES:
            self.fields[STAGE + stage] = _whole(f"In stage {stage}", placeholder="1", least=1, required=False)
        self._add_record(ADD_SCOPE, "product", "Scope", self._scope_says)
        self._add_record(ADD_PRODUCT, "product", "Product")
        self._add_record(ADD_PERSON, "person", "Person")
        if not self.ground.sees_cost:
            del self.fields["budget"], self.fields[WITHIN]

    def _add_record(self, name: str, kind: str, label: str, placeholder: str = "") -> None:
        record = self.fields[name] = RecordField(kind, label=label, required=False)
        record.org = self.ground.org
        if placeholder:
            record.widget.attrs["placeholder"] = placeholder

    @property
    def _scope_says(self) -> str:
        """What the empty field of the scope stands for."""
        every = f"All products ({len(self.ground.org.products):,})"
        return "Add a product" if any(self["products"].value() or ()) else every

    def clean(self) -> dict[str, Any]:
        """A link may come from someone who sees cost."""
        data = super().clean() or {}
        if isinstance(self.data, QueryDict) and not fits(self.data):
            self.add_error(None, "The question names more than a link can hold. Release some, or reset the question.")
        if not self.ground.sees_cost and any(self.data.get(name) for name in ("budget", WITHIN)):
            self.add_error(None, "This link has a budget, which needs access to cost. Enter hires at most instead.")
        return data

    def clean_by(self) -> date:
        by: date = self.cleaned_data["by"]
        if by < self.on:
            raise forms.ValidationError(f"Enter a day after {day(self.on)}, the day that is looked at.")
        if by > (latest := plus_months(self.on, 12 * YEARS)):
            raise forms.ValidationError(f"Enter a day up to {day(latest)}: Lineup looks {YEARS} years ahead.")
        return by

    def clean_products(self) -> list[str]:
        keys: list[str] = self.cleaned_data["products"]
        unknown = [key for key in keys if key not in self.ground.org.products]
        if unknown:
            gone = f"“{unknown[0]}” is no product on {day(self.on)}. Remove it, or choose another day."
            raise forms.ValidationError(gone)
        return keys

    def clean_moves(self) -> list[str]:
        moves: list[str] = self.cleaned_data["moves"]
        if FixKind.COUNTS in moves and not self.ground.may_count:
            raise forms.ValidationError("Only an admin can let another role count as cover. Clear “Treat as cover”.")
        return moves

    @property
    def question(self) -> Question:
        """What a valid form asks."""
        data = self.cleaned_data
        return Question(
            on=self.on,
            by=data["by"],
            products=frozenset(self._with("products", ADD_SCOPE)) or None,
            budget=data.get("budget"),
            most_hires=data["hires"],
            within_budgets=data.get(WITHIN, False),
            most=self._beside(MOST, self.ground.norms),
            changes_each=data["changes"],
            moves=frozenset(map(FixKind, data["moves"])),
            interims=data["interims"],
            pinned=frozenset(self._with("pin", ADD_PRODUCT)),
            forbidden=frozenset(self._with("forbid", ADD_PERSON)),
            lead=self._beside(LEAD, {}),
            weights=Weights(data["launch"] or 1, self._beside(STAGE, dict.fromkeys(STAGES, 1))),
        )

    def _beside(self, prefix: str, usual: Mapping[str, int | None]) -> dict[str, int]:
        """What was said by role or stage and differs from what is usual."""
        said = {n.removeprefix(prefix): value for n, value in self.cleaned_data.items() if n.startswith(prefix)}
        return {name: value for name, value in said.items() if value is not None and value != usual.get(name)}

    def _with(self, name: str, added: str) -> Iterable[str]:
        return filter(None, [*self.cleaned_data[name], self.cleaned_data.get(added, "")])

    def field_of(self, name: str) -> str | None:
        """The field where something is said of a part of the question (`questions.Asked`); None for the whole form."""
        prefixes = {"most": MOST, "lead": LEAD, "weights": STAGE}
        by_role = _starting(self, prefixes[name]) if name in prefixes else []
        found = {"within_budgets": WITHIN, "weights": "launch"}.get(name) or (by_role[0] if by_role else name)
        return found if found in self.fields else None

    @property
    def scope(self) -> forms.BoundField:
        """Where a product is named that is asked about."""
        return self[ADD_SCOPE]

    @property
    def adding(self) -> list[forms.BoundField]:
        """Where a product or someone is named who stays as they are."""
        return [self[ADD_PRODUCT], self[ADD_PERSON]]

    @property
    def within(self) -> forms.BoundField | None:
        """None for who may not see cost."""
        return self[WITHIN] if WITHIN in self.fields else None

    @property
    def limits(self) -> list[forms.BoundField]:
        """The fields that stand one below the other as limits."""
        return [self[name] for name in (*_starting(self, MOST), "changes")]

    @property
    def leads(self) -> list[forms.BoundField]:
        return [self[name] for name in _starting(self, LEAD)]

    @property
    def stages(self) -> list[forms.BoundField]:
        return [self[name] for name in _starting(self, STAGE)]

    @property
    def move_choices(self) -> list[tuple[str, str, bool]]:
        """Value, words, and whether it is chosen. What only an admin may allow is left out for everyone else, unless
        it was asked for."""
        chosen = set(self["moves"].value() or ())
        every = [(kind.value, MOVE_WORDS[kind], kind.value in chosen) for kind in MOVES]
        return [one for one in every if one[0] != FixKind.COUNTS or self.ground.may_count or one[2]]

    @property
    def has_more(self) -> bool:
        """Whether any of the limits is set that are folded away."""
        folded = ["interims", *_starting(self, LEAD)] + ([WITHIN, "hires"] if self.ground.sees_cost else [])
        return any(self[name].value() or self[name].errors for name in folded)

    @property
    def is_weighted(self) -> bool:
        return any(self[name].value() or self[name].errors for name in ("launch", *_starting(self, STAGE)))


def _norms(ground: Ground) -> dict[str, int]:
    return {MOST + role: most for role, most in ground.norms.items() if most is not None}


def _starting(form: forms.Form, prefix: str) -> list[str]:
    return [name for name in form.fields if name.startswith(prefix)]


def _number(**attrs: str) -> forms.TextInput:
    """As a text: a wheel over it changes nothing, and what is no number can be shown again."""
    return forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", **attrs})


def _whole(label: str, *, placeholder: str = "", least: int = 0, required: bool = True) -> forms.IntegerField:
    widget = _number(placeholder=placeholder)
    return forms.IntegerField(label=label, min_value=least, max_value=HIGH, required=required, widget=widget)

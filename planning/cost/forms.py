"""What people type about bands, rates and budgets."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms

from planning.core.content import LEVELS, Content
from planning.cost.models import BAND_TAKEN, BUDGET_TAKEN, RATE_TAKEN, Band, Budget, MoneyRules, Rate
from planning.forms.amounts import AmountField, CurrencyField
from planning.forms.days import DayField
from portal.models import Organisation
from portal.optimistic_lock import SharedForm

FACTOR_HELP = "Employer costs on top of base and bonus: 1.3 adds 30%."
UPSIDE_DOWN = "The top of the band is below its bottom. Swap the two amounts, or correct one."


def level_choices() -> list[tuple[int, str]]:
    return [(0, "Every level"), *enumerate(LEVELS, 1)]


class BandForm(SharedForm):
    """One band of an organisation; whether it is there already is asked of the organisation's own."""

    what = "this band"

    role = forms.ChoiceField(label="Role")
    level = forms.TypedChoiceField(label="Level", coerce=int, choices=level_choices, initial=0)
    location = forms.CharField(
        max_length=200,
        required=False,
        label="Location",
        help_text="Leave empty for everywhere. “UK” also matches “London, UK”.",
    )
    currency = CurrencyField(label="Currency")
    low = AmountField(label="Base from", help_text="Per year, full time.")
    high = AmountField(label="Base to")
    bonus = forms.DecimalField(
        label="Bonus %", min_value=0, max_value=200, max_digits=5, decimal_places=2, initial=0, help_text="Of base pay."
    )
    equity = AmountField(
        label="Equity per year", required=False, help_text="For information only, not included in cost."
    )
    factor = forms.DecimalField(
        label="On-cost factor",
        min_value=1,
        max_value=5,
        max_digits=5,
        decimal_places=3,
        required=False,
        help_text=FACTOR_HELP,
    )
    since = DayField(
        label="Valid from", help_text="Until a later band for the same role, level, location and currency."
    )

    class Meta:
        model = Band
        fields = ("role", "level", "location", "currency", "low", "high", "bonus", "equity", "factor", "since")

    def __init__(
        self, *args: Any, organisation: Organisation, content: Content, factor: Decimal, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.instance.organisation = organisation
        role = self.fields["role"]
        assert isinstance(role, forms.ChoiceField)
        role.choices = [
            ("", "Choose one"),
            *sorted(((r.slug, r.name) for r in content.roles.values()), key=lambda r: r[1]),
        ]
        self.fields["factor"].help_text = f"{FACTOR_HELP} If empty, the organisation's {factor.normalize():f} is used."

    def clean_location(self) -> str:
        return " ".join(str(self.cleaned_data["location"]).split())

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        low, high = data.get("low"), data.get("high")
        if low is not None and high is not None and high < low:
            self.add_error("high", UPSIDE_DOWN)
        if not self.errors and self._is_taken(data):
            self.add_error("since", BAND_TAKEN)
        return data

    def _is_taken(self, data: dict[str, Any]) -> bool:
        same = {name: data[name] for name in ("role", "level", "currency", "since")}
        mine = Band.objects.filter(organisation=self.instance.organisation, location__iexact=data["location"], **same)
        return mine.exclude(pk=self.instance.pk).exists()


class MoneyRulesForm(SharedForm):
    """What amounts are told in, and the on-cost factor where a band has none."""

    what = "these settings"

    currency = CurrencyField(label="Reporting currency", required=False, help_text="All totals are shown in it.")

    class Meta:
        model = MoneyRules
        fields = ("currency", "factor")
        help_texts = {"factor": FACTOR_HELP}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["factor"] = f"{self.initial['factor'].normalize():f}"


class RateForm(forms.ModelForm):  # type: ignore[type-arg]
    """What one unit of a currency is worth in the one that is reported in."""

    currency = CurrencyField(label="Currency")
    rate = forms.DecimalField(label="Value of one unit", max_digits=15, decimal_places=6, min_value=Decimal("0.000001"))
    since = DayField(label="Valid from")

    class Meta:
        model = Rate
        fields = ("currency", "rate", "since")

    def __init__(self, *args: Any, organisation: Organisation, into: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.instance.organisation, self.instance.into = organisation, into
        self.fields["rate"].help_text = f"In {into}, up to six decimals." if into else ""

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        own = self.instance
        if not own.into:
            self.add_error(None, "Choose a reporting currency first.")
        elif data.get("currency") == own.into:
            self.add_error("currency", f"{own.into} is the reporting currency. Choose another one.")
        same = {name: data.get(name) for name in ("currency", "since")}
        if (
            None not in same.values()
            and Rate.objects.filter(organisation=own.organisation, into=own.into, **same).exists()
        ):
            self.add_error("since", RATE_TAKEN)
        return data


class BudgetForm(forms.ModelForm):  # type: ignore[type-arg]
    """What a function may cost in a year, in the currency that is reported in."""

    function = forms.ChoiceField(label="Function")
    year = forms.IntegerField(label="Year", min_value=2000, max_value=2100)
    amount = AmountField(label="Amount")

    class Meta:
        model = Budget
        fields = ("function", "year", "amount")

    def __init__(self, *args: Any, organisation: Organisation, currency: str, functions: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.instance.organisation, self.instance.currency = organisation, currency
        function = self.fields["function"]
        assert isinstance(function, forms.ChoiceField)
        function.choices = [("", "Choose one"), *functions]
        self.fields["amount"].help_text = f"In {currency}, for the calendar year." if currency else ""

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        own = self.instance
        if not own.currency:
            self.add_error(None, "Choose a reporting currency first.")
        same = {name: data.get(name) for name in ("function", "year")}
        if None not in same.values() and Budget.objects.filter(organisation=own.organisation, **same).exists():
            self.add_error("year", BUDGET_TAKEN)
        return data

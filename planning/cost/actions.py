"""A position's own pay."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms

from planning.forms.actions import Revision, action
from planning.forms.amounts import AmountField, CurrencyField


@action("pay")
class SetPay(Revision):
    verb, kind = "Set pay", "position"
    help = "A position's own figure counts before its band. Leave the amount empty to have the band decide."
    needs_cost = True
    revised = {"pay": "pay", "currency": "currency", "loaded": "loaded"}

    pay = AmountField(required=False, label="Amount a year", help_text="At full time; part time counts by its FTE.")
    currency = CurrencyField(required=False, label="Currency")
    loaded = forms.TypedChoiceField(
        label="The amount is",
        coerce=lambda value: value == "True",
        choices=[("False", "base pay: bonus and on-costs come on top"), ("True", "fully loaded: all that it costs")],
        initial="False",
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("pay") is not None and not data.get("currency") and "currency" not in self.errors:
            self.add_error("currency", "Say which currency the amount is in.")
        return data

    def value(self, name: str) -> Any:
        """Without an amount there is nothing that a currency or a kind would be of."""
        if name != "pay" and self.cleaned_data["pay"] is None:
            return "" if name == "currency" else False
        value = super().value(name)
        return value.quantize(Decimal("0.01")) if isinstance(value, Decimal) else value

    def title(self) -> str:
        return f"Set the pay of {self.names}"

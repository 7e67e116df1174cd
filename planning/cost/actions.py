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
    help = "A position's own pay overrides its band. Leave the amount empty to use the band."
    needs_cost = True
    revised = {"pay": "pay", "currency": "currency", "loaded": "loaded"}

    pay = AmountField(
        required=False, label="Amount per year", help_text="Full-time amount. Part time is scaled by FTE."
    )
    currency = CurrencyField(required=False, label="Currency")
    loaded = forms.TypedChoiceField(
        label="The amount is",
        coerce=lambda value: value == "True",
        choices=[("False", "base pay, before bonus and on-costs"), ("True", "fully loaded, with all costs")],
        initial="False",
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("pay") is not None and not data.get("currency") and "currency" not in self.errors:
            self.add_error("currency", "Enter the currency of the amount.")
        return data

    def value(self, name: str) -> Any:
        """Without an amount there is nothing that a currency or a kind would be of."""
        if name != "pay" and self.cleaned_data["pay"] is None:
            return "" if name == "currency" else False
        value = super().value(name)
        return value.quantize(Decimal("0.01")) if isinstance(value, Decimal) else value

    def title(self) -> str:
        return f"Set the pay of {self.names}"

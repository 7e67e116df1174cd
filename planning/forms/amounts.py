"""Amounts of money and currencies that people type."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

from django import forms

from planning.core.money import amount_fault
from planning.forms import currencies

_APART = re.compile(r"(?<=\d)[,\u00a0\u202f ’'](?=\d{3}(?!\d))")


class AmountField(forms.DecimalField):
    """An amount of nought or more, with at most two decimals; thousands may be set apart."""

    def __init__(self, **options: Any) -> None:
        widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})
        super().__init__(
            widget=widget, **{"error_messages": {"invalid": "Enter an amount in figures, such as 62000."}} | options
        )

    def to_python(self, value: Any) -> Any:
        return super().to_python(_APART.sub("", value.strip()) if isinstance(value, str) else value)

    def validate(self, value: Any) -> None:
        super().validate(value)
        if isinstance(value, Decimal) and (fault := amount_fault(value)):
            raise forms.ValidationError(fault)


class CurrencyField(forms.ChoiceField):
    """A currency of ISO 4217 by its code."""

    def __init__(self, **options: Any) -> None:
        empty = [("", "None" if not options.get("required", True) else "Choose one")]
        super().__init__(choices=lambda: empty + currencies.choices(), **options)
        self.error_messages["invalid_choice"] = currencies.UNKNOWN

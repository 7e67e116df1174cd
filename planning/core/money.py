"""Money: exact amounts in a currency, and which fields of records hold any.

Amounts are `Decimal`, never a float; a currency is its ISO 4217 code.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

# Fields of records, and of tables beside them, whose values only members with the cost right may see. Sentences leave
# them out unless they are asked for; whoever shows values of fields asks `is_cost` first.
COST_FIELDS = frozenset(
    {
        "pay",
        "currency",
        "loaded",
        "salary_from",
        "salary_to",
        "salary_low",
        "salary_high",
        "salary_currency",
    }
)
# What stands in the place of a value for those who may not see it.
HIDDEN = "not shown"

CENT = Decimal("0.01")
MOST = Decimal("999999999999.99")
_CODE = re.compile(r"[A-Z]{3}")

Fault = tuple[str, str]


def is_cost(field: str) -> bool:
    return field in COST_FIELDS


def money(value: Any) -> Decimal:
    """A stored or typed number as an amount in whole hundredths. A float is read by its shortest spelling, which is
    what a database that has no decimals of its own gives back. Raises ValueError."""
    try:
        return Decimal(str(value)).quantize(CENT)
    except InvalidOperation as wrong:
        raise ValueError("This is not an amount.") from wrong


def plain(amount: Decimal) -> str:
    """An amount with its thousands set apart, hundredths only where there are any: 62,000 or 62,000.50."""
    return f"{amount:,.0f}" if amount == amount.to_integral_value() else f"{amount:,.2f}"


def pay_text(amount: Decimal | None, currency: str, loaded: bool = False) -> str:
    """A position's own figure in words: “GBP 62,000 a year, fully loaded”."""
    if amount is None:
        return "none of its own"
    return f"{currency or 'no currency'} {plain(amount)} a year{', fully loaded' if loaded else ''}"


def amount_fault(amount: Decimal) -> str:
    """What is wrong with an amount; '' if nothing."""
    if not amount.is_finite():
        return "This is not a number. Enter an amount such as 62000."
    if amount < 0:
        return "An amount cannot be negative. Enter 0 or more."
    if amount > MOST:
        return "This amount is too large. Enter less than 1,000,000,000,000."
    if amount != amount.quantize(CENT):
        return "An amount has at most two decimals. Round it."
    return ""


def currency_fault(code: str) -> str:
    """What is wrong with the form of a currency's code; '' if nothing."""
    return "" if _CODE.fullmatch(code) else "A currency is its code of three capital letters, such as GBP."


def pay_faults(record: Any, after: Mapping[str, Any]) -> Iterator[Fault]:
    """What forbids new values of a position's pay. The messages never repeat an amount."""
    pay = after.get("pay")
    if pay is not None and (fault := amount_fault(pay)):
        yield "pay", fault
    code = after.get("currency", getattr(record, "currency", ""))
    if after.get("currency") and (fault := currency_fault(code)):
        yield "currency", fault
    if after.get("pay", getattr(record, "pay", None)) is not None and not code and {"pay", "currency"} & set(after):
        yield "currency", "Enter the currency of the amount."

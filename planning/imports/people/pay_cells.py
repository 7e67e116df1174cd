"""What the cells of a row say of a position's pay."""

from __future__ import annotations

import re
from typing import Any

from planning.core.money import CENT, amount_fault
from planning.forms import currencies
from planning.forms.amount_text import Amount, currency_of, read_amount
from planning.imports.cells.rows import Rows
from planning.imports.cells.words import BLANKS
from planning.imports.opening.read import Row

_BRACKETS = re.compile(r"[\(\[](.*?)[\)\]]")
_PER_YEAR = frozenset({"", "year", "yearly", "annual", "annually", "annum", "per annum", "pa", "p.a.", "a"})
_PER_MONTH = frozenset({"month", "monthly", "per month", "m", "pm", "p.m."})


def pay_of(rows: Rows, row: Row) -> dict[str, Any]:
    """The fields of the position; none where the cells say nothing that can be kept."""
    name = "cost" if rows.cell(row, "cost") else "pay"
    value = rows.cell(row, name)
    if value.casefold() in BLANKS:
        return {"pay": None, "currency": "", "loaded": False}
    amount = read_amount(value)
    if amount is None:
        text = "This is not an amount of money, so it was left out. Write it in figures, such as 62000."
        rows.note(row, name, text, "no-amount")
        return {}
    months = 12 if name == "pay" and _is_monthly(rows, row) else 1
    period = rows.cell(row, "pay_per").casefold().strip()
    if name == "pay" and period not in _PER_YEAR | _PER_MONTH:
        text = "Neither a year nor a month, so the pay was left out, here and wherever it appears."
        rows.note_once(row, "pay_per", text, "pay-period")
        return {}
    total = amount.value * months
    if total.is_finite() and abs(total) < 10**12:
        total = total.quantize(CENT)
    if fault := amount_fault(total):
        rows.note(row, name, f"{fault} It was left out.", "impossible-amount")
        return {}
    code = _currency(rows, row, name, amount)
    return {"pay": total, "currency": code, "loaded": name == "cost"} if code else {}


def _is_monthly(rows: Rows, row: Row) -> bool:
    return rows.cell(row, "pay_per").casefold().strip() in _PER_MONTH


def _currency(rows: Rows, row: Row, name: str, amount: Amount) -> str:
    """The currency that the cell, else its column, else the header says; '' where none does, which is noted."""
    in_column = rows.cell(row, "currency").upper()
    if in_column and not currencies.is_currency(in_column):
        rows.note_once(row, "currency", f"{currencies.UNKNOWN} The pay was left out.", "unknown-currency")
        return ""
    if in_column and amount.currency and in_column != amount.currency:
        text = "The amount and the currency column have different currencies, so the pay was left out."
        rows.note(row, name, text, "two-currencies")
        return ""
    bracket = _BRACKETS.search(rows.header(name, row))
    code = amount.currency or in_column or ((currency_of(bracket[1]) or "") if bracket else "")
    if not code and "no-currency" not in rows.odd_words:
        rows.odd_words.add("no-currency")
        text = "No currency is given, so the pay was left out, here and in every other row without one."
        rows.note(row, name, f"{text} Add a “Currency” column with codes such as GBP.", "no-currency")
    return code

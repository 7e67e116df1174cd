"""What the cells of a row say of a position's pay; and taking pay out of a table for those who may not see it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from planning.core.content import Content
from planning.core.money import CENT, amount_fault
from planning.forms import currencies
from planning.forms.amount_text import Amount, currency_of, read_amount
from planning.imports.cells.rows import Rows
from planning.imports.cells.words import BLANKS
from planning.imports.columns.contents import profiles
from planning.imports.columns.fields import COST_COLUMNS
from planning.imports.columns.header_rows import is_made_up
from planning.imports.columns.match import usual_field
from planning.imports.columns.spelling import words
from planning.imports.opening.read import Row, Table
from planning.imports.problems import Report

_BRACKETS = re.compile(r"[\(\[](.*?)[\)\]]")
# Headers of columns that are not used and may well hold pay.
_MONEY = re.compile(r"\b(pay|salary|salaries|wages?|compensation|remuneration|bonus|equity|cost|ctc|earnings)\b", re.I)
_PER_YEAR = frozenset({"", "year", "yearly", "annual", "annually", "annum", "per annum", "pa", "p.a.", "a"})
_PER_MONTH = frozenset({"month", "monthly", "per month", "m", "pm", "p.m."})
LEFT_OUT = "You may not see cost, so this column is left out. Somebody who may can import it."


def pay_of(rows: Rows, row: Row) -> dict[str, Any]:
    """The fields of the position; none where the cells say nothing that can be kept."""
    name = "cost" if rows.cell(row, "cost") else "pay"
    value = rows.cell(row, name)
    if value.casefold() in BLANKS:
        return {"pay": None, "currency": "", "loaded": False}
    amount = read_amount(value)
    if amount is None:
        text = "This is no amount of money; it was left out. Write it in figures, such as 62000."
        rows.note(row, name, text, "no-amount")
        return {}
    months = 12 if name == "pay" and _is_monthly(rows, row) else 1
    period = rows.cell(row, "pay_per").casefold().strip()
    if name == "pay" and period not in _PER_YEAR | _PER_MONTH:
        text = "Neither a year nor a month; the pay was left out, here and wherever this stands."
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
        text = "The amount and the currency column name two currencies; the pay was left out."
        rows.note(row, name, text, "two-currencies")
        return ""
    bracket = _BRACKETS.search(rows.header(name, row))
    code = amount.currency or in_column or ((currency_of(bracket[1]) or "") if bracket else "")
    if not code and "no-currency" not in rows.odd_words:
        rows.odd_words.add("no-currency")
        text = "No currency is given; the pay was left out, here and wherever none stands."
        rows.note(row, name, f"{text} Add a column “Currency” with codes such as GBP.", "no-currency")
    return code


def without_pay(kind: str, table: Table, matched: Sequence[str], report: Report, content: Content) -> tuple[str, ...]:
    """The columns without those of pay, whose cells are blanked, so that nothing can show them."""
    found = _pay_columns(kind, table, matched, content)
    for number, header in enumerate(table.headers):
        if not found[number]:
            continue
        for row in table.rows:
            row.cells[number] = ""
        if matched[number]:
            report.note(table.header_row, header, "", LEFT_OUT, "pay-left-out")
    if any(found):
        # What belongs to no column may be pay that slipped out of its own.
        report.problems[:] = [p if p.column else p._replace(value="") for p in report.problems]
    return tuple("" if hidden else name for hidden, name in zip(found, matched, strict=True))


def _pay_columns(kind: str, table: Table, matched: Sequence[str], content: Content) -> list[bool]:
    """Which columns hold pay: by header or field, or for want of both by amounts in their cells. What stands beside the
    table may be pay that slipped out of its own column."""
    found = [
        _is_pay(kind, header, name, content) or (kind == "people" and not name and look.amounts >= 0.6)
        for header, name, look in zip(table.headers, matched, profiles(table), strict=True)
    ]
    beside = [not name and is_made_up(header) for header, name in zip(table.headers, matched, strict=True)]
    return [one or (other and any(found)) for one, other in zip(found, beside, strict=True)]


def _is_pay(kind: str, header: str, name: str, content: Content) -> bool:
    if kind != "people":
        return False
    if name in COST_COLUMNS or usual_field(kind, header, content) in COST_COLUMNS:
        return True
    return not name and bool(_MONEY.search(words(header)))

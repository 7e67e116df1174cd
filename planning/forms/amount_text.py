"""Amounts of money in the cells of a file: 62,000, £62,000.00, 62.000,00 EUR, 62k."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation
from typing import NamedTuple

from planning.forms import currencies

# Signs that stand for one currency only; $ and ¥ stand for several.
SIGNS = {"£": "GBP", "€": "EUR", "₹": "INR", "₺": "TRY", "₴": "UAH", "₪": "ILS", "₩": "KRW", "zł": "PLN"}
_NUMBER = re.compile(r"[-+]?[\d.,'’\s\u00a0\u202f]*\d[\d.,'’\s\u00a0\u202f]*", re.ASCII)
_THOUSANDS = re.compile(r"^k\b", re.I)
_GROUPS = re.compile(r"[-+]?\d{1,3}(?:[.,]\d{3})+")
_PARTS = re.compile(r"^(.*?)([.,])(\d{1,2})$")


class Amount(NamedTuple):
    """`currency` is '' where the cell does not say, or not clearly."""

    value: Decimal
    currency: str


def amount_of(cell: str) -> Decimal | None:
    """The number alone; None where the cell holds no amount."""
    found = read_amount(cell)
    return found.value if found else None


def read_amount(cell: str) -> Amount | None:
    """The amount in a cell with its currency, if it says one; None where it holds none."""
    number = _NUMBER.search(cell)
    if number is None:
        return None
    text = re.sub(r"['’\s\u00a0\u202f]", "", number[0])
    after, factor = _THOUSANDS.subn("", cell[number.end() :])
    code = currency_of(f"{cell[: number.start()]} {after}")
    if code is None:
        return None
    try:
        return Amount(Decimal(_plain(text)) * 1000**factor, code)
    except InvalidOperation:
        return None


def currency_of(around: str) -> str | None:
    """The currency that stands beside the number; '' where it is open, None where what stands there is none."""
    words = around.replace("/", " ").split()
    codes = {word.upper() for word in words if currencies.is_currency(word.upper())}
    codes |= {code for sign, code in SIGNS.items() if sign in around}
    rest = [w for w in words if w.upper() not in codes and w.casefold() not in _NOISE and not _is_sign(w)]
    if rest or len(codes) > 1:
        return None
    return codes.pop() if codes else ""


_NOISE = {"pa", "p.a.", "per", "a", "year", "annum", "annual", "yearly"}


def _is_sign(word: str) -> bool:
    return word in SIGNS or word in {"$", "¥", "US$", "kr", "Fr.", "R$"}


def _plain(text: str) -> str:
    """Points and commas sorted out: the last one parts the decimals where one or two figures follow it."""
    odd = re.fullmatch(r"([-+]?\d+)[.,](\d{3,})", text) if not _GROUPS.fullmatch(text) else None
    if odd:
        return f"{odd[1]}.{odd[2]}"
    parts = _PARTS.match(text)
    whole, decimals = (parts[1], parts[3]) if parts else (text, "")
    sign = "-" if whole.startswith("-") else ""
    return f"{sign}{re.sub(r'[^0-9]', '', whole)}.{decimals or '0'}"

"""Whether cells look like money: amounts that name a currency, and numbers of the size of pay."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from planning.forms import currencies
from planning.forms.amount_text import amount_of
from planning.imports.columns.contents import Profile, is_date

# Less is an hour's or a day's pay, which its header has to tell; more is an id or a telephone.
LEAST, MOST, MOST_PLAIN = 1_000, 1_000_000_000, 100_000_000
YEARS = range(1900, 2101)
_SIGN = r"[£$€¥₹₺₴₪₩₽฿₫₦₱]"
# A longer cell is no number. No pattern may try many ways to part a cell: one of nothing but figures would take hours.
LONGEST = 60
_NUMBER = r"\d[\d.,'’ \u00a0\u202f]*"
_BARE = re.compile(rf"[-+~<>≈]*\s*{_NUMBER}(\s?[kK])?\s*([-–—/]|to|bis|à)?\s*({_NUMBER}(\s?[kK])?)?")
_WITH_SIGN = re.compile(rf"{_SIGN}\s?\d|\d\s?[kKmM]?\s?{_SIGN}|\d\s?[kK]?\s?(zł|kr\b|Kč|руб|元|円|万|원)")
_CODE_FIRST = rf"(?<![A-Za-z])([A-Z]{{3}})\s?\d[\d.,']{{0,{LONGEST}}}\s?[kK]?\b"
_WITH_CODE = re.compile(rf"{_CODE_FIRST}|\d[.,']{{0,2}}\s?[kK]?\s?([A-Z]{{3}})(?![A-Za-z])")
_THOUSANDS = re.compile(r"(?<![\w.,])\d{2,3}(?:[.,]\d{1,2})?\s?[kK]\b")
_ONE = r"\d{1,3}(?:[.,'’ \u00a0\u202f]\d{3})+(?:[.,]\d{1,2})?"
_GROUPED = re.compile(rf"{_ONE}(\s*[-–—/]\s*{_ONE})?")
_PART = re.compile(rf"{_NUMBER}|{_SIGN}|[A-Z]{{3}}|zł|kr\.?|[kK]\b|p\.?\s?a\.?|per|year|annum|[-–—/+~ ()]")


def names_currency(cell: str) -> bool:
    """Whether an amount stands in the cell with the sign or code of a currency, or as thousands (62k)."""
    if _WITH_SIGN.search(cell) or _THOUSANDS.search(cell):
        return True
    return any(currencies.is_currency(one or other) for one, other in _WITH_CODE.findall(cell))


def is_money(cell: str) -> bool:
    """Whether it holds such an amount and nothing beside it."""
    return names_currency(cell) and not _PART.sub("", cell)


def is_number(cell: str) -> bool:
    """Whether it is a number or a range of numbers, of whatever size."""
    return len(cell) <= LONGEST and bool(_BARE.fullmatch(cell)) and not is_date(cell) and not cell.startswith("0")


def is_of_size(cell: str) -> bool:
    """Whether it is a number as large as pay may be; a range counts by its first."""
    if not is_number(cell):
        return False
    found = amount_of(re.split(r"[-–—/]|to|bis|à", cell.strip())[0].strip("~<>≈ ")) or Decimal(0)
    return LEAST <= found < (MOST if _GROUPED.search(cell) else MOST_PLAIN)


def share_with_currency(look: Profile) -> float:
    return look.share("with currency", names_currency)


def share_money(look: Profile) -> float:
    return look.share("money", is_money)


def share_numbers(look: Profile) -> float:
    return look.share("numbers or money", lambda cell: is_number(cell) or names_currency(cell))


def share_of_size(look: Profile) -> float:
    """The share of values that are of the size of pay; 0 where all may be years, or count on from row to row."""
    if _are_years(look.different) or _count_on(look):
        return 0.0
    return look.share("of size", is_of_size)


def share_grouped(look: Profile) -> float:
    """The share of those with their thousands set apart, as nobody writes an id."""
    return look.share("grouped", lambda cell: bool(_GROUPED.fullmatch(cell)) and is_of_size(cell))


def are_round(look: Profile) -> bool:
    """Whether most are whole hundreds, as pay often is and ids are not."""
    return look.share("round", lambda cell: cell.endswith("00") or cell.endswith(("00.00", "00,00"))) >= 0.5


def _are_years(cells: Sequence[str]) -> bool:
    return all(cell.isdecimal() and len(cell) == 4 and int(cell) in YEARS for cell in cells)


def _count_on(look: Profile) -> bool:
    """Whether they are numbers that were given out one after the other."""
    if (
        look.distinct < 1
        or len(look.values) < 5
        or not all(cell.isdecimal() and len(cell) < 12 for cell in look.values)
    ):
        return False
    numbers = [int(cell) for cell in look.values]
    return max(numbers) - min(numbers) < 3 * len(numbers)

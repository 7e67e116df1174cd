"""Pay and salary ranges held against the band of their position."""

from __future__ import annotations

from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from planning.core.cost.pay import Band, Terms
from planning.core.money import plain
from planning.core.records import Position, Requisition


def pay_against_band(terms: Terms, position: Position, level: int, on: date) -> str:
    """“8% above the band for level 5, Berlin: EUR 90,000 to 110,000”; '' within it, without pay or without a band."""
    band = _band(terms, position, level, position.currency, on)
    if position.pay is None or band is None:
        return ""
    factor = (1 + band.bonus / 100) * (band.factor or terms.factor) if position.loaded else Decimal(1)
    return _told(band, position.pay / factor, position.pay / factor)


def range_against_band(terms: Terms, position: Position, wanted: Requisition, level: int, on: date) -> str:
    """The same of the salary range of a requisition, by the end that lies outside; a range on both sides of the band is
    told by its top."""
    band = _band(terms, position, level, wanted.salary_currency, on)
    low, high = wanted.salary_from, wanted.salary_to
    if band is None or (low is None and high is None):
        return ""
    return _told(band, low if low is not None else band.low, high if high is not None else band.high)


def _band(terms: Terms, position: Position, level: int, currency: str, on: date) -> Band | None:
    found = terms.band(position.role, level, position.location, currency, on) if currency else ""
    return found if isinstance(found, Band) else None


def _told(band: Band, low: Decimal, high: Decimal) -> str:
    if max(low, high) > band.high:
        return f"{_share(max(low, high) - band.high, band.high)}above {_name(band)}"
    if min(low, high) < band.low:
        return f"{_share(band.low - min(low, high), band.low)}below {_name(band)}"
    return ""


def _share(by: Decimal, bound: Decimal) -> str:
    if not bound:
        return ""
    share = (100 * by / bound).quantize(Decimal(1), ROUND_HALF_UP)
    return f"{share}% " if share else "less than 1% "


def _name(band: Band) -> str:
    """“the band for level 5, Berlin: EUR 90,000 to 110,000”"""
    scope = ", ".join(filter(None, (f"level {band.level}" if band.level else "", band.location)))
    return f"the band{f' for {scope}' if scope else ''}: {band.currency} {plain(band.low)} to {plain(band.high)}"

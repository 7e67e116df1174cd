"""What a position costs in a year: its own figure, else the middle of its band, else unknown."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import NamedTuple

from planning.core.money import CENT
from planning.core.records import Position

FACTOR = Decimal("1.3")
OWN, BAND = "own", "band"
# Why a figure is unknown.
NO_FIGURE, NO_RATE, SEVERAL = "no pay and no band", "no exchange rate", "bands in several currencies"


class Band(NamedTuple):
    """What an organisation pays for a role, from a day on until another band of the same scope follows.

    `level` 0 is every level, `location` '' everywhere. `low` and `high` are base pay for a year at full time,
    `bonus` per cent of it, `equity` a value a year that is shown and never counted. `factor` is what the employer's
    own costs bring base and bonus to; None: the organisation's.
    """

    role: str
    level: int
    location: str
    currency: str
    low: Decimal
    high: Decimal
    bonus: Decimal = Decimal(0)
    equity: Decimal | None = None
    factor: Decimal | None = None
    since: date = date.min
    id: int = 0

    @property
    def middle(self) -> Decimal:
        return (self.low + self.high) / 2

    @property
    def scope(self) -> tuple[str, int, str, str]:
        return self.role, self.level, self.location.casefold(), self.currency


class Rate(NamedTuple):
    """One unit of `currency` is `rate` units of `into`, from a day on."""

    currency: str
    into: str
    rate: Decimal
    since: date


class Budget(NamedTuple):
    """What a function may cost in a calendar year."""

    function: str
    year: int
    amount: Decimal
    currency: str


class Figure(NamedTuple):
    """Fully loaded cost for a year at full time, and where it comes from: `own` or `band`."""

    amount: Decimal
    currency: str
    source: str


@dataclass(frozen=True)
class Terms:
    """An organisation's own money data: the currency that it reports in ('' until it says so), its on-cost factor,
    bands, rates, budgets."""

    currency: str = ""
    factor: Decimal = FACTOR
    bands: tuple[Band, ...] = ()
    rates: tuple[Rate, ...] = ()
    budgets: tuple[Budget, ...] = ()
    _found: dict[tuple[str, int, str, str, date], Band | str] = field(default_factory=dict, compare=False, repr=False)
    _placed: dict[tuple[str, int], Mapping[str, Sequence[Band]]] = field(
        default_factory=dict, compare=False, repr=False
    )

    @cached_property
    def by_role(self) -> Mapping[str, tuple[Band, ...]]:
        """The bands of each role, latest first."""
        found: dict[str, list[Band]] = defaultdict(list)
        for band in sorted(self.bands, key=lambda band: band.since, reverse=True):
            found[band.role].append(band)
        return {role: tuple(bands) for role, bands in found.items()}

    @cached_property
    def dates(self) -> tuple[date, ...]:
        """The days on which a band or a rate comes into force."""
        return tuple(sorted({*(band.since for band in self.bands), *(rate.since for rate in self.rates)}))

    def in_force(self, role: str, on: date) -> list[Band]:
        """The bands of a role on a day: of each scope the latest."""
        scopes: dict[tuple[str, int, str, str], Band] = {}
        for band in self.by_role.get(role, ()):
            if band.since <= on:
                scopes.setdefault(band.scope, band)
        return sorted(scopes.values(), key=lambda band: (band.level, band.location, band.currency))

    def band(self, role: str, level: int, location: str, currency: str, on: date) -> Band | str:
        """The band that fits most closely: that of the level before one for all, then that of the place. Else why
        there is none. `currency` '' takes the organisation's before any other."""
        place = (role, level, location, currency, on)
        if place not in self._found:
            self._found[place] = self._closest(*place)
        return self._found[place]

    def _closest(self, role: str, level: int, location: str, currency: str, on: date) -> Band | str:
        places, placed = _places(location), self._by_place(role, on)
        here = (band for place in places for band in placed.get(place, ()))
        fits = [band for band in here if band.level in (0, level) and currency in ("", band.currency)]
        if not fits:
            return NO_FIGURE
        best = min((band.level == 0, places.index(band.location.casefold())) for band in fits)
        fits = [band for band in fits if (band.level == 0, places.index(band.location.casefold())) == best]
        mine = [band for band in fits if band.currency == self.currency]
        chosen = mine if mine else fits
        return chosen[0] if len(chosen) == 1 else SEVERAL

    def _by_place(self, role: str, on: date) -> Mapping[str, Sequence[Band]]:
        """The bands of a role on a day by their place, the same until another comes into force."""
        since = role, bisect_right(self.dates, on)
        if since not in self._placed:
            found: dict[str, list[Band]] = defaultdict(list)
            for band in self.in_force(role, on):
                found[band.location.casefold()].append(band)
            self._placed[since] = dict(found)
        return self._placed[since]

    def figure(self, position: Position, level: int, on: date) -> Figure | str:
        """What a year in the position costs on a day, or why that is unknown."""
        if position.pay is not None and position.loaded:
            return Figure(position.pay, position.currency, OWN)
        band = self.band(position.role, level, position.location, position.currency, on)
        if isinstance(band, str):
            return band if position.pay is None else Figure(position.pay * self.factor, position.currency, OWN)
        base = band.middle if position.pay is None else position.pay
        currency, source = (band.currency, BAND) if position.pay is None else (position.currency, OWN)
        return Figure(base * (1 + band.bonus / 100) * (band.factor or self.factor), currency, source)

    def rate(self, currency: str, on: date) -> Decimal | None:
        """What one unit of a currency is in the organisation's on a day; None where no rate is set."""
        if currency == self.currency:
            return Decimal(1)
        known = [r for r in self.rates if (r.currency, r.into) == (currency, self.currency) and r.since <= on]
        return max(known, key=lambda rate: rate.since).rate if known else None


def budget_in(terms: Terms, budget: Budget) -> Decimal | None:
    """A budget in the organisation's currency, at the rate of its first day; None where there is no rate."""
    rate = terms.rate(budget.currency, date(budget.year, 1, 1))
    return None if rate is None else (budget.amount * rate).quantize(CENT)


def _places(location: str) -> list[str]:
    """What a band's place may be called for a position's, closest first: “London, UK”, “London”, “UK”, everywhere."""
    whole = location.casefold().strip()
    parts = [part.strip() for part in whole.split(",")]
    return list(dict.fromkeys([whole, *parts, ""]))

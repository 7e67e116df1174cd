"""The band that fits a position most closely, found without looking at all bands for each place."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planning.core.cost.pay import NO_FIGURE, SEVERAL, Band, Terms

pytestmark = pytest.mark.pure
FIRST = date(2026, 1, 1)
PLACES = ["", "UK", "uk", "Leeds", "Leeds, UK", "Ghent"]
LEVELS, CURRENCIES = st.sampled_from([0, 2, 3]), st.sampled_from(["GBP", "EUR"])
DAYS = st.integers(0, 4).map(lambda n: FIRST + timedelta(days=n))
BANDS = st.builds(
    Band,
    st.just("cook"),
    LEVELS,
    st.sampled_from(PLACES),
    CURRENCIES,
    st.sampled_from([Decimal(1), Decimal(2)]),
    st.just(Decimal(3)),
    since=DAYS,
)


def defined(terms: Terms, level: int, location: str, currency: str, on: date) -> Band | str:
    """Of all bands in force those of the place and the level, of these the closest."""
    whole = location.casefold()
    places = list(dict.fromkeys([whole, *(part.strip() for part in whole.split(",")), ""]))
    near: dict[tuple[bool, int], list[Band]] = {}
    for band in terms.in_force("cook", on):
        place = band.location.casefold()
        if band.level in (0, level) and place in places and currency in ("", band.currency):
            near.setdefault((band.level == 0, places.index(place)), []).append(band)
    fits = near[min(near)] if near else []
    chosen = [band for band in fits if band.currency == terms.currency] or fits
    return NO_FIGURE if not chosen else chosen[0] if len(chosen) == 1 else SEVERAL


@given(
    st.lists(BANDS, max_size=8), LEVELS, st.sampled_from(PLACES), st.just("") | CURRENCIES, st.lists(DAYS, min_size=1)
)
def test_it_is_the_closest_on_each_day(
    bands: list[Band], level: int, location: str, currency: str, on: list[date]
) -> None:
    terms = Terms("GBP", bands=tuple(bands))
    assert [terms.band("cook", level, location, currency, day) for day in on] == [
        defined(terms, level, location, currency, day) for day in on
    ]


def test_bands_are_put_in_order_once_for_all_places_until_another_comes_into_force(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[date] = []
    sort = Terms.in_force

    def counted(terms: Terms, role: str, on: date) -> list[Band]:
        asked.append(on)
        return sort(terms, role, on)

    monkeypatch.setattr(Terms, "in_force", counted)
    later = FIRST + timedelta(days=10)
    bands = [
        Band("cook", 0, f"L{n}", "GBP", Decimal(1), Decimal(2), since=day) for n in range(9) for day in (FIRST, later)
    ]
    terms = Terms("GBP", bands=tuple(bands))
    for n in range(20):
        for place in range(9):
            terms.band("cook", 2, f"L{place}", "", FIRST + timedelta(days=n))
    assert asked == [FIRST, later]

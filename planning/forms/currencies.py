"""The currencies of ISO 4217 that people are paid in."""

from __future__ import annotations

from functools import cache

import pycountry

# Codes with an X are metals, funds and tests, but for these.
_SHARED = frozenset({"XAF", "XCD", "XCG", "XOF", "XPF"})
UNKNOWN = "Unknown currency. Enter a three-letter ISO code, such as GBP or EUR."


@cache
def names() -> dict[str, str]:
    """Name by code, in the order of the codes."""
    every = sorted((currency.alpha_3, currency.name) for currency in pycountry.currencies)
    return {code: name for code, name in every if code[0] != "X" or code in _SHARED}


def choices() -> list[tuple[str, str]]:
    """For a select: code, and code with name."""
    return [(code, f"{code} {name}") for code, name in names().items()]


def is_currency(code: str) -> bool:
    return code in names()

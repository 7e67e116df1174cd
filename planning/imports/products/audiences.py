"""Whether a product is for the market or internal, by the words that companies use for it."""

from __future__ import annotations

import re

_INTERNAL = re.compile(
    r"\b(internal|internally|intern|interne|interno|interna|in-house|inhouse|b2e|staff|employees?|mitarbeiter)\b", re.I
)
_MARKET = re.compile(
    r"\b(market|external|externally|extern|externe|externo|externa|customers?|consumers?|clients?|kunden|clientes?|clienti|klanten|klienci|kunder|verbraucher|consumidores|public|b2b|b2c"
    r"|b2b2c|commercial)\b",
    re.I,
)


def parse_audience(words: str) -> bool | None:
    """Whether words say that a product is for the market (True) or internal (False); None where they say neither."""
    if _INTERNAL.search(words):
        return False
    return True if _MARKET.search(words) else None

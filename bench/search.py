"""What the search of every page takes from a request to its answer, once an organisation is in memory."""

from __future__ import annotations

from functools import partial
from urllib.parse import urlencode

from django.urls import reverse

from bench.clock import by_turns
from bench.table import Table, at_most
from bench.web import Visitor
from portal.models import Organisation

ROUNDS, AIM, AT = 15, 100, 10_000  # milliseconds, positions
TYPED = {"one letter": "p", "two words": "product manager", "two words with slips": "prodcut manger"}


def measure(table: Table, size: int, organisation: Organisation) -> None:
    """The suggestions for a letter that begins much, for words, and for words that nobody wrote so."""
    visitor, there = Visitor(), reverse("find", args=[organisation.slug])
    asks = [partial(visitor.fragment, f"{there}?{urlencode({'q': text})}") for text in TYPED.values()]
    for what, seconds in zip(TYPED, by_turns(ROUNDS, *asks), strict=True):
        name = f"search: {what}"
        table.time(name, size, seconds)
        row = table.row(name)
        row.aim, row.met, row.at = f"≤ {AIM} of {AT:,}", at_most(AIM), (AT,)

"""Who partners with whom on each product."""

from __future__ import annotations

from collections import Counter
from typing import Any, NamedTuple

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from planning.core.pairs import STATES, Couple, Pair, pairs
from planning.core.records import Product
from planning.core.rules import Finding
from planning.findings.presentation import (
    ShownCell,
    ShownPosition,
    product_name,
    show_cell,
    show_finding,
    show_position,
)
from planning.findings.shown_fixes import ShownFix
from planning.organisation.snapshot import Snapshot
from portal.guard import Access, member

PER_PAGE = 50
SORTS = {"worst": "Most severe first", "name": "Name", "gap": "Level gap"}


class ShownCouple(NamedTuple):
    """Two positions with their holders and the nearest manager of both."""

    couple: Couple
    one: ShownPosition
    other: ShownPosition
    common: ShownPosition | None


class PairRow(NamedTuple):
    """A pair with its product, both sides, its couples and what would mend it."""

    pair: Pair
    product: Product
    label: str
    sides: list[ShownCell]
    couples: list[ShownCouple]
    fixes: list[ShownFix]


@member()
def pairing(request: HttpRequest, access: Access) -> HttpResponse:
    """Filtered and sorted as the address asks."""
    snapshot = Snapshot.of(access)
    asked = request.GET
    every = snapshot.remember("pairs", lambda: pairs(snapshot.context))
    state, about = asked.get("state", ""), asked.get("pairing", "")
    found = [
        pair
        for pair in every
        if (state not in STATES or pair.state == state)
        and (not about or pair.about == about)
        and _says(snapshot, pair, asked.get("q", "").casefold().split())
    ]
    found.sort(key=lambda pair: _order(snapshot, pair, asked.get("sort", "")))
    page = Paginator(found, PER_PAGE).get_page(asked.get("page"))
    counts = Counter(pair.state for pair in every)
    flagged = {f.identity: f for f in snapshot.findings if f.rule in ("pair-link", "dual-role")}
    context = {
        "access": access,
        "asked": asked,
        "page": page,
        "rows": [_row(snapshot, pair, flagged) for pair in page],
        "every": len(every),
        "counts": [(name, label, counts[name]) for name, label in STATES.items() if counts[name]],
        "pairings": {pair.about: _names(snapshot, pair) for pair in every},
        "sorts": SORTS,
    }
    return render(request, "planning/coverage/pairs.html", context)


def _says(snapshot: Snapshot, pair: Pair, words: list[str]) -> bool:
    if not words:
        return True
    people = (snapshot.context.who(key) for cell in pair.cells for key in cell.by)
    text = " ".join([product_name(snapshot.org.products[pair.product]), *people]).casefold()
    return all(word in text for word in words)


def _order(snapshot: Snapshot, pair: Pair, sort: str) -> tuple[Any, ...]:
    name = product_name(snapshot.org.products[pair.product]).casefold()
    if sort == "name":
        return (name,)
    if sort == "gap":
        return -max((abs(c.levels[0] - c.levels[1]) for c in pair.couples), default=-1), name
    return list(STATES).index(pair.state), name


def _names(snapshot: Snapshot, pair: Pair) -> str:
    """The two roles by their short names."""
    roles = snapshot.content.roles
    return f"{roles[pair.pairing.one].code} · {roles[pair.pairing.other].code}"


def _row(snapshot: Snapshot, pair: Pair, flagged: dict[tuple[str, str, str, str], Finding]) -> PairRow:
    identities = ((rule, "product", pair.product, pair.about) for rule in ("pair-link", "dual-role"))
    found = [flagged[identity] for identity in identities if identity in flagged]
    return PairRow(
        pair,
        snapshot.org.products[pair.product],
        _names(snapshot, pair),
        [show_cell(snapshot, cell) for cell in pair.cells],
        [_couple(snapshot, couple) for couple in pair.couples],
        [fix for finding in found for fix in show_finding(snapshot, finding).fixes],
    )


def _couple(snapshot: Snapshot, couple: Couple) -> ShownCouple:
    def shown(key: str) -> ShownPosition:
        return show_position(snapshot, snapshot.org.positions[key])

    return ShownCouple(couple, shown(couple.one), shown(couple.other), shown(couple.common) if couple.common else None)

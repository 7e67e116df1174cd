"""A pair whose two sides cannot speak as equals: peer-gap."""

from __future__ import annotations

from collections.abc import Iterator

from planning.core.content import Content
from planning.core.rules import touch
from planning.core.rules.base import INFO, PRODUCT, Finding, Number, Rule
from planning.core.rules.context import Context
from planning.core.rules.pairs import pairings, pairings_of
from planning.core.words import listed

GAP = Number("levels", "Raised from this many levels apart", 3)


def rules(content: Content) -> Iterator[Rule]:
    if not pairings(content):
        return
    yield Rule(
        id="peer-gap",
        family="peer-gap",
        title="Counterparts far apart in level",
        condition="Both roles of a pair cover the product, and even the two nearest in level are this many levels "
        "apart. Raised only if the levels are known.",
        source="Lineup's own judgement",
        severity=INFO,
        kind=PRODUCT,
        subjects=lambda ctx: ctx.org.products,
        check=_check,
        touch=touch.products,
        numbers=(GAP,),
    )


def _check(ctx: Context, key: str) -> Iterator[Finding]:
    for pairing in pairings_of(ctx):
        one, other = ctx.cell(key, pairing.one), ctx.cell(key, pairing.other)
        if not (one.is_covered and other.is_covered) or ctx.both(key, pairing.one, pairing.other):
            continue
        levels = {p: ctx.level(ctx.org.positions[p]) for p in (*one.by, *other.by)}
        if max(levels.values()) - min(levels.values()) < ctx.number("peer-gap", GAP):
            continue
        left, right = min(
            ((a, b) for a in one.by for b in other.by), key=lambda pair: abs(levels[pair[0]] - levels[pair[1]])
        )
        gap = abs(levels[left] - levels[right])
        if 0 in levels.values() or gap < ctx.number("peer-gap", GAP):
            continue
        codes = [ctx.content.roles[slug].code for slug in (pairing.one, pairing.other)]
        yield Finding(
            rule="peer-gap",
            severity=INFO,
            subject=ctx.subject(PRODUCT, key),
            message=f"{ctx.who(left)} ({codes[0]}, level {levels[left]}) and {ctx.who(right)} ({codes[1]}, level "
            f"{levels[right]}) work on {ctx.subject(PRODUCT, key).name}, {gap} levels apart.",
            because=(pairing.id,),
            about=f"{pairing.one}+{pairing.other}",
            involves=(left, right),
            headline=f"{listed(codes)} are {gap} levels apart",
        )

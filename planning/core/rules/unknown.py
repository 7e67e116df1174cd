"""What nobody has said anywhere: not-known, one finding for all of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from typing import NamedTuple

from planning.core.rules import touch
from planning.core.rules.base import INFO, ORGANISATION, PRODUCT, Fact, Finding, Rule
from planning.core.rules.context import Context
from planning.core.rules.facts import MANAGERS, is_given
from planning.core.words import count, listed

ID = "not-known"


class Unknown(NamedTuple):
    """A fact that is not known and that something would be said without; the rules that wait for it; and the key of a
    product of which one of them would speak, '' where it is none."""

    fact: Fact
    rules: tuple[Rule, ...]
    product: str


def rules(others: Sequence[Rule]) -> Iterator[Rule]:
    """The rule that speaks for all `others` that wait."""
    waiting = tuple(rule for rule in others if any(fact.said_by == ID for fact in rule.waits))
    if not waiting:
        return
    yield Rule(
        id=ID,
        family=ID,
        title="Not known yet",
        condition="Facts that rules need are given nowhere in the organisation. Those rules say nothing until some "
        "are; from the first on they speak of each product and position.",
        source="Clear role definitions: who works on what has to be said",
        severity=INFO,
        kind=ORGANISATION,
        subjects=lambda _: ("",),
        check=partial(_check, waiting),
        touch=touch.whole,
    )


def unknown(ctx: Context, every: Sequence[Rule]) -> list[Unknown]:
    """In the order of these rules. A fact that none would speak of if it were known is left out."""
    on = [rule for rule in every if ctx.content.is_on(rule.id)]
    facts = {fact.key: fact for rule in on for fact in rule.waits if fact.said_by == ID and not is_given(ctx, fact)}
    found = []
    for key, fact in facts.items():
        by = tuple(rule for rule in on if any(waited.key == key for waited in rule.waits))
        held = next((finding for rule in by for finding in _held_back(ctx, rule, fact)), None)
        if held:
            products = (held.subject.key,) if held.subject.kind == PRODUCT else held.products
            found.append(Unknown(fact, by, next(iter(products), "")))
    return found


def _held_back(ctx: Context, rule: Rule, fact: Fact) -> Iterator[Finding]:
    """What a rule has to say that only waits for the fact."""
    every = (finding for key in rule.subjects(ctx) for finding in rule.check(ctx, key))
    return (finding for finding in every if fact.holds_back(finding))


def _check(waiting: Sequence[Rule], ctx: Context, _: str) -> Iterator[Finding]:
    found = unknown(ctx, waiting)
    if not found:
        return
    titles = dict.fromkeys(rule.title for one in found for rule in one.rules)
    yield Finding(
        rule=ID,
        severity=INFO,
        subject=ctx.subject(ORGANISATION, ""),
        headline=f"{count(len(found), 'fact')} not known yet",
        message=f"Not given anywhere yet: {listed([one.fact.label for one in found])}. That counts as not known, not "
        f"as missing.{_proposed(ctx, found)} Rules that wait for it: {'; '.join(titles)}.",
        because=tuple(dict.fromkeys(id for one in found for id in one.fact.because)),
        facts=" ".join(one.fact.key for one in found),
    )


def _proposed(ctx: Context, found: Sequence[Unknown]) -> str:
    """What there is in place of managers."""
    if MANAGERS not in [one.fact for one in found] or not any(p.proposed for p in ctx.org.positions.values()):
        return ""
    return " The reporting lines are those that an import proposed by department."

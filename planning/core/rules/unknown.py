"""What nobody has said anywhere: not-known, one finding for all of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from itertools import islice
from typing import NamedTuple

from planning.core.rules import touch
from planning.core.rules.base import INFO, ORGANISATION, PRODUCT, Fact, Finding, Rule
from planning.core.rules.context import Context
from planning.core.rules.facts import MANAGERS, is_given
from planning.core.words import count, listed

ID = "not-known"


class Unknown(NamedTuple):
    """A fact that is not known; the rules that wait for it; and what they would say: the first of it, or of a fact
    that is known in part all."""

    fact: Fact
    rules: tuple[Rule, ...]
    held: tuple[Finding, ...]

    @property
    def product(self) -> str:
        """A product of which something would be said; '' where it is none."""
        first = self.held[0]
        return first.subject.key if first.subject.kind == PRODUCT else next(iter(first.products), "")


def rules(others: Sequence[Rule]) -> Iterator[Rule]:
    """The rule that speaks for all `others` that wait."""
    waiting = tuple(rule for rule in others if any(fact.said_by == ID for fact in rule.waits))
    if not waiting:
        return
    yield Rule(
        id=ID,
        family=ID,
        title="Not known yet",
        condition="Facts that some rules need are not given anywhere in the organisation. Those rules raise nothing "
        "until the first one is given; then they look at every product and position.",
        source="Clear role definitions: state who works on what",
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
        held = (finding for rule in by for finding in _held_back(ctx, rule, fact))
        if known := tuple(held if fact.in_part else islice(held, 1)):
            found.append(Unknown(fact, by, known))
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
        message=f"{' '.join(_said(ctx, found))} Rules waiting for it: {'; '.join(titles)}.",
        because=tuple(dict.fromkeys(id for one in found for id in one.fact.because)),
        involves=tuple(dict.fromkeys(key for one in found if one.fact.in_part for f in one.held for key in f.involves)),
        facts=" ".join(one.fact.key for one in found),
    )


def _said(ctx: Context, found: Sequence[Unknown]) -> Iterator[str]:
    """First what is not known of anything, then of what it is not known in part."""
    labels = [one.fact.label for one in found if not one.fact.in_part]
    if labels:
        yield f"Not given anywhere yet: {listed(labels)}."
    yield from (finding.message for one in found if one.fact.in_part for finding in one.held)
    yield "Lineup treats this as unknown, not as missing."
    yield from _proposed(ctx, found)


def _proposed(ctx: Context, found: Sequence[Unknown]) -> Iterator[str]:
    """What there is in place of managers."""
    if MANAGERS in [one.fact for one in found] and any(p.proposed for p in ctx.org.positions.values()):
        yield "The reporting lines are those that an import proposed from departments."

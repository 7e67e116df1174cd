"""What each vacant position would close once somebody sat in it: the rules themselves, asked before and after."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date
from typing import NamedTuple

from ..changes import Change, add, apply, edit
from ..coverage import is_launching, is_rightful
from ..state import Org, Person, Position
from .base import ORGANISATION, PRODUCT, Finding, Rule, Sides, Touch, order
from .context import Context
from .run import in_force, run

# The key of nobody in particular, who sits in a position for the sake of asking.
SOMEBODY = "~somebody"
# Indices of an organisation that filling positions leaves as they are.
KEPT = ("assignments", "duties", "ownerships", "links")
# By rule: the findings that may close, those that filling all positions closes and those of the whole organisation.
Candidates = Mapping[str, list[Finding]]


class Closing(NamedTuple):
    """A finding that filling a position closes. `on`: the day on which it would open, where it does not stand yet.
    `needed` is when the position is needed for it: at once, or by the launch that is the reason."""

    finding: Finding
    needed: date
    on: date | None = None


def closings(ctx: Context, known: Iterable[Finding], keys: Collection[str]) -> Mapping[str, list[Closing]]:
    """By vacant position: what it closes, gravest and soonest first. `known` are the findings of `ctx`."""
    together = Context(_filled(ctx.org, keys), ctx.content)
    kept = {finding.identity for finding in run(together)}
    by_rule: dict[str, list[Finding]] = defaultdict(list)
    for finding in known:
        if finding.identity not in kept or finding.subject.kind == ORGANISATION:
            by_rule[finding.rule].append(finding)
    days: dict[date, Context] = {}
    return {key: _of_seat(ctx, by_rule, days, key) for key in keys}


def _of_seat(ctx: Context, by_rule: Candidates, days: dict[date, Context], key: str) -> list[Closing]:
    now = [Closing(f, _needed(ctx, f)) for f in _closed_now(ctx, by_rule, key)]
    have = {closing.finding.identity for closing in now}
    later = [c for c in _closed_later(ctx, days, key) if c.finding.identity not in have]
    return sorted([*now, *later], key=lambda c: (order(c.finding)[0], c.needed, order(c.finding)))


def _filled(org: Org, keys: Iterable[str]) -> Org:
    changes = [add(org.on, Person(SOMEBODY)), *(c for key in keys for c in _seated(org, org.positions[key]))]
    after = apply(org, changes)
    vars(after).update({name: getattr(org, name) for name in KEPT})
    return after


def _seated(org: Org, position: Position) -> Iterator[Change]:
    starts = position.starts if position.starts and position.starts <= org.on else None
    change = edit(org.on, position, holder=SOMEBODY, starts=starts)
    if change:
        yield change


def _closed_now(ctx: Context, by_rule: Candidates, key: str) -> Iterator[Finding]:
    """Looks again at those candidates that filling this one position can touch."""
    after = Context(_filled(ctx.org, [key]), ctx.content)
    sides, changes = Sides(ctx, after), list(_seated(ctx.org, ctx.org.positions[key]))
    reach: dict[Touch, Collection[str] | None] = {}
    for rule in in_force(ctx.content) if by_rule else ():
        if rule.id not in by_rule:
            continue
        if rule.touch not in reach:
            reach[rule.touch] = rule.touch(sides, changes)
        touched = reach[rule.touch]
        for finding in by_rule[rule.id]:
            if (touched is None or finding.subject.key in touched) and not _stands(after, rule, finding):
                yield finding


def _stands(ctx: Context, rule: Rule, finding: Finding) -> bool:
    return any(found.identity == finding.identity for found in rule.check(ctx, finding.subject.key))


def _needed(ctx: Context, finding: Finding) -> date:
    """The launch that a product is about to have, where the role is asked for because of it; else at once."""
    product = ctx.org.products.get(finding.subject.key) if finding.subject.kind == PRODUCT else None
    rules = {f"cov-{role.code.lower()}": role for role in ctx.content.covering}
    role = rules.get(finding.rule)
    if product and product.launch and role and role.need and is_launching(role.need, product, ctx.org.on):
        return product.launch
    return ctx.org.on


def _closed_later(ctx: Context, days: dict[date, Context], key: str) -> Iterator[Closing]:
    """What would open by the launch of a product that the position is to cover, and would not with somebody in it."""
    for duty in ctx.org.duties.get(key, ()):
        product = ctx.org.products.get(duty.product)
        if product is None or product.launch is None or product.launch <= ctx.org.on or not is_rightful(ctx.org, duty):
            continue
        day = product.launch
        then = days.setdefault(day, Context(ctx.org.at(day), ctx.content))
        if key not in then.org.positions:
            continue
        after = Context(_filled(then.org, [key]), ctx.content)
        for rule in in_force(ctx.content):
            if rule.family != "coverage":
                continue
            for finding in rule.check(then, product.key):
                if not _stands(after, rule, finding):
                    severity = ctx.content.settings.get(rule.id, {}).get("severity") or finding.severity
                    yield Closing(finding._replace(severity=severity), day, day)

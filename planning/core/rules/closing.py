"""What each vacant position would close once somebody sat in it: the rules themselves, asked before and after."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date
from typing import NamedTuple

from planning.core.changes.change import Change, add, edit
from planning.core.coverage.coverage import is_launching, is_rightful
from planning.core.records import Org, Person, Position, Product
from planning.core.rules.base import ORGANISATION, PRODUCT, SEVERITIES, Finding, Rule, Sides, Touch
from planning.core.rules.context import Context
from planning.core.rules.order import order
from planning.core.rules.run import found, rules_of, run

# Up to so many positions, looked at for so many vacant ones, each is filled by itself: a few seconds' work. Beyond,
# those that have nothing to do with each other are filled together, findings about the whole organisation are left
# out, and so are launches after the first few days that have one.
BY_THEMSELVES = 10_000_000
DAYS_LOOKED_AT = 12
# Begins the key of somebody who sits in a position for the sake of asking. Each position has its own: one who sat in
# all of them would hold them together, and whatever fills one would touch all others.
SOMEBODY = "~someone "


class Closing(NamedTuple):
    """A finding that filling a position closes. `on`: the day on which it would open, where it does not stand yet.
    `needed` is when the position is needed for it: at once, or by the launch that is the reason."""

    finding: Finding
    needed: date
    on: date | None = None


class Asked(NamedTuple):
    """What is the same for every position: the rules; by rule and subject the findings that may close (those that
    filling all of them closes, and those of the whole organisation); and what was looked up on later days."""

    rules: tuple[Rule, ...]
    candidates: Mapping[str, Mapping[str, list[Finding]]]
    days: dict[date, Context]


def closings(ctx: Context, known: Iterable[Finding], keys: Collection[str]) -> Mapping[str, list[Closing]]:
    """By vacant position: what it closes, gravest and soonest first. `known` are the findings of `ctx`."""
    together = ctx.after(_filling(ctx.org, keys))
    kept = {finding.identity for finding in run(together)}
    candidates = [f for f in known if f.identity not in kept or f.subject.kind == ORGANISATION]
    asked = Asked(tuple(rules_of(ctx).values()), _by_subject(candidates), {})
    if len(keys) * len(ctx.org.positions) > BY_THEMSELVES:
        return _of_many(ctx, together, asked, keys)
    return {key: _of_position(ctx, asked, key) for key in keys}


def _by_subject(findings: Iterable[Finding]) -> Mapping[str, Mapping[str, list[Finding]]]:
    """By rule, then by the key of the subject."""
    found: dict[str, dict[str, list[Finding]]] = defaultdict(lambda: defaultdict(list))
    for finding in findings:
        found[finding.rule][finding.subject.key].append(finding)
    return found


def _of_many(ctx: Context, together: Context, asked: Asked, keys: Collection[str]) -> Mapping[str, list[Closing]]:
    every = (finding for by_key in asked.candidates.values() for mine in by_key.values() for finding in mine)
    asked = asked._replace(candidates=_by_subject(f for f in every if f.subject.kind != ORGANISATION))
    subjects = {key for by_key in asked.candidates.values() for key in by_key}
    sides = Sides(ctx, together)
    near = {key: _reach(sides, asked, _filling(ctx.org, [key])) & subjects for key in keys}
    found: dict[str, list[Closing]] = {key: [] for key in keys}
    for group in _apart({key: reached for key, reached in near.items() if reached}):
        after = ctx.after(_filling(ctx.org, group))
        for key in group:
            found[key] = [Closing(f, _needed(ctx, f)) for f in _closed_by(ctx, after, asked, key)]
    days = set(sorted({day for key in keys for day, _ in _launches(ctx.org, key)})[:DAYS_LOOKED_AT])
    return {key: _in_order(ctx, found[key], _closed_later(ctx, asked, key, days)) for key in keys}


def _reach(sides: Sides, asked: Asked, changes: list[Change]) -> set[str]:
    """The subjects that changes may touch, by rules that do not look at all of the organisation."""
    touches = {rule.touch for rule in asked.rules if rule.id in asked.candidates}
    return {key for touch in touches for key in touch(sides, changes) or ()}


def _apart(near: Mapping[str, set[str]]) -> list[list[str]]:
    """The positions in few groups; within one, none reaches what another does."""
    groups: list[tuple[list[str], set[str]]] = []
    for key, mine in near.items():
        group = next((one for one in groups if mine.isdisjoint(one[1])), None)
        if group is None:
            groups.append(group := ([], set()))
        group[0].append(key)
        group[1].update(mine)
    return [keys for keys, _ in groups]


def _of_position(ctx: Context, asked: Asked, key: str) -> list[Closing]:
    after = ctx.after(_filling(ctx.org, [key]))
    now = [Closing(f, _needed(ctx, f)) for f in _closed_by(ctx, after, asked, key)]
    return _in_order(ctx, now, _closed_later(ctx, asked, key))


def _in_order(ctx: Context, now: list[Closing], later: Iterable[Closing]) -> list[Closing]:
    have = {closing.finding.identity for closing in now}
    every = [*now, *(c for c in later if c.finding.identity not in have)]
    return sorted(every, key=lambda c: (SEVERITIES.index(c.finding.severity), c.needed, order(ctx, c.finding)))


def _filling(org: Org, keys: Collection[str]) -> list[Change]:
    """The changes that put somebody in each of these positions."""
    people = (add(org.on, Person(SOMEBODY + key)) for key in keys)
    return [*people, *(change for key in keys for change in _fill(org, org.positions[key]))]


def _fill(org: Org, position: Position) -> Iterator[Change]:
    starts = position.starts if position.starts and position.starts <= org.on else None
    change = edit(org.on, position, holder=SOMEBODY + position.key, starts=starts)
    if change:
        yield change


def _closed_by(ctx: Context, after: Context, asked: Asked, key: str) -> Iterator[Finding]:
    """Looks again, with the position filled, at those candidates that filling it can touch."""
    changes = _filling(ctx.org, [key])
    sides = Sides(ctx, after)
    reach: dict[Touch, Collection[str] | None] = {}
    for rule in asked.rules:
        if rule.id not in asked.candidates:
            continue
        if rule.touch not in reach:
            reach[rule.touch] = rule.touch(sides, changes)
        by_key, touched = asked.candidates[rule.id], reach[rule.touch]
        for subject in by_key if touched is None else by_key.keys() & touched:
            yield from (finding for finding in by_key[subject] if not _stands(after, rule, finding))


def _stands(ctx: Context, rule: Rule, finding: Finding) -> bool:
    keys = dict.fromkeys([finding.subject.key, *([""] if rule.also else [])])
    return any(one.identity == finding.identity or is_said_with(finding, one) for one in found(ctx, rule, keys))


def is_said_with(finding: Finding, other: Finding) -> bool:
    """Whether another finding says the same of several at once: that closes nothing."""
    is_wider = other.subject.kind == ORGANISATION and other.rule == finding.rule
    return is_wider and bool(finding.involves) and {*finding.involves} <= {*other.involves}


def _needed(ctx: Context, finding: Finding) -> date:
    """The launch that a product is about to have, where the role is asked for because of it; else at once."""
    product = ctx.org.products.get(finding.subject.key) if finding.subject.kind == PRODUCT else None
    rules = {f"cov-{role.code.lower()}": role for role in ctx.content.covering}
    role = rules.get(finding.rule)
    if product and product.launch and role and role.need and is_launching(role.need, product, ctx.org.on):
        return product.launch
    return ctx.org.on


def _launches(org: Org, key: str) -> Iterator[tuple[date, Product]]:
    """The products that the position is to cover and that are still to be launched."""
    for duty in org.duties.get(key, ()):
        product = org.products.get(duty.product)
        if product and product.launch and product.launch > org.on and is_rightful(org, duty):
            yield product.launch, product


def _closed_later(ctx: Context, asked: Asked, key: str, days: Collection[date] | None = None) -> Iterator[Closing]:
    """What would open by the launch of a product that the position is to cover, and would not with somebody in it.
    `days`: those that are looked at, where not all are."""
    for day, product in _launches(ctx.org, key):
        if days is not None and day not in days:
            continue
        then = _on(ctx, asked, day)
        if key not in then.org.positions:
            continue
        after = then.after(_filling(then.org, [key]))
        for rule in asked.rules:
            if rule.family != "coverage":
                continue
            for finding in found(then, rule, [product.key]):
                if not _stands(after, rule, finding):
                    yield Closing(finding, day, day)


def _on(ctx: Context, asked: Asked, day: date) -> Context:
    """The organisation on a later day, looked up once."""
    if day not in asked.days:
        asked.days[day] = Context(ctx.org.at(day), ctx.content)
    return asked.days[day]

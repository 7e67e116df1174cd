"""Running the rules: over everything, over one subject, or over what changes can have touched."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from planning.core.changes.change import Change
from planning.core.content import Content
from planning.core.records import Org
from planning.core.rules import (
    accountability,
    away,
    launches,
    leaders,
    lines,
    load,
    losses,
    owners,
    pairs,
    partners,
    peers,
    ratios,
    spans,
    structure,
    titles,
    uncovered,
    vacancies,
)
from planning.core.rules.base import Finding, Rule, Sides, Touch, order
from planning.core.rules.context import Context

# First what rests on what the roles are, then the norms from elsewhere, then the arithmetic of the lines.
ROLES = (uncovered, pairs, partners, lines, leaders, accountability, titles)
NORMS = (load, ratios, spans, owners, peers, launches, losses, away, vacancies)
FAMILIES = (*ROLES, *NORMS, structure)
CHAPTERS = {
    "From what the roles are": ROLES,
    "Norms from elsewhere": NORMS,
    "Arithmetic of the reporting lines": (structure,),
}


def catalogue(content: Content) -> tuple[Rule, ...]:
    """Every rule that the content gives, in the order of their families."""
    return tuple(rule for family in FAMILIES for rule in family.rules(content))


def chapters(content: Content) -> list[tuple[str, tuple[Rule, ...]]]:
    """The same by what they rest on, each chapter with its heading."""
    return [
        (title, tuple(rule for family in families for rule in family.rules(content)))
        for title, families in CHAPTERS.items()
    ]


def in_force(content: Content) -> tuple[Rule, ...]:
    """The rules that the organisation has not switched off."""
    return tuple(rule for rule in catalogue(content) if content.settings.get(rule.id, {}).get("on", True))


def findings(org: Org, content: Content) -> list[Finding]:
    """All findings, gravest first."""
    return run(Context(org, content))


def run(ctx: Context) -> list[Finding]:
    """As `findings`, on a context that may serve for more."""
    found: list[Finding] = []
    for rule in in_force(ctx.content):
        for key in rule.subjects(ctx):
            found += _checked(ctx, rule, key)
    return sorted(found, key=order)


def findings_for(org: Org, content: Content, kind: str, key: str) -> list[Finding]:
    """The findings about one subject; none where there is no such subject."""
    ctx = Context(org, content)
    if key and org.get(kind, key) is None:
        return []
    found = (_checked(ctx, rule, key) for rule in in_force(content) if rule.kind == kind)
    return sorted((finding for group in found for finding in group), key=order)


def recheck(
    known: Iterable[Finding], before: Org, after: Org, changes: Collection[Change], content: Content
) -> list[Finding]:
    """The findings of `after`, given those of `before` and the changes between: looks again only at what
    they can have touched. Both are looked at on the same date."""
    sides = Sides(Context(before, content), Context(after, content))
    reach: dict[Touch, frozenset[str] | None] = {}
    kept = {rule.id: list[Finding]() for rule in in_force(content)}
    for finding in known:
        kept[finding.rule].append(finding)
    found: list[Finding] = []
    for rule in in_force(content):
        if rule.touch not in reach:
            keys = rule.touch(sides, changes)
            reach[rule.touch] = None if keys is None else frozenset(keys)
        found += _rechecked(sides.after, rule, kept[rule.id], reach[rule.touch])
    return sorted(found, key=order)


def _rechecked(ctx: Context, rule: Rule, known: list[Finding], touched: frozenset[str] | None) -> Iterator[Finding]:
    if touched is None:
        keys = list(rule.subjects(ctx))
    else:
        yield from (finding for finding in known if finding.subject.key not in touched)
        keys = [key for key in touched if not key or ctx.org.get(rule.kind, key)]
    for key in keys:
        yield from _checked(ctx, rule, key)


def _checked(ctx: Context, rule: Rule, key: str) -> Iterator[Finding]:
    severity = ctx.content.settings.get(rule.id, {}).get("severity")
    for finding in rule.check(ctx, key):
        assumed = tuple(sorted(rule.rests_on(ctx, finding)))
        same = not (severity or assumed)
        yield finding if same else finding._replace(severity=severity or finding.severity, assumed=assumed)

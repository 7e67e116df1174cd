"""Running the rules: over everything, or over one subject."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import partial

from planning.core.content import Content
from planning.core.records import Org
from planning.core.rules import (
    accountability,
    audiences,
    away,
    depth,
    idle,
    launches,
    layers,
    leaders,
    lines,
    load,
    losses,
    names,
    owners,
    pairs,
    partners,
    peers,
    ratios,
    reserve,
    spans,
    structure,
    titles,
    uncovered,
    unknown,
    vacancies,
)
from planning.core.rules.base import Finding, Rule
from planning.core.rules.context import Context
from planning.core.rules.facts import is_held_back, is_silent, lacking
from planning.core.rules.order import due, order

# First what rests on what the roles are, then the norms from elsewhere, then the arithmetic of the lines; last what
# nobody has said, which is told of all the others.
ROLES = (uncovered, pairs, partners, lines, depth, leaders, accountability, titles)
NORMS = (load, idle, ratios, spans, layers, owners, reserve, peers, launches, losses, away, vacancies)
GIVEN = (names, audiences)
CHAPTERS = {
    "From the role guide": ROLES,
    "Norms from other sources": NORMS,
    "Broken reporting lines": (structure,),
    "Missing information": GIVEN,
}


def catalogue(content: Content) -> tuple[Rule, ...]:
    """Every rule that the content gives, in the order of their families."""
    return tuple(rule for _, rules in chapters(content) for rule in rules)


def chapters(content: Content) -> list[tuple[str, tuple[Rule, ...]]]:
    """The same by what they rest on, each chapter with its heading."""
    found = {
        title: tuple(rule for family in families for rule in family.rules(content))
        for title, families in CHAPTERS.items()
    }
    *others, (title, last) = found.items()
    return [*others, (title, (*last, *unknown.rules([rule for rules in found.values() for rule in rules])))]


def rules_of(ctx: Context) -> Mapping[str, Rule]:
    """By id the rules that are in force, in their order, worked out once for a content."""
    return ctx.settled("rules in force", "", lambda: {rule.id: rule for rule in in_force(ctx.content)})


def in_force(content: Content) -> tuple[Rule, ...]:
    """The rules that the organisation has not switched off."""
    return tuple(rule for rule in catalogue(content) if content.is_on(rule.id))


def findings(org: Org, content: Content) -> list[Finding]:
    """All findings, gravest first."""
    return run(Context(org, content))


def run(ctx: Context, families: Collection[str] = ()) -> list[Finding]:
    """As `findings`, on a context that may serve for more; of these families of rules alone, if any are named."""
    rules = (rule for rule in rules_of(ctx).values() if not families or rule.family in families)
    return in_order(ctx, (finding for rule in rules for finding in found(ctx, rule, None)))


def in_order(ctx: Context, every: Iterable[Finding]) -> list[Finding]:
    return sorted(every, key=partial(order, ctx))


def findings_for(org: Org, content: Content, kind: str, key: str) -> list[Finding]:
    """The findings about one subject; none where there is no such subject."""
    ctx = Context(org, content)
    if key and org.get(kind, key) is None:
        return []
    own = (found(ctx, rule, [key]) for rule in in_force(content) if kind in (rule.kind, rule.also))
    return in_order(ctx, (finding for group in own for finding in group if finding.subject.kind == kind))


def found(ctx: Context, rule: Rule, keys: Iterable[str] | None) -> Iterator[Finding]:
    """What a rule says of these subjects, or of any, unless it waits for a fact."""
    lacks = lacking(ctx, rule)
    if is_silent(lacks):
        return
    for key in rule.subjects(ctx) if keys is None else keys:
        for finding in rule.check(ctx, key):
            if not is_held_back(finding, lacks):
                yield _completed(ctx, rule, finding)


def _completed(ctx: Context, rule: Rule, finding: Finding) -> Finding:
    """With the severity that the organisation has set, what was assumed, and the day from which it hurts."""
    own = ctx.content.settings.get(rule.id)
    severity = (own.get("severity") if own else "") or finding.severity
    assumed, hurts = tuple(sorted(rule.rests_on(ctx, finding))), due(ctx, finding)
    same = severity == finding.severity and not assumed and hurts == finding.due
    return finding if same else finding._replace(severity=severity, assumed=assumed, due=hurts)

"""Ways out where a product lacks those whom its role works with."""

from __future__ import annotations

from collections.abc import Iterator

from planning.core.changes.change import add, edit
from planning.core.content import Role
from planning.core.fixes.base import Case, Decision, DecisionKind, Fix, FixKind, Form, Hint, Way
from planning.core.fixes.choosing.partner_choice import Choice, Choices, Gap
from planning.core.fixes.new_keys import free_key
from planning.core.fixes.standing import standing
from planning.core.records import Assignment
from planning.core.rules import Context, Finding
from planning.core.rules.base import Rule
from planning.core.rules.partners import rule_id, wanted_functions
from planning.core.rules.run import rules_of
from planning.core.words import count, listed, spoken


def partners(case: Case) -> Iterator[Way]:
    """partner-*"""
    gap = _gap(case.ctx, case.rule, case.finding)
    choices = _choices(case.ctx).of(gap)
    yield from (_partner(case, choice) for choice in choices)
    if not choices:
        whom = listed([spoken(f) for f in gap.functions], "or")
        yield Hint(f"Hire for {whom}: no one in it is free")
    else:
        yield Hint("Choose another partner", Form.ASSIGN, case.product.key)
    yield from _not_applicable(case, gap)


def _not_applicable(case: Case, gap: Gap) -> Iterator[Decision]:
    for slug in gap.functions:
        change = edit(case.on, case.product, without=(*case.product.without, slug))
        if change:
            title = f"Mark {spoken(slug)} as not needed"
            yield Decision(DecisionKind.NOT_APPLICABLE, title, (change,))


def _partner(case: Case, choice: Choice) -> Fix:
    ctx, position = case.ctx, choice.position
    name = ctx.function(position)
    role = role_for(ctx, position.role, name)
    key = free_key(case.org.tables["assignment"], case.product.key, role, position.key)
    duty = Assignment(key, case.product.key, position.key, role)
    title = f"Make {ctx.who(position.key)} {spoken(name)} partner of {case.finding.subject.name}"
    note = f"{choice.load} → {count(choice.load + 1, 'product')}"
    return Fix(FixKind.PARTNER, title, (add(case.on, duty),), position.key, note, choice.reasons)


def role_for(ctx: Context, own: str, name: str) -> str:
    """The role in which somebody of a function is assigned: their own, else the first that does its work."""
    roles = ctx.content.roles
    if own in roles and not roles[own].covers:
        return own
    fit = [role for role in roles.values() if role.function == name and not role.covers]
    return next((role.slug for role in sorted(fit, key=lambda role: bool(role.leads))), own or name)


def _choices(ctx: Context) -> Choices:
    """Who is proposed for each gap of the organisation, gravest first."""
    return ctx.once("partners", "", lambda: Choices(ctx, _gaps(ctx)))


def _gaps(ctx: Context) -> Iterator[Gap]:
    for finding in standing(ctx, ["partner"]):
        yield _gap(ctx, rules_of(ctx)[finding.rule], finding)


def _gap(ctx: Context, rule: Rule, finding: Finding) -> Gap:
    role = ctx.content.roles[rule.role]
    functions = [finding.about] if finding.about else _asked(ctx, role, rule.id, finding.subject.key)
    owners = ctx.cell(finding.subject.key, role.slug).by
    return Gap(finding.subject.key, tuple(functions), owners)


def _asked(ctx: Context, role: Role, rule: str, product: str) -> list[str]:
    partners = [p for p in role.partners if rule_id(role, p) == rule]
    return [f for p in partners for f in wanted_functions(ctx, role, p, ctx.org.products[product])]

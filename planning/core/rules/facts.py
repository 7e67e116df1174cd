"""What an organisation may not have said at all: rules wait for it, and not-known lists it.

Unknown is not missing. A file without a column of engineers does not say that products have no engineers, so the rule
says nothing until one is named anywhere. From then on it speaks of each subject. What was given counts as given also
where it has passed: somebody who left, an assignment that is over.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from functools import partial

from planning.core.changes.change import Change
from planning.core.content import Pairing, Partner
from planning.core.records import BACKUP
from planning.core.rules.base import Fact, Finding, Rule, Sides
from planning.core.rules.context import Context
from planning.core.words import listed, spoken

COUNTERPARTS, PARTNERS = "counterparts", "partners-"


def is_given(ctx: Context, fact: Fact) -> bool:
    """Worked out once for a context."""
    return ctx.once("fact", fact.key, lambda: fact.is_given(ctx))


def lacking(ctx: Context, rule: Rule) -> list[Fact]:
    """The facts that a rule waits for."""
    return [fact for fact in rule.waits if not is_given(ctx, fact)]


def is_silent(lacks: Iterable[Fact]) -> bool:
    """Whether nothing that a rule may say is left, given what it lacks."""
    return any(not fact.about for fact in lacks)


def is_held_back(finding: Finding, lacks: Iterable[Fact]) -> bool:
    return any(fact.holds_back(finding) for fact in lacks)


def may_turn(rule: Rule, sides: Sides, changes: Collection[Change]) -> bool:
    """Whether changes gave or took away a fact that a rule waits for, so that it speaks of any subject anew."""
    kinds = {change.kind for change in changes}
    asked = [fact for fact in rule.waits if not kinds.isdisjoint(fact.kinds)]
    return any(is_given(sides.before, fact) != is_given(sides.after, fact) for fact in asked)


def partners(partner: Partner, functions: tuple[str, ...]) -> Fact:
    """Partners of a function, or of any of those of which one is enough."""
    return Fact(
        key=f"{PARTNERS}{'-'.join(functions)}",
        label=f"{listed([spoken(f) for f in functions], 'or')} partners",
        is_given=partial(_works_on_products, frozenset(functions)),
        about="" if partner.any_of else functions[0],
        kinds=frozenset({"assignment", "position", "person", "team", "product"}),
        because=(partner.id,),
    )


def _works_on_products(functions: frozenset[str], ctx: Context) -> bool:
    """Whether anybody of them was ever assigned to a product, or is in the team of one."""
    return not functions.isdisjoint(ctx.in_crews) or any(
        not functions.isdisjoint(ctx.partners_by(duty))
        for duty in ctx.org.tables["assignment"].values()
        if duty.product in ctx.org.products
    )


def counterparts(pairings: Iterable[Pairing]) -> Fact:
    """Pairs that are named as such; a common team or a line between two links them, but says nothing of others."""
    return Fact(
        key=COUNTERPARTS,
        label="named counterparts",
        is_given=lambda ctx: bool(ctx.org.tables["link"]),
        kinds=frozenset({"link"}),
        because=tuple(pairing.id for pairing in pairings),
    )


ACCOUNTABILITY = Fact(
    key="accountability",
    label="owners of shared responsibilities",
    is_given=lambda ctx: bool(ctx.org.tables["ownership"]),
    kinds=frozenset({"ownership"}),
)
BACKUPS = Fact(
    key="backups",
    label="backups",
    is_given=lambda ctx: any(duty.kind == BACKUP for duty in ctx.org.tables["assignment"].values()),
    kinds=frozenset({"assignment"}),
)
MANAGERS = Fact(
    key="managers",
    label="managers",
    is_given=lambda ctx: any(p.has_given_manager for p in ctx.org.tables["position"].values()),
    kinds=frozenset({"position"}),
)

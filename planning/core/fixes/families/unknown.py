"""Ways out where something has not been said: nothing of it can be guessed, so each leads to where it is said."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from planning.core.changes.change import add, edit
from planning.core.content import Role
from planning.core.fixes.base import Case, Decision, DecisionKind, Fix, FixKind, Form, Hint, Way
from planning.core.fixes.choosing.proposals import Proposals
from planning.core.fixes.choosing.staff import Staff
from planning.core.fixes.choosing.wanted import counterparts
from planning.core.fixes.choosing.weighing import Want
from planning.core.fixes.families.staffing import new_duty
from planning.core.rules import catalogue
from planning.core.rules.audiences import AUDIENCE
from planning.core.rules.facts import ACCOUNTABILITY, BACKUPS, COUNTERPARTS, MANAGERS, PARTNERS
from planning.core.rules.unknown import Unknown, unknown
from planning.core.words import count, listed


def not_known(case: Case) -> Iterator[Way]:
    """not-known: a hint for each fact."""
    every = unknown(case.ctx, catalogue(case.ctx.content))
    for one in every:
        yield from _of_leaders(case, one) if one.fact.in_part else _hints(one)
    partners = [one for one in every if one.fact.key.startswith(PARTNERS)]
    if partners:
        yield Hint("Set the team of a product: its members become partners", Form.PRODUCT, partners[0].product)


def _of_leaders(case: Case, one: Unknown) -> Iterator[Hint]:
    """What they lead is said by their role, or by that of their team."""
    for key in dict.fromkeys(finding.subject.key for finding in one.held):
        yield Hint(f"Set the role or the team of {case.ctx.named(key)}, to tell what they lead", Form.POSITION, key)
    yield Hint("Import a people file with a column for functions", Form.IMPORT)


def _hints(one: Unknown) -> Iterator[Hint]:
    """On the product where the fact would be of use first."""
    if one.fact.key == ACCOUNTABILITY.key:
        yield Hint("Name who is responsible for what on a product", Form.ACCOUNTABLE, one.product)
    elif one.fact.key == COUNTERPARTS:
        yield Hint("Pair two people on a product", Form.PAIR, one.product)
    elif one.fact.key == BACKUPS.key:
        yield Hint("Name a backup on a product", Form.ASSIGN, one.product)
    elif one.fact.key == MANAGERS.key:
        yield Hint("Import a people file with a column for managers", Form.IMPORT)
    else:
        yield Hint(f"Import a products file with a column for {one.fact.label}", Form.IMPORT)


def names(case: Case) -> Iterator[Way]:
    """names-empty"""
    if case.finding.about:
        yield from _of_role(case)
        return
    yield Hint("Import a products file that names who works on each product", Form.IMPORT)
    yield Hint("Review the products that titles and teams name, with their people", Form.SETUP)


def _of_role(case: Case) -> Iterator[Way]:
    """Nobody is named in a role on any product: whoever has it shares them out, if there is anybody."""
    role = case.role
    yield from _shared_out(case, role)
    people = "" if Staff.of(case.ctx, role).staying else ", or the people in that role"
    yield Hint(f"Import a products file with a column for {role.name}s{people}", Form.IMPORT)
    yield Hint(f"Open a {role.name} position", Form.OPENING, "", (("title_", role.name), ("role", role.slug)))
    if AUDIENCE in case.finding.assumed:
        yield Hint("Set the audience of each product", Form.SETUP)


def _shared_out(case: Case, role: Role) -> Iterator[Fix]:
    """Each product goes to the nearest who has room for it beside the others that they get."""
    proposals, every = Proposals(case.ctx, role), case.finding.products
    proposals.settle([Want((key,), counterparts(case.ctx, role, case.org.products[key])) for key in every])
    firsts = {key: proposals.at(number)[:1] for number, key in enumerate(every)}
    given = {key: first[0].key for key, first in firsts.items() if first and not first[0].instead}
    if not given:
        return
    shares = Counter(given.values())
    parts = [f"{case.ctx.who(key)} {role.code} of {number}" for key, number in shares.items()]
    is_all = len(shares) == 1 and len(given) == len(every)
    who = f"{case.ctx.who(next(iter(shares)))} {role.code} of all" if is_all else f"{listed(parts)} of the"
    changes = tuple(add(case.on, new_duty(case.ctx, product, key, role)) for product, key in given.items())
    note = f"no one has room for {len(every) - len(given)} more" if len(given) < len(every) else ""
    yield Fix(FixKind.ASSIGN, f"Make {who} {count(len(every), 'product')}", changes, "shared", note)


def audience(case: Case) -> Iterator[Way]:
    """audience-assumed"""
    products = [case.org.products[key] for key in case.finding.products]
    edits = [edit(case.on, product, assumed=product.still_assumed((AUDIENCE,))) for product in products]
    kind = "market-facing" if products[0].market_facing else "internal"
    whom = f"all {count(len(products), 'product')}" if len(products) > 1 else products[0].name or products[0].key
    title = f"Confirm that {whom} {'are' if len(products) > 1 else 'is'} {kind}"
    yield Decision(DecisionKind.CONFIRM, title, tuple(change for change in edits if change))
    yield Hint("Set the audience of each product", Form.SETUP)

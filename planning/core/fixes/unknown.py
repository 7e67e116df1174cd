"""Ways out where something has not been said: nothing of it can be guessed, so each leads to where it is said."""

from __future__ import annotations

from collections.abc import Iterator

from planning.core.changes.change import edit
from planning.core.fixes.base import Case, Decision, DecisionKind, Form, Hint, Way
from planning.core.rules import catalogue
from planning.core.rules.audiences import AUDIENCE
from planning.core.rules.base import Fact
from planning.core.rules.facts import ACCOUNTABILITY, BACKUPS, COUNTERPARTS, MANAGERS
from planning.core.rules.unknown import unknown
from planning.core.words import count


def not_known(case: Case) -> Iterator[Way]:
    """not-known: one hint a fact."""
    for one in unknown(case.ctx, catalogue(case.ctx.content)):
        yield _hint(one.fact, one.example)


def _hint(fact: Fact, example: str) -> Hint:
    """`example` is a product or a position where the fact would be of use first."""
    if fact.key == ACCOUNTABILITY.key:
        return Hint("Say who is accountable on a product", Form.PRODUCT, example)
    if fact.key == COUNTERPARTS:
        return Hint("Name a pair on a product", Form.PRODUCT, example)
    if fact.key == BACKUPS.key:
        return Hint("Name a backup on a product", Form.ASSIGN, example)
    if fact.key == MANAGERS.key:
        return Hint("Import a file with a column of managers", Form.IMPORT)
    return Hint(f"Import {fact.label}: a column of them in the products file", Form.IMPORT)


def names(case: Case) -> Iterator[Way]:
    """names-empty"""
    yield Hint("Import a products file that names who works on each product", Form.IMPORT)
    yield Hint("Look through the products that titles and teams name, with their people", Form.SETUP)


def audience(case: Case) -> Iterator[Way]:
    """audience-assumed"""
    products = [case.org.products[key] for key in case.finding.products]
    edits = [edit(case.on, product, assumed=product.still_assumed((AUDIENCE,))) for product in products]
    kind = "market-facing" if products[0].market_facing else "internal"
    whom = f"all {count(len(products), 'product')}" if len(products) > 1 else products[0].name or products[0].key
    title = f"Confirm that {whom} {'are' if len(products) > 1 else 'is'} {kind}"
    yield Decision(DecisionKind.CONFIRM, title, tuple(change for change in edits if change))
    yield Hint("Say for each product whom it is for", Form.SETUP)

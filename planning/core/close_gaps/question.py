"""What is asked: which gaps, by when, and within which limits."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal

from planning.core.changes.record_history import DatedOrg
from planning.core.content import Content
from planning.core.cost.pay import Terms
from planning.core.fixes.base import FixKind

# Starts are looked at so many days apart, and on every day on which something changes.
STEP = 30
YEAR = 365

# What a question may let happen, and what it does unless asked otherwise. An answer also names counterparts and who is
# responsible (LINK, ACCOUNTABLE), whatever is allowed: the next steps of new cover.
MOVES = (FixKind.ASSIGN, FixKind.RETITLE, FixKind.HIRE, FixKind.MOVE, FixKind.BACKUP, FixKind.COUNTS)
USUAL = frozenset({FixKind.ASSIGN, FixKind.RETITLE, FixKind.HIRE, FixKind.MOVE})


@dataclass(frozen=True)
class Weights:
    """How often a critical day counts in the first aim: once, `launch` times on the days before a launch on which that
    makes the role needed, and `stages` times while a product is in a stage. The larger one holds."""

    launch: int = 1
    stages: Mapping[str, int] = field(default_factory=dict)


EVERY_DAY_ONCE = Weights()


@dataclass(frozen=True)
class Question:
    """Days are counted from `on` to `by`, both included.

    `products` are those in scope, None for all. `budget` is what the answer may add to cost, in the organisation's
    currency: in each calendar year pro rata, and as yearly run rate; None for no limit. `most_hires` bounds them by
    number. `within_budgets`: those that the organisation set for its functions hold as well. `most` is how many live
    products one holder of a role may have, instead of the norm, by slug. `changes_each` is how many changes one person
    may get, None for any number. `moves` are the kinds allowed. `interims`: somebody may cover for a time.

    `pinned` and `forbidden` hold keys of products, positions, people, and of moves (`Move.key`). A product, position or
    person stays as it is in either; a move that is pinned is in the answer, one that is forbidden is not.

    `lead` is how many days hiring takes by role, where that is to be another than what the organisation's own hiring
    says. `step` is how many days starts lie apart.
    """

    on: date
    by: date
    products: frozenset[str] | None = None
    budget: Decimal | None = None
    most_hires: int | None = None
    within_budgets: bool = False
    most: Mapping[str, int] = field(default_factory=dict)
    changes_each: int | None = None
    moves: frozenset[FixKind] = USUAL
    interims: bool = False
    pinned: frozenset[str] = frozenset()
    forbidden: frozenset[str] = frozenset()
    lead: Mapping[str, int] = field(default_factory=dict)
    weights: Weights = EVERY_DAY_ONCE
    step: int = STEP

    @property
    def ahead(self) -> date:
        """The last day that is looked at: whoever takes something on stays until then, or until the need ends."""
        return max(self.by, self.on + timedelta(days=YEAR))


@dataclass(frozen=True)
class Basis:
    """What a question is asked about. `terms` None: by somebody who may not see cost, so hires are counted instead.
    `lead` is how many days hiring takes by role."""

    dated: DatedOrg
    content: Content
    terms: Terms | None
    lead: Mapping[str, int]

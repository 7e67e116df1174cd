"""What comes back: the moves, what they close, what stays open and why, and what it costs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from planning.core.changes.change import Change
from planning.core.close_gaps.question import Question
from planning.core.fixes.base import FixKind
from planning.core.rules import Finding


class Status(StrEnum):
    """OPTIMAL: no plan does better on the stated days, in days and cost. FEASIBLE: none does better by more than `gap`.
    INFEASIBLE: no plan keeps to the question."""

    OPTIMAL = "optimal"
    FEASIBLE = "feasible"
    INFEASIBLE = "infeasible"


class Days(NamedTuple):
    """Open days within the question's, over all products and covering roles in scope."""

    critical: int = 0
    warning: int = 0


NO_DAYS = Days()


class Instead(NamedTuple):
    """The next best thing to a move, in half a sentence (“Priya Raman: same days, three products instead of two”), with
    how many more critical and warning days would stay open, and how much more it would cost a year (None: unknown or
    not to be seen)."""

    text: str
    critical: int = 0
    warning: int = 0
    cost: Decimal | None = None


class Move(NamedTuple):
    """One thing to do, an ordinary fix with its changes. `key` names it in pins: the same question gives the same keys.

    `position` is whose it is (of a hire the new or open position), `products` those that it covers in `role` from
    `start` until `until` (None: for good). `title` is the sentence for people. `cost` is what it adds a year, in the
    organisation's currency; None where that is unknown, or not to be seen (`is_costed` tells which moves cost at all).
    `closes` are codes of the findings that it closes, `days` what it takes off the open days. `is_next_step`: it only
    follows from another move (a counterpart, who is responsible, a backup, a line).
    """

    key: str
    kind: FixKind
    title: str
    position: str
    products: tuple[str, ...]
    role: str
    start: date
    until: date | None
    changes: tuple[Change, ...]
    cost: Decimal | None = None
    is_costed: bool = False
    closes: tuple[str, ...] = ()
    days: Days = NO_DAYS
    instead: Instead | None = None
    is_next_step: bool = False


class Loosen(NamedTuple):
    """One limit, loosened just so far that a gap closes: `field` of the question (`budget`, `most`, `changes_each`,
    `most_hires`, `forbidden`, `pinned`, `moves`, `interims`), `key` (a role, a pinned key, a kind; '' for none), the
    new value as text, and the words of the button."""

    field: str
    key: str
    value: str
    label: str


class OpenGap(NamedTuple):
    """A stretch of days that stays open: `first` to `last` within the question's days (None: to their end and beyond),
    `days` of them critical and as warnings. `because` is the limit that binds, in a sentence. `code` is that of its
    finding."""

    code: str
    product: str
    role: str
    severity: str
    first: date
    last: date | None
    days: Days
    because: str
    loosen: Loosen | None = None


class Step(NamedTuple):
    """What is offered for a critical finding that the plan opens, by its `code`. With a `key` it becomes part of the
    plan once that is pinned; without, only a person can do it."""

    code: str
    text: str
    key: str = ""


class Closed(NamedTuple):
    """A finding that stands at some time of the question's days and, by a move of the plan, no longer on the last."""

    code: str
    product: str
    role: str
    severity: str


class Point(NamedTuple):
    """What a budget buys: open critical days for a cost a year (None where cost is not to be seen) and so many hires,
    some of them of unknown cost."""

    cost: Decimal | None
    hires: int
    open_critical_days: int
    unknown: int = 0


@dataclass(frozen=True)
class Answer:
    """`notes` are sentences on what the question left out, or why nothing could be done. Days before and after are
    counted with hires that are due arriving, the `plain` ones without. `cost` is what the plan adds a year, without the
    hires whose cost is `unknown`; None where cost is not to be seen. `people` are those who already are there and get a
    change; where an optimal plan is not proven to need as many, so many `fewer` might do. `opens` are findings that the
    plan opens and that none of its moves closes, `steps` what is offered for the critical ones."""

    question: Question
    status: Status
    gap: float = 0.0
    notes: tuple[str, ...] = ()
    moves: tuple[Move, ...] = ()
    before: Days = NO_DAYS
    after: Days = NO_DAYS
    plain_before: Days = NO_DAYS
    plain_after: Days = NO_DAYS
    closed: tuple[Closed, ...] = ()
    open: tuple[OpenGap, ...] = ()
    cost: Decimal | None = None
    currency: str = ""
    unknown: int = 0
    hires: int = 0
    people: int = 0
    fewer: int = 0
    opens: tuple[Finding, ...] = ()
    steps: tuple[Step, ...] = ()
    curve: tuple[Point, ...] = ()

    @property
    def has_nothing_to_close(self) -> bool:
        """Whether nothing was open in the first place, so that there is nothing to do."""
        return self.status is not Status.INFEASIBLE and self.before == NO_DAYS and not self.moves

    @property
    def changes(self) -> tuple[Change, ...]:
        """Everything that the plan does, in the order of its days."""
        every = (change for move in self.moves for change in move.changes)
        return tuple(sorted(every, key=lambda change: change.on))

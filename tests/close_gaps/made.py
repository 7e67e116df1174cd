"""Answers made by hand: what tests of everything around the model go by."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from planning.core.changes.change import Change, add
from planning.core.close_gaps.answer import (
    Answer,
    Closed,
    Days,
    Instead,
    Loosen,
    Move,
    OpenGap,
    Point,
    Status,
    Step,
)
from planning.core.close_gaps.question import Question
from planning.core.fixes.base import FixKind
from planning.core.records import Assignment, Position
from planning.core.rules import Finding
from planning.core.rules.base import Subject

PM = "product-manager"
ON = date(2027, 1, 4)
BY = date(2027, 4, 1)


def question(**fields: Any) -> Question:
    return Question(**{"on": ON, "by": BY, **fields})


def assign(position: str = "luis", product: str = "ledger", start: date = ON) -> Move:
    """Somebody of the role takes a product, at no cost."""
    change = add(start, Assignment(f"{product}-{position}", product, position, PM, starts=start))
    return Move(
        f"assign:{position}:{product}:{PM}",
        FixKind.ASSIGN,
        f"Assign {product} to {position}",
        position,
        (product,),
        PM,
        start,
        None,
        (change,),
        closes=("0123456789abcdef",),
        days=Days(40, 3),
        instead=Instead("Aisha: same days, a product more", 0, 2),
    )


def hire(product: str = "ledger", cost: Decimal | None = Decimal("98000.50"), start: date = BY) -> Move:
    changes = (
        add(start, Position("new-1", title="Product Manager", role=PM, stage="draft", target_start=start)),
        add(start, Assignment(f"{product}-new", product, "new-1", PM)),
    )
    return Move(
        f"hire:{PM}:{product}",
        FixKind.HIRE,
        "Hire a Product Manager",
        "new-1",
        (product, "console"),
        PM,
        start,
        start + timedelta(days=90),
        changes,
        cost,
        is_costed=True,
    )


def opened() -> Finding:
    subject = Subject("product", "ledger", "Ledger")
    return Finding("pair-link", "warning", subject, "Not paired.", ("a",), due=BY, products=("ledger",))


def answer(asked: Question | None = None, *moves: Move, **fields: Any) -> Answer:
    """Everything filled; a test names what it is about."""
    given = {
        "status": Status.FEASIBLE,
        "gap": 0.25,
        "notes": ("Nothing was left out.",),
        "moves": moves or (assign(), hire()),
        "before": Days(42, 7),
        "after": Days(12, 1),
        "plain_before": Days(50, 8),
        "plain_after": Days(49, 8),
        "closed": (Closed("0123456789abcdef", "ledger", PM, "critical"),),
        "open": (still_open(),),
        "cost": Decimal("98000.50"),
        "currency": "EUR",
        "unknown": 1,
        "hires": 1,
        "people": 1,
        "opens": (opened(),),
        "steps": (Step("0011223344556677", "Close position Product Manager", "end:ines"),),
        "curve": (Point(Decimal(0), 0, 42), Point(Decimal("98000.50"), 1, 12, 1)),
    }
    return Answer(asked or question(), **{**given, **fields})


def still_open() -> OpenGap:
    loosen = Loosen("budget", "", "383000", "Allow EUR 383,000")
    return OpenGap("fedcba9876543210", "console", PM, "critical", ON, None, Days(12, 0), "It needs 85k more.", loosen)


def changes(*moves: Move) -> tuple[Change, ...]:
    return tuple(change for move in moves for change in move.changes)

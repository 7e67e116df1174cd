"""Questions and answers made by hand, for what shows them."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from planning.core.close_gaps.answer import Answer, Closed, Days, Loosen, Move, OpenGap, Status
from planning.core.close_gaps.question import Question
from planning.core.content import Content, Role
from planning.core.fixes.base import FixKind
from planning.core.records import Org, Person, Position, Product

ON = date(2026, 11, 28)
PM, PMM = "product-manager", "product-marketing-manager"
CONTENT = Content(
    roles={
        PM: Role(PM, "Product Manager", "PM", "product", covers=True),
        PMM: Role(PMM, "Product Marketing Manager", "PMM", "marketing", covers=True),
    }
)


def org() -> Org:
    """Two products, two people."""
    return Org.of(
        ON,
        Product("ledger", "Ledger"),
        Product("console", "Console"),
        Person("h-ines", "Ines Moreau"),
        Person("h-ben", "Ben Novak"),
        Position("ines", "Product Manager", role=PM, holder="h-ines"),
        Position("ben", "Product Marketing Manager", role=PMM, holder="h-ben"),
    )


def question(**said: Any) -> Question:
    usual: dict[str, Any] = {"on": ON, "by": ON + timedelta(days=124)}
    return Question(**usual | said)


def move(number: int = 0, **said: Any) -> Move:
    """Ines takes Ledger, which closes its critical gap of thirty days."""
    usual: dict[str, Any] = {
        "key": f"assign:ines:ledger:{PM}" if not number else f"assign:p{number}:ledger:{PM}",
        "kind": FixKind.ASSIGN,
        "title": f"Ines Moreau covers Ledger as PM from {number + 1} Dec 2026",
        "position": "ines",
        "products": ("ledger",),
        "role": PM,
        "start": ON,
        "until": None,
        "changes": (),
        "closes": ("code-ledger",),
        "days": Days(30, 0),
    }
    return Move(**usual | said)


def hire(**said: Any) -> Move:
    usual: dict[str, Any] = {
        "key": f"hire:{PMM}:console",
        "kind": FixKind.HIRE,
        "title": "Hire a Product Marketing Manager for Console, start 16 Feb 2027",
        "position": "new",
        "products": ("console",),
        "role": PMM,
        "cost": Decimal(118_000),
        "is_costed": True,
        "closes": ("code-console",),
        "days": Days(0, 12),
    }
    return move(**usual | said)


def gap(**said: Any) -> OpenGap:
    usual: dict[str, Any] = {
        "code": "code-console",
        "product": "console",
        "role": PMM,
        "severity": "critical",
        "first": ON,
        "last": date(2027, 2, 15),
        "days": Days(26, 0),
        "because": "A hire takes 82 days here, and no one else has room.",
        "loosen": Loosen("budget", "", "240000", "Raise the budget to 240,000"),
    }
    return OpenGap(**usual | said)


def answer(**said: Any) -> Answer:
    """One move closes one of two critical gaps."""
    usual: dict[str, Any] = {
        "question": question(),
        "status": Status.OPTIMAL,
        "moves": (move(),),
        "before": Days(152, 9),
        "after": Days(38, 5),
        "plain_before": Days(240, 9),
        "plain_after": Days(112, 5),
        "closed": (Closed("code-ledger", "ledger", PM, "critical"),),
        "open": (gap(),),
        "cost": Decimal(0),
        "currency": "EUR",
        "people": 1,
    }
    return Answer(**usual | said)

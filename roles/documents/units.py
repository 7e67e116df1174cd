"""What a unit is, and which rows belong to it."""

from __future__ import annotations

import json
from hashlib import sha256
from typing import Any, Final

from django.db.models import Model

from roles.models import (
    Citable,
    Competency,
    Function,
    InterviewStep,
    Language,
    Level,
    Need,
    NextStep,
    Norm,
    Pairing,
    PairPoint,
    Partner,
    Point,
    Question,
    ReportingLine,
    Responsibility,
    Role,
    Source,
    TitlePattern,
    Translation,
)

Unit = dict[str, Any]
Document = dict[str, Unit]

# Tables in an order in which no row comes before one that it refers to; what makes a row the same row as before.
KEYS: Final[dict[type[Model], tuple[str, ...]]] = {
    Source: ("slug",),
    Function: ("slug",),
    Role: ("slug",),
    Pairing: ("slug",),
    Level: ("role", "number", "track"),
    NextStep: ("role", "level", "to", "at"),
    Point: ("key",),
    Responsibility: ("key",),
    Need: ("key",),
    ReportingLine: ("key",),
    Partner: ("key",),
    Norm: ("key",),
    Competency: ("key",),
    Question: ("key",),
    InterviewStep: ("key",),
    PairPoint: ("key",),
    TitlePattern: ("text", "whole"),
    Language: ("slug",),
    Translation: ("language", "kind", "means"),
}

# Where a role's document keeps the records of a table.
PLACES: Final[dict[type[Citable], str]] = {
    Need: "need",
    ReportingLine: "reporting",
    Partner: "partners",
    Norm: "norms",
    Competency: "competencies",
    Question: "questions",
    InterviewStep: "interview",
}

# The places whose records stand in an order.
ORDERED: Final = ("responsibilities", *PLACES.values())

# Where a language's document keeps its words, by their kind.
WORDS: Final[dict[str, str]] = {
    Translation.Kind.TITLE.value: "titles",
    Translation.Kind.HEADER.value: "headers",
    Translation.Kind.STATUS.value: "statuses",
}


def identity(row: Model) -> tuple[Any, ...]:
    return tuple(row.serializable_value(name) for name in KEYS[type(row)])


def unit_of(row: Any) -> str:
    """The name of the unit that a row belongs to."""
    match row:
        case TitlePattern(role=""):
            return f"title/{row.text}{' (whole)' if row.whole else ''}"
        case TitlePattern():
            return f"role/{row.role}"
        case Role() | Pairing() | Function() | Source() | Language():
            return f"{type(row).__name__.lower()}/{row.slug}"
        case Translation():
            return f"language/{row.language_id}"
        case PairPoint():
            return f"pairing/{row.pairing_id}"
        case Responsibility(role_id=None):
            return f"pairing/{row.pairing_id}"
        case _:
            return f"role/{row.role_id}"


def same(one: Unit | None, other: Unit | None) -> bool:
    """Whether two documents of a unit say the same, their records in the same order."""
    return one == other and _orders(one or {}) == _orders(other or {})


def _orders(unit: Unit) -> list[list[str]]:
    points = unit.get("points", {})
    groups = [points[section] for section in sorted(points)]
    return [list(group) for group in (*groups, *(unit.get(place, {}) for place in ORDERED))]


def digest(unit: Unit | None) -> str:
    """The same for the same document of a unit; '' for one that is not there."""
    return "" if unit is None else sha256(json.dumps(unit, ensure_ascii=False).encode()).hexdigest()

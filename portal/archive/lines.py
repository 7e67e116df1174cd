"""One line of an archive's part as values: JSON as strict as Lineup writes it."""

from __future__ import annotations

import json
from math import isfinite
from typing import Any, TypeVar

from planning.core.hidden_marks import has_hidden
from portal.typed import plain

# Of values in one line, of levels, and of digits of a whole number: the longest line is a sign-off of all lines of
# 100,000 positions, the deepest has seven levels.
MAX_VALUES = 5_000_000
MAX_DEPTH = 20
LARGEST = 2**63 - 1
T = TypeVar("T")


def values(line: bytes) -> dict[str, Any]:
    """Raises `ValueError` or `RecursionError` for what is no row, and for what no database takes."""
    if sum(map(line.count, (b",", b"[", b"{"))) > MAX_VALUES or not line.endswith(b"\n"):
        raise ValueError("the row is too long")
    return document(line.decode())  # by itself `json` would take other encodings, and halves of characters


def document(text: str) -> dict[str, Any]:
    """The values of a text of JSON. Raises as `values` does."""
    found = json.loads(text, parse_constant=_refuse, parse_float=_finite, parse_int=_whole)
    if not isinstance(found, dict):
        raise ValueError("not a row")
    if "\\u" in text or text.count("[") + text.count("{") > MAX_DEPTH:
        _check(found, 0)
    return found


def cleaned(value: T) -> T:
    """The same as if it had been typed into a form: without marks that nobody sees."""
    if isinstance(value, dict):
        return {cleaned(name): cleaned(one) for name, one in value.items()}  # type: ignore[return-value]
    if isinstance(value, list):
        return [cleaned(one) for one in value]  # type: ignore[return-value]
    return plain(value) if isinstance(value, str) and has_hidden(value) else value  # type: ignore[return-value]


def _check(value: Any, depth: int) -> None:
    """Raises `ValueError` for texts that databases do not take (the character 0, half of a pair), and for depth."""
    if depth > MAX_DEPTH:
        raise ValueError("the row is nested too deeply")
    if isinstance(value, dict):
        for name, one in value.items():
            _check(name, depth)
            _check(one, depth + 1)
    elif isinstance(value, list):
        for one in value:
            _check(one, depth + 1)
    elif isinstance(value, str) and b"\0" in value.encode():
        raise ValueError("a character that cannot be stored")


def _refuse(constant: str) -> None:
    raise ValueError(f"{constant} is not a number.")


def _finite(text: str) -> float:
    found = float(text)
    if not isfinite(found):
        raise ValueError("a number that is too large")
    return found


def _whole(text: str) -> int:
    if len(text) > 20 or abs(int(text)) > LARGEST:
        raise ValueError("a number that is too large")
    return int(text)

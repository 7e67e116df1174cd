"""Cells of Lineup's own tables that name positions and products."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from planning.core.cell_text import parted
from planning.imports.own.cells import MAX_KEY, Wrong
from planning.imports.own.sheets import Keys, Row
from planning.imports.problems import Report

ADVICE = "Write a key from the “key” column."


def manager(positions: Keys, report: Report, row: Row, text: str) -> str:
    """The key that is named; one that nobody has is kept and said, and the position stands in the tray."""
    found = positions.find(text)
    if not found:
        _fits(text)
        told = f"No position has this key, so the position has no manager. {ADVICE}"
        report.note(row.number, "manager", text, told, "unknown-manager")
    return found or text


def dotted(positions: Keys, report: Report, row: Row, text: str) -> tuple[str, ...]:
    """The keys that are named; one that nobody has is kept and said."""
    keys = parted(text)
    for key in keys:
        if not positions.find(key):
            _fits(key)
            told = f"No position has this key. The dotted line is kept but has no target. {ADVICE}"
            report.note(row.number, "dotted", key, told, "unknown-dotted")
    return tuple(positions.find(key) or key for key in keys)


def _fits(key: str) -> None:
    if len(key) > MAX_KEY:
        raise Wrong(f"A key can have up to {MAX_KEY} characters. {ADVICE}", "too-long")


def assignment_fits(
    tables: Mapping[str, Mapping[str, Any]], report: Report, row: Row, fields: Mapping[str, Any]
) -> bool:
    """Whether the row says enough for an assignment. A new one without a product, position or role that there is, is an
    error, for nothing of it can be kept."""
    if not row.is_new:
        return True
    for name in ("product", "position", "role"):
        if not fields.get(name):
            said = row.said.get(name, "")
            wrong = f"There is no {name} with this key" if said else f"The row names no {name}"
            text = f"{wrong}, so the assignment cannot be made. {ADVICE if name != 'role' else 'Name a role.'}"
            report.error(row.number, name, said, text, f"no-{name}")
            return False
    return True

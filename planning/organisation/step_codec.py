"""Moves of a plan's steps as JSON and back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from planning.core.changes.change import Change
from planning.core.changes.plan_steps import Add, Drop, Move, Note, Redate
from planning.organisation.codec import decode, encode


def to_json(moves: Iterable[Move]) -> list[dict[str, Any]]:
    """Plain values for `Step.moves`."""
    return [_plain(move) for move in moves]


def from_json(rows: Iterable[Mapping[str, Any]]) -> list[Move]:
    return [_rich(row) for row in rows]


def _plain(move: Move) -> dict[str, Any]:
    if isinstance(move, Add):
        c = move.change
        before, after = encode(c.before), encode(c.after)
        return {
            "add": move.id,
            "on": c.on.isoformat(),
            "kind": c.kind,
            "key": c.key,
            "before": before,
            "after": after,
        }
    if isinstance(move, Drop):
        return {"drop": move.id}
    if isinstance(move, Redate):
        return {"redate": move.id, "on": move.on.isoformat()}
    return {"note": move.id, "text": move.text}


def _rich(row: Mapping[str, Any]) -> Move:
    if "add" in row:
        kind = row["kind"]
        before, after = decode(kind, row["before"]), decode(kind, row["after"])
        return Add(row["add"], Change(date.fromisoformat(row["on"]), kind, row["key"], before, after))
    if "drop" in row:
        return Drop(row["drop"])
    if "redate" in row:
        return Redate(row["redate"], date.fromisoformat(row["on"]))
    return Note(row["note"], row["text"])

"""Rows that are open jobs: files of hiring systems name nobody in them, and their status says how far hiring is."""

from __future__ import annotations

import re

from planning.core.hiring import ALIASES, APPROVED, CANCELLED, DRAFT, OPEN, PAUSED, STAGES
from planning.imports.opening.read import Row
from planning.imports.people.position_rows import WHO, HolderRows, PositionRow

# Somebody was hired: they come with the people, so the job is none that is open.
FILLED = "filled"
_STAGES = {stage: stage for stage in STAGES} | ALIASES | {
    "active": OPEN, "published": OPEN, "live": OPEN, "recruiting": OPEN, "in progress": OPEN, "hiring": OPEN,
    "vacant": OPEN, "open for hiring": OPEN, "unfilled": OPEN, "new": OPEN,
    "not approved": DRAFT, "proposed": DRAFT, "forecast": DRAFT, "unapproved": DRAFT, "future": DRAFT,
    "approved to hire": APPROVED, "budgeted": APPROVED, "hold": PAUSED, "frozen": PAUSED,
    "inactive": PAUSED, "backlog": PAUSED,
    "canceled": CANCELLED, "archived": CANCELLED, "rejected": CANCELLED, "deleted": CANCELLED, "declined": CANCELLED,
    "filled": FILLED, "hired": FILLED, "started": FILLED, "fulfilled": FILLED, "closed filled": FILLED,
    "closed hired": FILLED, "filled internally": FILLED, "completed": FILLED,
}  # fmt: skip


_STATUS_BEHIND = re.compile(r"\s*\(([^()]{2,30})\)$")


def is_opening(reader: HolderRows, row: Row) -> bool:
    """Whether a row is an open job: it has the id of one, and no cell says who sits there."""
    return bool(reader.cell(row, "requisition_id")) and not any(reader.cell(row, name) for name in WHO)


def _title_alone(title: str, requisition: str) -> str:
    """“R-1001 Analyst (Open)” names id, title and status in one cell."""
    bare = title.removeprefix(requisition).lstrip(" :–—-") if requisition else title
    inner = _STATUS_BEHIND.search(bare)
    if inner and _plain(inner[1]) in _STAGES:
        bare = bare[: inner.start()]
    return bare or title


def _plain(status: str) -> str:
    return " ".join(status.casefold().replace("-", " ").replace("_", " ").split())


def read_opening(reader: HolderRows, row: Row, parsed: PositionRow) -> None:
    """Nobody sits there, and the stage of hiring is what the status says, unless a column of its own does."""
    parsed.vacant = True
    parsed.title = _title_alone(parsed.title, reader.cell(row, "requisition_id"))
    parsed.given |= {"title": parsed.title} if "title" in parsed.given else {}
    status = reader.cell(row, "status")
    plain = _plain(status)
    if status and plain not in _STAGES:
        text = (
            "This job status is not recognised, so the job counts as open, here and wherever it appears. "
            "Common ones are draft, approved, open, on hold, filled and closed."
        )
        reader.note_once(row, "status", text, "opening-status")
    stage = _STAGES.get(plain, OPEN if status else "")
    if stage and not reader.cell(row, "stage"):
        parsed.given["stage"] = stage

"""What an erasure changes, in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import NamedTuple


class Counted(NamedTuple):
    label: str
    number: int


GONE = " gone"
# What the rows of a table are to people; the rest counts as “other texts”.
LABELS = {
    "planning.Person": "record of the person (stays without name, address and leave)",
    "planning.Position": "positions that name them or hold their pay",
    "planning.StoredChange": "changes in the history",
    "planning.Batch": "titles in the history",
    "planning.Plan": "plans",
    "planning.Step": "steps of plans",
    "planning.Comment": "comments on plans",
    "planning.PlanEvent": "notes on plans",
    "planning.Requisition": "requisitions",
    "planning.Assignment": "assignments to products",
    "planning.Sighting": "recorded findings",
    "planning.FindingNote": "comments and events of findings",
    "planning.Waiver": "reasons for accepted findings",
    "planning.LineAnswer": "answers in reviews of reporting lines",
    "planning.LineSignOff": "signed records of reviews (they stay sealed)",
    "planning.JobBrief": "job briefs",
    "planning.Scorecard": "scorecards",
    "planning.Candidate gone": "candidates with that name, and their scorecards (deleted)",
    "planning.GapAnswer gone": "answers on closing gaps (worked out again when needed)",
    "planning.ImportDraft gone": "imports not applied yet (discarded)",
    "planning.PositionId gone": "ids remembered by imports (forgotten)",
    "planning.Notice": "notifications",
    "portal.Mail": "e-mails waiting to be sent",
    "portal.Mail gone": "e-mails to them (no longer sent)",
    "portal.Invitation gone": "invitations to their address (removed)",
    "portal.Job": "jobs",
    "sessions.Session": "messages members have not seen yet",
}


def told(counts: Mapping[str, int]) -> list[Counted]:
    """How many of each, in the order of `LABELS`."""
    found = Counter({label: counts.get(name, 0) for name, label in LABELS.items()})
    found["other texts"] = sum(number for name, number in counts.items() if name not in LABELS)
    return [Counted(label, number) for label, number in found.items() if number]

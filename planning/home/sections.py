"""What waits in each section of the menu, counted."""

from __future__ import annotations

from planning.core.hiring import is_vacant
from planning.findings import triage
from planning.organisation.models import Plan
from planning.organisation.plan_access import visible
from planning.organisation.snapshot import Snapshot
from portal.guard import Access


def counts(access: Access) -> dict[str, str]:
    """By the name of a section: its count and of what; nothing where there is none."""
    snapshot = Snapshot.of(access)
    org = snapshot.org
    findings = len(triage.open_findings(access.organisation, snapshot))
    in_review = visible(access).filter(state=Plan.State.REVIEW).count()
    vacant = sum(1 for position in org.positions.values() if is_vacant(org, position))
    found = {"findings": (findings, ""), "plans": (in_review, " in review"), "hiring": (vacant, " open")}
    return {section: f"{count:,}{of}" for section, (count, of) in found.items() if count}

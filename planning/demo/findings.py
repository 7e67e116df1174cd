"""What Fernway's members have decided about findings: one is handed over and talked about, one is accepted."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from planning.core.rules import Finding
from planning.findings import collaboration, sightings, waivers
from planning.organisation.snapshot import Snapshot
from portal.models import Organisation, User

REASON = (
    "Identity changes little this quarter, and the platform team can carry it for a month. Ines writes things down."
)
COMMENT = "Grace stands in until the hire starts. Please keep an eye on the date."


def decide(organisation: Organisation, members: Mapping[str, User], today: date) -> None:
    """Nothing where the finding it is about does not stand."""
    snapshot = Snapshot(organisation, today)
    planner, admin = members["planner"], members["admin"]
    if gap := _of(snapshot, "cov-pm", "ledger"):
        collaboration.assign(
            organisation, gap.identity, collaboration.called(gap), planner, today + timedelta(days=14), admin
        )
        collaboration.comment(organisation, gap.identity, collaboration.called(gap), COMMENT, admin)
    if alone := _of(snapshot, "single-cover", "identity"):
        waivers.accept(organisation, alone, REASON, planner, today + timedelta(days=75), admin)
    sightings.count(organisation, snapshot.findings, today)


def _of(snapshot: Snapshot, rule: str, product: str) -> Finding | None:
    return next((f for f in snapshot.findings if f.rule == rule and product in (f.subject.key, *f.products)), None)

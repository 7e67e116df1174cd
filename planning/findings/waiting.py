"""Findings assigned to a member that still stand."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils import timezone

from planning.core.rules import Finding
from planning.findings.collaboration import address, called
from planning.findings.models import FindingTask
from planning.findings.waivers import accepted
from planning.notices.waiting import Waits
from planning.organisation.snapshot import Snapshot
from portal.addresses import keep
from portal.guard import Access


def waiting(access: Access, snapshot: Snapshot) -> Iterator[Waits]:
    """One query."""
    tasks = FindingTask.objects.filter(organisation=access.organisation, assignee=access.user).select_related("author")
    if not tasks:
        return
    settled = accepted(access.organisation, snapshot)
    standing = {finding.identity: finding for finding in snapshot.findings if finding.identity not in settled}
    for task in tasks:
        if finding := standing.get(task.identity):
            yield _waits(access, task, finding)


def _waits(access: Access, task: FindingTask, finding: Finding) -> Waits:
    title = called(finding)
    detail = f"Finding assigned by {task.author}" if task.author else "Finding assigned to you"
    url = keep(access, address(access.organisation, task.identity))
    return Waits("octagon-alert", title, detail, url, "Open", task.due, timezone.localdate(task.made_at))

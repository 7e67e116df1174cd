"""What members have decided about findings, and whether that is still what somebody saw."""

from __future__ import annotations

from typing import NamedTuple

from planning.core.dates import day
from planning.findings import waivers
from planning.findings.collaboration import Tasks, assigned_tasks
from planning.findings.models import FindingTask, Waiver
from planning.findings.waivers import Identity, Waivers
from portal.models import Organisation
from portal.optimistic_lock import token


class Decided(NamedTuple):
    """What is decided about one finding: its acceptance, and who is to see to it; None where nobody has."""

    waiver: Waiver | None
    task: FindingTask | None

    @classmethod
    def of(cls, organisation: Organisation, identity: Identity) -> Decided:
        return Decisions.of(organisation).about(identity)

    @property
    def acceptance(self) -> object:
        """By which it is told whether the acceptance is still the one that somebody saw."""
        return self.waiver.pk if self.waiver else 0

    @property
    def handed(self) -> object:
        """Likewise of who is to see to it."""
        return [self.task.assignee_id, self.task.due, self.task.made_at] if self.task else []


class Decisions(NamedTuple):
    """What is decided about all findings of an organisation: two queries."""

    waivers: Waivers
    tasks: Tasks

    @classmethod
    def of(cls, organisation: Organisation) -> Decisions:
        return cls(waivers.standing(organisation), assigned_tasks(organisation))

    def about(self, identity: Identity) -> Decided:
        return Decided(self.waivers.get(identity), self.tasks.get(identity))


def acceptance_token(decided: Decided) -> str:
    return token(decided.acceptance)


def task_token(decided: Decided) -> str:
    return token(decided.handed)


def acceptance_says(decided: Decided) -> str:
    """What has become of an acceptance, in half a sentence."""
    waiver = decided.waiver
    if waiver is None:
        return "it was reopened"
    return f"{waiver.author or 'someone'} accepted it until {day(waiver.review_on)}"


def task_says(decided: Decided) -> str:
    """What has become of an assignment, in half a sentence."""
    task = decided.task
    return f"{task.author or 'someone'} assigned it to {task.assignee}" if task else "it has no assignee any more"

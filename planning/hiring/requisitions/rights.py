"""Who may move a requisition where: by the member's rights, what the organisation asks for, and who submitted it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from planning.core import hiring
from planning.core.hiring import Transition
from planning.hiring.models import HiringRules
from planning.organisation.models import Batch, StoredChange
from portal import whom_to_ask
from portal.guard import Access
from portal.models import Organisation, Right

STAGES_IN_PLAN = (hiring.DRAFT, *hiring.ASIDE)
IN_PLAN = (
    "In a plan a position can be drafted, paused, repurposed or cancelled. It is submitted, approved and filled "
    "once the plan is applied."
)


def rules_of(organisation: Organisation) -> HiringRules:
    """What the organisation decided; the defaults where it has decided nothing."""
    return HiringRules.objects.filter(organisation=organisation).first() or HiringRules(organisation=organisation)


@dataclass(frozen=True)
class Mover:
    """A member who looks at requisitions. `submitted` names who sent each for approval, as far as that is asked for."""

    access: Access
    rules: HiringRules
    submitted: Mapping[str, int]

    @classmethod
    def of(cls, access: Access, keys: Iterable[str] = ()) -> Mover:
        """One query for the rules, one more where `keys` names requisitions."""
        return cls(access, rules_of(access.organisation), submitters(access.organisation, list(keys)))

    def transitions(self, key: str, stage: str, resumes: str) -> list[Transition]:
        """The moves of a requisition that this member may make."""
        return [t for t in hiring.transitions(stage, self.rules.approval_policy, resumes) if not self.hindrance(t, key)]

    def hindrance(self, transition: Transition, key: str) -> str:
        """Why this member may not make a move that there is; '' if they may."""
        if not self.access.may(Right.PLANNER):
            return "Moving a position needs planner access."
        if self.access.plan and transition.to not in STAGES_IN_PLAN and not transition.resumes:
            return IN_PLAN
        if transition.who == hiring.PLANNER:
            return ""
        if not self.access.may(Right.APPROVER):
            return f"“{transition.verb}” needs approver access."
        if transition.who == hiring.BY_FINANCE and self.rules.finance_sees_cost and not self.access.sees_cost:
            return "Approval by finance is given by an approver who may see cost."
        return self._own_approval(transition, key)

    def refusal(self, transition: Transition, key: str) -> str:
        """The same, and whom to ask, by name."""
        why = self.hindrance(transition, key)
        return f"{why} {self._ask(transition)}" if why and why != IN_PLAN else why

    def _ask(self, transition: Transition) -> str:
        organisation, user = self.access.organisation, self.access.user
        if not self.access.may(Right.PLANNER):
            return whom_to_ask.for_access(organisation)
        cost = transition.who == hiring.BY_FINANCE and self.rules.finance_sees_cost
        return whom_to_ask.for_deed(organisation, Right.APPROVER, sees_cost=cost, but=user)

    def awaited(self, requisitions: Iterable[tuple[str, str]]) -> set[str]:
        """Of these requisitions, by key and stage, those that wait for an approval this member can give."""
        found, policy = set(), self.rules.approval_policy
        for key, stage in requisitions:
            next_up = next((t for t in hiring.transitions(stage, policy) if t.to in hiring.APPROVALS), None)
            if next_up and stage != hiring.DRAFT and not self.hindrance(next_up, key):
                found.add(key)
        return found

    def _own_approval(self, transition: Transition, key: str) -> str:
        mine = self.submitted.get(key) == self.access.user.pk
        if transition.to in hiring.APPROVALS and mine and not self.rules.own_approval:
            return (
                "You submitted this position, so somebody else has to approve it. "
                "An admin can change that in the settings."
            )
        return ""


def submitters(organisation: Organisation, keys: list[str]) -> dict[str, int]:
    """Who submitted each requisition last, by its key: the author, or the owner of the plan that it came in."""
    if not keys:
        return {}
    rows = StoredChange.objects.filter(
        organisation=organisation, kind="position", key__in=keys, after__stage=hiring.SUBMITTED, cancelled_by=None
    ).order_by("id")
    columns = rows.values_list("key", "batch__source", "batch__author", "batch__plans__owner")
    return {key: (owner if source == Batch.Source.PLAN else author) or 0 for key, source, author, owner in columns}

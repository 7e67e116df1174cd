"""Who may move a requisition where: by the member's rights, what the organisation asks for, and who submitted it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from planning.core import hiring
from planning.core.hiring import Transition
from planning.organisation.models import Batch, HiringRules, StoredChange
from portal import whom_to_ask
from portal.guard import Access
from portal.models import Organisation, Right

MOST = 500  # keys that a query names; of more, all are fetched
STAGES_IN_PLAN = (hiring.DRAFT, *hiring.ASIDE)
IN_PLAN = (
    "In a plan, a position can be drafted, paused, repurposed or cancelled. Submit, approve and fill it once the plan "
    "is applied."
)

NEVER_APPROVED = (
    "Someone was named for this position before it was approved. Pause it, reopen it as a draft and submit it."
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
    keys: tuple[str, ...] = ()

    @classmethod
    def of(cls, access: Access, keys: Iterable[str] = ()) -> Mover:
        """One query for the rules, one more where `keys` names requisitions; one of those that were accepted."""
        named = tuple(keys)
        return cls(access, rules_of(access.organisation), submitters(access.organisation, list(named)), named)

    def transitions(self, key: str, stage: str, resumes: str) -> list[Transition]:
        """The moves of a requisition that this member may make."""
        return [t for t in hiring.transitions(stage, self.rules.approval_policy, resumes) if not self.hindrance(t, key)]

    def hindrance(self, transition: Transition, key: str) -> str:
        """Why this member may not make a move that there is; '' if they may."""
        approved = not transition.falls_away or self.was_approved(key)
        return self.hindrance_of(transition, mine=self.has_submitted(key), approved=approved)

    def has_submitted(self, key: str) -> bool:
        """Whether this member sent the requisition for approval."""
        return self.submitted.get(key) == self.access.user.pk

    def was_approved(self, key: str) -> bool:
        """Whether the requisition was approved before somebody accepted, or needs no approval."""
        return self._needs_none or hiring.was_approved(self._stages_said.get(key, ()))

    @property
    def _needs_none(self) -> bool:
        return not (self.rules.finance or self.rules.approval)

    @cached_property
    def _stages_said(self) -> Mapping[str, list[str]]:
        return stages_said(self.access.organisation, self.keys)

    def hindrance_of(self, transition: Transition, *, mine: bool, approved: bool = True) -> str:
        """The same of a requisition that this member has submitted themselves, or has not, and that was approved before
        somebody accepted, or was not."""
        if not self.access.may(Right.PLANNER):
            return "Moving a position needs planner access."
        if self.access.plan and transition.to not in STAGES_IN_PLAN and not transition.resumes:
            return IN_PLAN
        if transition.falls_away and not approved:
            return NEVER_APPROVED
        if transition.who == hiring.PLANNER:
            return ""
        if not self.access.may(Right.APPROVER):
            return f"“{transition.verb}” needs approver access."
        if transition.who == hiring.BY_FINANCE and self.rules.finance_sees_cost and not self.access.sees_cost:
            return "Finance approval needs approver access and access to cost."
        return self._own_approval(transition, mine)

    def refusal(self, transition: Transition, key: str) -> str:
        """The same, and whom to ask, by name."""
        why = self.hindrance(transition, key)
        return why if why in ("", IN_PLAN, NEVER_APPROVED) else f"{why} {self.ask(transition)}"

    def ask(self, transition: Transition) -> str:
        """A sentence: who can make the move in this member's place."""
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

    def _own_approval(self, transition: Transition, mine: bool) -> str:
        if transition.to in hiring.APPROVALS and mine and not self.rules.own_approval:
            return (
                "You submitted this position, so someone else has to approve it. "
                "An admin can change that in the settings."
            )
        return ""


def stages_said(organisation: Organisation, keys: Collection[str]) -> dict[str, list[str]]:
    """What the history has said of the stages of positions, by their keys, in the order in which it was said."""
    rows = StoredChange.objects.filter(organisation=organisation, kind="position", after__has_key="stage")
    rows = rows.filter(cancelled_by=None, folded=True)
    if len(keys) <= MOST:
        rows = rows.filter(key__in=keys)
    found: dict[str, list[str]] = defaultdict(list)
    for key, stage in rows.order_by("id").values_list("key", "after__stage"):
        found[key].append(stage or "")
    return found


def submitters(organisation: Organisation, keys: list[str]) -> dict[str, int]:
    """Who submitted each requisition last, by its key: the author, or the owner of the plan that it came in. To undo an
    approval is to submit nothing."""
    if not keys:
        return {}
    rows = StoredChange.objects.filter(
        organisation=organisation, kind="position", after__stage=hiring.SUBMITTED, cancelled_by=None
    )
    rows = rows.exclude(batch__source=Batch.Source.UNDO).order_by("id")
    if len(keys) <= MOST:
        rows = rows.filter(key__in=keys)
    columns = rows.values_list("key", "batch__source", "batch__author", "batch__plans__owner")
    return {key: (owner if source == Batch.Source.PLAN else author) or 0 for key, source, author, owner in columns}

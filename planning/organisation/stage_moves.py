"""The stages of hiring that something brings about which is no move of its own: an import, an undo. Each must be such
as the member could bring about by moves, one after another."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from planning.core import hiring
from planning.core.changes.change import Change
from planning.core.hiring import ApprovalPolicy, Transition
from planning.core.names import name_of
from planning.core.records import Org, Position
from planning.organisation import store, writes
from planning.organisation.hiring_rights import Mover
from planning.organisation.live import has_begun
from planning.organisation.models import Batch
from portal.guard import Access

_BY = {hiring.BY_FINANCE: " by finance"}


class Start(NamedTuple):
    """Where a requisition stands: its stage, where it goes back to if it is paused, whether the member who looks at it
    submitted it, and whether it was approved where somebody accepted."""

    stage: str
    resumes: str = ""
    mine: bool = False
    approved: bool = True


@dataclass
class Ways:
    """Which stages a member can bring a requisition to. `alone`: they would submit it themselves on the way."""

    mover: Mover
    alone: bool
    _known: dict[Start, frozenset[str]] = field(default_factory=dict)

    def leads(self, start: Start, to: str) -> bool:
        """Whether they can bring it there."""
        return needed(to, self.policy) in self._reached(start)

    def furthest(self, to: str) -> str:
        """How far on the way to a stage they can bring a new one."""
        wanted = needed(to, self.policy)
        ahead = hiring.PIPELINE[: hiring.PIPELINE.index(wanted)] if wanted in hiring.PIPELINE else ()
        reached = self._reached(Start(hiring.DRAFT))
        return next((stage for stage in reversed(ahead) if stage in reached), hiring.DRAFT)

    def lacks(self, start: Start, to: str) -> str:
        """What it needs to get there, and whom to ask: “an approval. Ask Ana Reis.”"""
        mine, last = start.mine, Transition(hiring.APPROVED, "", hiring.APPROVER)
        for step in _path(start, needed(to, self.policy), self.policy):
            if step.to in hiring.APPROVALS or step.who != hiring.PLANNER:
                last = step
            if why := self.mover.hindrance_of(step, mine=mine, approved=start.approved):
                return f"an approval{self._by(step, why)}. {self.mover.ask(step)}"
            mine = self._submits(step, mine)
        return f"an approval. {self.mover.ask(last)}"

    @property
    def policy(self) -> ApprovalPolicy:
        return self.mover.rules.approval_policy

    def _by(self, step: Transition, why: str) -> str:
        return " by someone else" if why.startswith("You submitted") else _BY.get(step.who, "")

    def _submits(self, step: Transition, mine: bool) -> bool:
        return mine or (self.alone and step.to == hiring.SUBMITTED)

    def _reached(self, start: Start) -> frozenset[str]:
        if start not in self._known:
            self._known[start] = frozenset(self._search(start))
        return self._known[start]

    def _search(self, start: Start) -> set[str]:
        seen, ahead = {start}, deque([start])
        while ahead:
            here = ahead.popleft()
            for step in hiring.transitions(here.stage, self.policy, here.resumes):
                there = Start(step.to, "", self._submits(step, here.mine))
                if there not in seen and not self.mover.hindrance_of(step, mine=here.mine, approved=here.approved):
                    seen.add(there)
                    ahead.append(there)
        return {each.stage for each in seen}


def needed(to: str, policy: ApprovalPolicy) -> str:
    """The stage, or where the organisation leaves it out the last before it."""
    if to not in hiring.PIPELINE or to in policy.stages:
        return to
    return [stage for stage in hiring.PIPELINE[: hiring.PIPELINE.index(to)] if stage in policy.stages][-1]


def _path(start: Start, to: str, policy: ApprovalPolicy) -> list[Transition]:
    """The shortest way there is, whoever may go it; empty where there is none."""
    ways: dict[str, list[Transition]] = {start.stage: []}
    ahead = deque([start])
    while ahead:
        here = ahead.popleft()
        for step in hiring.transitions(here.stage, policy, here.resumes):
            if step.to not in ways:
                ways[step.to] = [*ways[here.stage], step]
                ahead.append(Start(step.to))
    return ways.get(to, [])


def start_of(org: Org, position: Position | None, mover: Mover) -> Start:
    """Where the filling of a position begins: one that is new or filled begins anew."""
    stage = hiring.STARTED if position is None else hiring.stage_of(org, position)
    if position is None or stage == hiring.STARTED:
        return Start(hiring.DRAFT)
    approved = stage != hiring.ACCEPTED or mover.was_approved(position.key)
    return Start(stage, org.requisition(position.key).resumes, mover.has_submitted(position.key), approved)


def refused_undo(access: Access, batch: Batch) -> str:
    """Why this member may not take the batch back, or bring it again, for the stages that this brings about, and whom
    to ask; '' where they may. What one did oneself one takes back, and plans are reverted by those who apply them.
    While an organisation is being set up nothing is held back."""
    root = batch.root
    own = not root.void and batch.author_id == access.user.pk
    if own or root.source == Batch.Source.PLAN:
        return ""
    changes = [change for change in writes.brought_about(root, access.today) if change.kind in _KINDS]
    if not changes or not has_begun(access.organisation):
        return ""
    org = store.org_at(access.organisation, access.today)
    ways = Ways(Mover.of(access, {change.key for change in changes}), alone=False)
    return next(_refused(org, ways, changes, again=root.void), "")


_KINDS = ("position", "requisition")


def _refused(org: Org, ways: Ways, changes: Iterable[Change], *, again: bool) -> Iterator[str]:
    moved: dict[str, Start] = {}
    for change in changes:
        position = org.positions.get(change.key)
        to = _brought(change)
        if not to or (not again and position is not None and not hiring.is_vacant(org, position)):
            continue  # who sat there goes again: it is then as far as it had come
        start = start_of(org, position, ways.mover)
        start = moved.get(change.key, start) if change.kind == "position" else start
        if to != start.stage and not ways.leads(start, to):
            name = name_of(org, "position", change.key) if position else str((change.after or {}).get("title"))
            yield f"{name} would be {to} again, which needs {ways.lacks(start, to)}"
        if change.kind == "position":
            moved[change.key] = Start(to, "", start.mine)


def _brought(change: Change) -> str:
    """The stage that a change brings a requisition to, or lets it go on at; '' if none."""
    after: Mapping[str, object] = change.after or {}
    if change.kind == "requisition":
        resumes = str(after.get("resumes") or "")
        return resumes if resumes in hiring.PIPELINE else ""
    return hiring.stage_said(Position("", stage=str(after["stage"] or ""))) if "stage" in after else ""

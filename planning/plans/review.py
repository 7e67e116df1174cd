"""A plan's way from draft to decision. Who may take which step is the guard's business; what the plan must be
for it is decided here, with the plan's row locked."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import transaction

from planning.core.changes.plan_steps import Drop
from planning.core.words import count
from planning.notices.models import Notice
from planning.organisation import store
from planning.organisation.models import Plan
from planning.organisation.step_codec import to_json
from planning.plans import editing, notifying
from planning.plans.editing import Locked
from planning.plans.models import Comment, PlanEvent, PlanRules
from portal import whom_to_ask
from portal.models import Right
from portal.optimistic_lock import check
from portal.wording import lowfirst

State, Kind = Plan.State, Notice.Kind
FROM: dict[str, tuple[str, ...]] = {
    State.REVIEW: (State.DRAFT, State.SENT_BACK),
    State.DRAFT: (State.REVIEW, State.ARCHIVED, State.REJECTED),
    State.APPROVED: (State.REVIEW,),
    State.SENT_BACK: (State.REVIEW, State.APPROVED),
    State.REJECTED: (State.REVIEW,),
    State.ARCHIVED: (State.DRAFT, State.SENT_BACK, State.REJECTED, State.REVERTED),
}


def submit(plan: Plan, *, by: Any, text: str = "") -> Plan:
    """Send for review; edits are locked until it comes back."""
    with transaction.atomic():
        if not store.planned(plan):
            raise Locked("The plan has no changes yet. Make one, then send it for review.")
        plan = _move(plan, State.REVIEW, by, text)
        notifying.tell(
            plan, Kind.REVIEW, f"{by} asked you to review the plan “{plan}”", notifying.approvers(plan), by=by
        )
    return plan


def withdraw(plan: Plan, *, by: Any) -> Plan:
    """Take a plan out of review, or out of the archive, to go on with it."""
    with transaction.atomic():
        return _move(plan, State.DRAFT, by, "")


def approve(plan: Plan, *, by: Any, text: str = "", seen: str | int | None = None) -> Plan:
    """`seen` is the plan's version that the approver looked at. Raises `Overtaken` where it is another one now."""
    with transaction.atomic():
        plan = _decided(plan, State.APPROVED, by, text, seen)
        _tell(plan, Kind.APPROVED, f"{by} approved the plan “{plan}”", by)
    return plan


def send_back(plan: Plan, *, by: Any, text: str, seen: str | int | None = None) -> Plan:
    with transaction.atomic():
        plan = _decided(plan, State.SENT_BACK, by, text, seen)
        _tell(plan, Kind.SENT_BACK, f"{by} requested changes to the plan “{plan}”", by)
    return plan


def reject(plan: Plan, *, by: Any, text: str, seen: str | int | None = None) -> Plan:
    with transaction.atomic():
        plan = _decided(plan, State.REJECTED, by, text, seen)
        _tell(plan, Kind.SENT_BACK, f"{by} rejected the plan “{plan}”", by)
    return plan


def approve_some(
    plan: Plan, ids: Iterable[str], *, by: Any, text: str, seen: str | int | None = None
) -> tuple[Plan, Plan]:
    """Approve the changes `ids`; the rest go back to the owner as a plan of their own. Returns both."""
    with transaction.atomic():
        every = store.planned(plan)
        chosen = set(ids) & set(every)
        rest = [id for id in every if id not in chosen]
        if not chosen or not rest:
            raise Locked("Select some of the changes, but not all.")
        # What is approved has to stand without the rest.
        editing.check_whole(plan, [every[id].change for id in every if id in chosen])
        back = editing.create(
            plan.organisation,
            name=f"{plan} (sent back)"[:120],
            target=plan.target,
            owner=plan.owner,
            purpose=plan.purpose,
        )
        moves = to_json(editing.adds(1, [every[id].change for id in rest]))
        back.steps.create(number=1, title=f"Sent back from {plan}"[:300], author=by, moves=moves)
        back.version, back.state = 1, State.SENT_BACK
        back.save()
        PlanEvent.objects.create(plan=back, state=State.SENT_BACK, author=by, text=text)
        plan = _decided(plan, State.APPROVED, by, text, seen)
        editing.append(plan, f"Send back {count(len(rest), 'change')}", [Drop(id) for id in rest], by)
        _tell(plan, Kind.APPROVED, f"{by} approved part of the plan “{plan}”", by)
        _tell(back, Kind.SENT_BACK, f"{by} sent back part of the plan “{plan}”", by)
    return plan, back


def archive(plan: Plan, *, by: Any) -> Plan:
    with transaction.atomic():
        return _move(plan, State.ARCHIVED, by, "")


def comment(plan: Plan, text: str, *, by: Any, change: str = "") -> Comment:
    """Say something about the plan or one of its changes."""
    with transaction.atomic():
        said = Comment.objects.create(plan=plan, change=change, author=by, text=text.strip()[:4000])
        talkers = [comment.author for comment in plan.comments.select_related("author") if comment.author]
        notifying.tell(
            plan,
            Kind.COMMENT,
            f"{by} commented on the plan “{plan}”",
            [*notifying.involved(plan), *talkers],
            by=by,
        )
    return said


def rules_of(plan: Plan) -> PlanRules:
    return PlanRules.objects.filter(organisation=plan.organisation_id).first() or PlanRules(
        organisation_id=plan.organisation_id
    )


def check_waits(plan: Plan, by: Any) -> None:
    """Raises `Locked` where the plan does not wait for the approval of `by`. To be asked before anything is told of
    what the plan holds."""
    if own := why_not_own(plan, by):
        raise Locked(own)
    _check_state(plan, State.APPROVED)


def why_not_own(plan: Plan, by: Any) -> str:
    """Why somebody may not decide on a plan of their own, and whom to ask; '' where they may, or it is not theirs."""
    if plan.owner_id != getattr(by, "pk", None) or rules_of(plan).own_approval:
        return ""
    ask = whom_to_ask.for_deed(plan.organisation, Right.APPROVER, but=by)
    return f"Someone else has to decide on your own plan. {ask} An admin can change that in the settings."


def _tell(plan: Plan, kind: str, text: str, by: Any) -> None:
    notifying.tell(plan, kind, text, notifying.involved(plan), by=by)


def _decided(plan: Plan, state: str, by: Any, text: str, seen: str | int | None) -> Plan:
    if own := why_not_own(plan, by):
        raise Locked(own)
    if state != State.APPROVED and not text.strip():
        raise Locked("Say what needs to change, so that the owner knows what to do next.")
    return _move(plan, state, by, text, seen)


def _move(plan: Plan, state: str, by: Any, text: str, seen: str | int | None = None) -> Plan:
    plan = Plan.objects.select_for_update(of=("self",)).select_related("organisation", "owner").get(pk=plan.pk)
    _check_state(plan, state)
    if seen is not None:
        check(seen, plan.version, "the plan")
    plan.state = state
    plan.save(update_fields=["state", "changed_at"])
    PlanEvent.objects.create(plan=plan, state=state, author=by, text=text.strip())
    return plan


def _check_state(plan: Plan, wanted: str) -> None:
    if plan.state not in FROM[wanted]:
        state = lowfirst(plan.get_state_display())
        raise Locked(f"The plan is {state} now, because someone else has just changed it. Reload the page to see it.")

"""Candidates and their requisition go together: who is hired has accepted it, and it has one hire at a time."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any

from django.db.models import F, Q, QuerySet

from planning.core import hiring
from planning.core.changes.change import Change
from planning.core.dates import day
from planning.core.records import Org, Position
from planning.hiring.models import Candidate
from planning.hiring.requisitions.calling_off import called_off
from planning.hiring.requisitions.opening import opened_days
from planning.organisation import store, writes
from planning.organisation.hiring_rights import Mover, rules_of
from planning.organisation.models import Batch, StoredChange
from portal.guard import Access
from portal.models import Organisation
from portal.request_values import whole_number

Outcome = Candidate.Outcome
KEEP, REJECT = "", "reject"
OTHERS = [(KEEP, "Keep in progress"), (REJECT, "Mark as not chosen")]
# A requisition that comes here takes nobody else.
CLOSING = (hiring.STARTED, hiring.REPURPOSED, hiring.CANCELLED)


class Unacceptable(Exception):
    """Why a candidate cannot be hired, in words with what to do."""


def accept(access: Access, candidate: Candidate) -> Batch | None:
    """The requisition is accepted, too, as a step of its own that can be undone; None where it is already. Raises
    `Unacceptable`. Call it in a transaction that has locked the organisation."""
    org = store.org_at(access.organisation, access.today)
    position = org.positions.get(candidate.position)
    if position is None:
        return None
    title, stage = position.title or position.key, hiring.stage_of(org, position)
    if other := _hired_already(access.organisation, org, position, candidate):
        raise Unacceptable(_one_at_a_time(other, title))
    if stage in (hiring.ACCEPTED, hiring.STARTED):
        return None
    policy, resumes = rules_of(access.organisation).approval_policy, org.requisition(position.key).resumes
    if wrong := hiring.refusal(stage, hiring.ACCEPTED, policy, resumes):
        raise Unacceptable(f"{wrong} Move the requisition to the next stage first, then record the hire.")
    changes = hiring.move(org, position.key, hiring.ACCEPTED, seen=position.stage)
    return _commit(access, changes, f"{title}: offer accepted")


def _one_at_a_time(other: Candidate, title: str) -> str:
    on = f" on {day(other.decided_on)}" if other.decided_on else ""
    return (
        f"{other} was already hired for {title}{on}. If that fell through, change their "
        "outcome first. To hire both, add a second position."
    )


def _hired_already(organisation: Organisation, org: Org, position: Position, but: Candidate) -> Candidate | None:
    """Who was hired for a position since it was last vacated or opened for hiring."""
    days = (org.since.get(position.key), opened_days(organisation).get(position.key))
    begun = max((d for d in days if d), default=date.min)
    hired = Candidate.objects.filter(organisation=organisation, position=position.key, outcome=Outcome.HIRED)
    return hired.filter(decided_on__gte=begun).exclude(pk=but.pk).first()


def release(access: Access, candidate: Candidate) -> Batch | None:
    """Somebody who was hired is not, after all: the requisition goes back to where it was before they were; to a draft
    where it was vacated meanwhile and nobody has approved it since."""
    org = store.org_at(access.organisation, access.today)
    position = org.positions.get(candidate.position)
    if position is None or candidate.decided_in is None or hiring.stage_of(org, position) != hiring.ACCEPTED:
        return None
    approved = Mover.of(access, [position.key]).was_approved(position.key)
    to, why = _stage_before(candidate) if approved else hiring.DRAFT, "The person hired is not joining after all."
    changes = hiring.move(org, position.key, to, seen=position.stage, why=why)
    changes += called_off(access.organisation, access.today, position.key, to)
    title = f"{position.title or position.key}: back to {to}"
    return _commit(access, changes, title)


def _commit(access: Access, changes: list[Change], title: str) -> Batch:
    return writes.commit(
        access.organisation,
        changes,
        title=title,
        today=access.today,
        author=access.user,
        source=Batch.Source.HIRING,
    )


def _stage_before(candidate: Candidate) -> str:
    """Of the requisition, before the candidate was hired."""
    rows = StoredChange.objects.filter(batch=candidate.decided_in, kind="position", key=candidate.position)
    before: dict[str, Any] = next((row.before for row in rows if row.before), {})
    stage = hiring.stage_said(Position("", stage=str(before.get("stage", ""))))
    return stage if stage in hiring.HIRING and stage != hiring.ACCEPTED else hiring.OFFER


def in_progress(access: Access, keys: Collection[str]) -> int:
    """How many candidates for these positions are neither hired nor decided otherwise."""
    return _open(access, keys).count()


def _open(access: Access, keys: Collection[str]) -> QuerySet[Candidate]:
    found = Candidate.objects.filter(organisation=access.organisation, position__in=keys, outcome=Outcome.OPEN)
    return found.filter(erased_on=None)


def name_of_hired(access: Access, keys: Collection[str], number: str) -> str:
    """The name of somebody who was hired for one of these positions, by the number in their address."""
    found = Candidate.objects.filter(organisation=access.organisation, position__in=keys, outcome=Outcome.HIRED)
    return next((candidate.name for candidate in found.filter(pk=whole_number(number) or 0)), "")


def follow_move(access: Access, keys: Collection[str], to: str, others: str) -> None:
    """After a requisition was moved by hand: whoever was hired is in progress again where it was taken back, and the
    others are not chosen where that was said."""
    done = Batch.objects.filter(organisation=access.organisation, author=access.user).order_by("-id").first()
    if to not in (hiring.ACCEPTED, hiring.STARTED):
        hired = Candidate.objects.filter(organisation=access.organisation, position__in=keys, outcome=Outcome.HIRED)
        _set(hired.exclude(decided_in=None), Outcome.OPEN)
    if to in CLOSING and others == REJECT:
        _set(_open(access, keys), Outcome.REJECTED, access.today, done)


def follow_undo(sender: object, *, organisation_id: int, **_: object) -> None:
    """Receive `organisation_changed`: a decision whose step was undone is open again, and holds again once that is done
    again. The candidate keeps the step meanwhile, until something else is decided."""
    every = Candidate.objects.filter(organisation_id=organisation_id).select_related("decided_in")
    undone, redone = (
        Q(decided_in__void=True) & ~Q(outcome=Outcome.OPEN),
        Q(decided_in__void=False, outcome=Outcome.OPEN),
    )
    for candidate in every.filter(undone | redone):
        step = candidate.decided_in
        assert step
        outcome = Outcome.OPEN if step.void else _decided(candidate, step)
        _set(every.filter(pk=candidate.pk), outcome, None if step.void else step.on, step)


def _decided(candidate: Candidate, step: Batch) -> str:
    """What a step in the organisation decided of a candidate: it filled their requisition, or closed it to them."""
    rows = StoredChange.objects.filter(batch=step, kind="position", key=candidate.position)
    stages = {str(row.after.get("stage", "")) for row in rows if row.after}
    return Outcome.HIRED if hiring.ACCEPTED in stages else Outcome.REJECTED


def _set(candidates: QuerySet[Candidate], outcome: str, on: date | None = None, done: Batch | None = None) -> None:
    """Nothing but how it ended: somebody else may be writing down another step of theirs."""
    candidates.update(outcome=outcome, decided_on=on, decided_in=done, version=F("version") + 1)

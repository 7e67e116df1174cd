"""Filling a vacant position: the stages it goes through, which moves between them there are, and what a move changes.

A vacant position has a requisition: the filling of it. Its stage is the position's own; all else that is known of
filling it is the record `Requisition`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from planning.core.changes.change import Change, add, edit
from planning.core.dates import day
from planning.core.occupancy import DUE, FILLED, VACANT
from planning.core.records import Org, Position, Requisition
from planning.core.words import listed

DRAFT, SUBMITTED, FINANCE, APPROVED = "draft", "submitted", "approved by finance", "approved"
OPEN, INTERVIEWING, OFFER, ACCEPTED, STARTED = "open", "interviewing", "offer", "accepted", "started"
PAUSED, REPURPOSED, CANCELLED = "paused", "repurposed", "cancelled"
PIPELINE = (DRAFT, SUBMITTED, FINANCE, APPROVED, OPEN, INTERVIEWING, OFFER, ACCEPTED, STARTED)
ASIDE = (PAUSED, REPURPOSED, CANCELLED)
STAGES = PIPELINE + ASIDE
# Hiring itself: once a requisition is there, it goes to and fro as candidates come and go.
HIRING = (OPEN, INTERVIEWING, OFFER, ACCEPTED)
# A requisition in one of these is at work: somebody is allowed to hire, or does.
AT_WORK = (APPROVED, *HIRING)
# What files and older plans call a stage.
ALIASES = {
    "planned": DRAFT,
    "requested": SUBMITTED,
    "pending approval": SUBMITTED,
    "finance approved": FINANCE,
    "approved to hire": APPROVED,
    "budgeted": APPROVED,
    "sourcing": OPEN,
    "recruiting": OPEN,
    "hiring": OPEN,
    "open for hiring": OPEN,
    "published": OPEN,
    "screening": OPEN,
    "posted": OPEN,
    "interview": INTERVIEWING,
    "interviews": INTERVIEWING,
    "offer extended": OFFER,
    "offer accepted": ACCEPTED,
    "hired": ACCEPTED,
    "on hold": PAUSED,
    "hold": PAUSED,
    "frozen": PAUSED,
    "canceled": CANCELLED,
    "closed": CANCELLED,
    "withdrawn": CANCELLED,
}
# Who may make a move. An approval by finance is one that an organisation may tie to the cost right.
PLANNER, APPROVER, BY_FINANCE = "planner", "approver", "finance"
APPROVALS = {FINANCE: BY_FINANCE, APPROVED: APPROVER}


class ApprovalPolicy(NamedTuple):
    """Which approvals an organisation asks for before a requisition is open for hiring."""

    finance: bool = True
    approval: bool = True

    @property
    def stages(self) -> tuple[str, ...]:
        """The stages in their order, those left out that nobody has to go through."""
        skipped = {FINANCE} if not self.finance else set()
        skipped |= {APPROVED} if not self.approval else set()
        if len(skipped) == 2:
            skipped.add(SUBMITTED)
        return tuple(stage for stage in PIPELINE if stage not in skipped)


class Transition(NamedTuple):
    """A move that is possible: where to, what it is called, who may make it, whether a reason is asked for, whether it
    only takes back that the requisition was paused, and whether somebody who had accepted does not come."""

    to: str
    verb: str
    who: str = PLANNER
    why: bool = False
    resumes: bool = False
    falls_away: bool = False


def is_vacant(org: Org, position: Position) -> bool:
    """Whether nobody is there or known to come."""
    return org.occupancy(position) == VACANT


def stage_of(org: Org, position: Position) -> str:
    """The stage of filling a position: where somebody sits there it has started, where they are yet to start they have
    accepted, whatever else it says."""
    return {FILLED: STARTED, DUE: ACCEPTED}.get(org.occupancy(position)) or stage_said(position)


def stage_said(position: Position) -> str:
    """What a position says of its own stage while nobody is known to come."""
    text = " ".join(position.stage.casefold().replace("-", " ").replace("_", " ").split())
    return text if text in STAGES and text != STARTED else ALIASES.get(text, DRAFT)


def target(position: Position, on: date) -> date | None:
    """When a vacant position is to be filled: its target start, else its own first day where that is yet to come."""
    return position.target_start or (position.starts if position.starts and position.starts > on else None)


def is_hiring(org: Org, position: Position) -> bool:
    """Whether somebody is to come to a position that is not filled. Who is known to start later is; else the
    requisition is at work, or has a day by which somebody is to start. A draft without such a day (or with one that has
    passed) is an idea; one that was paused or given up is nothing that is coming."""
    state = org.occupancy(position)
    return state == DUE or (state == VACANT and is_awaited(position, org.on))


def is_awaited(position: Position, on: date) -> bool:
    """The same of a position that is known to be vacant."""
    stage, by = stage_said(position), target(position, on)
    return stage in AT_WORK or (stage not in ASIDE and by is not None and by >= on)


def expected_on(org: Org, position: Position) -> date | None:
    """The first day of whoever is to come, as far as it is known or aimed at; it may have passed."""
    return org.first_day(position) or (target(position, org.on) if is_vacant(org, position) else None)


def holder_or_starter(org: Org, position: Position) -> str:
    """The name of who sits there, or of who is to with their first day; '' where the position is vacant."""
    if is_vacant(org, position):
        return ""
    first = org.first_day(position)
    return (org.holder_names(position) or "Name not given") + (f", from {day(first)}" if first else "")


def unfilled_positions(org: Org) -> list[Position]:
    """Every position that has a requisition: nobody sits there yet, or somebody is to start. In the order of the
    tables."""
    return [position for position in org.positions.values() if not org.filled(position)]


def requisition_of(org: Org, position: Position) -> Requisition:
    """What is known of filling a position. Where nobody has said anything since somebody left, it replaces them."""
    known: Requisition | None = org.get("requisition", position.key)
    if known is None and position.holder in org.people and is_vacant(org, position):
        return Requisition(position.key, type="backfill", replaces=position.holder)
    return known or Requisition(position.key)


def transitions(stage: str, policy: ApprovalPolicy, resumes: str = "") -> list[Transition]:
    """The moves that there are from a stage, the usual one first. `resumes` is where a paused one goes back to."""
    if stage == STARTED:
        return []
    if stage in ASIDE:
        return list(_from_aside(stage, resumes))
    return [*_onward(stage, policy), *_among_hiring(stage), *_back(stage), *_aside(stage)]


def _onward(stage: str, policy: ApprovalPolicy) -> Iterator[Transition]:
    later = [s for s in PIPELINE[PIPELINE.index(stage) + 1 :] if s in policy.stages]
    to = later[0] if later else ""
    verbs = {
        SUBMITTED: "Submit for approval",
        FINANCE: "Approve for finance",
        APPROVED: "Approve",
        OPEN: "Open for hiring",
        INTERVIEWING: "Start interviewing",
        OFFER: "Make an offer",
        ACCEPTED: "Mark offer as accepted",
        STARTED: "Mark as started",
    }
    if to:
        yield Transition(to, verbs[to], APPROVALS.get(to, PLANNER))


def _among_hiring(stage: str) -> Iterator[Transition]:
    """Ahead by more than one stage, or back where a candidate falls away."""
    if stage not in HIRING:
        return
    at = HIRING.index(stage)
    for number, to in enumerate(HIRING):
        if number < at:
            yield Transition(to, f"Back to {to}", why=True, falls_away=stage == ACCEPTED)
        elif number > at + 1:
            yield Transition(to, f"Skip to {to}")


def _back(stage: str) -> Iterator[Transition]:
    if stage in (SUBMITTED, FINANCE, APPROVED):
        yield Transition(DRAFT, "Back to draft", PLANNER if stage == SUBMITTED else APPROVER, why=True)


def _aside(stage: str) -> Iterator[Transition]:
    yield Transition(PAUSED, "Pause", why=True)
    yield Transition(REPURPOSED, "Repurpose", why=True)
    yield Transition(CANCELLED, "Cancel position", why=True)


def _from_aside(stage: str, resumes: str) -> Iterator[Transition]:
    if stage == PAUSED and resumes in PIPELINE and resumes not in (DRAFT, STARTED):
        yield Transition(resumes, f"Resume at {resumes}", resumes=True)
    yield Transition(DRAFT, "Reopen as draft")
    if stage != CANCELLED:
        yield Transition(CANCELLED, "Cancel position", why=True)


def was_approved(said: Iterable[str]) -> bool:
    """Whether a requisition was open for hiring, or approved for it, when somebody accepted, by all that its position
    has said of its stage. Of one that came as accepted nobody knows more, so it was; one that was filled as a draft,
    for somebody is to start there, was not."""
    found = None
    for text in said:
        stage = stage_said(Position("", stage=text)) if text else ACCEPTED
        if stage not in (ACCEPTED, PAUSED):
            found = stage in AT_WORK
        elif found is None:
            found = bool(text) and stage == ACCEPTED
    return found is not False


def refusal(stage: str, to: str, policy: ApprovalPolicy, resumes: str = "") -> str:
    """Why a requisition cannot go from one stage to another; '' if it can."""
    if to == stage:
        return f"The position is already at “{stage}”."
    if stage == STARTED:
        return "Someone holds this position. Vacate it first."
    possible = [each.to for each in transitions(stage, policy, resumes)]
    if to in possible:
        return ""
    ways = listed([f"“{name}”" for name in possible], "or")
    return f"A position at “{stage}” cannot move to “{to}”. It can move to {ways}."


def move(org: Org, key: str, to: str, *, seen: str = "", why: str = "", target: date | None = None) -> list[Change]:
    """What changes when a requisition goes to a stage: the stage, perhaps the target start, and what its record
    remembers. Whoever was to start no longer is. `seen` is the stage as the mover saw it, as the position had it.
    Somebody starting is not among it: they take the position."""
    position, known = org.positions[key], org.requisition(key)
    stage = stage_of(org, position)
    kept = {"why": why, "resumes": stage if to == PAUSED else ""}
    if to == SUBMITTED and known.planned_start is None:
        kept["planned_start"] = target or position.target_start  # type: ignore[assignment]
    gone = {"holder": "", "sharers": ()} if org.occupancy(position) == DUE else {}
    moved = edit(org.on, position, stage=to, target_start=target or position.target_start, **gone)
    if moved and moved.before is not None and seen:
        moved = moved._replace(before={**moved.before, "stage": seen})
    return [*([moved] if moved else []), *revise(org, key, **kept)]


def vacated(org: Org, key: str) -> list[Change]:
    """What becomes of the requisition when a position's holder goes: a backfill for them, told from the one before."""
    leaver = org.positions[key].holder
    if leaver not in org.people:
        return []
    fresh = Requisition(key, type="backfill", replaces=leaver, manager=org.requisition(key).manager)
    return revise(org, key, **{name: value for name, value in fresh._asdict().items() if name != "key"})


def revise(org: Org, key: str, **after: object) -> list[Change]:
    """New values for fields of a position's requisition, which comes into being with the first of them."""
    known: Requisition | None = org.get("requisition", key)
    if known is None:
        position = org.positions.get(key)
        start = requisition_of(org, position) if position else Requisition(key)
        made = start._replace(**after)  # type: ignore[arg-type]
        return [add(org.on, made)] if made != Requisition(key) else []
    change = edit(org.on, known, **after)
    return [change] if change else []

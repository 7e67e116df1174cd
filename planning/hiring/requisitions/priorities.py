"""The seats to fill as pages show them: in order, each with what it closes and why it stands where it stands."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from planning.core import hiring
from planning.core.dates import day
from planning.core.records import PRIORITIES, Position, Product, Requisition
from planning.core.rules import SEVERITIES
from planning.core.rules.closing import Closing, closings
from planning.findings import triage
from planning.organisation.snapshot import Snapshot
from portal.guard import Access

FAR = date.max


@dataclass(frozen=True)
class Seat:
    """A position to fill. `proposed` is its place by what it closes, from 1; `place` the one it has, which differs
    where somebody gave one by hand."""

    position: Position
    requisition: Requisition
    stage: str
    closes: Sequence[Closing]
    proposed: int
    place: int

    @property
    def key(self) -> str:
        return self.position.key

    @property
    def title(self) -> str:
        return self.position.title or self.position.key

    @property
    def by_hand(self) -> bool:
        return self.requisition.rank > 0

    @property
    def slip(self) -> int:
        """By how many days the target start is later than the planned one; 0 where either is unknown."""
        planned, target = self.requisition.planned_start, self.position.target_start
        return (target - planned).days if planned and target else 0

    @property
    def slip_text(self) -> str:
        days = abs(self.slip)
        return f"{days} {'day' if days == 1 else 'days'} {'late' if self.slip > 0 else 'early'}" if days else ""

    @property
    def is_aside(self) -> bool:
        return self.stage in hiring.ASIDE

    @property
    def gaps(self) -> list[Closing]:
        """What it closes besides findings about itself (that it is vacant for long says nothing of its worth)."""
        return [c for c in self.closes if c.finding.subject[:2] != ("position", self.key)]

    @property
    def severity(self) -> str:
        """Of the gravest gap that it closes; '' for none."""
        return next((c.finding.severity for c in self.gaps), "")

    @property
    def needed(self) -> date | None:
        """When it is needed for the gravest gap that it closes; None where it closes none."""
        return next((c.needed for c in self.gaps), None)


def seats_of(access: Access, snapshot: Snapshot) -> list[Seat]:
    """Every seat in order, those set aside last. Findings that somebody accepted count for nothing. One query; the rest
    is worked out once a version."""
    still = {finding.identity for finding in triage.open_findings(access.organisation, snapshot)}
    accepted = frozenset(finding.identity for finding in snapshot.findings) - still
    seats: list[Seat] = snapshot.remember(("seats", accepted), lambda: _seats(snapshot, accepted))
    return seats


def seat_of(snapshot: Snapshot, position: Position, seats: Iterable[Seat]) -> Seat:
    """A seat among the others; one that is filled already, by itself."""
    found = next((seat for seat in seats if seat.key == position.key), None)
    known = hiring.requisition_of(snapshot.org, position)
    return found or Seat(position, known, hiring.stage_of(snapshot.org, position), (), 0, 0)


def _seats(snapshot: Snapshot, accepted: frozenset[tuple[str, str, str, str]]) -> list[Seat]:
    org = snapshot.org
    vacant = hiring.seats(org)
    keys = [position.key for position in vacant]
    every = snapshot.remember("closings", lambda: closings(snapshot.context, snapshot.findings, keys))
    closes = {key: [c for c in mine if c.finding.identity not in accepted] for key, mine in every.items()}
    made = [
        Seat(p, hiring.requisition_of(org, p), hiring.stage_of(org, p), closes.get(p.key, ()), 0, 0) for p in vacant
    ]
    made.sort(key=_worth)
    proposed = {seat.key: place for place, seat in enumerate(made, 1)}
    return [_placed(seat, proposed[seat.key], place) for place, seat in enumerate(_by_hand(made), 1)]


def _placed(seat: Seat, proposed: int, place: int) -> Seat:
    return Seat(seat.position, seat.requisition, seat.stage, seat.closes, proposed, place)


def _worth(seat: Seat) -> tuple[object, ...]:
    """Those set aside last; then by the gravest finding closed, when it is needed, priority, target start."""
    grave = SEVERITIES.index(seat.severity) if seat.severity else len(SEVERITIES)
    priority = PRIORITIES.index(seat.requisition.priority) if seat.requisition.priority in PRIORITIES else 1
    target = seat.position.target_start or FAR
    return seat.is_aside, grave, seat.needed or FAR, priority, target, seat.title.casefold(), seat.key


def _by_hand(proposed: Iterable[Seat]) -> list[Seat]:
    """The proposed order, with each seat that was given a place by hand at that place."""
    proposed = list(proposed)
    placed = [seat for seat in proposed if not seat.by_hand]
    for seat in sorted((seat for seat in proposed if seat.by_hand), key=lambda seat: seat.requisition.rank):
        placed.insert(min(seat.requisition.rank - 1, len(placed)), seat)
    return placed


def reason(snapshot: Snapshot, seat: Seat) -> str:
    """What a seat is good for: “Closes cov-pmm on Payments, which launches on 3 Mar 2027.”"""
    if not seat.closes:
        return "Closes no finding."
    first, more = (seat.gaps or seat.closes)[0], len(seat.closes) - 1
    also = f" It closes {more} more." if more else ""
    return f"Closes {closing_text(snapshot, seat, first)}.{also}"


def placing(snapshot: Snapshot, seat: Seat) -> str:
    """Why a seat stands where it would stand if nobody had given it a place by hand."""
    if seat.is_aside:
        return f"It is {seat.stage}, so it comes after all that are to be filled."
    if not seat.gaps:
        return "It closes no gap elsewhere, so it comes after those that do, by priority and target start."
    needed = f"by {day(seat.needed)}" if seat.needed and seat.needed > snapshot.org.on else "now"
    article = "an" if seat.severity[:1] in "aeiou" else "a"
    return (
        f"It closes {article} {seat.severity} finding, needed {needed}. "
        "Critical gaps come first, the sooner before the later."
    )


def closing_text(snapshot: Snapshot, seat: Seat, closing: Closing) -> str:
    """“cov-pmm on Payments, which launches on 3 Mar 2027”."""
    finding = closing.finding
    product = snapshot.org.products.get(finding.subject.key) if finding.subject.kind == "product" else None
    launch = (
        f", which launches on {day(product.launch)}"
        if _is_ahead(snapshot, product) and product and product.launch
        else ""
    )
    early = " (not open yet)" if closing.on else ""
    where = "" if finding.subject.kind == "organisation" else f" on {finding.subject.name}"
    if finding.subject[:2] == ("position", seat.key):
        where = ", which is about the seat itself"
    return f"{finding.rule}{where}{launch}{early}"


def _is_ahead(snapshot: Snapshot, product: Product | None) -> bool:
    return bool(product and product.launch and product.launch > snapshot.org.on)


def counts(seats: Iterable[Seat]) -> Mapping[str, int]:
    """How many seats there are in each stage."""
    found = dict.fromkeys(hiring.STAGES, 0)
    for seat in seats:
        found[seat.stage] += 1
    return found

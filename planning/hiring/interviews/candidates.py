"""Candidates: from step to step, to an outcome, and out of memory when their time has come."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from planning.erasing import names as erasing_names
from planning.hiring.interviews import outcomes
from planning.hiring.interviews.outcomes import Unacceptable as Unacceptable
from planning.hiring.models import Candidate, CandidateRules, CandidateStep, KitStep, Scorecard
from planning.hiring.requisitions.opening import opened_days as opened_days
from planning.organisation.models import Batch
from portal.guard import Access
from portal.models import Organisation, User
from portal.optimistic_lock import check

Outcome = Candidate.Outcome
# So long before candidates go it is said.
SOON = timedelta(days=14)
HAS_READ = "You have already seen other scorecards, so someone else has to add you as an interviewer."


def rules_of(organisation: Organisation) -> CandidateRules:
    found = CandidateRules.objects.filter(organisation=organisation).first()
    return found or CandidateRules(organisation=organisation)


def retained(organisation: Organisation, today: date) -> QuerySet[Candidate]:
    """Those whose time has not come, whether or not somebody has erased them from the tables yet."""
    there = Candidate.objects.filter(organisation=organisation, erased_on=None)
    return there.exclude(_retention_ended(organisation, today))


def _retention_ended(organisation: Organisation, today: date) -> Q:
    return _decided_before(today, rules_of(organisation).months)


def _decided_before(today: date, months: int) -> Q:
    return Q(decided_on__lt=today - relativedelta(months=months))


def going(organisation: Organisation, months: int, today: date) -> list[Candidate]:
    """Those still remembered who would be erased if candidates were kept for so many months."""
    return list(retained(organisation, today).filter(_decided_before(today, months)))


def erased_after(candidate: Candidate, months: int) -> date | None:
    """The last day on which the candidate is still there; None while nothing is decided."""
    return candidate.decided_on + relativedelta(months=months) if candidate.decided_on else None


def going_soon(known: Iterable[Candidate], months: int, today: date) -> list[tuple[Candidate, date]]:
    """Of candidates who are there, those who go within `SOON`, and after which day, the first first."""
    days = ((one, erased_after(one, months)) for one in known)
    return sorted(((one, on) for one, on in days if on and on <= today + SOON), key=lambda pair: (pair[1], pair[0].pk))


def erase_due(organisation: Organisation, today: date) -> int:
    """Erase everybody whose time has come; how many they were."""
    due = Candidate.objects.filter(_retention_ended(organisation, today), organisation=organisation, erased_on=None)
    return sum(erase(candidate, today) for candidate in due)


def erase(candidate: Candidate, today: date) -> int:
    """Forget name and scorecards for good, and the name wherever it was said. Dates and steps stay, for the figures;
    they tell of nobody."""
    name = candidate.name
    with transaction.atomic():
        forget(candidate, today)
        erasing_names.erase_name(candidate.organisation, name, "Erased candidate")
    return 1


def forget(candidate: Candidate, today: date) -> None:
    """What is kept of the candidate alone."""
    with transaction.atomic():
        candidate.scorecards.all().delete()
        candidate.name, candidate.erased_on, candidate.added_by = "", today, None
        candidate.reason, candidate.reason_by, candidate.reason_at = "", None, None
        candidate.save()
        candidate.reached.update(by=None)


def add(access: Access, position: str, name: str, added_on: date) -> Candidate:
    """A new candidate, at the first step of the position's plan."""
    first = KitStep.objects.filter(organisation=access.organisation, position=position).first()
    with transaction.atomic():
        made = Candidate.objects.create(
            organisation=access.organisation,
            position=position,
            name=name,
            added_on=added_on,
            added_by=access.user,
            step=first,
        )
        if first:
            CandidateStep.objects.create(candidate=made, name=first.name, on=added_on, by=access.user)
    return made


def remove(candidate: Candidate) -> bool:
    """Take back that somebody was added; not where anything came of it."""
    if candidate.outcome != Outcome.OPEN or candidate.scorecards.exists() or candidate.reached.count() > 1:
        return False
    candidate.delete()
    return True


def to_step(access: Access, candidate: Candidate, step: KitStep, seen: str | int, *, back: bool = False) -> int:
    """The version of the candidate at that step; `back`: the step they were brought to last was none. Raises
    `Overtaken`."""
    with transaction.atomic():
        locked = _locked(candidate, seen)
        locked.step, locked.outcome, locked.decided_on = step, Outcome.OPEN, None
        _save(locked)
        if back and (last := locked.reached.order_by("pk").last()):
            last.delete()
        elif not back:
            CandidateStep.objects.create(candidate=locked, name=step.name, on=access.today, by=access.user)
    return locked.version


def decide(
    access: Access, candidate: Candidate, outcome: str, on: date, seen: str | int, *, reason: str = ""
) -> Batch | None:
    """How it ended, and when; `open` takes it up again. The requisition follows who is hired: what that wrote in the
    organisation. `reason` says why they are hired despite concerns. Raises `Overtaken`, `Unacceptable`."""
    with transaction.atomic():
        # Two who hire for one position come one after the other.
        Organisation.objects.select_for_update().get(pk=access.organisation.pk)
        locked = _locked(candidate, seen)
        hires, was_hired = outcome == Outcome.HIRED, locked.outcome == Outcome.HIRED
        done = outcomes.accept(access, locked) if hires and not was_hired else None
        if was_hired and not hires:
            done = outcomes.release(access, locked)
        locked.outcome, locked.decided_on = outcome, None if outcome == Outcome.OPEN else on
        if not (hires and was_hired):
            locked.decided_in = done if hires else None
        if hires:
            locked.opened_on = opened_days(access.organisation).get(locked.position)
        if hires and not was_hired:
            _justify(locked, access.user, reason)
        _save(locked)
    return done


def _justify(candidate: Candidate, user: User, reason: str) -> None:
    """It stays where the hire is undone, so that doing it again brings it back."""
    by, at = (user, timezone.now()) if reason else (None, None)
    candidate.reason, candidate.reason_by, candidate.reason_at = reason, by, at


def _locked(candidate: Candidate, seen: str | int) -> Candidate:
    locked = Candidate.objects.select_for_update().get(pk=candidate.pk)
    check(seen, locked.version, "this candidate")
    return locked


def _save(candidate: Candidate) -> None:
    candidate.version += 1
    candidate.save()


def readable(cards: Sequence[Scorecard], user: User) -> set[int]:
    """Which scorecards of one candidate a member may read, by id: their own; the others' once all of their own are in,
    or, for somebody who does not interview, once everybody's are."""
    own = [card for card in cards if card.interviewer_id == user.pk]
    waiting = [card for card in own or cards if card.submitted_at is None]
    submitted = {card.pk for card in cards if card.submitted_at} if not waiting else set()
    return {card.pk for card in own} | submitted


def reads_others(cards: Sequence[Scorecard], user: User) -> bool:
    """Whether a member may read by now what others found: whoever interviews has not heard it before."""
    seen = readable(cards, user)
    return any(card.submitted_at and card.pk in seen and card.interviewer_id != user.pk for card in cards)

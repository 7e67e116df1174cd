"""Every time that a position was opened for hiring, as the history and the candidates tell it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import NamedTuple

from django.db.models import Q, QuerySet

from planning.core import hiring
from planning.core.records import Position
from planning.hiring.figures.said import HIRING, Opening, Said, Walk, openings_of
from planning.hiring.models import Candidate
from planning.organisation.models import Batch, StoredChange
from portal.models import Organisation

# Stages that open nothing. What is not among them may be another word for one that does.
_NOT_OPEN = ("", *(stage for stage in hiring.STAGES if stage not in HIRING))


class Openings(NamedTuple):
    """`every` opening, those of one position in the order of their days; by key the `positions` that had one, as they
    were last; `unopened`: how many people took a position that was not open for hiring, those of the first data left
    out."""

    every: tuple[Opening, ...]
    positions: Mapping[str, Position]
    unopened: int

    def current(self) -> dict[str, Opening]:
        """Those that are open or paused, by the key of their position."""
        return {one.position.key: one for one in self.every if one.is_open}


def openings(organisation: Organisation, today: date) -> Openings:
    """As the history tells until today: two queries."""
    walks = _walks(organisation, today)
    every = tuple(opening for walk in walks for opening in walk.openings)
    unopened = sum(walk.unopened for walk in walks) + _came_filled(organisation, today)
    return Openings(every, {walk.position.key: walk.position for walk in walks}, unopened)


def every_opening(organisation: Organisation, today: date) -> list[Opening]:
    """All of `openings`, as `dated`: two queries."""
    every = [opening for walk in _walks(organisation, today) for opening in walk.openings]
    return dated(every, organisation, today)


def _walks(organisation: Organisation, today: date) -> list[Walk]:
    return [openings_of(key, said, today) for key, said in _said(organisation, today).items()]


def _in_force(organisation: Organisation, today: date) -> QuerySet[StoredChange]:
    found = StoredChange.objects.filter(organisation=organisation, kind="position", on__lte=today, cancelled_by=None)
    return found.filter(batch__undoes=None, batch__void=False)


def _ever_open(organisation: Organisation, today: date) -> QuerySet[StoredChange]:
    """Changes that open a position for hiring, or say so in words of their own."""
    return _in_force(organisation, today).filter(after__has_key="stage").exclude(after__stage__in=_NOT_OPEN)


def _said(organisation: Organisation, today: date) -> dict[str, list[Said]]:
    rows = _in_force(organisation, today).filter(key__in=_ever_open(organisation, today).values("key"))
    rows = rows.annotate(is_new=Q(before__isnull=True)).order_by("on", "id")
    found: dict[str, list[Said]] = defaultdict(list)
    for row in rows.values_list("id", "key", "on", "is_new", "after", "batch__baseline"):
        found[row[1]].append(Said(*row))
    return found


def _came_filled(organisation: Organisation, today: date) -> int:
    """How many people later imports brought together with their position."""
    brought = _in_force(organisation, today).filter(batch__source=Batch.Source.IMPORT, batch__baseline=False)
    brought = brought.filter(before__isnull=True, after__has_key="holder").exclude(after__holder="")
    return brought.exclude(key__in=_ever_open(organisation, today).values("key")).count()


def dated(every: Sequence[Opening], organisation: Organisation, today: date) -> list[Opening]:
    """Every opening; one that was filled ends on the day of the decision where a candidate was recorded, for the stage
    may have been moved on another day. One query."""
    decided: dict[str, list[date]] = defaultdict(list)
    hires = Candidate.objects.filter(organisation=organisation, outcome=Candidate.Outcome.HIRED, decided_on__lte=today)
    for key, on in hires.values_list("position", "decided_on"):
        decided[key] += [on] if on else []
    return [_dated(one, decided.get(one.position.key, ()), until) for one, until in _followed(every, today)]


def _followed(every: Sequence[Opening], today: date) -> Iterator[tuple[Opening, date]]:
    """Each with the day on which its position was opened again, or the one after today."""
    until: dict[str, date] = {}
    for one in reversed(every):
        yield one, until.get(one.position.key, today + timedelta(days=1))
        if one.opened:
            until[one.position.key] = one.opened


def _dated(opening: Opening, decided: Iterable[date], until: date) -> Opening:
    if not opening.filled or opening.opened is None:
        return opening
    fitting = [on for on in decided if opening.opened <= on < until]
    return replace(opening, ended=max(fitting)) if fitting else opening

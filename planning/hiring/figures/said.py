"""What the history says of one position, change by change: when it was open for hiring, how long, and how that ended.

Days on which it was paused do not count. Whoever accepted and fell away before their first day filled nothing: the
position was open all the while.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from planning.core import hiring
from planning.core.records import Position

HIRING = (hiring.OPEN, hiring.INTERVIEWING, hiring.OFFER)
# Somebody is its holder, whatever it says of its stage; it has gone.
TAKEN, GONE = "taken", "gone"
FILLED = (hiring.ACCEPTED, TAKEN)
# What is remembered of a position.
_TEXTS, _DAYS = ("title", "role", "function", "team", "stage"), ("target_start", "ends")


class Said(NamedTuple):
    """One change of a position as it is stored, by `on` and then `id`. `first`: it was there when the organisation's
    first data came."""

    id: int
    key: str
    on: date
    is_new: bool
    after: Mapping[str, Any] | None
    first: bool


@dataclass
class Opening:
    """A position that was opened for hiring, once. `opened` is None where that was before its data came; `ended` is
    when it was filled or given up, None while it is open or paused. `pauses` are first and last days; the last one may
    lack its end."""

    position: Position
    opened: date | None
    ended: date | None = None
    filled: bool = False
    pauses: list[tuple[date, date | None]] = field(default_factory=list)

    @property
    def is_open(self) -> bool:
        """Whether it is neither filled nor given up; it may be paused."""
        return self.ended is None

    @property
    def is_hiring(self) -> bool:
        """Whether it is open and not paused."""
        return self.is_open and not (self.pauses and self.pauses[-1][1] is None)

    def days(self, today: date) -> int | None:
        """On which it was open, until it ended or today; None where it is not known since when."""
        if self.opened is None:
            return None
        until = self.ended or today
        paused = sum(max((min(end or until, until) - start).days, 0) for start, end in self.pauses)
        return max((until - self.opened).days - paused, 0)


class Walk:
    """Goes through the changes of one position. `openings` are found in the order of their days; `unopened` counts how
    often somebody took it without its having been open for hiring, those of the first data left out."""

    def __init__(self, key: str) -> None:
        self.openings: list[Opening] = []
        self.unopened = 0
        self.position = Position(key)
        self._state, self._taken_by, self._taken_on = "", 0, date.min
        self._starts: date | None = None
        # What the last one who accepted did: the opening that they filled, or how many there were without one.
        self._accepted: Opening | None = None
        self._unopened = 0

    def go(self, said: Said) -> None:
        """One change further."""
        before, self._state = self._state, self._state_after(said)
        self._remember(said)
        if self._state == TAKEN:
            self._take(said, before)
        if self._state != before:
            self._turn(said, before, self._state)

    def end(self, today: date) -> None:
        """After the last change: a position that has closed is open no more."""
        ends, now = self.position.ends, self._current
        if now and ends and ends < today:
            self._close(now, ends)
        for opening in self.openings:
            if opening.is_open or (not opening.position.role and opening.position.title == self.position.title):
                opening.position = self.position

    def _take(self, said: Said, before: str) -> None:
        """Somebody is the holder; `_starts` is their first day while that is to come."""
        if before != TAKEN:
            self._taken_by, self._taken_on = said.id, said.on
        if before != TAKEN or "target_start" in (said.after or {}):
            self._starts = self.position.target_start

    @property
    def _current(self) -> Opening | None:
        last = self.openings[-1] if self.openings else None
        return last if last and last.is_open else None

    def _state_after(self, said: Said) -> str:
        after = said.after
        if after is None:
            return GONE
        if after.get("holder"):
            return TAKEN
        if said.is_new or "holder" in after:
            known = "" if said.is_new else self.position.stage
            return _stage(after.get("stage", known))
        return self._stage_after(said, after)

    def _stage_after(self, said: Said, after: Mapping[str, Any]) -> str:
        """Where nothing is said of a holder. Somebody who sits there stays, unless hiring begins after they left."""
        if "stage" not in after:
            return self._state or hiring.DRAFT
        stage = _stage(after["stage"])
        stays = stage in (hiring.DRAFT, hiring.ACCEPTED) or said.id < self._taken_by
        return TAKEN if self._state == TAKEN and stays else stage

    def _remember(self, said: Said) -> None:
        if said.after is None:
            return
        known = {name: said.after[name] for name in _TEXTS if name in said.after}
        known |= {name: _day(said.after[name]) for name in _DAYS if name in said.after}
        self.position = Position(self.position.key, **known) if said.is_new else self.position._replace(**known)

    def _turn(self, said: Said, before: str, state: str) -> None:
        """The position comes to another state."""
        now = self._current
        if state in HIRING:
            self._open(said, before)
        elif state in FILLED:
            self._fill(said, before, now)
        elif state == hiring.PAUSED:
            if before in FILLED and self._falls_away(before, said.on):
                now = self._reopen()
            if now:
                now.pauses.append((said.on, None))
        elif before in FILLED:
            if self._falls_away(before, said.on):
                self._close(self._reopen(), said.on)
        else:
            self._close(now, said.on)

    def _open(self, said: Said, before: str) -> None:
        now = self._reopen() if before in FILLED and self._falls_away(before, said.on) else self._current
        if now is None:
            self.openings.append(Opening(self.position, None if said.first else said.on))
        else:
            self._resume(now, said.on)

    def _fill(self, said: Said, before: str, now: Opening | None) -> None:
        if before in FILLED:
            return
        self._accepted = now
        if now:
            self._resume(now, said.on)
            self._close(now, said.on, filled=True)
        self._unopened = int(now is None and not said.first)
        self.unopened += self._unopened

    def _falls_away(self, before: str, on: date) -> bool:
        """Whether who accepted leaves before their first day."""
        return before == hiring.ACCEPTED or on <= self._taken_on or bool(self._starts and on < self._starts)

    def _reopen(self) -> Opening | None:
        """The opening that somebody had accepted is open again, as if they had not."""
        again = self._accepted
        if again:
            again.ended, again.filled = None, False
        self.unopened -= self._unopened
        self._unopened = 0
        return again

    @staticmethod
    def _resume(now: Opening, on: date) -> None:
        if now.pauses and now.pauses[-1][1] is None:
            now.pauses[-1] = now.pauses[-1][0], on

    def _close(self, now: Opening | None, on: date, *, filled: bool = False) -> None:
        if now:
            now.position, now.ended, now.filled = self.position, on, filled


def _stage(text: object) -> str:
    return hiring.stage_said(Position("", stage=str(text or "")))


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def openings_of(key: str, said: Iterable[Said], today: date) -> Walk:
    """All of one position, whose changes come in order."""
    walk = Walk(key)
    for one in said:
        walk.go(one)
    walk.end(today)
    return walk

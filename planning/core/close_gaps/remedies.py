"""What is offered for critical findings that a plan opens: steps that close them, which become part of the plan once
the question pins them, and what only a person can do."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from planning.core.changes.change import Change, edit, problems
from planning.core.close_gaps.answer import Move, Step
from planning.core.close_gaps.expected import is_hire
from planning.core.close_gaps.lanes import is_kept
from planning.core.close_gaps.question import Question
from planning.core.coverage.coverage import NOT_NEEDED
from planning.core.fixes.base import Fix, FixKind, Hint
from planning.core.fixes.catalogue import ways
from planning.core.fixes.trial import tried
from planning.core.records import OWNER, Assignment, Person, Position
from planning.core.rules import CRITICAL, Context, Finding

DAY = timedelta(days=1)
MOST = 20  # so many findings at most are looked at
STEP = "step"  # begins the key of a step that no other kind of key names
# What a step may do beside the moves that a question allows. A hire is the model's to choose.
ALWAYS = frozenset({FixKind.END, FixKind.DOTTED, FixKind.LINK, FixKind.ACCOUNTABLE})


class Remedy(NamedTuple):
    """What there is for a finding: a move, or in its place nothing, and what only a person can do ('' for nothing)."""

    finding: Finding
    move: Move | None
    hint: str

    @property
    def steps(self) -> Iterator[Step]:
        """As an answer offers it."""
        if self.move:
            yield Step(self.finding.code, self.move.title, self.move.key)
        if self.hint:
            yield Step(self.finding.code, self.hint)


def remedies(question: Question, first: Context, after: Context, opened: Sequence[Finding]) -> list[Remedy]:
    """Of the critical ones among `opened`. `first` is the organisation on the first day of the question, `after` that
    with the plan on its last, hires that are due having arrived."""
    work = _Remedies(question, first, after, opened)
    return [work.remedy(finding) for finding in opened if finding.severity == CRITICAL][:MOST]


@dataclass(frozen=True)
class _Remedies:
    question: Question
    first: Context
    after: Context
    opened: Sequence[Finding]

    def remedy(self, finding: Finding) -> Remedy:
        every = list(ways(self.after, finding))
        hint = next((way.text for way in every if isinstance(way, Hint)), "")
        fixes = (self._move(finding, way) for way in every if isinstance(way, Fix))
        closing = self._closing(finding) if finding.rule == "vacant-long" else None
        return Remedy(finding, closing or next(filter(None, fixes), None), hint)

    def _move(self, finding: Finding, fix: Fix) -> Move | None:
        """A fix as a move of the plan, on the last day that the question looks at."""
        may = fix.kind in ALWAYS or (fix.kind in self.question.moves and fix.kind != FixKind.HIRE)
        theirs = fix.key in self.after.org.positions
        if not may or self._touches_kept(fix.changes) or (theirs and is_hire(self.after, fix.key)):
            return None
        if problems(self.after.org, fix.changes) or not tried(self.after, self.opened, finding, fix).closes_own:
            return None
        position = fix.key if theirs else next(iter(finding.involves), "")
        products = finding.products or ((finding.subject.key,) if finding.subject.kind == "product" else ())
        return _step(f"{STEP}:{finding.code}", fix, position, products, finding.about, self.question.by)

    def _touches_kept(self, changes: Sequence[Change]) -> bool:
        values = [value for change in changes for value in (change.key, *(change.after or {}).values())]
        return any(is_kept(self.question, value) for value in values if isinstance(value, str))

    def _closing(self, finding: Finding) -> Move | None:
        """A position that stands empty ends with the last day of whoever was there, or today, and so does what it is
        assigned to: where nobody reports to it, and others cover all of that."""
        position: Position | None = self.first.org.positions.get(finding.subject.key)
        if position is None or self.after.org.reports(position.key) or self._rests_on(position):
            return None
        last = self._last_day(position)
        changes = [edit(self.first.org.on, position, ends=last), *self._ended(position, last)]
        fix = Fix(FixKind.END, self._title(position, last), tuple(filter(None, changes)))
        if self._touches_kept(fix.changes) or problems(self.first.org, fix.changes):
            return None
        if not tried(self.after, self.opened, finding, fix).closes_own:
            return None
        return _step(f"{FixKind.END}:{position.key}", fix, position.key, (), position.role, last + DAY)

    def _rests_on(self, position: Position) -> bool:
        """Whether a product lacks cover by its being empty."""
        roles = {role.slug for role in self.after.content.covering}
        duties = (d for d in self.after.org.duties.get(position.key, ()) if d.kind == OWNER and d.role in roles)
        cells = (self.after.cell(d.product, d.role) for d in duties if d.product in self.after.org.products)
        return any(not cell.is_covered and cell.state != NOT_NEEDED for cell in cells)

    def _last_day(self, position: Position) -> date:
        """Of the last of those who sit there; yesterday, where it is empty already."""
        leaver = self._leaver(position)
        yesterday = self.first.org.on - DAY
        return max(leaver.leaves, yesterday) if leaver and leaver.leaves else yesterday

    def _leaver(self, position: Position) -> Person | None:
        people = (self.after.org.people.get(key) for key in (position.holder, *position.sharers))
        return max(filter(None, people), key=lambda person: person.leaves or date.min, default=None)

    def _ended(self, position: Position, last: date) -> Iterator[Change | None]:
        for duty in self.first.org.duties.get(position.key, ()):
            if _lasts(duty, last):
                yield edit(self.first.org.on, duty, ends=last)

    def _title(self, position: Position, last: date) -> str:
        name = position.title or position.key
        leaver = self._leaver(position) if last >= self.first.org.on else None
        return (
            f"Close position {name} after {leaver.name} leaves" if leaver and leaver.name else f"Close position {name}"
        )


def _lasts(duty: Assignment, last: date) -> bool:
    return (duty.ends is None or duty.ends > last) and (duty.starts is None or duty.starts <= last)


def _step(key: str, fix: Fix, position: str, products: tuple[str, ...], role: str, start: date) -> Move:
    return Move(key, fix.kind, fix.title, position, products, role, start, None, fix.changes, is_next_step=True)

"""What somebody gets who closes gaps one by one as findings offer it: on each day on which gaps open, the fixes offered
for them, each tried after those before it, of those that overload nobody on that day; what has none gets a position of
its own, while the budget lasts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from planning.core import fixes
from planning.core.changes.change import Change, add
from planning.core.over_time.what_if import arriving
from planning.core.records import Assignment
from planning.core.rules import Context, Finding, run
from planning.core.rules.base import CRITICAL, WARNING
from tests.core.close_gaps import choices
from tests.core.close_gaps.choices import Opening
from tests.core.close_gaps.engine import open_days
from tests.core.close_gaps.made import Case
from tests.core.close_gaps.possible import Found, Value, context, price_of


def todays_fixes(case: Case) -> Found:
    return ByHand(case).run()


@dataclass
class ByHand:
    """`changes` so far, and who is hired for which product and role."""

    case: Case
    changes: list[Change] = field(default_factory=list)
    hired: dict[tuple[str, str], Opening] = field(default_factory=dict)

    def run(self) -> Found:
        case, question = self.case, self.case.question
        for day in sorted({lane.first for lane in choices.lanes(case.dated, case.basis, question)}):
            self._close(day)
        days = open_days(case.dated.with_over(self.changes), case.content, question, arriving=True)
        known = [one.cost for one in self.hired.values() if one.cost is not None]
        unknown, spent = len(self.hired) - len(known), sum(known, Decimal(0))
        return Found(Value(*days, unknown, spent, 0), tuple(self.changes))

    def _close(self, day: date) -> None:
        """The gaps of a day, the gravest first, as the list of findings has them."""
        there = arriving(self.case.dated.with_over(self.changes), self.case.question.on)
        ctx = Context(there.at(day), self.case.content)
        known = run(ctx)
        for finding in [f for f in known if f.rule.startswith("cov-") and f.severity in (CRITICAL, WARNING)]:
            made = self._offered(ctx, known, finding)
            if made:
                ctx = ctx.after(made)
                known = run(ctx)
            self.changes += made or self._opened(finding, day)

    def _offered(self, ctx: Context, known: list[Finding], finding: Finding) -> tuple[Change, ...]:
        """The first fix that is of a kind that the question allows and opens no overload."""
        kept = self.case.question.forbidden | self.case.question.pinned
        if finding.subject.key in kept:
            return ()
        tries = fixes.remedies(ctx, known, finding).fixes
        fair = (one for one in tries if not any(opened.rule.startswith("load-") for opened in one.opens))
        return next((one.fix.changes for one in fair if one.fix.kind in self.case.question.moves), ())

    def _opened(self, finding: Finding, day: date) -> Iterator[Change]:
        """A position of its own for a gap, to start as soon as somebody can."""
        case, ctx = self.case, context(self.case)
        role = next(role for role in case.content.covering if f"cov-{role.code.lower()}" == finding.rule)
        start = choices.hire_day(case.question, case.basis, role.slug)
        usual, place = choices.usual(ctx, role), (finding.subject.key, role.slug)
        if start is None or place in self.hired:
            return
        key = f"hand:{role.slug}:{finding.subject.key}"
        opened = add(case.question.on, usual._replace(key=key, target_start=start))
        opening = Opening(usual, start, price_of(case, ctx, usual), opened, is_new=True)
        if not self._affords(opening):
            return
        self.hired[place] = opening
        yield opened
        yield add(max(day, case.question.on), Assignment(key, finding.subject.key, key, role.slug))

    def _affords(self, opening: Opening) -> bool:
        budget = self.case.question.budget
        if budget is None:
            return True
        spent = sum((one.cost or Decimal(0) for one in self.hired.values()), Decimal(0))
        return opening.cost is not None and spent + opening.cost <= budget

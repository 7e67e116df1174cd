"""One organisation, a question about its gaps, and what answering takes; `bench/close_gaps.py` says of which."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from decimal import Decimal
from itertools import cycle
from statistics import median
from time import process_time
from typing import TYPE_CHECKING, Any

from bench.clock import Action, by_turns
from bench.time import turnover
from planning.close_gaps.solver import Highs
from planning.core import rules
from planning.core.changes.record_history import DatedOrg
from planning.core.close_gaps.answer import Answer
from planning.core.close_gaps.answering import answer
from planning.core.close_gaps.question import YEAR, Basis, Question
from planning.core.content import Content
from planning.core.cost.pay import Band, Terms
from planning.core.records import Org
from planning.demo.synthetic.organisation import synthetic_org

if TYPE_CHECKING:
    from bench.close_gaps import Case

LEAD = 75  # days that hiring takes
LEVELS = range(6)  # 0: whatever the level


@dataclass
class Trial:
    case: Case
    dated: DatedOrg
    content: Content
    question: Question
    peak: float = 0.0
    answers: list[Answer] = field(default_factory=list)
    worked: list[float] = field(default_factory=list)

    @classmethod
    def of(cls, case: Case, today: date, content: Content) -> Trial:
        org = synthetic_org(today, positions=case.positions, products=case.products, seed=1)
        question = Question(today, today + timedelta(days=YEAR), budget=Decimal(case.budget) if case.budget else None)
        if not case.strains:
            return cls(case, DatedOrg(org.tables), content, question)
        one_each = {role.slug: 1 for role in content.covering}
        strained = replace(question, interims=True, most=one_each)
        return cls(case, DatedOrg(org.tables, ahead=turnover(org, today)), content, strained)

    def figures(self) -> Mapping[str, Any]:
        """Seconds and megabytes, and what was found in words. `work` is the process's own, however busy the machine."""
        before = _peak()
        seconds, checking = by_turns(self.case.rounds, self.ask, self.check)
        bent = by_turns(self.case.rounds, self.bending())[0] if self.case.is_bent else None
        told = f"{_told(self.answers[0])}; {before:,.0f} MB before it was asked"
        work = median(self.worked[1:])
        return {"seconds": seconds, "work": work, "rules": checking, "bent": bent, "peak": self.peak, "told": told}

    def ask(self) -> Answer:
        """With nothing remembered of the organisation. The peak is that of the first time, before any rule has run."""
        begin = process_time()
        found = answer(self.question, self.basis(), Highs)
        self.worked.append(process_time() - begin)
        self.peak = self.peak or _peak()
        self.answers = [found]
        return found

    def check(self) -> Any:
        return rules.findings(Org(self.question.on, self.dated.tables), self.content)

    def bending(self) -> Action:
        """Asks again, each time with another move of the answer pinned, what is known of the organisation at hand."""
        basis = self.basis()
        keys = cycle(move.key for move in self.answers[0].moves if not move.is_next_step)
        return lambda: answer(replace(self.question, pinned=frozenset({next(keys)})), basis, Highs)

    def basis(self) -> Basis:
        lead = {role.slug: LEAD for role in self.content.covering}
        dated = DatedOrg(dict(self.dated.tables), ahead=self.dated.ahead)
        return Basis(dated, self.content, Terms("EUR", bands=tuple(_bands(self.content))), lead)


def _bands(content: Content) -> Iterator[Band]:
    """Of every covering role by level: the first of them the dearest, higher levels dearer."""
    for number, role in enumerate(content.covering):
        for level in LEVELS:
            middle = 60_000 - 6_000 * number + 12_000 * (level or 2)
            yield Band(role.slug, level, "", "EUR", Decimal(middle - 8_000), Decimal(middle + 8_000))


def _told(found: Answer) -> str:
    behind = f", {found.gap:,.0f} critical days from the bound" if found.gap else ""
    days = f"{found.before.critical:,} → {found.after.critical:,} critical days"
    warnings = f"{found.before.warning:,} → {found.after.warning:,} of warnings"
    hires = f"{len(found.moves):,} moves, {found.hires:,} hires, {found.cost or 0:,.0f} EUR a year"
    return f"{found.status.value}{behind}; {days}, {warnings}; {hires}"


def _peak() -> float:
    """Megabytes that the process has had in memory at most. Linux keeps that of its own memory by itself: what
    getrusage tells can be that of the process which started this one."""
    try:
        with open("/proc/self/status") as status:
            return next(int(line.split()[1]) / 1024 for line in status if line.startswith("VmHWM"))
    except OSError:
        import resource

        most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        return most / (2**20 if sys.platform == "darwin" else 2**10)

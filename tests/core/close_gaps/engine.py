"""What the rules themselves say of gaps, day after day: the judge of every answer. It knows nothing of the model."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date, timedelta
from itertools import pairwise
from typing import Any, NamedTuple

from planning.core import rules
from planning.core.changes.change import Change, Problem, problems
from planning.core.changes.record_history import DatedOrg, RecordHistories
from planning.core.close_gaps.answer import Days
from planning.core.close_gaps.question import Question
from planning.core.content import Content
from planning.core.coverage.coverage import is_launching
from planning.core.over_time.what_if import arriving as with_hires
from planning.core.records import OWNER, Org
from planning.core.rules import Context, Finding
from planning.core.rules.base import CRITICAL, WARNING
from planning.core.rules.run import run

DAY = timedelta(days=1)


class Span(NamedTuple):
    """Days on which nothing changes, both included."""

    first: date
    last: date

    @property
    def days(self) -> int:
        return (self.last - self.first).days + 1


class OpenOn(NamedTuple):
    """A product that lacks somebody in a role over a span; `weight` is how often each day counts in the first aim."""

    product: str
    rule: str
    severity: str
    span: Span
    weight: int = 1


def spans(dated: DatedOrg, content: Content, first: date, last: date) -> list[Span]:
    """The days from `first` to `last`, cut wherever anything that coverage or load rests on can come to differ."""
    begins = sorted({first, *(day for day in _turns(dated, content) if first < day <= last)})
    return [Span(start, following - DAY) for start, following in pairwise([*begins, last + DAY])]


def _turns(dated: DatedOrg, content: Content) -> Iterator[date]:
    histories = RecordHistories(dated)
    windows = [role.need.window for role in content.covering if role.need and role.need.window]
    for changes in (dated.past, dated.ahead, dated.over):
        yield from (change.on for change in changes)
    for kind in ("position", "person", "assignment"):
        for _, record in histories.every(kind):
            yield from _limits(record)
    for _, product in histories.every("product"):
        if product.launch:
            yield from (product.launch - window * DAY for window in windows)
            yield product.launch + DAY


def _limits(record: Any) -> Iterator[date]:
    """The first day on, and the first day no longer."""
    for name in ("starts", "away_from"):
        if day := getattr(record, name, None):
            yield day
    for name in ("ends", "leaves", "away_until"):
        if (day := getattr(record, name, None)) and day < date.max:
            yield day + DAY


def open_spans(dated: DatedOrg, content: Content, question: Question, *, arriving: bool) -> list[OpenOn]:
    """Every gap in scope on each of the question's days, as the rules find it."""
    there = with_hires(dated, question.on) if arriving else dated
    found = []
    for span in spans(there, content, question.on, question.by):
        org = there.at(span.first)
        every = run(Context(org, content), ("coverage",))
        found += [open_on(org, content, question, f, span) for f in every if _in_scope(question, f.subject.key)]
    return found


def open_on(org: Org, content: Content, question: Question, finding: Finding, span: Span) -> OpenOn:
    product, weights = org.products[finding.subject.key], question.weights
    need = next(role.need for role in content.covering if finding.rule == f"cov-{role.code.lower()}")
    launch = weights.launch if need and is_launching(need, product, org.on) else 1
    weight = max(launch, weights.stages.get(product.stage, 1))
    return OpenOn(product.key, finding.rule, finding.severity, span, weight)


def _in_scope(question: Question, product: str) -> bool:
    return question.products is None or product in question.products


def open_days(dated: DatedOrg, content: Content, question: Question, *, arriving: bool) -> Days:
    """How many days are open; `arriving`: as if hires came when they are due."""
    every = open_spans(dated, content, question, arriving=arriving)
    return counted(one._replace(weight=1) for one in every)


def weighted_days(dated: DatedOrg, content: Content, question: Question) -> Days:
    """The same as the first two aims count them, as if hires came."""
    return counted(open_spans(dated, content, question, arriving=True))


def counted(found: Iterable[OpenOn]) -> Days:
    """Critical days each as often as it counts."""
    every = list(found)
    critical = sum(one.span.days * one.weight for one in every if one.severity == CRITICAL)
    return Days(critical, sum(one.span.days for one in every if one.severity == WARNING))


def open_days_one_by_one(dated: DatedOrg, content: Content, question: Question, *, arriving: bool) -> Days:
    """The same without any thought on which days can differ: slow, and cannot be wrong about it."""
    there, found = with_hires(dated, question.on) if arriving else dated, []
    for number in range((question.by - question.on).days + 1):
        day = question.on + number * DAY
        every = run(Context(there.at(day), content), ("coverage",))
        every = [f for f in every if _in_scope(question, f.subject.key)]
        found += [OpenOn(f.subject.key, f.rule, f.severity, Span(day, day)) for f in every]
    return counted(found)


def findings_on(dated: DatedOrg, content: Content, day: date) -> list[Finding]:
    """Everything that the rules find on a day."""
    return rules.findings(dated.at(day), content)


Overload = Mapping[tuple[date, str, str], str]
"""By day, rule and position what is said of whoever has too much, numbers and limits."""


def overloads(dated: DatedOrg, content: Content, days: Collection[date]) -> Overload:
    """Who has too much by the load norms on these days."""
    found = {}
    for day in days:
        for finding in run(Context(dated.at(day), content), ("load",)):
            found[day, finding.rule, finding.subject.key] = finding.headline
    return found


def overloaded_by(dated: DatedOrg, content: Content, question: Question, changes: Iterable[Change]) -> Overload:
    """What a plan opens or deepens of overload of those who take something by it, on any day that is looked at on which
    they have it, hires counted as they arrive. What somebody else gets by it alone, a counterpart, is no fault."""
    made = list(changes)
    before, after = (with_hires(one, question.on) for one in (dated, dated.with_over(made)))
    days = {span.first for one in (before, after) for span in spans(one, content, question.on, question.ahead)}
    known, now = (overloads(one, content, days) for one in (before, after))
    more = {place: said for place, said in now.items() if known.get(place) != said}
    given = {day: _takers(after.at(day), made) for day, _, _ in more}
    return {place: said for place, said in more.items() if place[2] in given[place[0]]}


def _takers(org: Org, changes: Iterable[Change]) -> set[str]:
    """The positions that have something on a day that changes give."""
    given = (c for c in changes if c.kind == "assignment" and c.after and (c.before is None or "kind" in c.after))
    keys = {change.key for change in given}
    duties = (org.tables["assignment"].get(key) for key in keys)
    return {duty.position for duty in duties if duty and duty.kind == OWNER and duty.active(org.on)}


def impossible(dated: DatedOrg, changes: Iterable[Change]) -> list[Problem]:
    """What forbids changes, those of each day looked at on that day, with all that happened before."""
    every, found = sorted(changes, key=lambda change: change.on), list[Problem]()
    for day in sorted({change.on for change in every}):
        before = dated.with_over(change for change in every if change.on < day)
        found += problems(before.at(day), [change for change in every if change.on == day])
    return found

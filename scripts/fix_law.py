"""What holds of every fix that is offered, whatever the organisation: it is compared with a whole run of the rules."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from planning.core import fixes, rules
from planning.core.changes.change import apply, problems
from planning.core.content import Content
from planning.core.fixes import Fix, Tried
from planning.core.records import Org
from planning.core.rules import Context, Finding
from planning.core.rules.base import is_graver
from planning.core.rules.census import last_day

# How a fix can be other than it says; none of them may be.
FAULTS = ("left open", "graver", "wrong", "invalid")
# What is said of it beside: somebody is proposed whose last day is known.
LEAVING = "leaving"
COLUMNS = ("findings", "with a fix", "untried", "offered", *FAULTS, LEAVING)
# The fields by which a change gives somebody something, or moves others to them.
GIVEN = {"assignment": "position", "position": "manager"}


@dataclass
class Figures:
    """What was counted, by rule and column of COLUMNS; `said` tells of each fix that is not as it should be."""

    by_rule: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    said: list[str] = field(default_factory=list)

    def total(self, column: str, leave_out: Iterable[str] = ()) -> int:
        return sum(counts[column] for rule, counts in self.by_rule.items() if rule not in set(leave_out))

    def add(self, other: Figures) -> None:
        for rule, counts in other.by_rule.items():
            self.by_rule[rule].update(counts)
        self.said += other.said


def assess(org: Org, content: Content) -> Figures:
    """Every fix offered in an organisation, beside a whole run of the rules after it."""
    ctx = Context(org, content)
    known, figures = rules.run(ctx), Figures()
    for finding in known:
        counts, offered = figures.by_rule[finding.rule], fixes.remedies(ctx, known, finding).fixes
        counts["findings"] += 1
        counts["with a fix"] += bool(offered)
        counts["untried"] += sum(isinstance(way, Fix) for way in fixes.ways(ctx, finding))
        for tried in offered:
            counts["offered"] += 1
            for fault in faults(ctx, known, finding, tried):
                counts[fault] += 1
                figures.said.append(f"{fault}: {finding.rule} {finding.subject.name}: {tried.fix.title}")
    return figures


def faults(ctx: Context, known: Sequence[Finding], finding: Finding, tried: Tried) -> Iterator[str]:
    """Which of FAULTS a fix has, and LEAVING."""
    before = {f.identity: f for f in known}
    after = {f.identity: f for f in rules.findings(apply(ctx.org, tried.fix.changes), ctx.content)}
    own = after.get(finding.identity)
    lowers = own is not None and is_graver(finding.severity, own.severity)
    opened, closed = after.keys() - before.keys(), before.keys() - after.keys()
    if own is not None and not lowers:
        yield "left open"
    if any(is_graver(after[identity].severity, finding.severity) for identity in opened):
        yield "graver"
    said = tried.closes_own, tried.lowers_own, {f.identity for f in tried.closes}, {f.identity for f in tried.opens}
    if said != (own is None, lowers, closed, opened):
        yield "wrong"
    if problems(ctx.org, tried.fix.changes):
        yield "invalid"
    if any(_is_leaving(ctx, key) for key in _given(tried)):
        yield LEAVING


def _given(tried: Tried) -> Iterator[str]:
    """The positions that a fix gives something to, or moves others to."""
    for change in tried.fix.changes:
        key = (change.after or {}).get(GIVEN.get(change.kind, ""))
        if key:
            yield key


def _is_leaving(ctx: Context, key: str) -> bool:
    position = ctx.org.positions.get(key)
    return position is not None and last_day(ctx.org, position) is not None

"""The reporting lines of an organisation, one a position, and what they look like together."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from hashlib import sha256
from typing import NamedTuple

from planning.core.hiring import is_vacant
from planning.core.occupancy import DUE
from planning.core.records import Position
from planning.core.rules import catalogue
from planning.core.rules.base import POSITION, SEVERITIES, Finding
from planning.core.rules.context import Context
from planning.core.rules.first_leader import first_leader, leader_level
from planning.core.tree import Shape, shape

# Families whose findings are about the line of every position that they involve.
ABOUT_LINES = ("line", "line-depth", "unplaced", "no-manager", "ended-manager")
WIDEST = 13  # spans from here on are counted together


class Line(NamedTuple):
    """One position's line. `leader` is the first leader above, else the root; '' where nobody is above or the line
    breaks off. `away` counts the steps up to them. `depth` is how many manager steps lead up to `head`, the head of its
    tree; -1 for what hangs in a ring or nowhere. `filled` counts the people who report there, `vacant` the open
    positions, `due` those for which somebody is to start, `below` everybody under it. `dotted` lists where dotted lines
    lead, `worst` is the gravest severity among `findings`, which are those about the position itself."""

    position: Position
    level: int
    function: str
    leader: str
    away: int
    depth: int
    head: str
    filled: int
    vacant: int
    due: int
    below: int
    dotted: tuple[str, ...]
    findings: tuple[Finding, ...]

    @property
    def key(self) -> str:
        return self.position.key

    @property
    def span(self) -> int:
        return self.filled + self.vacant + self.due

    @property
    def worst(self) -> str:
        return self.findings[0].severity if self.findings else ""

    @property
    def facts(self) -> str:
        """Differs once what is decided about the line rests on something else: 64 characters."""
        p = self.position
        own = (p.title, p.role, str(p.level), p.holder, p.manager, *p.dotted)
        flags = (text for f in self.findings for text in self._facts_of(f))
        return sha256("\n".join((*own, *flags)).encode()).hexdigest()

    def _facts_of(self, finding: Finding) -> tuple[str, ...]:
        """Of a finding about several lines what it says of this one, which stays as it is when another is mended."""
        if len(finding.involves) > 1:
            return finding.rule, finding.severity, self.leader
        return *finding.identity, finding.severity, finding.digest


class Lines:
    """Every line, parents first, and by key."""

    def __init__(self, ctx: Context, findings: Iterable[Finding]) -> None:
        self.shape = shape(ctx.org)
        self.by_key = _lines(ctx, self.shape, findings)

    def __iter__(self) -> Iterator[Line]:
        return iter(self.by_key.values())


class Layer(NamedTuple):
    """Positions that are `depth` manager steps from the top, and how many of them are vacant."""

    depth: int
    positions: int
    vacant: int


class Department(NamedTuple):
    """A function's positions, how many of them are vacant, how many manage somebody, the mean number of filled
    reports of those, how many layers it reaches over, and how many of its lines are flagged."""

    function: str
    positions: int
    vacant: int
    managers: int
    span: float | None
    layers: int
    flagged: int


def _lines(ctx: Context, trees: Shape, findings: Iterable[Finding]) -> dict[str, Line]:
    about = _about(ctx, findings)
    heads, hanging = _heads(ctx, trees)
    return {key: _line(ctx, trees, key, heads.get(key, ""), hanging, about.get(key, ())) for key in trees.order}


def _line(
    ctx: Context,
    trees: Shape,
    key: str,
    head: str,
    hanging: Collection[str],
    findings: Sequence[Finding],
) -> Line:
    position = ctx.org.positions[key]
    above = first_leader(ctx, position, leader_level(ctx, position.role))
    placed = head not in hanging
    due = sum(ctx.org.occupancy(report) == DUE for report in ctx.org.reports(key) if report.key != key)
    return Line(
        position=position,
        level=ctx.level(position),
        function=ctx.function(position),
        leader=above.leader.key if above else "",
        away=above.steps if above else 0,
        depth=trees.depth[key] if placed else -1,
        head=head if placed else "",
        filled=ctx.census.filled[key],
        vacant=ctx.census.vacant[key] - due,
        due=due,
        below=trees.below[key],
        dotted=tuple(k for k in position.dotted if k in ctx.org.positions),
        findings=tuple(findings),
    )


def _about(ctx: Context, findings: Iterable[Finding]) -> Mapping[str, list[Finding]]:
    """The findings about positions, by position; one about several lines stands at each of them."""
    found: dict[str, list[Finding]] = defaultdict(list)
    for finding in findings:
        for key in lines_of(ctx, finding):
            found[key].append(finding)
    for group in found.values():
        group.sort(key=lambda finding: SEVERITIES.index(finding.severity))
    return found


def lines_of(ctx: Context, finding: Finding) -> tuple[str, ...]:
    """The positions whose own lines a finding is about."""
    families = ctx.once("families", "", lambda: {rule.id: rule.family for rule in catalogue(ctx.content)})
    return lines_about(finding, families.get(finding.rule, ""))


def lines_about(finding: Finding, family: str) -> tuple[str, ...]:
    """The same, of a finding of a rule of that family."""
    if family in ABOUT_LINES:
        return finding.involves
    return (finding.subject.key,) if finding.subject.kind == POSITION else ()


def _heads(ctx: Context, trees: Shape) -> tuple[dict[str, str], set[str]]:
    """The head of the tree that each position hangs in, and those heads that hang nowhere."""
    head: dict[str, str] = {}
    for key in trees.order:
        head[key] = head.get(ctx.org.positions[key].manager, key) if trees.depth[key] else key
    return head, {*trees.unplaced, *(ring[0] for ring in trees.rings)}


def layers(lines: Iterable[Line], ctx: Context) -> list[Layer]:
    """From the top down; what hangs nowhere is left out."""
    every: Counter[int] = Counter()
    vacant: Counter[int] = Counter()
    for line in lines:
        if line.depth >= 0:
            every[line.depth] += 1
            vacant[line.depth] += is_vacant(ctx.org, line.position)
    return [Layer(depth, every[depth], vacant[depth]) for depth in sorted(every)]


def spans(lines: Iterable[Line]) -> list[tuple[int, int]]:
    """How many managers have so many filled reports, from 1 to `WIDEST` (which stands for that many or more)."""
    counts = Counter(min(line.filled, WIDEST) for line in lines if line.filled)
    return [(number, counts[number]) for number in range(1, max(counts, default=0) + 1)]


def departments(lines: Iterable[Line], ctx: Context) -> list[Department]:
    """By function, the largest first; '' where it is unknown."""
    groups: dict[str, list[Line]] = defaultdict(list)
    for line in lines:
        groups[line.function].append(line)
    found = [_department(function, group, ctx) for function, group in groups.items()]
    return sorted(found, key=lambda d: (not d.function, -d.positions, d.function))


def _department(function: str, lines: Sequence[Line], ctx: Context) -> Department:
    leading = [line.filled for line in lines if line.filled]
    depths = {line.depth for line in lines if line.depth >= 0}
    return Department(
        function=function,
        positions=len(lines),
        vacant=sum(is_vacant(ctx.org, line.position) for line in lines),
        managers=len(leading),
        span=sum(leading) / len(leading) if leading else None,
        layers=len(depths),
        flagged=sum(bool(line.findings) for line in lines),
    )

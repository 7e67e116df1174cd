"""Findings and cells as pages show them: with names, links, quotes and fixes."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import NamedTuple

from django.utils import timezone

from planning.core.content import Content
from planning.core.coverage.coverage import Cell, unsure
from planning.core.fixes import Hint, Remedies
from planning.core.hiring import holder_or_starter
from planning.core.records import ASSUMABLE, Position, Product
from planning.core.rules import Finding, Rule, catalogue
from planning.findings.days import Days
from planning.findings.models import FindingTask, Waiver
from planning.findings.shown_fixes import ShownFix, shown_fix
from planning.findings.triage import Triaged, is_of_role
from planning.findings.whom import Place, Whom, place_of, several, whom
from planning.organisation.snapshot import Snapshot

# What may be assumed, where it is said of products in general.
IN_GENERAL = {"stage": "stage", "market_facing": "audience"}


class Quote(NamedTuple):
    """A record of role content that a finding rests on: its text and where the guide has it."""

    role: str
    code: str
    text: str
    slug: str
    anchor: str


@dataclass(frozen=True)
class ShownFinding:
    """A finding with what was decided about it: `waiver` where it is accepted, `task` where somebody is to see to it,
    `opened_on` the day since which it stands. What would close it is worked out only once somebody looks at it."""

    snapshot: Snapshot
    finding: Finding
    rule: Rule | None
    waiver: Waiver | None = None
    task: FindingTask | None = None
    opened_on: date | None = None

    @property
    def title(self) -> str:
        """The rule's."""
        return self.rule.title if self.rule else self.finding.rule

    @property
    def headline(self) -> str:
        """What is wrong, in a few words."""
        return self.finding.headline or self.title

    @property
    def source(self) -> str:
        """Where the rule comes from, for findings that quote no role content."""
        return self.rule.source if self.rule else ""

    @property
    def quotes(self) -> list[Quote]:
        content = self.snapshot.content
        return [quote_of(content, id) for id in self.finding.because if id in content.quotes]

    @property
    def more_quotes(self) -> list[Quote]:
        return self.quotes[1:]

    @property
    def assumed(self) -> tuple[str, ...]:
        """What it rests on that nobody has said, in words."""
        return assumed_words(self.snapshot, self.finding)

    @cached_property
    def remedies(self) -> Remedies:
        return self.snapshot.remedies(self.finding)

    @cached_property
    def fixes(self) -> list[ShownFix]:
        titles = rule_titles(self.snapshot)
        return [shown_fix(self.snapshot, self.finding, one, titles) for one in self.remedies.fixes]

    @property
    def hints(self) -> tuple[Hint, ...]:
        return self.remedies.hints

    @property
    def next_steps(self) -> Sequence[str]:
        """What the best fix leaves to do."""
        return self.fixes[0].next_steps if self.fixes else ()

    @property
    def days(self) -> Days:
        return Days(self.opened_on, self.task.due if self.task else None, self.finding.due, timezone.localdate())

    @cached_property
    def place(self) -> Place:
        return place_of(self.snapshot, self.finding)

    @cached_property
    def several(self) -> str:
        """How many it concerns, where they are several."""
        return several(self.snapshot, self.finding)

    @cached_property
    def whom(self) -> Whom:
        return whom(self.snapshot, self.finding)


class ShownPosition(NamedTuple):
    """A position with who sits there."""

    position: Position
    who: str


class ShownCell(NamedTuple):
    """A cell of the board with who it is by. `unsure` are keys of those whose title nobody has understood, `findings`
    how many are about it."""

    cell: Cell
    code: str
    role: str
    positions: list[ShownPosition]
    unsure: tuple[str, ...] = ()
    findings: int = 0


def show_finding(snapshot: Snapshot, finding: Finding) -> ShownFinding:
    return ShownFinding(snapshot, finding, rules_of(snapshot).get(finding.rule))


def rules_of(snapshot: Snapshot) -> dict[str, Rule]:
    """All rules by id."""
    return snapshot.remember("rules", lambda: {rule.id: rule for rule in catalogue(snapshot.content)})


def rule_titles(snapshot: Snapshot) -> dict[str, str]:
    return snapshot.remember("rule titles", lambda: {id: rule.title for id, rule in rules_of(snapshot).items()})


def show_findings(snapshot: Snapshot, findings: Iterable[Finding]) -> list[ShownFinding]:
    return [show_finding(snapshot, finding) for finding in findings]


def show_rows(snapshot: Snapshot, rows: Iterable[Triaged]) -> list[ShownFinding]:
    """As `show_findings`, with what was decided about each."""
    rules = rules_of(snapshot)
    return [ShownFinding(snapshot, row.finding, rules.get(row.finding.rule), *row[1:]) for row in rows]


def quote(snapshot: Snapshot, id: str) -> Quote:
    return quote_of(snapshot.content, id)


def quote_of(content: Content, id: str) -> Quote:
    """Ids are `page/anchor`: of a role, or of two roles side by side."""
    slug, _, anchor = id.partition("/")
    roles = content.roles
    role = roles.get(slug)
    pairs = (p for p in content.pairings if slug in (p.id.partition("/")[0], p.distinct.partition("/")[0]))
    pair = next(pairs, None)
    together = f"{roles[pair.one].name} and {roles[pair.other].name}" if pair else "Role guide"
    return Quote(role.name if role else together, role.code if role else "", content.quotes[id], slug, anchor)


def show_cell(snapshot: Snapshot, cell: Cell, findings: Iterable[Finding] = ()) -> ShownCell:
    """`findings` are those of the product."""
    role, rules = snapshot.content.roles[cell.role], rules_of(snapshot)
    positions = [show_position(snapshot, snapshot.org.positions[key]) for key in cell.by]
    about = sum(is_of_role(finding, cell.role, rules.get(finding.rule)) for finding in findings)
    return ShownCell(cell, role.code, role.name, positions, unsure(snapshot.org, cell), about)


def show_position(snapshot: Snapshot, position: Position) -> ShownPosition:
    return ShownPosition(position, holder_or_starter(snapshot.org, position) or "Open")


def assumed_words(snapshot: Snapshot, finding: Finding) -> tuple[str, ...]:
    """What was assumed as it is: “growth”; of findings that rest on several products, what it is: “stage”."""
    product = snapshot.org.products.get(finding.subject.key) if finding.subject.kind == "product" else None
    return tuple(fact_of(product, name) if product else IN_GENERAL[name] for name in in_order(finding.assumed))


def in_order(fields: Collection[str]) -> list[str]:
    """Fields that may be assumed in the order in which they are said."""
    return [name for name in ASSUMABLE if name in fields]


def fact_of(product: Product, name: str) -> str:
    """The stage of a product, or its audience, in words."""
    return product.stage if name == "stage" else "market-facing" if product.market_facing else "internal"


def product_name(product: Product) -> str:
    return product.name or product.key

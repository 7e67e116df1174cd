"""Findings and cells as pages show them: with names, links, quotes and fixes."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import NamedTuple
from urllib.parse import urlencode

from planning.core.content import Content
from planning.core.coverage.coverage import Cell, unsure
from planning.core.fixes import Decision, Fix, Hint, Tried
from planning.core.records import ASSUMABLE, Position, Product
from planning.core.rules import Finding, catalogue
from planning.findings.models import FindingTask, Waiver
from planning.findings.triage import Triaged
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


class ShownFix(NamedTuple):
    """A fix that was tried, and what its form needs to know."""

    tried: Tried
    query: str

    @property
    def title(self) -> str:
        return self.tried.fix.title


class ShownFinding(NamedTuple):
    """`title` and `source` are the rule's, `assumed` what it rests on that nobody has said, in words. `waiver` is there
    where it is accepted, `task` where somebody is to see to it."""

    finding: Finding
    title: str
    quotes: list[Quote]
    fixes: list[ShownFix]
    waiver: Waiver | None = None
    task: FindingTask | None = None
    assumed: tuple[str, ...] = ()
    hints: tuple[Hint, ...] = ()
    decisions: tuple[Decision, ...] = ()
    source: str = ""


class ShownPosition(NamedTuple):
    """A position with who sits there."""

    position: Position
    who: str


class ShownCell(NamedTuple):
    """A cell of the board with who it is by. `unsure` are keys of those whose title nobody has understood."""

    cell: Cell
    code: str
    role: str
    positions: list[ShownPosition]
    unsure: tuple[str, ...] = ()


def show_finding(snapshot: Snapshot, finding: Finding) -> ShownFinding:
    return _show(snapshot, finding, rule_titles(snapshot))


def rule_titles(snapshot: Snapshot) -> dict[str, str]:
    return {rule.id: rule.title for rule in catalogue(snapshot.content)}


def rule_sources(snapshot: Snapshot) -> dict[str, str]:
    """By rule where its norm comes from, which is shown where a finding quotes no role content."""
    return snapshot.remember("sources of rules", lambda: {rule.id: rule.source for rule in catalogue(snapshot.content)})


def _show(snapshot: Snapshot, finding: Finding, titles: Mapping[str, str]) -> ShownFinding:
    quotes = [quote(snapshot, id) for id in finding.because if id in snapshot.content.quotes]
    remedies = snapshot.remedies(finding)
    fixes = [ShownFix(one, _query(finding, one.fix)) for one in remedies.fixes]
    return ShownFinding(
        finding,
        titles.get(finding.rule, finding.rule),
        quotes,
        fixes,
        assumed=assumed_words(snapshot, finding),
        hints=remedies.hints,
        decisions=remedies.decisions,
        source=rule_sources(snapshot).get(finding.rule, ""),
    )


def show_findings(snapshot: Snapshot, findings: Iterable[Finding]) -> list[ShownFinding]:
    titles = rule_titles(snapshot)
    return [_show(snapshot, finding, titles) for finding in findings]


def show_rows(snapshot: Snapshot, rows: Iterable[Triaged]) -> list[ShownFinding]:
    """As `show_findings`, with what was decided about each."""
    titles = rule_titles(snapshot)
    return [_show(snapshot, row.finding, titles)._replace(waiver=row.waiver, task=row.task) for row in rows]


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


def show_cell(snapshot: Snapshot, cell: Cell) -> ShownCell:
    role = snapshot.content.roles[cell.role]
    positions = [show_position(snapshot, snapshot.org.positions[key]) for key in cell.by]
    return ShownCell(cell, role.code, role.name, positions, unsure(snapshot.org, cell))


def show_position(snapshot: Snapshot, position: Position) -> ShownPosition:
    person = snapshot.org.holder(position)
    return ShownPosition(position, (person.name or "Name withheld") if person else "Vacant")


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


def _query(finding: Finding, fix: Fix) -> str:
    rule, subject, of, about = finding.identity
    return urlencode({"rule": rule, "subject": subject, "of": of, "about": about, "kind": fix.kind, "which": fix.key})

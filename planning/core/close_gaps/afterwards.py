"""What may be done about the rest of what new cover opens, where the question allows it: reporting lines of those who
come into a role, and backups."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import islice

from planning.core.changes.change import edit, problems
from planning.core.close_gaps.answer import Move
from planning.core.close_gaps.expected import called, is_hire
from planning.core.close_gaps.next_steps import Cover, step
from planning.core.close_gaps.openings import is_typical, managers
from planning.core.fixes.base import Fix, FixKind
from planning.core.fixes.catalogue import ways
from planning.core.fixes.trial import is_offered, tried
from planning.core.rules import Context, Finding
from planning.core.rules.run import rules_of, run
from planning.core.tree import closing_ring

MOST = 50  # so many findings at most are looked at for backups


def lines(before: Context, after: Context, opened: Iterable[Finding], covered: Sequence[Cover]) -> list[Move]:
    """Moves of hires and of people who come into another role, where a rule finds their line among what is `opened`:
    from their first day to whoever leads their role near the products, with no more reports than the span allows.
    `before` and `after` as for `next_steps`. Those whom nobody suitable can take stay where they are."""
    work = _Lines(after)
    for _, _, position, start in covered:
        work.starts[position] = min(start, work.starts.get(position, start))
    for product, _, position, _ in covered:
        work.products[position].append(product)
    concerned = dict.fromkeys(key for finding in opened if _is_line(after, finding) for key in finding.involves)
    new = [key for key in concerned if key in work.starts and _is_new(before, after, key)]
    return [move for key in new if (move := work.move(key))]


def _is_line(ctx: Context, finding: Finding) -> bool:
    return rules_of(ctx)[finding.rule].family == "line"


def _is_new(before: Context, after: Context, key: str) -> bool:
    """Whether nobody was there before, or in another role."""
    known = before.org.positions.get(key)
    return known is None or not before.filled(known) or known.role != after.org.positions[key].role


@dataclass
class _Lines:
    """`starts` and `products`: from when, and on what, each position newly covers."""

    ctx: Context
    starts: dict[str, date] = field(default_factory=dict)
    products: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    reports: Counter[str] = field(default_factory=Counter)

    def move(self, key: str) -> Move | None:
        position = self.ctx.org.positions[key]
        manager = self._manager(key)
        change = edit(self.starts[key], position, manager=manager) if manager else None
        if change is None:
            return None
        self.reports[manager] += 1
        title = f"Move {called(self.ctx, key)} under {called(self.ctx, manager)}"
        where = tuple(dict.fromkeys(self.products[key])), position.role
        return step(f"{FixKind.MOVE}:{key}:{manager}", FixKind.MOVE, title, key, where, change)

    def _manager(self, key: str) -> str:
        position = self.ctx.org.positions[key]
        role = self.ctx.content.roles[position.role]
        every = managers(self.ctx, role, self.products[key], self.reports)
        typical = (manager for manager in every if is_typical(self.ctx, role, manager))
        return next((m for m in typical if not closing_ring(self.ctx.org.positions, key, m)), "")


def backups(after: Context, covered: Sequence[Cover], known: Sequence[Finding] | None = None) -> list[Move]:
    """Backups for products that newly rest on one person alone, as the rule about reserves finds: at most MOST of its
    findings. `known` are all findings of `after`, where they are at hand; no hire is made a backup."""
    starts = {(product, role): start for product, role, _, start in sorted(covered, key=lambda one: one[3])}
    every = run(after) if known is None else known
    found = (finding for finding in every if finding.rule == "single-cover" and _wanted(finding, starts))
    made = (
        move for one in islice(found, MOST) if (fix := _fix(after, every, one)) for move in _split(after, fix, starts)
    )
    return list(made)


def _wanted(finding: Finding, starts: Mapping[tuple[str, str], date]) -> bool:
    return any((product, finding.about) in starts for product in finding.products or (finding.subject.key,))


def _fix(ctx: Context, known: Sequence[Finding], finding: Finding) -> Fix | None:
    """The first that closes it and names nobody who is only expected."""
    fixes = (way for way in ways(ctx, finding) if isinstance(way, Fix) and way.kind == FixKind.BACKUP)
    able = (
        fix for fix in fixes if not any(is_hire(ctx, key) for key in _named(fix)) and not problems(ctx.org, fix.changes)
    )
    return next((fix for fix in able if is_offered(finding, tried(ctx, known, finding, fix))), None)


def _named(fix: Fix) -> list[str]:
    return [change.after["position"] for change in fix.changes if change.after]


def _split(ctx: Context, fix: Fix, starts: Mapping[tuple[str, str], date]) -> Iterator[Move]:
    """One move for each product that is newly covered."""
    for change in fix.changes:
        product, role, key = ((change.after or {})[name] for name in ("product", "role", "position"))
        if (product, role) in starts:
            code, name = ctx.content.roles[role].code, ctx.subject("product", product).name
            title = f"Make {called(ctx, key)} backup {code} of {name}"
            dated = change._replace(on=starts[product, role])
            yield step(
                f"{FixKind.BACKUP}:{key}:{product}:{role}", FixKind.BACKUP, title, key, ((product,), role), dated
            )

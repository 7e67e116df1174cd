"""Reporting lines that cannot be: loop, unplaced, no-manager, ended-manager."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from planning.core.content import Content
from planning.core.dates import day
from planning.core.records import Position
from planning.core.rules import facts, touch
from planning.core.rules.base import CRITICAL, POSITION, WARNING, Finding, Rule
from planning.core.rules.context import Context
from planning.core.words import count

Check = Callable[[Context, str], Iterable[Finding]]


def rules(_: Content) -> Iterator[Rule]:
    yield _rule("loop", CRITICAL, "Reporting ring", "Positions report to each other in a ring.", _loop)
    yield _rule(
        "unplaced",
        WARNING,
        "Outside any tree",
        "The position hangs nowhere: its manager is not there, or it has neither manager nor reports.",
        _unplaced,
    )
    yield _rule(
        "no-manager",
        WARNING,
        "A second top",
        "The position has reports and no manager, and is not the top of the organisation.",
        _no_manager,
    )
    yield _rule(
        "ended-manager",
        WARNING,
        "Manager's position has ended",
        "The position reports to one that has ended.",
        _ended_manager,
    )


def _rule(id: str, severity: str, title: str, condition: str, check: Check) -> Rule:
    return Rule(
        id=id,
        family=id,
        title=title,
        condition=condition,
        source="Arithmetic of the reporting lines",
        severity=severity,
        kind=POSITION,
        subjects=_SUBJECTS[id],
        check=check,
        touch=touch.anywhere,
        waits=(facts.MANAGERS,) if id in ("unplaced", "no-manager") else (),
    )


_SUBJECTS: dict[str, Callable[[Context], Iterable[str]]] = {
    "loop": lambda ctx: [ring[0] for ring in ctx.forest.rings],
    "unplaced": lambda ctx: ctx.forest.unplaced,
    "no-manager": lambda ctx: ctx.forest.roots,
    "ended-manager": lambda ctx: ctx.forest.unplaced,
}


def _finding(ctx: Context, rule: str, severity: str, key: str, message: str, *involved: str) -> Finding:
    return Finding(rule, severity, ctx.subject(POSITION, key), message, involves=involved or (key,))


def _loop(ctx: Context, key: str) -> Iterator[Finding]:
    for ring in ctx.forest.rings:
        if ring[0] == key:
            names = " → ".join(ctx.named(member) for member in (*ring, key))
            message = f"{count(len(ring), 'position')} report in a ring: {names}."
            yield _finding(ctx, "loop", CRITICAL, key, message, *ring)


def _unplaced(ctx: Context, key: str) -> Iterator[Finding]:
    position = ctx.org.positions.get(key)
    if position is None or key not in ctx.forest.unplaced or _has_ended(ctx, position):
        return
    under = ctx.forest.under[key]
    with_them = f" {count(under, 'position')} {'hangs' if under == 1 else 'hang'} under it." if under else ""
    gone = position.manager not in ("", key)
    why = f"names the manager {position.manager}, whom no position has" if gone else "has neither manager nor reports"
    yield _finding(ctx, "unplaced", WARNING, key, f"{ctx.named(key)} {why}.{with_them}")


def _no_manager(ctx: Context, key: str) -> Iterator[Finding]:
    if key in ctx.forest.roots:
        top = f"; the top is {ctx.named(ctx.forest.top)}" if ctx.forest.top else ""
        under = count(ctx.forest.under[key], "position")
        yield _finding(
            ctx, "no-manager", WARNING, key, f"{ctx.named(key)} reports to nobody and has {under} below{top}."
        )


def _ended_manager(ctx: Context, key: str) -> Iterator[Finding]:
    position = ctx.org.positions.get(key)
    if position is None or not _has_ended(ctx, position):
        return
    manager: Position = ctx.org.get(POSITION, position.manager)
    ended = day(manager.ends) if manager.ends else ""
    message = f"{ctx.named(key)} reports to {manager.title or manager.key}, a position that ended on {ended}."
    yield _finding(ctx, "ended-manager", WARNING, key, message)


def _has_ended(ctx: Context, position: Position) -> bool:
    """Whether its manager is known and no longer stands."""
    return position.manager in ctx.org.tables[POSITION] and position.manager not in ctx.org.positions

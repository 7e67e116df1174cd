"""Whom people could report to: who leads near them, how many they lead already, and how they are called."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from heapq import nsmallest
from typing import NamedTuple

from planning.core.changes.change import Change, edit
from planning.core.fixes.base import Mark, Reason
from planning.core.fixes.choosing.crafts import small_team, stays
from planning.core.records import Position
from planning.core.rules.context import Context
from planning.core.rules.spans import MOST
from planning.core.tree import branch, line_up
from planning.core.words import count, listed

LEAD = 4  # the level from which a ladder speaks of leads
LOOKED_AT = 12  # of so many near ones more than the steps is looked at
FAR = 9  # steps between two who have nobody above in common


class Lead(NamedTuple):
    """Somebody whom others could report to, with reasons; `span` counts their reports now."""

    position: Position
    span: int
    cost: tuple[bool, int, int, str]
    reasons: tuple[Reason, ...]


def called(ctx: Context, key: str) -> str:
    """The name with the title behind it, as one speaks of leaders: “Mei Tanaka, Director of Product”."""
    position = ctx.org.positions[key]
    holder = ctx.org.holder(position)
    return f"{ctx.who(key)}, {position.title}" if holder and holder.name and position.title else ctx.named(key)


def names(ctx: Context, positions: Sequence[str], most: int = 3) -> str:
    """Ann, Bob and 4 more"""
    shown = [ctx.who(key) for key in positions[: most if len(positions) > most + 1 else most + 1]]
    more = len(positions) - len(shown)
    return listed([*shown, f"{more} more"] if more else shown)


def limit(ctx: Context) -> int:
    """How many people somebody should lead at most."""
    return ctx.number("span-high", MOST)


def span(ctx: Context, key: str) -> int:
    return ctx.census.filled[key]


def span_note(ctx: Context, key: str, more: int) -> str:
    """How many reports somebody comes to have: 4 → 6 reports"""
    now = span(ctx, key)
    return f"{now} → {count(now + more, 'report')}"


def arriving(ctx: Context, keys: Iterable[str], lead: str) -> int:
    """How many filled positions would come to report to somebody."""
    positions = (ctx.org.positions[key] for key in keys)
    return len([p for p in positions if p.manager != lead and ctx.filled(p)])


def moved(ctx: Context, keys: Iterable[str], lead: str) -> tuple[Change, ...]:
    positions = (ctx.org.positions[key] for key in keys)
    return tuple(c for p in positions if (c := edit(ctx.org.on, p, manager=lead)))


def dotted(ctx: Context, keys: Iterable[str], lead: str) -> tuple[Change, ...]:
    positions = (ctx.org.positions[key] for key in keys)
    lines = ((p, (*p.dotted, lead)) for p in positions if lead not in p.dotted)
    return tuple(c for p, line in lines if (c := edit(ctx.org.on, p, dotted=line)))


def under(ctx: Context, keys: Collection[str]) -> set[str]:
    """The positions themselves and all below them: nobody can come to report to these."""
    return {below for key in keys for below in branch(ctx.org, key)} | set(keys)


def nearest(ctx: Context, keys: Sequence[str], leaders: Iterable[Position], wanted: str = "") -> list[Lead]:
    """Of the leaders those whom the positions could report to, best first: with room, then near in the tree, in team
    and place. `wanted` names the craft that they lead, in a reason."""
    below = under(ctx, keys)
    able = {p.key: p for p in leaders if p.key not in below and stays(ctx, p)}
    heights = _heights(ctx, keys)
    far = [(span(ctx, key) + len(keys) > limit(ctx), _steps(ctx, key, heights), key) for key in able]
    near = (able[key] for _, _, key in nsmallest(LOOKED_AT, far))
    return sorted((_lead(ctx, keys, p, heights, wanted) for p in near), key=lambda lead: lead.cost)


def _heights(ctx: Context, keys: Sequence[str]) -> Mapping[str, int]:
    """The steps up from the first of the positions to each above it."""
    return {p.key: steps for steps, p in enumerate(line_up(ctx.org.positions, keys[0]), 1)} if keys else {}


def _lead(ctx: Context, keys: Sequence[str], lead: Position, heights: Mapping[str, int], wanted: str) -> Lead:
    now, more = span(ctx, lead.key), arriving(ctx, keys, lead.key)
    over = now + more > limit(ctx)
    ties = list(_ties(ctx, keys, lead))
    steps = _steps(ctx, lead.key, heights)
    room = (
        f"{now + more} reports, over the limit of {limit(ctx)}" if over else f"has room: {now + more} of {limit(ctx)}"
    )
    reasons = [*([Reason(Mark.FOR, f"leads {wanted}")] if wanted else []), *ties]
    reasons.append(Reason(Mark.AGAINST if over else Mark.FOR, room))
    return Lead(lead, now, (over, steps - 2 * len(ties), ctx.level(lead), lead.key), tuple(reasons))


def _steps(ctx: Context, key: str, heights: Mapping[str, int]) -> int:
    """Manager steps from the positions to a leader, over whoever is above both."""
    line = [key, *(p.key for p in line_up(ctx.org.positions, key))]
    return next((up + heights[above] for up, above in enumerate(line) if above in heights), FAR)


def _ties(ctx: Context, keys: Sequence[str], lead: Position) -> Iterator[Reason]:
    positions = [ctx.org.positions[key] for key in keys]
    if any(p.team and p.team == lead.team for p in positions) and small_team(ctx, lead.team):
        yield Reason(
            Mark.FOR, f"same team: {ctx.org.teams[lead.team].name if lead.team in ctx.org.teams else lead.team}"
        )
    if lead.location and all(p.location == lead.location for p in positions):
        yield Reason(Mark.FOR, f"also in {lead.location}")
    peers = [p for p in ctx.org.reports(lead.key) if any(p.role and p.role == one.role for one in positions)]
    peers = [p for p in peers if p.key not in keys and ctx.filled(p)]
    if peers:
        role = ctx.content.roles.get(peers[0].role)
        yield Reason(Mark.FOR, f"already leads {count(len(peers), role.name if role else 'colleague')}")

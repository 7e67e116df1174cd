"""Where positions without a manager belong: the lead of their team, else of the team above, else of their craft."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from planning.core.fixes.base import Mark, Reason
from planning.core.fixes.choosing.crafts import craft, stays
from planning.core.fixes.choosing.leads import arriving, limit, span, under
from planning.core.records import Position
from planning.core.rules.context import Context
from planning.core.words import count, spoken


class Place(NamedTuple):
    """Positions that belong under one lead, and the words for them together: a team's name, a craft's, or ''."""

    lead: str
    keys: tuple[str, ...]
    name: str
    reasons: tuple[Reason, ...]


def places(ctx: Context, keys: Sequence[str]) -> list[Place]:
    """Where each of the positions belongs, those of one team together, the largest first; those for whom nothing is
    known are left out."""
    below = under(ctx, keys)
    groups: Mapping[str, list[str]] = defaultdict(list)
    for key in keys:
        groups[_group(ctx, key)].append(key)
    found = [place for group in groups.values() if (place := _place(ctx, group, below))]
    return sorted(found, key=lambda place: (-len(place.keys), place.name, place.lead))


def _group(ctx: Context, key: str) -> str:
    """What holds positions together: their team, else their craft."""
    position = ctx.org.positions[key]
    return f"team {position.team}" if position.team else f"craft {ctx.function(position)}"


def _place(ctx: Context, keys: Sequence[str], below: Collection[str]) -> Place | None:
    position = ctx.org.positions[keys[0]]
    for lead, name in _leads(ctx, position, below):
        if lead.holder != position.holder and (ctx.level(position) <= ctx.level(lead) or not ctx.level(lead)):
            return Place(lead.key, tuple(keys), name, tuple(_reasons(ctx, keys, lead, name)))
    return None


def _leads(ctx: Context, position: Position, below: Collection[str]) -> Iterator[tuple[Position, str]]:
    """Who leads the team of a position, the teams above it and its craft, with the name of what they lead."""
    for key in _teams_up(ctx, position.team):
        team = ctx.org.teams.get(key)
        lead = _head(ctx, ctx.org.team_positions.get(key, ()), below)
        if lead:
            yield lead, (team.name if team else "") or key
    name = ctx.function(position)
    lead = _head(ctx, craft(ctx, name).members.values(), below) if name else None
    if lead:
        yield lead, spoken(name)


def _teams_up(ctx: Context, key: str) -> Iterator[str]:
    seen: set[str] = {""}
    while key not in seen:
        seen.add(key)
        yield key
        team = ctx.org.teams.get(key)
        key = team.parent if team else ""


def _head(ctx: Context, members: Iterable[Position], below: Collection[str]) -> Position | None:
    """Of those of a team or craft who lead people the one who is over the others, so far as levels and lines tell."""
    leads = {p.key: p for p in members if span(ctx, p.key) and p.key not in below and stays(ctx, p)}
    heads = [p for p in leads.values() if p.manager not in leads]
    return max(heads, key=lambda p: (ctx.level(p), span(ctx, p.key), p.key), default=None)


def _reasons(ctx: Context, keys: Sequence[str], lead: Position, name: str) -> Iterator[Reason]:
    yield Reason(Mark.FOR, f"leads {name}")
    teams = {ctx.org.positions[key].team for key in keys} - {""}
    colleagues = [p for p in ctx.org.reports(lead.key) if p.team in teams and p.key not in keys and ctx.filled(p)]
    if colleagues:
        yield Reason(Mark.FOR, f"leads {len(colleagues)} of their colleagues")
    yield room(ctx, keys, lead.key)


def room(ctx: Context, keys: Iterable[str], lead: str) -> Reason:
    """Whether somebody has room for more reports, in figures."""
    then, most = span(ctx, lead) + arriving(ctx, keys, lead), limit(ctx)
    if then > most:
        return Reason(Mark.AGAINST, f"{then} reports, over the limit of {most}")
    return Reason(Mark.FOR, f"has room: {then} of {most}")


def people(ctx: Context, keys: Sequence[str]) -> str:
    """40 people, or positions where nobody sits in any."""
    filled = [key for key in keys if ctx.filled(ctx.org.positions[key])]
    return count(len(keys), "person", "people") if filled else count(len(keys), "position")

"""Who of somebody's reports can go, and to whom: to one of them who leads already or comes to lead, or to somebody who
leads beside the manager."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from planning.core.fixes.base import Case
from planning.core.fixes.choosing.crafts import stays
from planning.core.fixes.choosing.leads import limit, span
from planning.core.fixes.choosing.pool import Pool
from planning.core.records import Position
from planning.core.rules.context import Context

TEAM, PAIR = 3, 2  # fewer do not make a new team; nor a second one beside it
BEST = 2


class Share(NamedTuple):
    """Those who come to report to a lead."""

    lead: Position
    moved: tuple[str, ...]


class Split:
    """Of one manager with too many reports, each way as shares that together are enough."""

    def __init__(self, case: Case) -> None:
        self._ctx = ctx = case.ctx
        self._key = case.finding.subject.key
        self._most = limit(ctx)
        self._excess = span(ctx, self._key) - self._most
        # Even where each of those who stay takes as many as they may, no more than these can go.
        every = case.org.reports(self._key) if self._excess <= self._most**2 else ()
        self._reports = [p for p in every if ctx.filled(p) and p.holder != case.position.holder]
        self._peers = [p for p in case.org.reports(case.position.manager) if p.key != self._key and ctx.filled(p)]
        self._manager = case.position

    def under_leads(self) -> Iterator[list[Share]]:
        """One of them who leads already takes all that are too many; else several do."""
        leads = [p for p in self._reports if self._can_lead(p)]
        able = [p for p in leads if self._room(p) >= self._excess]
        alone = [[share] for lead in able if (share := self._share(lead))]
        fit = [shares for shares in alone if len(shares[0].moved) >= self._excess]
        yield from sorted(fit, key=self._cost)[:BEST]
        if not fit:
            yield self._several(leads)

    def under_peers(self) -> Iterator[list[Share]]:
        """Where hardly more than one is too many: somebody beside the manager who leads the same craft and has room."""
        if self._excess > PAIR:
            return
        alike = [p for p in self._peers if self._can_lead(p) and is_craft(self._ctx, p, self._manager)]
        alone = [[share] for lead in alike if (share := self._share(lead))]
        yield from sorted((s for s in alone if len(s[0].moved) >= self._excess), key=self._cost)[:1]

    def under_new_leads(self) -> Iterator[list[Share]]:
        """The most senior of each craft comes to lead a team of it, the largest craft first."""
        shares: list[Share] = []
        missing = self._excess
        for group in self._groups():
            for share in self._teams(group, missing, PAIR if shares else TEAM):
                shares.append(share)
                missing -= len(share.moved)
        if missing <= 0:
            yield shares

    def _teams(self, group: Sequence[Position], missing: int, least: int) -> Iterator[Share]:
        """Of one craft, the most senior first; the first team has at least so many."""
        pool = self._pool(group)
        for lead in group:
            wanted = min(max(missing, TEAM), self._most)
            if missing <= 0 or pool.has_gone(lead.key):
                continue
            pool.leave(lead.key)
            if min(wanted, pool.left(lead)) >= least:
                share = Share(lead, pool.draw(lead, wanted))
                missing, least = missing - len(share.moved), PAIR
                yield share

    def _several(self, leads: Iterable[Position]) -> list[Share]:
        shares: list[Share] = []
        missing, pool = self._excess, self._pool(self._reports)
        for lead in sorted(leads, key=lambda p: (span(self._ctx, p.key), p.key)):
            if moved := pool.draw(lead, min(missing, self._room(lead))):
                shares.append(Share(lead, moved))
                missing -= len(moved)
        return shares if missing <= 0 else []

    def _pool(self, positions: Iterable[Position]) -> Pool:
        return Pool(self._ctx, [p for p in positions if is_free(self._ctx, p)])

    def _room(self, lead: Position) -> int:
        return self._most - span(self._ctx, lead.key)

    def _share(self, lead: Position) -> Share | None:
        free = [p for p in self._reports if can_go(self._ctx, p, lead)]
        team = self._nearest(lead, free)[: max(min(self._excess, self._room(lead)), 0)]
        return Share(lead, tuple(team)) if team else None

    def _nearest(self, lead: Position, others: Iterable[Position]) -> list[str]:
        """Those in the same role, team and place first."""
        return [p.key for p in sorted(others, key=lambda p: (*self._distance(lead, p), p.key))]

    def _distance(self, lead: Position, other: Position) -> tuple[bool, bool, bool, int]:
        ctx = self._ctx
        far = not lead.location or other.location != lead.location
        return other.role != lead.role, other.team != lead.team, far, ctx.level(other)

    def _cost(self, shares: Sequence[Share]) -> tuple[int, int, str]:
        lead = shares[0].lead
        return (
            -sum(self._ctx.org.positions[k].role == lead.role for k in shares[0].moved),
            span(self._ctx, lead.key),
            lead.key,
        )

    def _groups(self) -> list[list[Position]]:
        """The reports without reports by their craft and the largest first, the most senior first in each."""
        groups: Mapping[tuple[str, str], list[Position]] = defaultdict(list)
        for position in self._reports:
            if not self._ctx.org.reports(position.key) and self._ctx.function(position) and stays(self._ctx, position):
                groups[self._ctx.function(position), position.role].append(position)
        ordered = (sorted(group, key=lambda p: (-self._ctx.level(p), p.key)) for group in groups.values())
        return sorted(ordered, key=lambda group: (-len(group), group[0].key))

    def _can_lead(self, lead: Position) -> bool:
        has = span(self._ctx, lead.key) > 0 or is_leading(self._ctx, lead)
        return has and stays(self._ctx, lead) and span(self._ctx, lead.key) < self._most


def is_leading(ctx: Context, position: Position) -> bool:
    """Whether their role is one that leads others."""
    role = ctx.content.roles.get(position.role)
    return bool(role and role.leads)


def can_go(ctx: Context, one: Position, lead: Position) -> bool:
    """Whether somebody could come to report to a lead: nobody who leads, assists the manager, is above the lead, of
    another craft or the same person."""
    if one.key == lead.key or one.holder == lead.holder:
        return False
    return is_craft(ctx, lead, one) and ctx.level(one) <= max(ctx.level(lead), 1) and is_free(ctx, one)


def is_craft(ctx: Context, one: Position, other: Position) -> bool:
    return ctx.function(one) == ctx.function(other) != ""


def is_free(ctx: Context, one: Position) -> bool:
    """Whether somebody leads nobody, assists nobody, and is of a craft."""
    return not ctx.org.reports(one.key) and ctx.function(one) != "" and not _assists(ctx, one.title)


def _assists(ctx: Context, title: str) -> bool:
    return ctx.settled("assists", title, lambda: _says_assistant(ctx, title))


def _says_assistant(ctx: Context, title: str) -> bool:
    words = ctx.content.words_of(title)
    return any(word.kind == "somebody" and word.means == "assistant" for word in words)

"""Ways out where one person has too many reports: some go to somebody of their craft who leads already, or to one of
them who comes to lead."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from planning.core.fixes.base import Case, Fix, FixKind, Form, Hint, Mark, Reason, Way
from planning.core.fixes.choosing.crafts import stays
from planning.core.fixes.choosing.leads import LEAD, called, limit, moved, names, span
from planning.core.records import Position
from planning.core.rules.base import POSITION
from planning.core.rules.context import Context
from planning.core.rules.spans import EACH
from planning.core.words import count, listed

TEAM, PAIR = 3, 2  # fewer do not make a new team; nor a second one beside it
BEST = 2


class Share(NamedTuple):
    """Those who come to report to a lead."""

    lead: Position
    moved: tuple[str, ...]


def wide(case: Case) -> Iterator[Way]:
    """span-high"""
    if case.finding.about:
        yield from _several(case)
        return
    yield from _splits(case)
    yield Hint("Choose another manager for some of them", Form.MANAGER, case.finding.subject.key)


def _splits(case: Case) -> list[Fix]:
    """One manager's, best first."""
    split = _Split(case)
    every = [*split.under_leads(), *split.under_new_leads(), *split.under_peers()]
    return list({fix.key: fix for fix in (_fix(case, shares) for shares in every if shares)}.values())[: BEST + 1]


def _several(case: Case) -> Iterator[Way]:
    """Of managers who have one report too many each, the best for each of them, together; else the widest to begin
    with."""
    bests = [_best_of(case, key) for key in case.finding.involves] if case.finding.about == EACH else []
    fixes = [fix for fix in bests if fix]
    changes = [change for fix in fixes for change in fix.changes]
    if fixes and len(fixes) == len(bests) and len({change.key for change in changes}) == len(changes):
        title = f"Move one report or more of each of the {count(len(fixes), 'manager')}"
        parts = listed([fix.title.removeprefix("Move ") for fix in fixes])
        yield Fix(FixKind.SPLIT, title, tuple(changes), EACH, f"{parts}")
    widest = case.finding.involves[0]
    yield Hint(f"Choose another manager for some who report to {case.ctx.who(widest)}", Form.MANAGER, widest)


def _best_of(case: Case, key: str) -> Fix | None:
    own = case.finding._replace(subject=case.ctx.subject(POSITION, key), about="")
    return next(iter(_splits(replace(case, finding=own))), None)


def _fix(case: Case, shares: Sequence[Share]) -> Fix:
    ctx = case.ctx
    changes = tuple(c for share in shares for c in moved(ctx, share.moved, share.lead.key))
    call = called if len(shares) == 1 else Context.who
    parts = [f"{names(ctx, share.moved, 2)} under {call(ctx, share.lead.key)}" for share in shares]
    left = span(ctx, case.finding.subject.key) - sum(len(share.moved) for share in shares)
    grown = (f"{ctx.who(s.lead.key)} {span(ctx, s.lead.key)} → {span(ctx, s.lead.key) + len(s.moved)}" for s in shares)
    note = f"{span(ctx, case.finding.subject.key)} → {count(left, 'report')}; {listed(list(grown))}"
    key = "+".join(share.lead.key for share in shares)[:200]
    return Fix(FixKind.SPLIT, f"Move {', and '.join(parts)}", changes, key, note, tuple(_reasons(ctx, shares)))


def _reasons(ctx: Context, shares: Sequence[Share]) -> Iterator[Reason]:
    crafts = {ctx.function(share.lead) for share in shares}
    yield Reason(Mark.FOR, f"same craft: {listed(sorted(craft.replace('-', ' ') for craft in crafts))}")
    new = [share.lead for share in shares if not span(ctx, share.lead.key)]
    if len(new) < len(shares):
        yield Reason(Mark.FOR, "leads people already")
    for lead in new:
        senior = ctx.level(lead) >= LEAD or _is_leading(ctx, lead)
        text = f"{ctx.who(lead.key)} is senior enough to lead" if senior else f"{ctx.who(lead.key)} has not led yet"
        yield Reason(Mark.FOR if senior else Mark.EVEN, text)


def _is_leading(ctx: Context, position: Position) -> bool:
    role = ctx.content.roles.get(position.role)
    return bool(role and role.leads)


class _Split:
    """Who of somebody's reports can go, and to whom."""

    def __init__(self, case: Case) -> None:
        self._ctx = ctx = case.ctx
        self._key = case.finding.subject.key
        self._most = limit(ctx)
        reports = [p for p in case.org.reports(self._key) if ctx.filled(p)]
        self._reports = [p for p in reports if p.holder != case.position.holder]
        self._excess = span(ctx, self._key) - self._most
        self._peers = [p for p in case.org.reports(case.position.manager) if p.key != self._key and ctx.filled(p)]
        self._manager = case.position

    def under_leads(self) -> Iterator[list[Share]]:
        """One of them who leads already takes all that are too many; else several do."""
        leads = [p for p in self._reports if self._can_lead(p)]
        alone = [[share] for lead in leads if (share := self._share(lead, self._excess, []))]
        fit = [shares for shares in alone if len(shares[0].moved) >= self._excess]
        yield from sorted(fit, key=self._cost)[:BEST]
        if not fit:
            yield self._several(leads)

    def under_peers(self) -> Iterator[list[Share]]:
        """Where hardly more than one is too many: somebody beside the manager who leads the same craft and has room."""
        if self._excess > PAIR:
            return
        alike = [p for p in self._peers if self._can_lead(p) and is_craft(self._ctx, p, self._manager)]
        alone = [[share] for lead in alike if (share := self._share(lead, self._excess, []))]
        yield from sorted((s for s in alone if len(s[0].moved) >= self._excess), key=self._cost)[:1]

    def under_new_leads(self) -> Iterator[list[Share]]:
        """The most senior of each craft comes to lead a team of it, the largest craft first."""
        shares: list[Share] = []
        for group in self._groups():
            rest = list(group)
            while rest and self._missing(shares) > 0:
                lead, rest = rest[0], rest[1:]
                wanted = max(self._missing(shares), TEAM)
                team = self._team(lead, rest, wanted)
                if len(team) >= (PAIR if shares else TEAM):
                    shares.append(Share(lead, tuple(team)))
                    rest = [p for p in rest if p.key not in team]
        if self._missing(shares) <= 0:
            yield shares

    def _several(self, leads: Iterable[Position]) -> list[Share]:
        shares: list[Share] = []
        for lead in sorted(leads, key=lambda p: (span(self._ctx, p.key), p.key)):
            taken = [key for share in shares for key in share.moved]
            if (missing := self._missing(shares)) > 0 and (share := self._share(lead, missing, taken)):
                shares.append(share)
        return shares if self._missing(shares) <= 0 else []

    def _missing(self, shares: Iterable[Share]) -> int:
        return self._excess - sum(len(share.moved) for share in shares)

    def _share(self, lead: Position, wanted: int, taken: Collection[str]) -> Share | None:
        room = self._most - span(self._ctx, lead.key)
        free = [p for p in self._reports if p.key not in taken and can_go(self._ctx, p, lead)]
        team = self._nearest(lead, free)[: max(min(wanted, room), 0)]
        return Share(lead, tuple(team)) if team else None

    def _team(self, lead: Position, others: Sequence[Position], wanted: int) -> list[str]:
        return self._nearest(lead, [p for p in others if can_go(self._ctx, p, lead)])[: min(wanted, self._most)]

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
        has = span(self._ctx, lead.key) > 0 or _is_leading(self._ctx, lead)
        return has and stays(self._ctx, lead) and span(self._ctx, lead.key) < self._most


def can_go(ctx: Context, one: Position, lead: Position) -> bool:
    """Whether somebody could come to report to a lead: nobody who leads, assists the manager, is above the lead, of
    another craft or the same person."""
    if one.key == lead.key or one.holder == lead.holder or ctx.org.reports(one.key):
        return False
    return is_craft(ctx, lead, one) and ctx.level(one) <= max(ctx.level(lead), 1) and not _assists(ctx, one)


def is_craft(ctx: Context, one: Position, other: Position) -> bool:
    return ctx.function(one) == ctx.function(other) != ""


def _assists(ctx: Context, one: Position) -> bool:
    words = ctx.content.words_of(one.title)
    return any(word.kind == "somebody" and word.means == "assistant" for word in words)

"""Who could be a product's partner of a function: ranked, with reasons, and nobody proposed for everything."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterable, Iterator
from itertools import islice
from threading import Lock
from typing import NamedTuple

from planning.core.fixes.base import Mark, Reason
from planning.core.fixes.choosing.crafts import craft
from planning.core.fixes.choosing.ties import Near
from planning.core.records import Position
from planning.core.rules.context import Context
from planning.core.words import spoken

BEST = 3  # how many are proposed
MANY = 4  # partner of so many products is enough, unless all of the craft are of more
# The level from which somebody leads a whole function and is no partner from day to day; how much that counts against.
CHIEF, CHIEFLY = 6, 6


class Choice(NamedTuple):
    """Somebody who could be partner; `load` is of how many products they are already, without proposals."""

    position: Position
    load: int
    score: int
    reasons: tuple[Reason, ...]


class Gap(NamedTuple):
    """A product without partners of these functions; `owners` cover it in the role that misses them."""

    product: str
    functions: tuple[str, ...]
    owners: tuple[str, ...]


class Choices:
    """The best for each gap, best first. Whoever is first for one counts as its partner for those that follow, so all
    are gone through in the order of `gaps`, whoever asks; but only as far as the gap that is asked for."""

    def __init__(self, ctx: Context, gaps: Iterable[Gap]) -> None:
        self._picks = _Picks(ctx)
        self._left = deque(dict.fromkeys(gaps))
        self._chosen: dict[Gap, list[Choice]] = {}
        self._turn = Lock()  # requests that look at one organisation share what is remembered of it

    def of(self, gap: Gap) -> list[Choice]:
        with self._turn:
            while self._left and gap not in self._chosen:
                following = self._left.popleft()
                self._chosen[following] = self._picks.of(following)
            return self._chosen.get(gap, [])


class _Picks:
    """Goes from gap to gap and remembers who was proposed."""

    def __init__(self, ctx: Context) -> None:
        self._ctx = ctx
        self._now: Counter[str] = Counter()
        self._idle: dict[str, deque[str]] = {}
        self._limits: dict[str, int] = {}
        for duty in ctx.org.tables["assignment"].values():
            role = ctx.content.roles.get(duty.role)
            if duty.active(ctx.org.on) and not (role and role.covers):
                self._now[duty.position] += 1
        self._load = Counter(self._now)  # with what was proposed

    def of(self, gap: Gap) -> list[Choice]:
        near = Near(self._ctx, gap.product, gap.owners)
        found = [c for f in gap.functions for c in self._near_ones(gap, near, f)]
        found += [c for f in gap.functions for c in self._others(f)] if len(found) < BEST else []
        best = sorted(found, key=lambda c: (-c.score, c.load, c.position.key))
        unique = {choice.position.holder: choice for choice in reversed(best)}
        kept = sorted(unique.values(), key=best.index)[:BEST]
        if kept:
            self._load[kept[0].position.key] += 1
        return kept

    def _near_ones(self, gap: Gap, near: Near, name: str) -> Iterator[Choice]:
        members = craft(self._ctx, name).members
        for key in near.pool(craft(self._ctx, name)):
            ties = near.ties(key)
            if ties and self._load[key] < self._most(name) and not self._covers(members[key]):
                is_chief = self._ctx.level(members[key]) >= CHIEF
                score = sum(points for points, _ in ties) - (CHIEFLY if is_chief else 0)
                yield self._choice(members[key], name, score, [text for _, text in ties])

    def _most(self, name: str) -> int:
        """Of how many products one should be partner at most: more where all of the craft are of more."""
        if name not in self._limits:
            members = craft(self._ctx, name).members
            mean = sum(number for key, number in self._now.items() if key in members) / max(len(members), 1)
            self._limits[name] = max(MANY, round(mean) + 2)
        return self._limits[name]

    def _covers(self, position: Position) -> bool:
        """Whether somebody of the covering roles sits there, whatever the function: their work is another."""
        role = self._ctx.content.roles.get(position.role)
        return bool(role and role.covers)

    def _others(self, name: str) -> Iterator[Choice]:
        """Those with the least to do, by turns; of whom nothing ties to the product."""
        if name not in self._idle:
            self._idle[name] = deque(self._by_leisure(name))
        line = self._idle[name]
        for key in list(islice(line, BEST)):
            yield self._choice(self._ctx.org.positions[key], name, -1, [])
        line.rotate(-1)

    def _by_leisure(self, name: str) -> list[str]:
        most, load = self._most(name), self._load.get
        free = [p for key, p in craft(self._ctx, name).members.items() if load(key, 0) < most and not self._covers(p)]
        return [key for _, _, key in sorted((load(p.key, 0), -self._standing(p), p.key) for p in free)]

    def _standing(self, position: Position) -> int:
        """Leads of teams before members, and both before whoever leads all of it."""
        level = self._ctx.level(position)
        if not self._ctx.org.reports(position.key):
            return min(level, 5)
        return 0 if level >= CHIEF else 10 + level

    def _choice(self, position: Position, name: str, score: int, ties: list[str]) -> Choice:
        load = self._now[position.key]
        reasons = [Reason(Mark.FOR, text) for text in ties[:1]] or [Reason(Mark.EVEN, "no known link to the product")]
        leads = self._ctx.census.filled[position.key]
        if leads:
            reasons.append(Reason(Mark.FOR, f"leads {leads} in {spoken(name)}"))
        busy = (
            Reason(Mark.EVEN, f"already partner of {load}") if load else Reason(Mark.FOR, "partner of no product yet")
        )
        return Choice(position, load, score * 2 + (1 if leads else 0) - self._load[position.key], (*reasons, busy))

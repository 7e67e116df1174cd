"""A greedy that is fair: all holders are looked at for each gap, the gravest and longest gaps first, nearest start
first, hires are packed up to the norm, and every limit is kept."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from planning.core.rules import Context
from planning.core.rules.load import LIVE, live_duties, most_products
from tests.core.close_gaps.choices import Choice, Lane
from tests.core.close_gaps.made import Case
from tests.core.close_gaps.possible import Found, Possible, total
from tests.core.close_gaps.trials import Chosen, bounded

UNBOUND = 1000
# So many are tried by the rules for a gap, of those who have room by the number of their products.
TRIED = 12


def greedy(case: Case, most: int = 8) -> Found:
    """`most` new hires of a role at most are looked at."""
    return Greedy(Possible(case, most=most)).run()


class Greedy:
    def __init__(self, possible: Possible) -> None:
        self.possible, self.rooms = possible, Rooms(possible)
        self.chosen: Chosen = ()

    def run(self) -> Found:
        possible, left = self.possible, self.possible.beyond()
        gaps = [(possible.trials.open_days(lane, ()), lane) for lane in possible.lanes]
        for days, lane in sorted(gaps, key=lambda gap: (-gap[0].critical, -gap[0].warning, gap[1].product)):
            choice = self._taken(lane)
            left = total(left, possible.trials.open_days(lane, (choice,)) if choice else days)
        return Found(possible.value(left, self.chosen), possible.changes(self.chosen))

    def _taken(self, lane: Lane) -> Choice | None:
        for choice in sorted(self._with_room(lane), key=self._place)[:TRIED]:
            more = (*self.chosen, choice)
            if self.possible.is_next(more) and self.possible.keeps(more):
                self.chosen = more
                self.rooms.take(choice)
                return choice
        return None

    def _with_room(self, lane: Lane) -> Iterator[Choice]:
        """Each who could take it, from the first day on from which they have room."""
        for key, first in self.possible.staff.takers(lane):
            free = self.rooms.free_from(key, lane, first)
            start = next((day for day in (first, *self.possible.days) if day >= max(free, first)), None)
            if start and start <= lane.counts_until(self.possible.question):
                yield Choice(lane, key, start)

    def _place(self, choice: Choice) -> tuple[bool, date, int, str]:
        """Who is there before whoever is hired, who begins soonest, who has least; of hires those who have most."""
        is_new, has = choice.position in self.possible.new, self.rooms.most_of(choice.position)
        return is_new, choice.start, -has if is_new else has, choice.position


class Rooms:
    """How many live products each position has on each span of days, and how many it may have."""

    def __init__(self, possible: Possible) -> None:
        self.possible, question = possible, possible.question
        content = bounded(possible.case.content, question)
        contexts = [Context(org, content) for _, org in possible.trials.days]
        self.firsts = [ctx.org.on for ctx in contexts]
        on = {role.slug: content.is_on(f"load-{role.code.lower()}") for role in content.covering}
        norms = {r.slug: most_products(contexts[0], r) if on[r.slug] else None for r in content.covering}
        self.most: dict[str, int] = {slug: norm or UNBOUND for slug, norm in norms.items()}
        roles = {role.slug: role for role in content.covering}
        self.has: dict[str, list[int]] = {}
        for at, ctx in enumerate(contexts):
            for position in ctx.org.positions.values():
                if position.role in roles and position.key in ctx.org.duties:
                    own = self.has.setdefault(position.key, [0] * len(contexts))
                    own[at] = len(live_duties(ctx, roles[position.role], position.key))
        self.live = [{key for key, p in ctx.org.products.items() if p.stage in LIVE} for ctx in contexts]

    def _of(self, key: str) -> list[int]:
        return self.has.setdefault(key, [0] * len(self.firsts))

    def most_of(self, key: str) -> int:
        return max(self._of(key))

    def free_from(self, key: str, lane: Lane, first: date) -> date:
        """From when on there is room for one more until the lane ends; the day after all days where there is not."""
        free = first
        for at, has in enumerate(self._of(key)):
            day = self.firsts[at]
            is_asked = day <= lane.until(self.possible.question) and lane.product in self.live[at]
            if is_asked and has >= self.most[lane.role]:
                after = self.firsts[at + 1] if at + 1 < len(self.firsts) else date.max
                free = max(free, after)
        return free

    def take(self, choice: Choice) -> None:
        own = self._of(choice.position)
        for at, day in enumerate(self.firsts):
            own[at] += choice.duty.active(day) and choice.lane.product in self.live[at]

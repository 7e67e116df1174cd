"""The best plan by trying every one: each lane to nobody, to everyone who could take it from each day on, to each hire.

What is left out cannot be better, whatever the rules say:
- a branch whose gaps so far leave more days open than the best plan, counting for all others the best they could
  get alone: the days of a lane never depend on who has another one;
- a branch that breaks a norm, for more work never takes load off anybody;
- a later start on a day since which nobody has come to have less: it closes fewer days and asks for the same room;
- of new hires of a role all but the first that has nothing yet: they are alike;
- a later first day of a hire: a year costs the same, and its products may begin later by themselves.

`pruned=False` leaves out the last two alone. With interims two in turn a lane are tried at most:
the best may be better.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, combinations

from planning.core.close_gaps.answer import Days
from tests.core.close_gaps.choices import Lane, Opening
from tests.core.close_gaps.made import Case
from tests.core.close_gaps.possible import Found, Possible, newcomers, total
from tests.core.close_gaps.trials import Chosen


class TooMany(Exception):
    """More would have to be tried than was allowed."""


def best(case: Case, most: int | None = None, *, pruned: bool = True) -> Found:
    """Over every set of open positions that are filled and people who get another role. Raises TooMany once more than
    `most` have been tried."""
    found: Found | None = None
    for filled in _subsets(newcomers(case)):
        found = Search(Possible(case, filled), found, most, pruned=pruned).run()
    assert found
    return found


def _subsets(every: Sequence[Opening]) -> Iterator[tuple[Opening, ...]]:
    found = chain.from_iterable(combinations(every, number) for number in range(len(every) + 1))
    return (some for some in found if _is_once_each(some))


def _is_once_each(some: Sequence[Opening]) -> bool:
    """Whether nobody gets two roles, nor counts where they have gone from; who counts may do so on several products."""
    others = [one.position.key for one in some if not one.is_counted]
    return len(set(others)) == len(others) and not {one.position.key for one in some if one.is_counted} & set(others)


@dataclass
class Gap:
    """A lane with what may be done about it, best first: each option with the days that it leaves."""

    lane: Lane
    options: list[tuple[Days, Chosen]]


class Search:
    """All plans with the same newcomers; `found` is the best of those looked at before."""

    def __init__(self, possible: Possible, found: Found | None, most: int | None, *, pruned: bool) -> None:
        self.possible, self.found, self.most, self.pruned = possible, found, most, pruned
        self.tried = 0

    def run(self) -> Found | None:
        """The best plan by now."""
        if not self.possible.fits(()):
            return self.found
        gaps = sorted((self._gap(lane) for lane in self.possible.lanes), key=lambda gap: len(gap.options))
        rest = [self.possible.beyond()]
        for gap in reversed(gaps):
            rest.append(total(rest[-1], gap.options[0][0]))
        self._search(gaps, rest[::-1], Days(), ())
        return self.found

    def _gap(self, lane: Lane) -> Gap:
        easing = self.possible.trials.easing | self.possible.ends
        options, seen = [(self.possible.trials.open_days(lane, ()), Chosen())], set[str]()
        for choice in self.possible.options(lane):
            if not self.pruned or choice.position not in seen or choice.start in easing:
                options.append((self.possible.trials.open_days(lane, (choice,)), (choice,)))
            seen.add(choice.position)
        lasting = [picked[0] for _, picked in options if picked]
        for picked in self.possible.interims(lane, lasting):
            options.append((self.possible.trials.open_days(lane, picked), picked))
        return Gap(lane, sorted(options, key=lambda option: (option[0], len(option[1]))))

    def _search(self, gaps: Sequence[Gap], rest: Sequence[Days], so_far: Days, chosen: Chosen) -> None:
        """`rest` holds the least that these gaps could leave open, and after it that of those after the first, …"""
        self._count()
        value = self.possible.value(total(so_far, rest[0]), chosen)
        if self.found and value >= self.found.value and (self.pruned or not gaps):
            return
        if not gaps and self.possible.is_whole(chosen):
            self.found = Found(value, self.possible.changes(chosen), self.tried)
        for days, picked in gaps[0].options if gaps else ():
            if not picked or self._may(chosen + picked):
                self._search(gaps[1:], rest[1:], total(so_far, days), chosen + picked)

    def _may(self, chosen: Chosen) -> bool:
        return self.possible.is_next(chosen) and self.possible.keeps(chosen)

    def _count(self) -> None:
        self.tried += 1
        if self.most is not None and self.tried > self.most:
            raise TooMany

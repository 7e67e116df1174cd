"""What is weighed when somebody is proposed: whom a finding wants, and what speaks for whoever comes into question."""

from __future__ import annotations

from typing import NamedTuple

from planning.core.fixes.choosing.capacity import Room
from planning.core.fixes.choosing.holders import Holder
from planning.core.fixes.choosing.marks import Tie
from planning.core.records import Assignment

# What counts beside ties: each product they have already, a launch of their own, people to lead, a level that fits.
A_PRODUCT, A_LAUNCH, A_TEAM, A_LEVEL, AN_ASSOCIATE, ON_IT = 6, 40, 4, 30, 5, 40


class Want(NamedTuple):
    """Somebody is wanted on products: of one of these levels, if any are given, rather of `senior` levels where the
    launch is large, and none of the positions and people `without`. `may_be_over`: rather somebody over the norm than
    nobody."""

    products: tuple[str, ...]
    without: frozenset[str] = frozenset()
    levels: tuple[int, ...] = ()
    senior: int = 0
    may_be_over: bool = False


class Proposal(NamedTuple):
    """Somebody for a want. `before` and `after` count their live products, `room` is with the want; `ties` are what
    speaks for them, `duty` by what they are on the product already, `elsewhere` the other products for which they are
    the first choice, and whether there is room for all of these. `instead`: their room is used up by these, so that it
    would be in place of one of them."""

    holder: Holder
    room: Room
    ties: tuple[Tie, ...]
    score: int
    after: int
    duty: Assignment | None = None
    elsewhere: tuple[str, ...] = ()
    fits_all: bool = True
    instead: bool = False

    @property
    def key(self) -> str:
        return self.holder.key

    @property
    def before(self) -> int:
        return len(self.holder.owned)


class Candidate(NamedTuple):
    """Somebody who comes into question for a want, weighed in short."""

    holder: Holder
    score: int


def rank(one: Candidate) -> tuple[int, int, int, str]:
    """Those to whom the least was proposed come first, of them who is nearest."""
    return one.holder.offered, -one.score, one.holder.load, one.holder.key


def of_itself(want: Want, holder: Holder) -> int:
    """What counts whoever wants them: what they have already, and their level."""
    score = -A_PRODUCT * len(holder.owned) - A_LAUNCH * (holder.launch is not None) - A_TEAM * (holder.leads > 0)
    if want.senior and holder.level:
        return score + (A_LEVEL if holder.level >= want.senior else -A_LEVEL)
    return score - AN_ASSOCIATE * (holder.level == 1)


def fits(want: Want, holder: Holder) -> bool:
    """Whether somebody comes into question at all."""
    if holder.key in want.without or holder.position.holder in want.without:
        return False
    return not want.levels or holder.level in want.levels

"""What is weighed when somebody is proposed: whom a finding wants, and what speaks for whoever comes into question."""

from __future__ import annotations

from typing import NamedTuple

from planning.core.fixes.choosing.capacity import Room
from planning.core.fixes.choosing.holders import Holder
from planning.core.fixes.choosing.marks import Tie
from planning.core.records import Assignment

# What counts beside ties and what somebody has to do already: a level that fits, and to be on the product.
A_LEVEL, AN_ASSOCIATE, ON_IT = 30, 5, 40


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
    the first choice, and whether there is room for all of these. `instead`: one of them, in the place of which it would
    be."""

    holder: Holder
    room: Room
    ties: tuple[Tie, ...]
    score: int
    after: int
    duty: Assignment | None = None
    elsewhere: tuple[str, ...] = ()
    fits_all: bool = True
    instead: str = ""

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
    level = holder.level
    if want.senior and level:
        return (A_LEVEL if level >= want.senior else -A_LEVEL) - holder.burden
    return -AN_ASSOCIATE - holder.burden if level == 1 else -holder.burden


def fits(want: Want, holder: Holder) -> bool:
    """Whether somebody comes into question at all."""
    if holder.key in want.without or holder.position.holder in want.without:
        return False
    return not want.levels or holder.level in want.levels

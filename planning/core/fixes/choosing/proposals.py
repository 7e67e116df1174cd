"""Who is proposed where: over all findings of the organisation, in their order, so that nobody is the first choice
twice while somebody else with room fits.

Worked out once for an organisation and a role, and so the same on every page.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from planning.core.content import Role
from planning.core.fixes.choosing.capacity import Capacity, Room
from planning.core.fixes.choosing.closeness import Mark, Tie, ties
from planning.core.fixes.choosing.holders import LEVEL, Holder, Holders
from planning.core.records import OWNER, Assignment
from planning.core.rules import Context

# So many are proposed for one finding.
MOST = 3
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
    the first choice, and whether there is room for all of these."""

    holder: Holder
    room: Room
    ties: tuple[Tie, ...]
    score: int
    after: int
    duty: Assignment | None = None
    elsewhere: tuple[str, ...] = ()
    fits_all: bool = True

    @property
    def key(self) -> str:
        return self.holder.key

    @property
    def before(self) -> int:
        return len(self.holder.owned)


@dataclass
class _Place:
    """A want with those who come into question, and those who were chosen."""

    want: Want
    pool: list[Proposal] = field(default_factory=list)
    chosen: list[Proposal] = field(default_factory=list)


class Proposals:
    """Proposals of one role, made in one go with `settle`; ask for those of a want by its number there."""

    def __init__(self, ctx: Context, role: Role, kind: str = OWNER) -> None:
        self._ctx, self._role, self._kind = ctx, role, kind
        self.holders = Holders(ctx, role, kind)
        self._capacity = Capacity.of(ctx, role)
        self._places: list[_Place] = []

    def settle(self, wants: Sequence[Want]) -> None:
        """`wants` come in the order of their findings."""
        self._places = [_Place(want) for want in wants]
        self._firsts()
        for _ in range(MOST - 1):
            for place in self._places:
                self._choose_another(place)

    def want(self, number: int) -> Want:
        return self._places[number].want

    def at(self, number: int) -> list[Proposal]:
        """Who is proposed for a want, best first."""
        place = self._places[number]
        return [self._told(one, place.want) for one in place.chosen]

    def considered(self, number: int) -> list[Proposal]:
        """Who came into question for a want and was not chosen, nearest first."""
        place = self._places[number]
        chosen = {one.key for one in place.chosen}
        return sorted((one for one in place.pool if one.key not in chosen), key=lambda one: (-one.score, one.key))

    def pool(self, want: Want) -> list[Proposal]:
        """Who comes into question: those who are near, and a few of all."""
        marks = self.holders.telling(want.products)
        levels = [(LEVEL, str(level)) for level in want.levels]
        return self._of(want, marks, self.holders.near([*marks, *levels]))

    def weighed(self, want: Want, holder: Holder) -> Proposal:
        """Anybody, as they would do."""
        on_it = {duty.position: duty for duty in reversed(self._duties(want))}
        return self._proposal(want, self.holders.telling(want.products), holder, on_it)

    def _firsts(self) -> None:
        """Those whose title names a product or who are on it come before all others; then want by want."""
        for place in self._places:
            own = [one for one in self._claims(place.want) if self._is_free(place.want, one)]
            self._take(place, [one for one in own if not one.holder.offered])
        for place in self._places:
            place.pool = self.pool(place.want)
            if not place.chosen:
                self._take(place, self._able(place))

    def _claims(self, want: Want) -> list[Proposal]:
        titled = [holder for key in want.products for holder in self.holders.titled(key)]
        on_it = [h for d in self._duties(want) if (h := self.holders.every.get(d.position))]
        every = {holder.key: holder for holder in (*titled, *on_it)}
        return self._of(want, self.holders.telling(want.products), every.values()) if every else []

    def _able(self, place: _Place) -> list[Proposal]:
        """Those with room for it beside what was proposed to them before; where there is none, those who have room
        without that; where there is none either, whoever is over the norm by the least."""
        free = [one for one in place.pool if self._is_free(place.want, one)]
        free = free or [one for one in place.pool if one.room.left >= 0]
        over = place.pool if place.want.may_be_over else []
        return free or sorted(over, key=lambda one: (-one.room.left, -one.score, one.key))[:1]

    def _take(self, place: _Place, among: Iterable[Proposal]) -> None:
        best = min(among, key=_rank, default=None)
        if best:
            place.chosen.append(best)
            self.holders.propose(best.holder, place.want.products if self._is_free(place.want, best) else ())

    def _choose_another(self, place: _Place) -> None:
        """One more with room: rather somebody who was not proposed anywhere yet."""
        if not place.chosen or place.chosen[0].room.left < 0:
            return
        chosen = {one.key for one in place.chosen}
        others = [one for one in place.pool if one.key not in chosen and one.room.left >= 0]
        best = min(others, key=_rank, default=None)
        if best and (len(chosen) == 1 or not best.holder.reserved):
            place.chosen.append(best)
            self.holders.propose(best.holder)

    def _is_free(self, want: Want, one: Proposal) -> bool:
        """Whether there is room with all that was proposed to them before as their first."""
        return (self._room(want, one.holder, one.holder.reserved) if one.holder.reserved else one.room).left >= 0

    def _duties(self, want: Want) -> list[Assignment]:
        """By what somebody is on the products in the role already, without owning them."""
        if self._kind != OWNER:
            return []
        every = (duty for key in want.products for duty in self._ctx.org.assignments.get(key, ()))
        given = (duty for duty in every if duty.role == self._role.slug and duty.kind != OWNER)
        return [duty for duty in given if duty.active(self._ctx.org.on)]

    def _of(self, want: Want, marks: Mapping[Mark, str], holders: Iterable[Holder]) -> list[Proposal]:
        on_it = {duty.position: duty for duty in reversed(self._duties(want))}
        return [self._proposal(want, marks, holder, on_it) for holder in holders if fits(want, holder)]

    def _proposal(
        self, want: Want, marks: Mapping[Mark, str], holder: Holder, on_it: Mapping[str, Assignment]
    ) -> Proposal:
        found = ties(marks, holder.marks)
        duty = on_it.get(holder.key)
        score = sum(tie.weight for tie in found) + ON_IT * (duty is not None)
        score += _of_itself(want, holder)
        after = len(dict.fromkeys((*holder.owned, *self._capacity.live(want.products))))
        return Proposal(holder, self._room(want, holder), tuple(found), score, after, duty)

    def _room(self, want: Want, holder: Holder, reserved: Iterable[str] = ()) -> Room:
        products = dict.fromkeys((*holder.owned, *reserved, *want.products))
        return Room(len(products), None) if self._kind != OWNER else self._capacity.room(holder.position, products)

    def _told(self, one: Proposal, want: Want) -> Proposal:
        others = [key for key in one.holder.reserved if key not in want.products]
        if self._kind != OWNER or not others:
            return one
        return one._replace(elsewhere=tuple(others), fits_all=self._is_free(want, one))


def _rank(one: Proposal) -> tuple[int, int, int, str]:
    """Those to whom the least was proposed come first, of them who is nearest."""
    return one.holder.offered, -one.score, one.holder.load, one.key


def _of_itself(want: Want, holder: Holder) -> int:
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

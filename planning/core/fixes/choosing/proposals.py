"""Who is proposed where: over all findings of the organisation, in their order, so that nobody is the first choice
twice while somebody else with room fits.

Worked out once for an organisation and a role, and so the same on every page.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from planning.core.content import Role
from planning.core.fixes.choosing.capacity import UNBOUND, Capacity, Counted, Room
from planning.core.fixes.choosing.holders import Holder, Holders
from planning.core.fixes.choosing.marks import nearness, ties
from planning.core.fixes.choosing.places import Place, duties_on
from planning.core.fixes.choosing.weighing import ON_IT, Candidate, Proposal, Want, fits, of_itself, rank
from planning.core.records import OWNER
from planning.core.rules import Context

# So many are proposed for one finding.
MOST = 3
# In place of one of these, somebody is proposed for so many more.
EXCHANGES = 2


class Proposals:
    """Proposals of one role, made in one go with `settle`; ask for those of a want by its number there."""

    def __init__(self, ctx: Context, role: Role, kind: str = OWNER) -> None:
        self._ctx, self._role, self._kind = ctx, role, kind
        self.holders = Holders(ctx, role, kind)
        self._capacity = Capacity.of(ctx, role)
        self._places: list[Place] = []
        self._first_of: dict[str, list[Place]] = defaultdict(list)

    def settle(self, wants: Sequence[Want]) -> None:
        """`wants` come in the order of their findings."""
        self._places = [self._place(want) for want in wants]
        self._firsts()
        for _ in range(MOST - 1):
            for place in self._places:
                self._choose_another(place)

    def is_spent(self, number: int) -> bool:
        """Whether all who have room for a want are proposed for so much else that none of it is left."""
        return self._places[number].is_spent

    def want(self, number: int) -> Want:
        return self._places[number].want

    def at(self, number: int) -> list[Proposal]:
        """Who is proposed for a want, best first."""
        place = self._places[number]
        return [self._told(place, self._proposal(place, one.holder)) for one in place.chosen]

    def considered(self, number: int) -> list[Proposal]:
        """Who came into question for a want and was not chosen, nearest first."""
        place = self._places[number]
        chosen = [one.holder for one in place.chosen]
        others = [self._proposal(place, one.holder) for one in place.pool if one.holder not in chosen]
        return sorted(others, key=lambda one: (-one.score, one.key))

    def pool(self, want: Want) -> list[Proposal]:
        """Who comes into question: those who are near, and a few of all."""
        place = self._place(want)
        return [self._proposal(place, one.holder) for one in self._candidates(place)]

    def free(self, want: Want) -> list[int]:
        """How near those are who come into question and have room beside what they own: their scores."""
        place = self._place(want)
        return [
            one.score for one in self._candidates(place) if self._left(place, one.holder, one.holder.taken[:1]) >= 0
        ]

    def weighed(self, want: Want, holder: Holder) -> Proposal:
        """Anybody, as they would do."""
        return self._proposal(self._place(want), holder)

    def _place(self, want: Want) -> Place:
        telling, counted = self.holders.staff.telling(want.products), self._capacity.counted(want.products)
        duties = duties_on(self._ctx, self._role, want) if self._kind == OWNER else {}
        return Place(want, telling, duties, counted)

    def _candidates(self, place: Place) -> list[Candidate]:
        near = self.holders.near(place.telling, place.want.levels)
        return [self._candidate(place, holder) for holder in near if fits(place.want, holder)]

    def _candidate(self, place: Place, holder: Holder) -> Candidate:
        score = nearness(place.telling.marks, holder.marks) + ON_IT * (holder.key in place.duties)
        return Candidate(holder, score + of_itself(place.want, holder))

    def _proposal(self, place: Place, holder: Holder) -> Proposal:
        one = self._candidate(place, holder)
        found = ties(place.telling.names, holder.marks)
        after = len(dict.fromkeys((*holder.owned, *self._capacity.live(place.want.products))))
        return Proposal(
            holder, self._room(place.want, holder), tuple(found), one.score, after, place.duties.get(holder.key)
        )

    def _firsts(self) -> None:
        """Those whose title names a product or who are on it come before all others; then want by want."""
        for place in self._places:
            self._take(place, self._nearest(place, [one for one in self._claims(place) if not one.holder.offered]))
        for place in self._places:
            place.pool = self._candidates(place)
            if not place.chosen:
                self._choose_first(place)

    def _claims(self, place: Place) -> list[Candidate]:
        titled = [self.holders.every[k] for product in place.want.products for k in self.holders.staff.titled(product)]
        on_it = [holder for key in place.duties if (holder := self.holders.every.get(key))]
        every = {holder.key: holder for holder in (*titled, *on_it)}
        return [self._candidate(place, holder) for holder in every.values() if fits(place.want, holder)]

    def _choose_first(self, place: Place) -> None:
        """Somebody with room for it beside what was proposed to them before. Where nobody has, for what is graver
        whoever is over the norm by the least, each once; else somebody in exchange."""
        best = self._nearest(place, place.pool)
        if best is None and place.want.may_be_over:
            best = self._least_over(place)
        if best:
            self._take(place, best)
            return
        spent = [one for one in place.pool if self._left(place, one.holder, one.holder.taken[:1]) >= 0]
        place.is_spent = bool(spent)
        self._exchange(place, spent)

    def _exchange(self, place: Place, spent: Sequence[Candidate]) -> None:
        """By turns one of those whose room is used up, in place of another product that they are proposed for: of
        those the one given up the least so far, then the one that is farthest."""
        for one in sorted(spent, key=lambda one: (one.holder.exchanged, -one.score, one.holder.key)):
            others = [other for other in self._first_of[one.holder.key] if self._may_replace(place, one, other)]
            if others:
                other = min(reversed(others), key=lambda other: (other.exchanged, other.chosen[0].score))
                other.exchanged += 1
                one.holder.exchanged += 1
                place.chosen, place.instead = [one], other.want.products[0]
                return

    def _may_replace(self, place: Place, one: Candidate, other: Place) -> bool:
        """Whether there is room for one without the other, which is no graver and not given up too often."""
        if other.exchanged == EXCHANGES or other.want.may_be_over > place.want.may_be_over:
            return False
        owned, reserved = one.holder.taken
        kept = self._capacity.counted(key for key in one.holder.reserved if key not in other.want.products)
        now = self._capacity.left(one.holder.position, (owned, reserved))
        return self._left(place, one.holder, (owned, kept)) >= min(now, 0)

    def _nearest(self, place: Place, among: Iterable[Candidate]) -> Candidate | None:
        """Of those who have room with all that was proposed to them before, the one to take."""
        return next((one for one in sorted(among, key=rank) if self._is_free(place, one)), None)

    def _least_over(self, place: Place) -> Candidate | None:
        every = [one for one in place.pool if not one.holder.is_over]
        return min(every, key=lambda one: (-self._beside(place, one), -one.score, one.holder.key), default=None)

    def _take(self, place: Place, best: Candidate | None) -> None:
        if best:
            place.chosen.append(best)
            best.holder.is_over |= not self._is_free(place, best)
            self._first_of[best.holder.key].append(place)
            self.holders.propose(best.holder, place.want.products)

    def _choose_another(self, place: Place) -> None:
        """One more with room beside all that: rather somebody who was not proposed anywhere yet."""
        if not place.chosen or not self._is_free(place, place.chosen[0]):
            return
        chosen = [one.holder for one in place.chosen]
        best = self._nearest(place, [one for one in place.pool if one.holder not in chosen])
        if best and (len(chosen) == 1 or not best.holder.reserved):
            place.chosen.append(best)
            self.holders.propose(best.holder)

    def _is_free(self, place: Place, one: Candidate) -> bool:
        """Whether there is room with all that was proposed to them before as their first."""
        return self._beside(place, one) >= 0

    def _beside(self, place: Place, one: Candidate) -> int:
        """What room is left with all of that."""
        return self._left(place, one.holder, one.holder.taken)

    def _left(self, place: Place, holder: Holder, taken: Sequence[Counted]) -> int:
        return UNBOUND if self._kind != OWNER else self._capacity.left(holder.position, (*taken, place.counted))

    def _room(self, want: Want, holder: Holder) -> Room:
        products = dict.fromkeys((*holder.owned, *want.products))
        return Room(len(products), None) if self._kind != OWNER else self._capacity.room(holder.position, products)

    def _told(self, place: Place, one: Proposal) -> Proposal:
        others = [key for key in one.holder.reserved if key not in place.want.products]
        if self._kind != OWNER or not others:
            return one
        fits_all = self._left(place, one.holder, one.holder.taken) >= 0
        return one._replace(elsewhere=tuple(others), fits_all=fits_all, instead=place.instead)

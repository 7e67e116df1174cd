"""Who is proposed for each finding that wants somebody: looked up by finding, made for a whole organisation."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

from planning.core.content import Role
from planning.core.fixes.base import Case
from planning.core.fixes.choosing.holders import Holder
from planning.core.fixes.choosing.proposals import Proposals
from planning.core.fixes.choosing.wanted import Target, backups, covers
from planning.core.fixes.choosing.weighing import Proposal, Want, fits
from planning.core.records import BACKUP, OWNER
from planning.core.rules import Context, Finding


class Book:
    """Who is proposed for the findings of one role. `kind`: as owner, or as backup."""

    def __init__(self, ctx: Context, role: Role, kind: str) -> None:
        self.proposals = Proposals(ctx, role, kind)
        wants = dict(backups(ctx, role) if kind == BACKUP else covers(ctx, role, self.proposals))
        self._numbers = {place: number for number, place in enumerate(wants)}
        self.wants: Mapping[Target, Want] = wants
        self.proposals.settle(list(wants.values()))

    @classmethod
    def of(cls, ctx: Context, role: Role, kind: str = OWNER) -> Book:
        return ctx.once(f"book of {kind}", role.slug, lambda: cls(ctx, role, kind))

    def has(self, finding: Finding) -> bool:
        return (finding.identity, "") in self._numbers

    def proposed(self, finding: Finding, product: str = "") -> list[Proposal]:
        """Who is proposed, best first; nobody where nobody is wanted."""
        return self.at(finding.identity, product)

    def at(self, identity: tuple[str, str, str, str], product: str = "") -> list[Proposal]:
        """The same by the identity of the finding."""
        number = self._numbers.get((identity, product))
        return [] if number is None else self.proposals.at(number)

    def spent(self, finding: Finding) -> list[str] | None:
        """Where the room for a finding is used up by what else those are proposed for who have it: the other products
        without cover of which that holds; None where it is not."""
        number = self._numbers.get((finding.identity, ""))
        if number is None or not self.proposals.is_spent(number):
            return None
        return [key for key, other in self.gaps.items() if other != number and self.proposals.is_spent(other)]

    def could(self, finding: Finding, key: str) -> Proposal | None:
        """Somebody by the key of their position, if they come into question and have room."""
        want, holder = self.wants.get((finding.identity, "")), self.proposals.holders.every.get(key)
        if want is None or holder is None or not fits(want, holder):
            return None
        one = self.proposals.weighed(want, holder)
        return one if one.room.left >= 0 else None

    def considered(self, finding: Finding) -> list[Proposal]:
        """Who came into question and was not chosen, nearest first."""
        number = self._numbers.get((finding.identity, ""))
        return [] if number is None else self.proposals.considered(number)

    def gaps_for(self, holder: Holder) -> list[tuple[str, Proposal]]:
        """The products without cover that somebody could take: first those for which they are proposed, then those that
        are nearest to them."""
        own = self._chosen.get(holder.key, {})
        fitting = {
            product: number for product, number in self.gaps.items() if fits(self.proposals.want(number), holder)
        }
        chosen = [(product, own[number]) for product, number in fitting.items() if number in own]
        left = {product: self.proposals.want(number) for product, number in fitting.items() if number not in own}
        others = [(product, self.proposals.weighed(want, holder)) for product, want in left.items()]
        free = [(product, one) for product, one in others if one.room.left >= 0]
        return [*chosen, *sorted(free, key=lambda pair: (-pair[1].score, pair[0]))]

    @cached_property
    def gaps(self) -> Mapping[str, int]:
        """The products without cover, each with the number of its want."""
        return {i[2]: number for (i, _), number in self._numbers.items() if i[0].startswith("cov-")}

    @cached_property
    def _chosen(self) -> Mapping[str, Mapping[int, Proposal]]:
        """By holder the proposals for a gap, by the number of its want."""
        found: dict[str, dict[int, Proposal]] = {}
        for number in self.gaps.values():
            for one in self.proposals.at(number):
                found.setdefault(one.key, {})[number] = one
        return found

    def parts(self, finding: Finding) -> list[str]:
        """The products of a finding that are to be handed on."""
        return [product for identity, product in self._numbers if identity == finding.identity and product]


def proposed(case: Case, role: Role | None = None, kind: str = OWNER) -> list[Proposal]:
    """Who is proposed for a finding, best first; last whoever was asked for and could do it as well."""
    book = Book.of(case.ctx, role or case.role, kind)
    found = book.proposed(case.finding)
    key = case.wanted.rpartition(":")[2]
    asked = book.could(case.finding, key) if key and key not in {one.key for one in found} else None
    return [*found, asked] if asked else found

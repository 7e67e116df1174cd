"""What keys of a question are called: products, positions, people, and the moves that are made of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import NamedTuple

from planning.close_gaps.checks import PARTS
from planning.core.close_gaps.move_keys import APART, parts
from planning.core.content import Content
from planning.core.names import UNKNOWN, Names
from planning.core.records import Org


class Called(NamedTuple):
    """Gives keys their names: by the organisation on the day looked at, else by the one in which all is done."""

    org: Org
    later: Org
    content: Content

    def product(self, key: str) -> str:
        product = self.org.products.get(key) or self.later.products.get(key)
        return (product.name or key) if product else key

    def code(self, role: str) -> str:
        """The short name of a role."""
        known = self.content.roles.get(role)
        return known.code if known else Names(self.org, self.content).role(role)

    def who(self, key: str) -> str:
        """Who is in a position; its title where no one is, or no one is named."""
        org = self.org if key in self.org.positions else self.later
        position = org.positions.get(key)
        if position is None:
            return UNKNOWN["position"]
        return org.holder_names(position) or position.title or "Untitled position"

    def person(self, key: str) -> str:
        person = self.org.people.get(key) or self.later.people.get(key)
        return (person.name if person else "") or UNKNOWN["person"]

    def of(self, key: str) -> str:
        """A product, a position, a person, or a move, in a few words; the key itself where it is none of them."""
        for kind, name in (("product", self.product), ("position", self.who), ("person", self.person)):
            if self.org.get(kind, key) or self.later.get(kind, key):
                return name(key)
        kind, _, rest = key.partition(APART)
        say = MOVES.get(kind)
        found = parts(rest, [partial(self._fits, part) for part in PARTS[kind]]) if say else ()
        return say(self, found) if say and found else key

    def _fits(self, part: str, key: str) -> bool:
        if part == "role":
            return key in self.content.roles
        return part == "any" or any(org.get(part, key) is not None for org in (self.org, self.later))


def _counts(called: Called, found: Sequence[str]) -> str:
    duty = called.org.get("assignment", found[0]) or called.later.get("assignment", found[0])
    return f"{called.who(duty.position)} counting on {called.product(duty.product)}" if duty else "Someone counting"


_Say = Callable[[Called, Sequence[str]], str]
MOVES: Mapping[str, _Say] = {
    "assign": lambda c, p: f"{c.who(p[0])} on {c.product(p[1])} as {c.code(p[2])}",
    "hire": lambda c, p: f"Hire a {c.code(p[0])} for {c.product(p[1])}",
    "retitle": lambda c, p: f"{c.who(p[0])} becomes {c.code(p[1])}",
    "counts": _counts,
    "link": lambda c, p: f"{c.who(p[1])} and {c.who(p[2])} on {c.product(p[0])}",
    "accountable": lambda c, p: f"Who is responsible on {c.product(p[0])}",
    "move": lambda c, p: f"{c.who(p[0])} reports to {c.who(p[1])}",
    "end": lambda c, p: f"Close the position of {c.who(p[0])}",
    "step": lambda c, p: "Fix what the plan opens",
    "backup": lambda c, p: f"{c.who(p[0])} backs up {c.product(p[1])}",
}

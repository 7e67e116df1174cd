"""What keys of a question are called: products, positions, people, and the moves that are made of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

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
        kind, _, rest = key.partition(":")
        say = MOVES.get(kind)
        parts = rest.split(":")
        return say.text(self, parts) if say and len(parts) == say.parts else key


class _Say(NamedTuple):
    parts: int
    text: Callable[[Called, Sequence[str]], str]


def _counts(called: Called, parts: Sequence[str]) -> str:
    duty = called.org.get("assignment", parts[0]) or called.later.get("assignment", parts[0])
    return f"{called.who(duty.position)} counting on {called.product(duty.product)}" if duty else "Someone counting"


MOVES = {
    "assign": _Say(3, lambda c, p: f"{c.who(p[0])} on {c.product(p[1])} as {c.code(p[2])}"),
    "hire": _Say(2, lambda c, p: f"Hire a {c.code(p[0])} for {c.product(p[1])}"),
    "retitle": _Say(2, lambda c, p: f"{c.who(p[0])} becomes {c.code(p[1])}"),
    "counts": _Say(1, _counts),
    "link": _Say(3, lambda c, p: f"{c.who(p[1])} and {c.who(p[2])} on {c.product(p[0])}"),
    "accountable": _Say(2, lambda c, p: f"Who is responsible on {c.product(p[0])}"),
    "move": _Say(2, lambda c, p: f"{c.who(p[0])} reports to {c.who(p[1])}"),
    "backup": _Say(3, lambda c, p: f"{c.who(p[0])} backs up {c.product(p[1])}"),
}

"""What a question pins or forbids, taken apart and in words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from planning.core.close_gaps.move_keys import APART, parts
from planning.core.fixes.base import FixKind
from planning.core.words import an

if TYPE_CHECKING:
    from planning.core.close_gaps.asked import Asked


def taken_apart(asked: Asked, key: str) -> tuple[str, Sequence[str]]:
    """The kind of a move and what it is about; nothing where the key is not of a move."""
    org, roles = asked.ctx.org, asked.basis.content.roles
    position, product, role = org.positions.__contains__, org.products.__contains__, roles.__contains__
    fits = {
        FixKind.ASSIGN: (position, product, role),
        FixKind.HIRE: (role, product),
        FixKind.RETITLE: (position, role),
    }
    kind, _, rest = key.partition(APART)
    return kind, parts(rest, fits.get(FixKind(kind), ())) if kind in fits else ()


def assigned(asked: Asked, key: str) -> Sequence[str]:
    kind, found = taken_apart(asked, key)
    return found if kind == FixKind.ASSIGN else ()


def told(asked: Asked, key: str) -> str:
    """A pin in a few words: “Ines as PM of Ledger”, “Payments”."""
    kind, found = taken_apart(asked, key)
    if kind == FixKind.ASSIGN and found:
        return f"{position_name(asked, found[0])} as {code_name(asked, found[2])} of {product_name(asked, found[1])}"
    if kind == FixKind.HIRE and found:
        return f"a hire as {code_name(asked, found[0])} of {product_name(asked, found[1])}"
    if kind == FixKind.RETITLE and found:
        return f"{position_name(asked, found[0])} as {an(code_name(asked, found[1]))}"
    org = asked.ctx.org
    person = org.people.get(key)
    if person:
        return person.name or key
    return product_name(asked, key) if key in org.products else position_name(asked, key)


def position_name(asked: Asked, key: str) -> str:
    return asked.ctx.who(key) if key in asked.ctx.org.positions else key


def product_name(asked: Asked, key: str) -> str:
    found = asked.ctx.org.products.get(key)
    return (found.name if found else "") or key


def code_name(asked: Asked, role: str) -> str:
    found = asked.basis.content.roles.get(role)
    return found.code if found else role

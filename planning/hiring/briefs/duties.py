"""Whose each responsibility is on the products of a position, on the day it is to be filled."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from planning.core.content import Responsibility
from planning.core.coverage.accountable import named_owners
from planning.core.records import Product
from planning.hiring.briefs.beginning import Beginning


class Standing(NamedTuple):
    """One responsibility on one product. `theirs` is another position that is named for it, `named` that this one is;
    `shared` are those in other roles that may have it as well while none is; `gap`: no one has it beside this one."""

    duty: Responsibility
    product: str
    theirs: str = ""
    shared: tuple[str, ...] = ()
    gap: bool = False
    named: bool = False

    @property
    def is_own(self) -> bool:
        return not self.theirs


def standings(at: Beginning) -> list[Standing]:
    """Those of the position's role on the products it covers, and all others that it is named for."""
    every = [_standing(at, duty, product) for product in at.products for duty in at.snapshot.content.responsibilities]
    return [standing for standing in every if standing]


def _standing(at: Beginning, duty: Responsibility, product: Product) -> Standing | None:
    name, owner = product.name or product.key, named_owners(at.org, product.key).get(duty.id)
    if owner and owner.position == at.key:
        return Standing(duty, name, gap=not at.is_filled, named=True)
    if at.position.role not in duty.roles or product not in at.own_products:
        return None
    if owner and owner.position in at.org.positions:
        return Standing(duty, name, theirs=owner.position)
    return _unnamed(at, duty, product, name)


def _unnamed(at: Beginning, duty: Responsibility, product: Product, name: str) -> Standing:
    fellows = at.covers_beside(product.key, at.position.role)
    others = (role for role in duty.roles if role != at.position.role)
    shared = tuple(dict.fromkeys(key for role in others for key in at.covers_beside(product.key, role)))
    return Standing(duty, name, shared=shared, gap=not (fellows or shared or at.is_filled))


def gaps(standings: Iterable[Standing]) -> dict[tuple[str, ...], list[Responsibility]]:
    """What no one else has, together where it is missing on the same products."""
    products: dict[Responsibility, list[str]] = {}
    for one in standings:
        if one.gap:
            products.setdefault(one.duty, []).append(one.product)
    together: dict[tuple[str, ...], list[Responsibility]] = {}
    for duty, names in products.items():
        together.setdefault(tuple(names), []).append(duty)
    return together


def theirs(standings: Iterable[Standing]) -> Iterator[tuple[str, list[Responsibility], list[str]]]:
    """What others are named for: the position, the responsibilities, and the products on which that is so."""
    by_duty: dict[tuple[str, Responsibility], list[str]] = {}
    for one in standings:
        if one.theirs:
            by_duty.setdefault((one.theirs, one.duty), []).append(one.product)
    together: dict[tuple[str, tuple[str, ...]], list[Responsibility]] = {}
    for (key, duty), names in by_duty.items():
        together.setdefault((key, tuple(names)), []).append(duty)
    for (key, products), duties in together.items():
        yield key, duties, list(products)

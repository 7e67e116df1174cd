"""Ways out for somebody in a covering role who covers nothing."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import NamedTuple

from planning.core.changes.change import Change, add, edit
from planning.core.fixes.base import Case, Fix, FixKind, Form, Hint, Way
from planning.core.fixes.choosing.book import Book
from planning.core.fixes.choosing.holders import Holder
from planning.core.fixes.choosing.reasons import figures, reasons
from planning.core.fixes.choosing.weighing import Proposal, Want
from planning.core.fixes.families.staffing import new_duty
from planning.core.records import OWNER, Assignment
from planning.core.rules.base import POSITION
from planning.core.words import listed

# So many ways are offered where one person has nothing to do.
MOST = 2
# More than so many are counted in a title, not named.
NAMED = 3


class _Gift(NamedTuple):
    """A product that somebody would get, and from whom if somebody has it."""

    product: str
    proposal: Proposal
    duty: Assignment | None = None


def nothing_to_do(case: Case) -> Iterator[Way]:
    """idle-cover: a product that misses their role, nearest first; else one of somebody who has several."""
    subject = case.finding.subject
    keys = [subject.key] if subject.kind == POSITION else list(case.finding.involves)
    holders = Book.of(case.ctx, case.role).proposals.holders
    known = [holders.every[key] for key in keys if key in holders.every]
    if len(known) == 1 and len(keys) == 1:
        for gift in _gifts(case, known[0], ())[:MOST]:
            yield _one(case, gift)
    elif len(known) == len(keys):
        yield from _all(case, known)
    yield from (Hint(f"Give {case.ctx.who(key)} a product", Form.ASSIGN, key) for key in keys[:MOST])


def _one(case: Case, gift: _Gift) -> Fix:
    name, who = case.ctx.subject("product", gift.product).name, case.ctx.who(gift.proposal.key)
    title = f"Hand {name} to {who}" if gift.duty else f"Make {who} {case.role.code} of {name}"
    why = reasons(case.ctx, case.role, gift.proposal, Want((gift.product,)))
    note = f"from {case.ctx.who(gift.duty.position)}" if gift.duty else figures(0, 1)
    return Fix(FixKind.ASSIGN, title, tuple(_changes(case, gift)), gift.product, note, why)


def _all(case: Case, holders: list[Holder]) -> Iterator[Fix]:
    """Each gets a product; nothing is offered where there is not one for each."""
    gifts = _one_each(case, holders)
    if gifts:
        parts = [f"{case.ctx.subject('product', g.product).name} to {case.ctx.who(g.proposal.key)}" for g in gifts]
        changes = tuple(change for gift in gifts for change in _changes(case, gift))
        many = len(parts) > NAMED
        title = f"Give {len(parts)} people a product each" if many else f"Give {listed(parts)}"
        key = "+".join(gift.product for gift in gifts)
        yield Fix(FixKind.ASSIGN, title, changes, key, listed([*parts[:NAMED], "so on"]) if many else "")


def _one_each(case: Case, holders: list[Holder]) -> list[_Gift]:
    """None where there are not enough products: told before anybody is weighed, where that can be."""
    book = Book.of(case.ctx, case.role)
    taken: dict[str, _Gift] = {}
    if len(book.gaps.keys() | _others(case, book).keys()) < len(holders):
        return []
    for holder in holders:
        found = _gifts(case, holder, taken.keys())
        if not found:
            return []
        taken[found[0].product] = found[0]
    return list(taken.values())


def _changes(case: Case, gift: _Gift) -> Iterator[Change]:
    if gift.duty is None:
        yield add(case.on, new_duty(case.ctx, gift.product, gift.proposal.key, case.role))
    elif change := edit(case.on, gift.duty, position=gift.proposal.key):
        yield change


def _gifts(case: Case, holder: Holder, taken: Collection[str]) -> list[_Gift]:
    book = Book.of(case.ctx, case.role)
    gaps = [_Gift(product, one) for product, one in book.gaps_for(holder) if product not in taken]
    return gaps or [gift for gift in _of_others(case, book, holder) if gift.product not in taken]


def _of_others(case: Case, book: Book, holder: Holder) -> list[_Gift]:
    """Products of those who have the most, nearest first."""
    given = _others(case, book)
    gifts = [_Gift(key, book.proposals.weighed(Want((key,)), holder), duty) for key, duty in given.items()]
    return sorted(gifts, key=lambda gift: (-gift.proposal.score, gift.product))


def _others(case: Case, book: Book) -> Mapping[str, Assignment]:
    """By product how those have it who have the most, if that is more than one."""
    return case.ctx.once("of those with the most", case.role.slug, lambda: _of_most(case, book))


def _of_most(case: Case, book: Book) -> Mapping[str, Assignment]:
    every = book.proposals.holders.every.values()
    most = max((len(other.owned) for other in every), default=0)
    products = [key for other in every if len(other.owned) == most > 1 for key in other.owned]
    return {
        duty.product: duty
        for key in products
        for duty in case.org.assignments.get(key, ())
        if duty.role == case.role.slug and duty.kind == OWNER and duty.active(case.on)
    }

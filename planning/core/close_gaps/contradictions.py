"""What no plan can keep to, and what a question leaves out, in sentences."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from planning.core.close_gaps.lanes import Lane, in_scope, is_kept
from planning.core.close_gaps.pins import assigned, code_name, product_name, taken_apart, told
from planning.core.dates import day
from planning.core.fixes.base import FixKind
from planning.core.money import plain
from planning.core.words import an, capfirst, count, listed

if TYPE_CHECKING:
    from planning.core.close_gaps.asked import Asked


NO_ROOM = "the limits leave no room for it"
_LEFT_OUT: Mapping[str, str] = {
    FixKind.ASSIGN: "assigning anyone",
    FixKind.HIRE: "hiring",
    FixKind.RETITLE: "promoting anyone",
    FixKind.COUNTS: "letting another role count",
}


def contradictions(asked: Asked) -> Iterator[str]:
    """A budget that is overrun already, and pins that contradict each other."""
    yield from _overrun(asked)
    both = sorted(asked.question.pinned & asked.question.forbidden)
    yield from (f"{told(asked, key)} is both pinned and left out. Remove one of the two." for key in both)
    moves = {key: found for key in sorted(asked.question.pinned) if (found := assigned(asked, key))}
    places = Counter((product, role) for _, product, role in moves.values())
    for (product, role), number in places.items():
        if number > 1 and not _in_turns(asked, product, role):
            what = f"{product_name(asked, product)} as {code_name(asked, role)}"
            yield f"{count(number, 'pinned move')} give {what} to different people. Keep one of them."
    for move, found in moves.items():
        kept = [key for key in found[:2] if key in asked.question.pinned or key in asked.question.forbidden]
        yield from (f"{told(asked, move)} is pinned, but {told(asked, key)} stays as is." for key in kept)


def _in_turns(asked: Asked, product: str, role: str) -> bool:
    """Whether several may cover one after the other: for a time, or a gap each."""
    return asked.question.interims or len(_lanes(asked, product, role)) > 1


def _overrun(asked: Asked) -> Iterator[str]:
    currency = asked.basis.terms.currency if asked.basis.terms else ""
    for (function, year), amount in asked.left.items():
        if amount < 0:
            name = asked.basis.content.function_name(function)
            over = plain((-amount).quantize(Decimal(1)))
            yield f"The budget of {name} for {year} is overrun by {currency} {over} before anything is done."


def impossible(asked: Asked, keys: list[str]) -> list[str]:
    """Pinned moves that cannot be made."""
    return [
        f"{capfirst(told(asked, key))} is pinned and cannot be done: {_why_impossible(asked, key)}." for key in keys
    ]


def _why_impossible(asked: Asked, key: str) -> str:
    """The first reason that is surely one."""
    kind, found = taken_apart(asked, key)
    if kind not in asked.question.moves:
        return f"the question leaves out {_LEFT_OUT.get(kind, 'such moves')}"
    if kind == FixKind.ASSIGN and found:
        return _why_no_cover(asked, found[1], found[2]) or _why_not_they(asked, found[0], found[2])
    if kind == FixKind.HIRE and found:
        return _why_no_cover(asked, found[1], found[0]) or _why_no_hire(asked, found[1], found[0])
    return NO_ROOM


def _why_no_cover(asked: Asked, product: str, role: str) -> str:
    if product in asked.ctx.org.products and not in_scope(asked.question, product):
        return f"{product_name(asked, product)} is not in scope"
    if not _lanes(asked, product, role):
        return f"{product_name(asked, product)} lacks no {code_name(asked, role)} until {day(asked.question.by)}"
    return ""


def _why_not_they(asked: Asked, key: str, role: str) -> str:
    position = asked.ctx.org.positions.get(key)
    if position is not None and position.role != role:
        return f"this position is not {an(asked.basis.content.roles[role].name)}"
    return "they have no room while the gap lasts, or do not stay until it ends"


def _why_no_hire(asked: Asked, product: str, role: str) -> str:
    last = max((lane.stretch.last or date.max.toordinal() for lane in _lanes(asked, product, role)), default=0)
    first = asked.offers.first_start(asked.basis.content.roles[role])
    if first > min(last, asked.question.by.toordinal()):
        return f"a hire can start on {day(date.fromordinal(first))} at the earliest, which is too late"
    return NO_ROOM


def _lanes(asked: Asked, product: str, role: str) -> list[Lane]:
    return [lane for lane in asked.lanes if (lane.product, lane.role) == (product, role)]


def together(asked: Asked) -> list[str]:
    """The pinned moves that only together keep to no limit."""
    pins = [told(asked, key) for key in sorted(asked.question.pinned) if ":" in key]
    if not pins:
        return ["The limits contradict each other."]
    if len(pins) == 1:
        return [f"{capfirst(pins[0])} is pinned, and the limits leave no room for it. Release it, or loosen a limit."]
    return [f"What is pinned does not fit within the limits together: {listed(pins)}. Release one, or loosen a limit."]


def left_out(asked: Asked) -> Iterator[str]:
    """What the question does not look at, or cannot do anything about, and why."""
    if not asked.basis.content.covering:
        yield "No role covers products. Say in the role content which ones do."
        return
    if not asked.ctx.org.products:
        yield "There are no products yet. Import them, or find them in the data."
        return
    for role in asked.silent:
        yield (
            f"No one is named as {role.name} on any product, so these gaps are not counted: the list may be "
            "incomplete. Assign someone, or turn off the rule “No one is named”."
        )
    question = asked.question
    scope = [key for key in asked.ctx.org.products if in_scope(question, key) and not is_kept(question, key)]
    if not scope:
        yield "All products in scope stay as they are, so nothing can be closed. Let one of them change."
    elif asked.every_lane and not asked.lanes:
        yield "All gaps are on products that stay as they are, so nothing can be closed. Let one of them change."
    elif not asked.every_lane and asked.roles:
        yield nothing_lacks(asked.question.by, but=bool(asked.silent))
    elif not asked.roles and not asked.silent:
        yield "The rules about missing cover are turned off, so no gap is counted. Turn one on to look for gaps."
    yield from _no_way(asked)


def nothing_lacks(by: date, *, but: bool = False) -> str:
    """`but`: something else was left out."""
    return f"Nothing {'else ' if but else ''}lacks cover until {day(by)}."


def _no_way(asked: Asked) -> Iterator[str]:
    for role in asked.roles:
        if not any(lane.role == role.slug for lane in asked.lanes):
            continue
        if asked.offers.unpriced(role):
            yield f"Hires of {role.name}s are left out: there is a budget, and no pay band tells their cost."
        if not asked.holders.get(role.slug) and not any(one.role == role.slug for one in asked.newcomers):
            yield f"No one can cover as {role.name}: {_why_no_one(asked)}."


def _why_no_one(asked: Asked) -> str:
    moves = asked.question.moves
    if FixKind.ASSIGN not in moves:
        return f"the question leaves out assigning anyone{'' if FixKind.HIRE in moves else ', and hiring'}"
    hiring = "hiring is not possible" if FixKind.HIRE in moves else "the question leaves out hiring"
    return f"no one in the role has room, and {hiring}"

"""An answer as lines of text, for a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from planning.core.close_gaps.answer import Answer, Move, OpenGap, Point, Status
from planning.core.dates import day
from planning.core.money import plain
from planning.core.names import Names
from planning.core.words import capfirst, count, listed

NO_GAP = "There is no gap to close"
_STATUS = {
    Status.FEASIBLE: "Good, but not proven to be the best.",
    Status.INFEASIBLE: "No plan meets these limits.",
}


def best_in(answer: Answer) -> str:
    """In what an answer is proven to be the best."""
    if not answer.fewer:
        return "Best possible under these limits"
    return f"Best possible in days and cost; {count(answer.fewer, 'person', 'people')} fewer might do"


def as_text(answer: Answer, curve: Sequence[Point], names: Names) -> str:
    """What is done, with the keys of moves, what stays open and why, and what a budget buys."""
    parts = [_head(answer), _moves(answer), _open(answer, names), _curve(curve, answer.currency)]
    return "\n\n".join("\n".join(part) for part in parts if part)


def _head(answer: Answer) -> list[str]:
    if answer.has_nothing_to_close:
        return [f"{NO_GAP}.", *answer.notes]
    found = [_STATUS.get(answer.status) or f"{best_in(answer)}.", *answer.notes]
    if answer.status == Status.INFEASIBLE:
        return found
    found.append(f"Open critical days: {answer.before.critical:,} now, {answer.after.critical:,} with the plan.")
    plain_days = f"{answer.plain_before.critical:,} now, {answer.plain_after.critical:,} with the plan"
    found.append(f"Without hires that are due: {plain_days}.")
    return [
        *found,
        f"Warning days: {answer.before.warning:,} now, {answer.after.warning:,} with the plan.",
        _cost(answer),
    ]


def _cost(answer: Answer) -> str:
    hires, people = count(answer.hires, "hire"), count(answer.people, "person changes", "people change")
    if answer.cost is None:
        return f"{hires}, {people}."
    return f"{_known(answer)}: {hires}, {people}."


def _known(answer: Answer) -> str:
    """What it costs or saves a year, as far as that is known."""
    cost, unknown = answer.cost, f"{count(answer.unknown, 'hire')} of unknown cost" if answer.unknown else ""
    if not cost:
        return capfirst(unknown) or "No additional cost"
    amount = f"{_amount(abs(cost), answer.currency)} {'more' if cost > 0 else 'less'} a year"
    return f"{amount}, plus {unknown}" if unknown else amount


def _amount(amount: Decimal, currency: str) -> str:
    return f"{currency} {plain(amount)}".strip()


def _moves(answer: Answer) -> list[str]:
    own = [move for move in answer.moves if not move.is_next_step]
    further = len(answer.moves) - len(own)
    lines = [_move(answer, move) for move in own]
    return [*lines, *([_further(further)] if further else [])]


def _further(number: int) -> str:
    return f"{count(number, 'next step')} {'follows' if number == 1 else 'follow'} from these."


def _move(answer: Answer, move: Move) -> str:
    return f"{move.title}{_price(answer, move)} [{move.key}]"


def _price(answer: Answer, move: Move) -> str:
    if answer.cost is None or not move.is_costed:
        return ""
    return ", cost unknown" if move.cost is None else f", {_amount(move.cost, answer.currency)} a year"


def _open(answer: Answer, names: Names) -> list[str]:
    return ["Stays open:", *(_gap(gap, names) for gap in answer.open)] if answer.open else []


def _gap(gap: OpenGap, names: Names) -> str:
    until = f" to {day(gap.last)}" if gap.last else ""
    what = f"{names.of('product', gap.product)}, {names.role(gap.role)}"
    return f"{what}, {gap.severity} from {day(gap.first)}{until}: {gap.because}"


def _curve(curve: Sequence[Point], currency: str) -> list[str]:
    return ["What a budget buys:", *_points(curve, currency)] if curve else []


def _points(curve: Sequence[Point], currency: str) -> Iterator[str]:
    for point in curve:
        cost = [] if point.cost is None else [_amount(point.cost, currency)]
        unknown = [f"{point.unknown:,} of unknown cost"] if point.unknown else []
        days = count(point.open_critical_days, "critical day")
        yield f"{listed([*cost, count(point.hires, 'hire'), *unknown])}: {days} left open"

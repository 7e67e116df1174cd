"""What an answer comes to in one sentence: how many gaps it closes, and what that takes."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import NamedTuple

from planning.close_gaps.told import NO_GAP
from planning.core.close_gaps.answer import Answer, Status
from planning.core.dates import day
from planning.core.money import plain
from planning.core.rules import CRITICAL, WARNING
from planning.core.words import count


def headline_of(answer: Answer, *, is_costed: bool) -> str:
    """“Closes 4 of 5 critical gaps for EUR 132,000 more a year”. `is_costed`: for someone who may see cost."""
    if answer.status is Status.INFEASIBLE:
        return "These limits cannot all be kept"
    if answer.has_nothing_to_close:
        return NO_GAP
    has_moves = any(not move.is_next_step for move in answer.moves)
    return f"{_closes(answer)} {_takes(answer, is_costed)}" if has_moves else _closes(answer)


def _closes(answer: Answer) -> str:
    """Of critical gaps how many are closed; warnings are said as well where they are all that is closed."""
    critical, warnings = _sides(answer, CRITICAL), _sides(answer, WARNING)
    if not any((*critical, *warnings)):
        return "Closes nothing more"
    if not critical.every:
        return f"Closes {_counted(answer, WARNING, 'gap')}"
    of_critical = _counted(answer, CRITICAL, "critical gap")
    if warnings.closed and not critical.closed:
        return f"Closes {_counted(answer, WARNING, 'warning')} and {of_critical}"
    return f"Closes {of_critical}"


class _Sides(NamedTuple):
    """Codes of the gaps of a severity: those that the plan closes, of all."""

    closed: set[str]
    every: set[str]


def _sides(answer: Answer, severity: str) -> _Sides:
    """Some gaps end by themselves: these the plan does not close."""
    ended = {one.code for one in answer.closed if one.severity == severity}
    every = ended | {gap.code for gap in answer.open if gap.severity == severity}
    return _Sides(ended & {code for move in answer.moves for code in move.closes}, every)


def _counted(answer: Answer, severity: str, word: str) -> str:
    """“all 4 gaps by 2 Mar 2027”, “none of 2 gaps”, “the only gap”."""
    closed, every = _sides(answer, severity)
    is_all = len(closed) == len(every)
    by = _closed_by(answer, severity) if is_all else ""
    if is_all and len(every) == 1:
        return f"the only {word}{by}"
    if not closed and len(every) == 1:
        return f"no {word}"
    number = "all" if is_all else f"{len(closed) or 'none'} of"
    return f"{number} {count(len(every), word)}{by}"


def _closed_by(answer: Answer, severity: str) -> str:
    """From when none of a severity is open any more, where some stay open until then."""
    days = [gap.last for gap in answer.open if gap.severity == severity and gap.last]
    return f" by {day(max(days) + timedelta(days=1))}" if days else ""


def _takes(answer: Answer, is_costed: bool) -> str:
    """Cost for who may see it, hires for everyone else."""
    if not is_costed:
        return f"with {count(answer.hires, 'hire')}" if answer.hires else "without hiring"
    unknown = f"{count(answer.unknown, 'hire')} of unknown cost" if answer.unknown else ""
    if not answer.cost:
        return f"with {unknown}" if unknown else "at no cost"
    amount = _money(abs(answer.cost), answer.currency)
    known = f"for {amount} more a year" if answer.cost > 0 else f"and saves {amount} a year"
    return f"{known}, plus {unknown}" if unknown else known


def _money(amount: Decimal, currency: str) -> str:
    # The two never part at the end of a line.
    return f"{currency}\u00a0{whole(amount)}".strip("\u00a0")


def whole(amount: Decimal | None) -> str:
    """An amount without its cents."""
    return "unknown" if amount is None else plain(amount.quantize(Decimal(1)))

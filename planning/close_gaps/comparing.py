"""What an answer came to, and in what another answer to the same question differs, in sentences."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any, cast

from planning.close_gaps.keys import told_apart
from planning.core.close_gaps.answer import Answer, Move, Status
from planning.core.money import money, plain
from planning.core.words import count
from planning.organisation.archived_shapes import Figures
from portal.archive.shapes import check

# So many moves are named that an answer has no longer, or has now.
NAMED = 3
# Whoever sees cost is answered with the cheapest plan, everyone else with the fewest hires.
_OTHERWISE = "The plan was kept by someone who sees cost, so hires and moves are not compared."


def figures_of(answer: Answer) -> Figures:
    """What is compared when the same is asked again."""
    return {
        "before": cast(tuple[int, int], list(answer.before)),
        "after": cast(tuple[int, int], list(answer.after)),
        "cost": cast(Decimal | None, None if answer.cost is None else str(answer.cost)),
        "currency": answer.currency,
        "unknown": answer.unknown,
        "hires": answer.hires,
        "moves": _titles(answer.moves),
    }


def figures_in(kept: Any) -> Figures | None:
    """What a row holds of them, which may come out of an archive or of another version; None where it is none."""
    try:
        check(kept, Figures)
    except ValueError:
        return None
    return cast(Figures, kept)


def _titles(moves: Sequence[Move]) -> dict[str, str]:
    return {key: move.title for key, move in told_apart(_own(moves))}


def _own(moves: Sequence[Move]) -> Iterator[Move]:
    return (move for move in moves if not move.is_next_step)


def differences(then: Figures, now: Answer, *, sees_cost: bool) -> Iterator[str]:
    """Sentences on what differs; no amount for whoever may not see cost."""
    if now.status == Status.INFEASIBLE:
        yield "These limits can no longer all be kept."
        yield from now.notes
        return
    yield from _days("Without the plan, {} open", then["before"], now.before)
    yield from _days("With the best plan, {} left open", then["after"], now.after)
    if (then["cost"] is None) != (now.cost is None):
        yield _OTHERWISE if now.cost is None else _OTHERWISE.replace("sees", "does not see")
        return
    if sees_cost:
        yield from _cost(then, now)
    if now.hires != then["hires"]:
        yield f"It takes {count(now.hires, 'hire')} instead of {then['hires']:,}."
    yield from _moves(then["moves"], _titles(now.moves))


def _days(sentence: str, then: Sequence[int], now: Sequence[int]) -> Iterator[str]:
    for severity, before, after in zip(("critical", "warning"), then, now, strict=True):
        if before != after:
            days = f"{count(after, f'{severity} day')} {'is' if after == 1 else 'are'}"
            yield f"{sentence.format(days)} instead of {before:,}."


def _cost(then: Figures, now: Answer) -> Iterator[str]:
    was = None if then["cost"] is None else money(then["cost"])
    if was is not None and now.cost is not None and (was, then["currency"]) != (now.cost, now.currency):
        yield f"It costs {now.currency} {plain(now.cost)} more a year instead of {then['currency']} {plain(was)}."
    if now.unknown != then["unknown"]:
        yield f"{count(now.unknown, 'hire')} of unknown cost instead of {then['unknown']:,}."


def _moves(then: Mapping[str, str], now: Mapping[str, str]) -> Iterator[str]:
    gone = [title for key, title in then.items() if key not in now]
    new = [title for key, title in now.items() if key not in then]
    if gone:
        yield f"{count(len(gone), 'move')} {'is' if len(gone) == 1 else 'are'} no longer needed: {_few(gone)}."
    if new:
        yield f"{count(len(new), 'move')} {'is' if len(new) == 1 else 'are'} new: {_few(new)}."


def _few(titles: Sequence[str]) -> str:
    more = len(titles) - NAMED
    return "; ".join([*titles[:NAMED], *([f"{more:,} more"] if more > 0 else [])])

"""What the moves of a plan bring with them: next steps, what they open, and what is offered for that."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from planning.core.changes.change import Change
from planning.core.close_gaps.afterwards import backups, lines
from planning.core.close_gaps.answer import Move
from planning.core.close_gaps.asked import Asked
from planning.core.close_gaps.checking import opened, sides_of
from planning.core.close_gaps.lanes import is_kept
from planning.core.close_gaps.next_steps import Cover, next_steps
from planning.core.close_gaps.remedies import Remedy, remedies
from planning.core.fixes.base import FixKind
from planning.core.rules import CRITICAL, Finding


class Followed(NamedTuple):
    """The next steps of new cover, what the rules find with the plan that they do not find without it, and what there
    is for the critical ones of these."""

    moves: Sequence[Move] = ()
    opens: Sequence[Finding] = ()
    remedies: Sequence[Remedy] = ()


def followed(asked: Asked, moves: Sequence[Move]) -> Followed:
    """What moves bring with them. What there is for a critical finding is among its moves once the question pins it."""
    changes = _changes(moves)
    if not changes:
        return Followed()
    steps, opens = _steps(asked, moves, changes)
    if not any(finding.severity == CRITICAL for finding in opens):
        return Followed(steps, opens)
    sides = sides_of(asked.scene, [*changes, *_changes(steps)])
    found = remedies(asked.question, asked.ctx, sides.after, opens)
    pinned = [one.move for one in found if one.move and one.move.key in asked.question.pinned]
    if not pinned:
        return Followed(steps, opens, found)
    steps += pinned
    opens = opened(asked.scene, sides.before, [*changes, *_changes(steps)])
    still = {finding.code for finding in opens}
    return Followed(steps, opens, [one for one in found if one.finding.code in still])


def _changes(moves: Sequence[Move]) -> list[Change]:
    return [change for move in moves for change in move.changes]


def _steps(asked: Asked, moves: Sequence[Move], changes: Sequence[Change]) -> tuple[list[Move], list[Finding]]:
    """The next steps, and what is open after them."""
    sides = sides_of(asked.scene, changes)
    covered = [cover for move in moves if move.until is None for cover in _covers(move)]
    steps = next_steps(*sides, covered)
    if FixKind.BACKUP in asked.question.moves:
        steps += backups(sides.after, covered)
    steps = [step for step in steps if _may(asked, step)]
    opens = opened(asked.scene, sides.before, [*changes, *_changes(steps)])
    made = lines(*sides, opens, covered) if FixKind.MOVE in asked.question.moves else []
    lines_ = [step for step in made if _may(asked, step)]
    if not lines_:
        return steps, opens
    steps += lines_
    return steps, opened(asked.scene, sides.before, [*changes, *_changes(steps)])


def _covers(move: Move) -> Iterator[Cover]:
    """What a move covers, each product from its own day: not all of a hire's begin with them."""
    given = [change.after for change in move.changes if change.kind == "assignment" and change.after]
    starts = {values["product"]: values.get("starts") for values in given if "product" in values}
    for product in move.products:
        yield product, move.role, move.position, max(move.start, starts.get(product) or move.start)


def _may(asked: Asked, step: Move) -> bool:
    """Whether a step is not left out itself, and happens to nothing that stays as it is."""
    position = asked.ctx.org.positions.get(step.position)
    touched = [step.position, *step.products, *([position.holder] if position else [])]
    return step.key not in asked.question.forbidden and not any(is_kept(asked.question, key) for key in touched)

"""What an answer really does, as coverage over time and the rules say it: never what the model believes."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import NamedTuple

from planning.core.changes.change import Change
from planning.core.changes.record_history import DatedOrg
from planning.core.close_gaps.answer import Closed, Days, Move
from planning.core.close_gaps.lanes import Lane, Scene, in_scope, lanes_of
from planning.core.close_gaps.moves import cov_code
from planning.core.close_gaps.question import Basis
from planning.core.content import Role
from planning.core.over_time.what_if import arriving, both_findings
from planning.core.rules import Context, Finding, compare_findings
from planning.core.rules.base import CRITICAL, WARNING, Sides, is_graver


class Checked(NamedTuple):
    """The lanes that stay open with the plan, and open days without counting on hires that are due."""

    lanes: list[Lane]
    plain_before: Days
    plain_after: Days


def days_of(lanes: Iterable[Lane]) -> Days:
    """All days of lanes."""
    every = [lane.stretch.days(lane.stretch.first) for lane in lanes]
    return Days(sum(days.critical for days in every), sum(days.warning for days in every))


def checked(scene: Scene, roles: Sequence[Role], before: Sequence[Lane], changes: Sequence[Change]) -> Checked:
    """Looks anew at the products that the changes touch."""
    touched = _touched(scene, changes)
    after = scene.basis.dated.with_over(changes)
    kept = [lane for lane in before if lane.product not in touched]
    again = _lanes(Scene(scene.question, _on(scene.basis, after)), roles, touched)
    plain = [Scene(scene.question, _on(scene.basis, dated), arrives=False) for dated in (scene.basis.dated, after)]
    every = [key for key, _ in plain[0].histories.every("product")]
    before_days = days_of(_lanes(plain[0], roles, dict.fromkeys(every)))
    moved = [days_of(_lanes(side, roles, touched)) for side in plain]
    plain_after = Days(*(all_ - was + now for all_, was, now in zip(before_days, *moved, strict=True)))
    return Checked([*kept, *again], before_days, plain_after)


def _on(basis: Basis, dated: DatedOrg) -> Basis:
    return Basis(dated, basis.content, basis.terms, basis.lead)


def _touched(scene: Scene, changes: Iterable[Change]) -> dict[str, None]:
    """The products whose cover changes can touch: by an assignment, or by a position that is assigned to them."""
    positions = {change.key for change in changes if change.kind == "position"}
    products = [str((c.after or {}).get("product", "")) for c in changes if c.kind == "assignment"]
    edited = {change.key for change in changes if change.kind == "assignment"}
    duties = (d for key, d in scene.histories.every("assignment") if key in edited or d.position in positions)
    return dict.fromkeys([*filter(None, products), *(duty.product for duty in duties)])


def _lanes(scene: Scene, roles: Sequence[Role], products: Collection[str]) -> list[Lane]:
    wanted = [key for key in products if in_scope(scene.question, key)]
    return [lane for key in wanted for role in roles for lane in lanes_of(scene, key, role)]


def closed(
    scene: Scene, roles: Sequence[Role], before: Iterable[Lane], after: Iterable[Lane], moves: Iterable[Move]
) -> list[Closed]:
    """Findings that stand at some time of the question's days, and with the plan not on the last of them, but for those
    that end by themselves."""
    by_moves = {code for move in moves for code in move.closes}
    by = scene.question.by.toordinal()
    open_then = {(lane.product, lane.role) for lane in after if lane.stretch.last is None or lane.stretch.last >= by}
    of = {role.slug: role for role in roles}
    found: dict[tuple[str, str], Closed] = {}
    for lane in before:
        place = lane.product, lane.role
        severity = gravest(lane)
        known = found.get(place)
        if place not in open_then and (known is None or is_graver(severity, known.severity)):
            found[place] = Closed(cov_code(of[lane.role], lane.product), lane.product, lane.role, severity)
    return [found[place] for place in sorted(found) if found[place].code in by_moves]


def gravest(lane: Lane) -> str:
    return CRITICAL if any(part.severity == CRITICAL for part in lane.stretch.parts) else WARNING


def sides_of(scene: Scene, changes: Sequence[Change]) -> Sides:
    """The organisation without and with changes on the question's last day, hires that are due having arrived."""
    question, basis = scene.question, scene.basis
    before, after = (
        arriving(dated, question.on).at(question.by) for dated in (basis.dated, basis.dated.with_over(changes))
    )
    return Sides(Context(before, basis.content), Context(after, basis.content))


def opened(scene: Scene, before: Context, changes: Sequence[Change]) -> list[Finding]:
    """What the rules find on the question's last day with the changes and not without them."""
    after = arriving(scene.basis.dated.with_over(changes), scene.question.on).at(scene.question.by)
    return compare_findings(*both_findings(before.org, after, scene.basis.content)).opened

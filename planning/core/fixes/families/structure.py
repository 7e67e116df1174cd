"""Ways out where a reporting line cannot be."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from planning.core.changes.edits import heads
from planning.core.fixes.base import Case, Fix, FixKind, Form, Hint, Mark, Reason, Way
from planning.core.fixes.choosing.crafts import stays
from planning.core.fixes.choosing.leads import arriving, called, moved, names, nearest, span_note
from planning.core.fixes.choosing.placing import Place, people, places, room
from planning.core.records import Position
from planning.core.rules.base import POSITION
from planning.core.tree import line_up
from planning.core.words import an, count

FEW = 3  # so many are named one by one
CHIEF = 6  # the level from which somebody reports to the top


def place(case: Case) -> Iterator[Way]:
    """unplaced and no-manager: each team under its own lead, or all of them under one."""
    keys = _concerned(case)
    found = places(case.ctx, keys)
    yield from _missing_rows(case, keys)
    if len({p.lead for p in found}) > 1 and sum(len(p.keys) for p in found) == len(keys):
        yield _each(case, found)
    whole = [_all(case, keys, one.lead, one.reasons) for one in found if _is_for_all(case, keys, one, found)][:1]
    yield from whole
    yield from (fix for fix in _to_the_top(case, keys, bool(found)) if fix.key not in [one.key for one in whole])
    yield _choose(case, keys)


def _concerned(case: Case) -> list[str]:
    """The positions that lack a manager; of those that hang under each other the upper ones."""
    found = [key for key in case.finding.involves if key in case.org.positions]
    own = [case.finding.subject.key] if case.finding.subject.kind == POSITION else []
    return heads(case.org, found or own)


def _is_for_all(case: Case, keys: Sequence[str], one: Place, found: Sequence[Place]) -> bool:
    """Whether somebody is over all of them: over the leads of their teams, and nobody is of a higher level."""
    org, level = case.org, case.ctx.level(case.org.positions[one.lead])
    above = all(one.lead in (o.lead, *(p.key for p in line_up(org.positions, o.lead))) for o in found)
    known = sum(len(other.keys) for other in found) == len(keys)
    return above and known and all(case.ctx.level(org.positions[key]) <= level for key in keys)


def _each(case: Case, found: Sequence[Place]) -> Fix:
    ctx = case.ctx
    changes = tuple(c for one in found for c in moved(ctx, one.keys, one.lead))
    parts = [f"{one.name} {len(one.keys)} → {ctx.who(one.lead)}" for one in found]
    more = f" and {len(parts) - FEW} more" if len(parts) > FEW + 1 else ""
    note = ", ".join(parts[: FEW if more else FEW + 1]) + more
    wide = [one for one in found if room(ctx, one.keys, one.lead).mark is Mark.AGAINST]
    reasons = [Reason(Mark.FOR, "each goes to the lead of their own team or craft")]
    spans = f"{count(len(wide), 'lead')} would have too many reports"
    reasons.append(Reason(Mark.AGAINST, spans) if wide else Reason(Mark.FOR, "all of them have room"))
    return Fix(FixKind.MOVE, "Move each team under its own lead", changes, "teams", note, tuple(reasons))


def _all(case: Case, keys: Sequence[str], lead: str, reasons: tuple[Reason, ...]) -> Fix:
    whom = names(case.ctx, keys) if len(keys) <= FEW else f"all {len(keys)}"
    note = span_note(case.ctx, lead, arriving(case.ctx, keys, lead))
    title = f"Move {whom} under {called(case.ctx, lead)}"
    return Fix(FixKind.MOVE, title, moved(case.ctx, keys, lead), lead, note, reasons)


def _to_the_top(case: Case, keys: Sequence[str], is_known: bool) -> Iterator[Fix]:
    """Whoever leads a whole function or has a tree of their own may report to whom the organisation hangs from; others
    only where nothing tells where they belong, and there is room."""
    ctx, top = case.ctx, case.ctx.forest.top
    if top in keys or len(keys) > FEW or not _is_there(case, keys, top):
        return
    high = all(ctx.level(case.org.positions[k]) >= CHIEF or case.org.reports(k) for k in keys)
    space = room(ctx, keys, top)
    if high or (not is_known and space.mark is Mark.FOR):
        yield _all(case, keys, top, (Reason(Mark.EVEN, "the top of the organisation"), space))


def _is_there(case: Case, keys: Sequence[str], lead: str) -> bool:
    """Whether somebody stays at the top whom the positions could report to: not one of those who sit in them."""
    position = case.org.positions.get(lead)
    holders = {case.org.positions[key].holder for key in keys} - {""}
    return position is not None and stays(case.ctx, position) and position.holder not in holders


def _missing_rows(case: Case, keys: Sequence[str]) -> Iterator[Hint]:
    """Nobody has to guess where the file that the managers are missing from can be had."""
    named = {case.org.positions[key].manager for key in keys} - {""}
    gone = {manager for manager in named if case.org.get(POSITION, manager) is None}
    if gone:
        rows = "the missing manager’s row" if len(gone) == 1 else f"the rows of {len(gone)} missing managers"
        yield Hint(f"Import {rows}", Form.IMPORT)


def _choose(case: Case, keys: Sequence[str]) -> Hint:
    if len(keys) == 1:
        return Hint("Choose a manager", Form.MANAGER, keys[0])
    return Hint(f"Choose managers for {people(case.ctx, keys)}, team by team", Form.SETUP)


def inherit(case: Case) -> Iterator[Way]:
    """ended-manager: whoever has the same position now, or whom the ended one reported to."""
    ctx, keys = case.ctx, _concerned(case)
    ended = case.org.get(POSITION, case.org.positions[keys[0]].manager)
    for other in _successors(case, ended, keys):
        reasons = (Reason(Mark.FOR, f"is {an(other.title)}, like the position that ended"), room(ctx, keys, other.key))
        yield _all(case, keys, other.key, reasons)
    above = _standing_above(case, ended)
    if above not in keys and _is_there(case, keys, above):
        reasons = (Reason(Mark.FOR, "the position that ended reported to them"), room(ctx, keys, above))
        yield _all(case, keys, above, reasons)
    else:
        yield from (_all(case, keys, one.lead, one.reasons) for one in places(ctx, keys)[:1])
    yield _choose(case, keys)


def _successors(case: Case, ended: Position, keys: Sequence[str]) -> list[Position]:
    """Who bears the ended position's title in its team, or under its manager."""
    beside = case.org.reports(ended.manager) if ended.title else ()
    alike = (p for p in beside if p.title == ended.title and p.key not in keys)
    return [p for p in alike if stays(case.ctx, p)][:1]


def _standing_above(case: Case, ended: Position | None) -> str:
    """The nearest manager over an ended position who stays; "" where there is none."""
    seen: set[str] = set()
    while ended is not None and ended.key not in seen:
        seen.add(ended.key)
        above = case.org.positions.get(ended.manager)
        if above and stays(case.ctx, above):
            return above.key
        ended = case.org.get(POSITION, ended.manager)
    return ""


def ring(case: Case) -> Iterator[Way]:
    """loop: the most senior of the ring leaves it, for whom the rest of the tree suggests."""
    members = sorted(case.finding.involves, key=lambda key: (-case.ctx.level(case.org.positions[key]), key))
    levels = [case.ctx.level(case.org.positions[key]) for key in members]
    for key in members[: 1 if levels[0] > levels[-1] else 2]:
        yield from (fix._replace(key=f"{key}+{fix.key}"[:250]) for fix in _out_of_ring(case, key, members))
    yield from (Hint("Choose a manager", Form.MANAGER, key) for key in members[:1])


def _out_of_ring(case: Case, key: str, members: Sequence[str]) -> Iterator[Fix]:
    """To the lead of their craft outside of the ring, else to the top; to nobody where the ring has the top in it."""
    ctx, position = case.ctx, case.org.positions[key]
    senior = Reason(Mark.FOR, "the most senior in the loop") if key == members[0] else Reason(Mark.EVEN, "in the loop")
    outside = [p for p in _over(case, position) if not _is_below(case, p.key, members)]
    leads, top = nearest(ctx, [key], outside)[:1], ctx.forest.top
    for lead in leads:
        yield _all(case, [key], lead.position.key, (senior, *lead.reasons))
    if not leads and _is_there(case, [key], top):
        yield _all(case, [key], top, (senior, Reason(Mark.EVEN, "the top of the organisation"), room(ctx, [key], top)))
    elif not leads:
        title = f"Leave {called(ctx, key)} without a manager"
        yield Fix(FixKind.MOVE, title, moved(ctx, [key], ""), key, "", (senior,))


def _over(case: Case, position: Position) -> list[Position]:
    """Who leads people of the same craft at a higher level."""
    ctx, name = case.ctx, case.ctx.function(position)
    every = [p for p in case.org.positions.values() if case.org.reports(p.key)] if name else []
    return [p for p in every if ctx.function(p) == name and ctx.level(p) > ctx.level(position)]


def _is_below(case: Case, key: str, members: Sequence[str]) -> bool:
    """Whether somebody hangs under the ring, so that going there would close another."""
    return key in members or any(p.key in members for p in line_up(case.org.positions, key))

"""Ways out where a position has nobody."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta

from planning.core.changes.change import Change, edit
from planning.core.fixes.base import Case, Fix, FixKind, Form, Hint, Mark, Reason, Way
from planning.core.fixes.choosing.crafts import stays
from planning.core.fixes.choosing.leads import arriving, called, dotted, limit, moved, names, span, span_note
from planning.core.fixes.choosing.placing import room
from planning.core.fixes.choosing.topics import Topics
from planning.core.records import Position
from planning.core.rules.uncovered import is_flagged
from planning.core.tree import line_up
from planning.core.words import count


def long_vacant(case: Case) -> Iterator[Way]:
    """vacant-long"""
    yield from _closed(case)
    text = "Hire for it, set a new target start or pause it"
    yield Hint(text, Form.REQUISITION, case.position.key)


def _closed(case: Case) -> Iterator[Fix]:
    """A position on which no product rests can go; whoever reports to it goes up, where there is room."""
    ctx, position = case.ctx, case.position
    end = edit(case.on, position, ends=case.on - timedelta(days=1))
    reports = [p.key for p in case.org.reports(position.key) if p.key != position.manager]
    above = case.org.positions.get(position.manager)
    if end is None or _rests_on(case) or (position.starts and position.starts >= case.on):
        return
    if not reports:
        reason = Reason(Mark.FOR, "no one reports to it and no product depends on it")
        yield Fix(FixKind.END, f"Close position {position.title or position.key}", (end,), position.key, "", (reason,))
    elif above and ctx.filled(above) and span(ctx, above.key) + arriving(ctx, reports, above.key) <= limit(ctx):
        title = f"Close the position and move {names(ctx, reports)} up to {called(ctx, above.key)}"
        note = span_note(ctx, above.key, arriving(ctx, reports, above.key))
        changes: tuple[Change, ...] = (end, *moved(ctx, reports, above.key))
        yield Fix(FixKind.END, title, changes, position.key, note, (room(ctx, reports, above.key),))


def _rests_on(case: Case) -> bool:
    """Whether a product, a responsibility or a counterpart counts on the position, or a gap on a product that its title
    names."""
    key, org = case.position.key, case.org
    duties = (d for d in org.duties.get(key, ()) if d.ends is None or d.ends >= case.on)
    owns = (o for o in org.tables["ownership"].values() if o.position == key)
    links = (link for link in org.tables["link"].values() if key in (link.one, link.other))
    dotted_to = (p for p in org.with_dotted if key in p.dotted)
    counts = any((any(True for _ in duties), any(True for _ in owns), any(True for _ in links), any(dotted_to)))
    return counts or _is_missed(case)


def _is_missed(case: Case) -> bool:
    """Whether a product that its title names has nobody in its role."""
    role = case.ctx.content.roles.get(case.position.role)
    if role is None or not role.covers:
        return False
    return any(is_flagged(case.ctx, key, role) for key in Topics.of(case.ctx).products_named(case.position))


def manager_vacant(case: Case) -> Iterator[Way]:
    """manager-vacant: the most senior of them for now, or whoever is above; by dotted lines or for good."""
    key, *reports = case.finding.involves
    able = next((p for p in line_up(case.org.positions, key) if p.key not in reports and stays(case.ctx, p)), None)
    senior = _senior(case, reports) if able else None
    if able and senior:
        yield _one_of_them(case, reports, senior, able)
    if able:
        yield _interim(case, reports, able)
        yield _for_good(case, reports, able)
    yield Hint("Hire for the position", Form.REQUISITION, key)


def _senior(case: Case, reports: Sequence[str]) -> Position | None:
    """The one of them with a higher level than the others, or alone."""
    able = [p for key in reports if stays(case.ctx, p := case.org.positions[key])]
    ordered = sorted(able, key=lambda p: (-case.ctx.level(p), p.key))
    clear = len(ordered) == 1 or (len(ordered) > 1 and case.ctx.level(ordered[0]) > case.ctx.level(ordered[1]))
    return ordered[0] if clear and len(reports) > 1 else None


def _one_of_them(case: Case, reports: Sequence[str], senior: Position, above: Position) -> Fix:
    ctx, others = case.ctx, [key for key in reports if key != senior.key]
    changes = (*dotted(ctx, others, senior.key), *dotted(ctx, [senior.key], above.key))
    title = f"Name {called(ctx, senior.key)}, as interim lead by dotted lines"
    reasons = (
        Reason(Mark.FOR, f"the most senior of the {len(reports)}"),
        Reason(Mark.FOR, f"knows the team, with a dotted line to {ctx.who(above.key)} for now"),
    )
    return Fix(FixKind.DOTTED, title, changes, senior.key, f"leads {len(others)} for now", reasons)


def _interim(case: Case, reports: Sequence[str], above: Position) -> Fix:
    ctx = case.ctx
    title = f"Name {called(ctx, above.key)}, as interim lead by dotted lines"
    leads = [Reason(Mark.EVEN, f"already leads {now}")] if (now := span(ctx, above.key)) else []
    reasons = (Reason(Mark.FOR, "the next manager up who is staying"), *leads)
    return Fix(
        FixKind.DOTTED,
        title,
        dotted(ctx, reports, above.key),
        above.key,
        f"{count(len(reports), 'person', 'people')} for now",
        reasons,
    )


def _for_good(case: Case, reports: Sequence[str], above: Position) -> Fix:
    ctx = case.ctx
    title = f"Move {names(ctx, reports)} under {called(ctx, above.key)}"
    note = span_note(ctx, above.key, arriving(ctx, reports, above.key))
    reasons = (Reason(Mark.FOR, "the next manager up who is staying"), room(ctx, reports, above.key))
    return Fix(FixKind.MOVE, title, moved(ctx, reports, above.key), above.key, note, reasons)

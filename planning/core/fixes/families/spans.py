"""Ways out where somebody leads too few, or the organisation has too many layers."""

from __future__ import annotations

from collections.abc import Iterator

from planning.core.changes.change import Change, edit
from planning.core.content import Role
from planning.core.fixes.base import Case, Fix, FixKind, Form, Hint, Mark, Reason, Way
from planning.core.fixes.choosing.crafts import stays
from planning.core.fixes.choosing.leads import arriving, called, limit, moved, names, span, span_note
from planning.core.fixes.choosing.splits import can_go
from planning.core.records import Position
from planning.core.rules.layers import LAYERS
from planning.core.rules.spans import FEWEST
from planning.core.tree import line_up
from planning.core.words import count


def narrow(case: Case) -> Iterator[Way]:
    """span-low: they take over from somebody beside or above who has too many, or lead nobody any more."""
    yield from _taken_over(case)
    yield from _merged(case)
    key = case.finding.subject.key
    yield Hint(f"Choose reports for {case.ctx.who(key)}, or hire some", Form.MANAGER, key)


def _taken_over(case: Case) -> Iterator[Fix]:
    ctx, lead = case.ctx, case.position
    wanted = ctx.number("span-low", FEWEST) - span(ctx, lead.key)
    above = [p for key in (lead.manager,) if (p := case.org.positions.get(key))]
    for wide in [p for p in (*above, *case.org.reports(lead.manager)) if span(ctx, p.key) > limit(ctx)]:
        free = [p for p in case.org.reports(wide.key) if ctx.filled(p) and can_go(ctx, p, lead)]
        near = sorted(free, key=lambda p: (p.role != lead.role, p.location != lead.location, p.key))
        keys = [p.key for p in near[: max(wanted, span(ctx, wide.key) - limit(ctx))]]
        if stays(ctx, lead) and len(keys) >= wanted:
            title = f"Move {names(ctx, keys)} from {ctx.who(wide.key)} to {called(ctx, lead.key)}"
            reason = Reason(Mark.FOR, f"{ctx.who(wide.key)} has {span(ctx, wide.key)} (limit {limit(ctx)})")
            note = span_note(ctx, lead.key, len(keys))
            yield Fix(FixKind.MOVE, title, moved(ctx, keys, lead.key), wide.key, note, (reason,))


def _merged(case: Case) -> Iterator[Fix]:
    ctx, position = case.ctx, case.position
    reports = [p.key for p in case.org.reports(position.key) if p.key != position.manager]
    above = case.org.positions.get(position.manager)
    role = _worked_role(case)
    if above is None or not ctx.filled(above) or role is None:
        return
    changes = (*moved(ctx, reports, above.key), *_retitled(case, role))
    more = arriving(ctx, reports, above.key)
    over = span(ctx, above.key) + more > limit(ctx)
    if over or not changes:
        return
    who = ctx.who(position.key)
    title = f"Make {who} {role.name} without reports"
    title = f"{title}, and move {names(ctx, reports)} to {called(ctx, above.key)}" if reports else title
    room = Reason(Mark.FOR, f"has room: {span(ctx, above.key) + more} of {limit(ctx)}")
    note = f"{ctx.who(above.key)} {span_note(ctx, above.key, more)}" if reports else ""
    yield Fix(FixKind.RETITLE, title, tuple(changes), position.key, note, (room,) if reports else ())


def _worked_role(case: Case) -> Role | None:
    """The role of those whom the position's role leads in its own function, where there is one and the title does not
    say otherwise: a manager by title stays one."""
    roles = case.ctx.content.roles
    read = case.ctx.reading(case.position.title).role
    own = roles.get(case.position.role)
    led = [roles[slug] for slug in own.leads if slug in roles and roles[slug].function == own.function] if own else []
    fit = [role for role in led if not role.leads and not role.covers and read in ("", role.slug)]
    return fit[0] if fit else None


def _retitled(case: Case, role: Role) -> tuple[Change, ...]:
    change = edit(case.on, case.position, role=role.slug)
    return (change,) if change else ()


def deep(case: Case) -> Iterator[Way]:
    """layers: whoever is too deep goes up to somebody at the last layer that should have reports, team by team."""
    most = case.ctx.number("layers", LAYERS)
    low = _at_layer(case, most)
    yield from _flattened(case, low)
    for key in case.finding.involves[:1]:
        yield Hint("Choose a manager higher up for the lowest position", Form.MANAGER, key)


def _at_layer(case: Case, layer: int) -> list[Position]:
    """The positions one layer too deep, below which everything goes up with them."""
    found, row = [case.ctx.forest.top], 1
    while row <= layer:
        found = [p.key for key in found for p in case.org.reports(key)]
        row += 1
    return [case.org.positions[key] for key in found]


def _flattened(case: Case, low: list[Position]) -> Iterator[Fix]:
    """Each goes up to their manager’s manager, if that one stays; what hangs deeper still one step does not help."""
    above = {p.key: _second_above(case, p) for p in low}
    changes = tuple(c for p in low if (to := above[p.key]) and (c := edit(case.on, p, manager=to)))
    if changes and not any(case.org.reports(p.key) for p in low):
        title = f"Move {names(case.ctx, [p.key for p in low])} up to their manager’s manager"
        yield Fix(FixKind.MOVE, title, changes, "up", count(len(changes), "person", "people"))


def _second_above(case: Case, position: Position) -> str:
    line = list(line_up(case.org.positions, position.key))
    return line[1].key if len(line) > 1 and stays(case.ctx, line[1]) else ""

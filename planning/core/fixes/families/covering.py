"""Ways out where a product lacks somebody in a role, or is about to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta

from planning.core.changes.change import Change, add, edit
from planning.core.content import Role
from planning.core.coverage.coverage import is_launching
from planning.core.dates import day
from planning.core.fixes.base import Case, Fix, FixKind, Form, Hint, Mark, PassedOver, Reason, Way
from planning.core.fixes.choosing.book import Book, proposed
from planning.core.fixes.choosing.reasons import figures, instead, passed_over
from planning.core.fixes.choosing.staff import goes
from planning.core.fixes.choosing.weighing import Proposal
from planning.core.fixes.families.hiring import opening, under_way
from planning.core.fixes.families.staffing import handed_over, new_duty, paired, told, why
from planning.core.records import OWNER, Assignment, Position
from planning.core.rules import launches
from planning.core.rules.base import PRODUCT
from planning.core.rules.load import live_duties
from planning.core.rules.pairs import EXEMPT
from planning.core.words import an

# So many are asked to exchange one product for another.
EXCHANGES = 3


def gap(case: Case) -> Iterator[Way]:
    """cov-*"""
    yield from (_assign(case, case.role, one) for one in proposed(case))
    yield from _unread(case)
    yield from _let_count(case)
    yield from _in_both(case)
    yield from under_way(case, case.role) or [opening(case, case.role)]
    yield from map(PassedOver, passed_over(case.ctx, case.role, case.finding))


def _assign(case: Case, role: Role, one: Proposal) -> Fix:
    title = f"Make {case.ctx.who(one.key)} {role.code} of {case.finding.subject.name}{instead(case.ctx, one)}"
    links = paired(case, role, one.key)
    note = told(case.ctx, figures(one.before, one.after), links, one.key)
    changes = (_given(case, role, one), *(add(case.on, link) for link in links))
    return Fix(FixKind.ASSIGN, title, changes, one.key, note, why(case, role, one))


def _given(case: Case, role: Role, one: Proposal) -> Change:
    """Whoever is backup or stands in becomes the owner; anybody else is assigned."""
    made = edit(case.on, one.duty, kind=OWNER) if one.duty else None
    return made or add(case.on, new_duty(case.ctx, case.product.key, one.key, role))


def _unread(case: Case) -> Iterator[Fix]:
    """Who looks after the product already, and whose title nobody has understood."""
    for duty, position in _on_it(case):
        change = edit(case.on, duty, kind=OWNER) if not position.role and duty.kind != OWNER else None
        if change:
            title = f"Make {case.ctx.who(position.key)} {case.role.code} of {case.finding.subject.name}"
            looks = Reason(Mark.FOR, "already looks after it")
            unread = Reason(Mark.AGAINST, f"title not recognised: {position.title}")
            yield Fix(FixKind.ASSIGN, title, (change,), position.key, "", (looks, unread))


def _let_count(case: Case) -> Iterator[Fix]:
    """An owner whose own role is another one can be marked as counting."""
    for duty, position in _on_it(case):
        change = edit(case.on, duty, counts=True) if duty.kind == OWNER and position.role != case.role.slug else None
        if change:
            title = f"Treat {case.ctx.who(position.key)} as the {case.role.code} of {case.finding.subject.name}"
            owns = Reason(Mark.FOR, "already looks after it")
            other = Reason(Mark.AGAINST, f"is not {an(case.role.name)}")
            yield Fix(FixKind.COUNTS, title, (change,), duty.key, position.title, (owns, other))


def _in_both(case: Case) -> Iterator[Fix]:
    """In a small organisation, where nobody has the role, whoever covers the product in another may do both."""
    if case.ctx.by_role[case.role.slug] or not case.ctx.is_small(case.ctx.number("dual-role", EXEMPT)):
        return
    cells = [case.ctx.cell(case.product.key, role.slug) for role in case.ctx.content.covering]
    every = dict.fromkeys(key for cell in cells if cell.is_covered for key in cell.by)
    for key in (key for key in every if not goes(case.org, case.org.positions[key])):
        duty = new_duty(case.ctx, case.product.key, key, case.role)._replace(counts=True)
        title = f"Treat {case.ctx.who(key)} as the {case.role.code} of {case.finding.subject.name} too"
        other = Reason(Mark.AGAINST, f"is not {an(case.role.name)}")
        yield Fix(FixKind.COUNTS, title, (add(case.on, duty),), key, case.org.positions[key].title, (other,))


def _on_it(case: Case) -> Iterator[tuple[Assignment, Position]]:
    """Who is assigned to the product in the role, sits in their position and stays."""
    for duty in case.org.assignments.get(case.product.key, ()):
        position = case.org.positions.get(duty.position)
        if position is None or duty.role != case.role.slug or not duty.active(case.on):
            continue
        if case.ctx.filled(position) and not goes(case.org, position):
            yield duty, position


def loss(case: Case) -> Iterator[Way]:
    """loss-soon"""
    cell = case.ctx.cell(case.product.key, case.role.slug)
    first = (cell.date or case.on) + timedelta(days=1)
    for one in proposed(case):
        duty = new_duty(case.ctx, case.product.key, one.key, case.role)._replace(starts=first)
        title = f"Make {case.ctx.who(one.key)} {case.role.code} of {case.finding.subject.name} from {day(first)}"
        title += instead(case.ctx, one)
        note = figures(one.before, one.after)
        yield Fix(FixKind.ASSIGN, title, (add(case.on, duty),), one.key, note, why(case, case.role, one))
    yield from under_way(case, case.role) or [opening(case, case.role, by=first)]
    yield later_day(case, cell.by[0])
    yield from map(PassedOver, passed_over(case.ctx, case.role, case.finding))


def later_day(case: Case, key: str) -> Hint:
    """The form of whatever ends: the person, who leaves, or else the position."""
    person = case.org.holder(case.org.positions[key])
    text = f"Agree a later last day with {case.ctx.who(key)}"
    return Hint(text, Form.PERSON, person.key) if person and person.leaves else Hint(text, Form.POSITION, key)


def seniority(case: Case) -> Iterator[Way]:
    """launch-level"""
    duties = [
        duty
        for duty in case.org.assignments.get(case.product.key, ())
        if duty.role == case.role.slug and duty.position in case.finding.involves and duty.active(case.on)
    ]
    for one in proposed(case):
        title = f"Hand {case.finding.subject.name} to {case.ctx.who(one.key)}"
        changes = tuple(handed_over(case.org, duties, one.key))
        note = f"level {one.holder.level}, {figures(one.before, one.after)}"
        yield Fix(FixKind.ASSIGN, title, changes, one.key, note, why(case, case.role, one))
    if not proposed(case):
        yield from _exchanged(case, duties)
    yield Hint("Have someone more senior lead the launch", Form.ASSIGN, case.product.key)
    yield from map(PassedOver, passed_over(case.ctx, case.role, case.finding))


def _exchanged(case: Case, duties: Sequence[Assignment]) -> Iterator[Fix]:
    """Where nobody senior has room: the launch for another product of theirs that has none ahead."""
    junior = case.org.positions[duties[0].position] if duties else None
    for one in Book.of(case.ctx, case.role).considered(case.finding)[:EXCHANGES] if junior else ():
        theirs = [d for d in live_duties(case.ctx, case.role, one.key) if not _launches(case, d.product)]
        change = edit(case.on, theirs[0], position=duties[0].position) if theirs else None
        if change:
            other, who = case.ctx.subject(PRODUCT, theirs[0].product).name, case.ctx.who(one.key)
            title = f"Hand {case.finding.subject.name} to {who}, in exchange for {other}"
            changes = (*handed_over(case.org, duties, one.key), change)
            why = (Reason(Mark.FOR, f"is {an(case.role.name)}"), Reason(Mark.FOR, f"level {one.holder.level}"))
            yield Fix(FixKind.ASSIGN, title, changes, one.key, f"level {one.holder.level}", why)


def _launches(case: Case, product: str) -> bool:
    """Whether a product is launched or soon will be."""
    known = case.org.products[product]
    return known.stage == "launch" or (known.launch is not None and known.launch >= case.on)


def late_hire(case: Case) -> Iterator[Way]:
    """hire-late"""
    position = case.org.positions[case.finding.about]
    latest = (case.product.launch or case.on) - timedelta(days=case.ctx.number("hire-late", launches.DAYS))
    change = edit(case.on, position, target_start=latest) if latest >= case.on else None
    if change:
        note = f"from {day(position.target_start)}" if position.target_start else ""
        yield Fix(FixKind.HIRE, f"Bring the start forward to {day(latest)}", (change,), position.key, note)
    for role in case.ctx.content.covering:
        if any(
            duty.role == role.slug for duty in case.org.duties.get(position.key, ()) if duty.product == case.product.key
        ):
            yield from (_assign(case, role, one) for one in _of_the_gap(case, role))
    yield Hint("Move the launch", Form.PRODUCT, case.product.key)


def _of_the_gap(case: Case, role: Role) -> list[Proposal]:
    """Who is proposed for the gap that the hire is to fill: who covers it now, the hire comes in time for."""
    if role.need is None or not is_launching(role.need, case.product, case.on):
        return []
    return Book.of(case.ctx, role).at((f"cov-{role.code.lower()}", PRODUCT, case.product.key, ""))

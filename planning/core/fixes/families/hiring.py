"""Hiring as a way out: a hint, since an open position covers nothing until somebody sits in it."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta

from planning.core.content import Role
from planning.core.coverage.coverage import hires, vacancies
from planning.core.dates import day
from planning.core.fixes.base import Case, Form, Hint
from planning.core.fixes.choosing.book import Book
from planning.core.fixes.choosing.managers import nearest, usual_managers
from planning.core.fixes.choosing.topics import Topics
from planning.core.hiring import is_vacant
from planning.core.records import Product
from planning.core.rules import Context, launches
from planning.core.words import count


def under_way(case: Case, role: Role) -> list[Hint]:
    """Where somebody is being hired or a position waits, no second one is opened: that one may be filled sooner."""
    coming = hires(case.org, case.product.key, role.slug)
    waiting = [key for key in vacancies(case.org, case.product.key, role.slug) if key not in coming]
    found = [Hint(_sooner(case, key, due), Form.REQUISITION, key) for key, due in coming.items()]
    found += [Hint(f"Start hiring for {case.ctx.named(key)}", Form.REQUISITION, key) for key in waiting]
    meant = meant_for(case.ctx, role, case.product.key) or _free(case.ctx, role)
    return found or [_meant(case, key) for key in meant]


def meant_for(ctx: Context, role: Role, product: str) -> list[str]:
    """The vacant positions of a role whose title names the product and that nobody has assigned to it."""
    vacant = (p for p in ctx.by_role[role.slug] if is_vacant(ctx.org, p))
    return [p.key for p in vacant if product in Topics.of(ctx).products_named(p)]


def _free(ctx: Context, role: Role) -> list[str]:
    """The first vacant position of a role that no product is meant for, by title or assignment."""
    vacant = (p for p in ctx.by_role[role.slug] if is_vacant(ctx.org, p) and not ctx.org.duties.get(p.key))
    return [p.key for p in vacant if not Topics.of(ctx).products_named(p)][:1]


def _meant(case: Case, key: str) -> Hint:
    return Hint(
        f"Assign {case.ctx.named(key)} to {case.finding.subject.name} and hire for it", Form.ASSIGN, case.product.key
    )


def _sooner(case: Case, key: str, due: date | None) -> str:
    named = case.ctx.named(key)
    if due is None:
        return f"Hire for {named}: no start date is set"
    told = case.org.first_day(case.org.positions[key])
    return f"Bring forward the start of {named}" if told else f"Bring forward the hire for {named}, due {day(due)}"


def opening(case: Case, role: Role, by: date | None = None) -> Hint:
    """A position to open: its role, level, team and manager, and a start in time for the launch or `by` a day."""
    name = case.finding.subject.name
    start = _start(case, by)
    manager = _manager(case, role)
    level = _level(case.ctx, role, case.product)
    filled = {
        "title_": f"{role.name}, {name}",
        "role": role.slug,
        "level": str(level) if level else "",
        "team": case.product.team if case.product.team in case.org.teams else "",
        "target_start": start.isoformat() if start else "",
        "product": case.product.key,
    }
    text = f"Open a {role.name} position for {name}"
    text += f", to start by {day(start)}" if start else ""
    text += _spent(case, role)
    return Hint(text, Form.OPENING, manager, tuple((field, value) for field, value in filled.items() if value))


def _spent(case: Case, role: Role) -> str:
    """Behind what is to be opened: that nobody has room left, and how many products that holds of."""
    others = Book.of(case.ctx, role).spent(case.finding)
    if others is None:
        return ""
    return (
        f": no one in the role has room for it or for {count(len(others), 'other product')}"
        if others
        else (": no one in the role has room after the other gaps")
    )


def _start(case: Case, by: date | None) -> date | None:
    """In time for the launch, where that can still be."""
    launch = case.product.launch
    if launch and launch >= case.on:
        return max(case.on, launch - timedelta(days=case.ctx.number("hire-late", launches.DAYS)))
    return by


def _manager(case: Case, role: Role) -> str:
    """Whom those in the role report to who are nearest to the product; else whom most report to."""
    near = nearest(Book.of(case.ctx, role).proposals, (case.product.key,))[:1]
    managers = [one.holder.position.manager for one in near] + [*usual_managers(case.ctx, role)[:1]]
    return next(filter(None, managers), "")


def _level(ctx: Context, role: Role, product: Product) -> int:
    """What a large launch asks for, else the level that most in the role have; 0 where none is known."""
    levels = Counter(level for p in ctx.by_role[role.slug] if (level := ctx.level(p)))
    usual = max(sorted(levels), key=lambda level: levels[level], default=0)
    return max(usual, ctx.number("launch-level", launches.LEVEL)) if launches.is_large(product) else usual

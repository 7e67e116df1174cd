"""Which roles a product needs: the answer of the rules, for a product of the organisation or for one that is only
described."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from typing import NamedTuple

from planning.core import hiring
from planning.core.content import Content, Need, Role
from planning.core.coverage.coverage import Cell, is_launching, is_needed, is_rightful
from planning.core.dates import day
from planning.core.records import (
    BACKUP,
    OWNER,
    STAGES,
    STAND_IN,
    Assignment,
    Link,
    Org,
    Ownership,
    Person,
    Position,
    Product,
    Team,
)
from planning.core.rules import Context, Finding
from planning.core.rules.base import PRODUCT
from planning.core.rules.pairs import EXEMPT
from planning.core.words import in_days, listed

NOBODY, STANDS_IN, OPEN, THERE = "nobody", "stands-in", "open", "there"
KEY, SOMEBODY, ELSEWHERE = "described", "somebody", "elsewhere"


class Description(NamedTuple):
    """A product that is only described. `there` says by covering role who is on it: nobody, somebody of another role
    who stands in, an open position, or somebody; `same` that one person is in all those roles. `partners` are functions
    that work on it; `small` tells an organisation in which one person in two roles is nothing to flag."""

    name: str
    stage: str
    market_facing: bool
    launch: date | None = None
    there: Mapping[str, str] = {}
    same: bool = False
    partners: tuple[str, ...] = ()
    small: bool = False


class Verdict(NamedTuple):
    """How a product stands with a covering role. `begins` is the day from which it will be needed, where that is known
    and still to come; `finding` the one that flags the gap, if any; `open` are vacant positions that will cover."""

    role: Role
    cell: Cell
    needed: bool
    why: str
    begins: date | None
    finding: Finding | None
    open: tuple[str, ...] = ()


class Advice(NamedTuple):
    """`others` are the other findings about the product; `stages` says for each stage which covering roles a product
    of this kind needs, in the order of `verdicts`."""

    verdicts: list[Verdict]
    others: list[Finding]
    stages: list[tuple[str, list[bool]]]

    @property
    def gaps(self) -> list[Verdict]:
        """What is needed and nobody covers."""
        return [verdict for verdict in self.verdicts if verdict.needed and not verdict.cell.is_covered]


def described(on: date, content: Content, about: Description) -> Org:
    """An organisation around the product that is described, just large enough for the rules to look at."""
    fillers = 0 if about.small else Context(Org(on), content).number("dual-role", EXEMPT) + 1
    records = [
        Product(KEY, about.name, about.stage, about.market_facing, about.launch, team=KEY),
        Team(KEY, about.name),
        Person(SOMEBODY, "someone"),
        *_people(content, about),
        *(
            Position(function, function.replace("-", " "), function=function, team=KEY, holder=SOMEBODY)
            for function in about.partners
        ),
        *(Position(f"filler-{n}", holder=SOMEBODY) for n in range(fillers)),
        *_elsewhere(content),
    ]
    return Org.of(on, *records)


def _elsewhere(content: Content) -> Iterator[Product | Position | Assignment | Ownership | Link]:
    """An idea that has what the product may lack: who describes a product was asked, so what they leave out is missing
    rather than not known."""
    yield Product(ELSEWHERE, stage="idea")
    yield Ownership(ELSEWHERE, ELSEWHERE)
    yield Link(ELSEWHERE, ELSEWHERE)
    yield Assignment(ELSEWHERE, ELSEWHERE, kind=BACKUP)
    for name in {name for role in content.covering for partner in role.partners for name in partner.functions}:
        key = f"{ELSEWHERE}-{name}"
        yield Position(key, function=name)
        yield Assignment(key, ELSEWHERE, key)


def _people(content: Content, about: Description) -> Iterator[Person | Position | Assignment]:
    """Who is said to be there, role by role."""
    for role in content.covering:
        answer = about.there.get(role.slug, NOBODY)
        if answer == NOBODY:
            continue
        holder = SOMEBODY if about.same else f"{SOMEBODY}-{role.slug}"
        own = role.slug if answer != STANDS_IN else ""
        yield Person(holder, "someone")
        title = role.name if own else "Someone else"
        stage = hiring.OPEN if answer == OPEN else ""
        yield Position(role.slug, title, own, team=KEY, holder="" if stage else holder, stage=stage)
        yield Assignment(role.slug, KEY, role.slug, role.slug, STAND_IN if answer == STANDS_IN else OWNER)


def advise(ctx: Context, key: str, found: Iterable[Finding]) -> Advice:
    """What the rules say of a product. `found` are the findings about it."""
    product = ctx.org.products[key]
    mine = [f for f in found if f.subject.kind == PRODUCT and f.subject.key == key]
    gaps = {f.rule: f for f in mine if f.rule.startswith("cov-")}
    verdicts = [_verdict(ctx, product, role, gaps.get(f"cov-{role.code.lower()}")) for role in ctx.content.covering]
    others = [f for f in mine if f.rule not in gaps]
    return Advice(verdicts, others, [(stage, _needed_in(ctx, product, stage)) for stage in STAGES])


def _needed_in(ctx: Context, product: Product, stage: str) -> list[bool]:
    """Which covering roles the product would need in a stage, its launch apart."""
    then = product._replace(stage=stage, launch=None)
    return [ctx.needs(then, role) for role in ctx.content.covering]


def _verdict(ctx: Context, product: Product, role: Role, finding: Finding | None) -> Verdict:
    needed = ctx.needs(product, role)
    why = _why(ctx, product, role) if needed else _why_not(role, product, ctx.org.on)
    begins = None if needed else _begins(role.need, product, ctx.org.on)
    cell = ctx.cell(product.key, role.slug)
    return Verdict(role, cell, needed, why, begins, finding, tuple(_open(ctx, product, role)))


def _open(ctx: Context, product: Product, role: Role) -> Iterator[str]:
    """Positions that will cover the product in the role once somebody sits there."""
    for duty in ctx.org.assignments.get(product.key, ()):
        position = ctx.org.positions.get(duty.position)
        if position is None or duty.role != role.slug or not is_rightful(ctx.org, duty):
            continue
        if hiring.stage_of(ctx.org, position) not in (hiring.STARTED, *hiring.ASIDE):
            yield position.key


def _why(ctx: Context, product: Product, role: Role) -> str:
    """Why the role is needed: the stage, or the launch that is near."""
    assert role.need is not None
    if product.stage in role.need.stages:
        kind = "Market-facing" if product.market_facing else "Internal"
        return f"{kind} products in the {product.stage} stage need one."
    assert product.launch is not None
    left = (product.launch - ctx.org.on).days
    launches = f"It launches on {day(product.launch)}, {in_days(left)}"
    return f"{launches}; one is needed in the {role.need.window} days before."


def _why_not(role: Role, product: Product, on: date) -> str:
    need = role.need
    if need is None:
        return "The role content does not say when a product needs one."
    if need.audience != "any" and (need.audience == "market") != product.market_facing:
        wanted, kind = ("market-facing", "internal") if need.audience == "market" else ("internal", "market-facing")
        return f"Only {wanted} products need one, and this one is {kind}."
    window = f", and in any stage in the {need.window} days before a launch" if need.window else ""
    begins = _begins(need, product, on)
    then = f" With this launch date, that is from {day(begins)}." if begins else ""
    return f"Not needed in the {product.stage} stage, but in {listed(need.stages)}{window}.{then}"


def _begins(need: Need | None, product: Product, on: date) -> date | None:
    """The first day of the window before the launch, where it is still to come and opens the need."""
    if need is None or not need.window or product.launch is None:
        return None
    first = product.launch - timedelta(days=need.window)
    return first if first > on and is_needed(need, product, first) and is_launching(need, product, first) else None

"""What a position for a hire is to be: its level, place, manager and title, and which open position would do."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple, TypeVar

from planning.core.changes.change import Change, add, edit
from planning.core.content import Role
from planning.core.fixes.choosing.crafts import craft, stays
from planning.core.fixes.choosing.managers import nearest, usual_managers
from planning.core.fixes.choosing.proposals import Proposals
from planning.core.hiring import AT_WORK, DRAFT, PIPELINE, is_vacant, revise, stage_said
from planning.core.records import Org, Position
from planning.core.rules.context import Context
from planning.core.rules.first_leader import first_leader, leader_level
from planning.core.rules.layers import LAYERS
from planning.core.rules.spans import MOST
from planning.core.tree import line_up
from planning.core.words import listed

PLAIN = 2  # the level of a role where nobody's is known
NAMED = 2  # so many products at most are named in a title
NO_LIMIT = 10**6

T = TypeVar("T", int, str)


class Place(NamedTuple):
    """Where a hire sits. `level` from 1, `location` as positions have it ('' for none), `team` and `manager` keys or
    '', `function` that of the role."""

    level: int
    location: str
    team: str
    manager: str
    function: str
    title: str


def usual_place(ctx: Context, role: str) -> Place:
    """As most in the role have it, on no product: by its level and location a hire is priced."""
    return ctx.once("usual place", role, lambda: _usual_place(ctx, ctx.content.roles[role]))


def _usual_place(ctx: Context, role: Role) -> Place:
    every = [p for p in ctx.by_role.get(role.slug, ()) if ctx.filled(p)] or ctx.by_role.get(role.slug, ())
    level = _most(ctx.level(p) for p in every) or PLAIN
    manager = next(iter(_standing(ctx, role)), "")
    title = ctx.content.titles.get((role.slug, level)) or role.name
    return Place(level, _most(p.location for p in every) or "", "", manager, role.function, title)


def _most(given: Iterable[T]) -> T | None:
    """What most have, of two the first in order; nothing counts for nothing."""
    number = Counter(value for value in given if value)
    return min(number, key=lambda value: (-number[value], value), default=None)


def place_for(ctx: Context, role: str, products: Sequence[str], reports: Mapping[str, int]) -> Place:
    """For a hire on these products: priced as `usual_place`, near them in the organisation. `reports` is how many more
    than now each position is to have under it by what else is planned."""
    usual, own = usual_place(ctx, role), ctx.content.roles[role]
    manager = next(managers(ctx, own, products, reports), "")
    team = _most(p.team for key in products if (p := ctx.org.products[key]).team in ctx.org.teams)
    return usual._replace(team=team or "", manager=manager, title=_title(ctx, own, usual.title, products))


def _title(ctx: Context, role: Role, title: str, products: Sequence[str]) -> str:
    """“Senior Product Manager, Console”; without the products where their names make it read as another role's."""
    names = [ctx.subject("product", key).name for key in products]
    told = f"{title}, {listed(names)}" if 0 < len(names) <= NAMED else title
    return told if ctx.reading(told).role in ("", role.slug) else title


def managers(ctx: Context, role: Role, products: Sequence[str], reports: Mapping[str, int]) -> Iterator[str]:
    """Those who may have one more in the role under them, for these products: the likeliest first, some twice."""
    yield from (key for key in _managers(ctx, role, products) if _has_span(ctx, key, reports))


def any_may_lead(ctx: Context, role: Role) -> bool:
    """Whether anybody could have somebody in the role under them, were it not for how many they have already."""
    return bool(_standing(ctx, role))


def _managers(ctx: Context, role: Role, products: Sequence[str]) -> Iterator[str]:
    near = [one.holder.position.manager for one in nearest(_proposals(ctx, role), products)] if products else []
    leads = [key for key in dict.fromkeys(near) if _may_lead(ctx, key)]
    yield from (key for key in leads if is_typical(ctx, role, key))
    yield from _standing(ctx, role)
    yield from leads


def _proposals(ctx: Context, role: Role) -> Proposals:
    """Who is near what, without a thought of who is proposed for which finding."""
    return ctx.once("near products", role.slug, lambda: Proposals(ctx, role))


def _standing(ctx: Context, role: Role) -> Sequence[str]:
    """Whoever may lead somebody in the role, wherever the products are: whom the role reports to, and leaders of the
    functions that it typically does; those whose line is not typical last."""
    return ctx.once("may lead", role.slug, lambda: _may_all_lead(ctx, role))


def _may_all_lead(ctx: Context, role: Role) -> Sequence[str]:
    every = dict.fromkeys([*usual_managers(ctx, role), *(p.key for p in ctx.leaders(role.slug)), *_leaders(ctx, role)])
    able = [key for key in every if _may_lead(ctx, key)]
    return sorted(able, key=lambda key: not is_typical(ctx, role, key))


def _leaders(ctx: Context, role: Role) -> list[str]:
    """The leaders of the functions that the role typically reports to, the lowest first."""
    functions, least = role.line.functions if role.line else (), leader_level(ctx, role.slug)
    found = [(ctx.level(p), p.key) for function in functions for p in craft(ctx, function).members.values()]
    return [key for level, key in sorted(found) if level >= least]


def _may_lead(ctx: Context, key: str) -> bool:
    """Whether somebody sits there who stays, and there may be another layer below."""
    position = ctx.org.positions.get(key)
    if position is None or not stays(ctx, position):
        return False
    most = ctx.number("layers", LAYERS) if ctx.content.is_on("layers") else NO_LIMIT
    return sum(1 for _ in line_up(ctx.org.positions, key)) + 2 <= most


def is_typical(ctx: Context, role: Role, manager: str) -> bool:
    """Whether no rule would find the line of somebody in the role under a manager."""
    above = first_leader(ctx, Position("", manager=manager), leader_level(ctx, role.slug))
    where = ctx.function(above.leader) if above else ""
    return above is None or role.line is None or where in role.line.functions or (not where and above.is_root)


def _has_span(ctx: Context, manager: str, reports: Mapping[str, int]) -> bool:
    """Whether a manager may have one more under them; whoever is to come there counts as well."""
    if not ctx.content.is_on("span-high"):
        return True
    known = ctx.once("reports to be", manager, lambda: _to_be(ctx, manager))
    return known + reports.get(manager, 0) < ctx.number("span-high", MOST)


def _to_be(ctx: Context, manager: str) -> int:
    return ctx.census.filled[manager] + sum(1 for p in ctx.org.reports(manager) if is_due(ctx.org, p))


def is_due(org: Org, position: Position) -> bool:
    """Whether somebody is to start after the day in a position that nobody fills: a day is set, and it is not paused
    or given up."""
    if org.filled(position) or stage_said(position) not in PIPELINE:
        return False
    day = position.target_start if is_vacant(org, position) else org.first_day(position)
    return day is not None and day > org.on


def waiting(ctx: Context, role: str) -> list[Position]:
    """The open positions of a role for which nobody is due, so that a hire may fill them: those that somebody may hire
    for first. Paused ones wait for nobody, and one that is to close is no place for a hire. What happens later is not
    looked at: ask it of `what_if.arriving` on a later day to leave out those that are filled by then."""
    found = [p for p in ctx.by_role.get(role, ()) if is_vacant(ctx.org, p) and not is_due(ctx.org, p)]
    open_ones = [p for p in found if stage_said(p) in PIPELINE and p.ends is None]
    return sorted(open_ones, key=lambda p: (stage_said(p) not in AT_WORK, -PIPELINE.index(stage_said(p)), p.key))


def position_at(key: str, role: str, place: Place) -> Position:
    """A new position for a hire, as yet an idea."""
    return Position(
        key,
        title=place.title,
        role=role,
        level=place.level,
        team=place.team,
        location=place.location,
        manager=place.manager,
        stage=DRAFT,
    )


def opening_changes(org: Org, position: Position, start: date, on: date, *, why: str = "") -> tuple[Change, ...]:
    """Somebody is to be hired into a position, from `start` on, which is after `on`: it is opened where it is new, and
    gets that target start. `why` is written down with its requisition, where none is there yet. Dated `on`."""
    known = org.tables["position"].get(position.key)
    new = position._replace(target_start=start)
    made = add(on, new) if known is None else edit(on, known, target_start=start)
    said = why and not org.requisition(position.key).justification
    told = revise(org.at(on), position.key, justification=why) if said else []
    return (*([made] if made else []), *told)

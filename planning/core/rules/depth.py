"""How far below the top leader of its role a position is: line-depth."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import partial
from typing import NamedTuple

from planning.core.content import Content, Role, TypicalLine
from planning.core.records import Position
from planning.core.rules import facts, touch
from planning.core.rules.base import INFO, POSITION, Finding, Rule
from planning.core.rules.context import Context
from planning.core.rules.grouping import Causes, by_name, some_of
from planning.core.rules.lines import STEPS
from planning.core.rules.top_leader import top_leader
from planning.core.words import count


def rules(content: Content) -> Iterator[Rule]:
    if not any(role.line and role.line.short for role in content.covering):
        return
    causes = Causes("line-depth", _long_lines)
    yield Rule(
        id="line-depth",
        family="line-depth",
        title="Far below the top leader",
        condition="The position is more manager steps than this below the top leader of its role. Several positions "
        "under the same manager on the last step allowed are one finding.",
        source="Role content: whom the role typically reports to",
        severity=INFO,
        kind=POSITION,
        subjects=causes.subjects,
        check=causes.check,
        touch=touch.tree,
        waits=(facts.MANAGERS,),
        numbers=(STEPS,),
    )


class Deep(NamedTuple):
    """A position so many steps under `top`, the top leader of its role, and under `below` on the last step allowed."""

    key: str
    steps: int
    top: str
    below: str


def _long_lines(ctx: Context) -> Iterator[Finding]:
    most = ctx.number("line-depth", STEPS)
    for role in ctx.content.covering:
        if role.line and role.line.short:
            for (top, below), deep in _too_deep(ctx, role, most).items():
                make = partial(_long, ctx, role.line, top, below, deep)
                yield ctx.told("depth", (role.slug, *deep), (top, below, *(one.key for one in deep)), make)


def _too_deep(ctx: Context, role: Role, most: int) -> Mapping[tuple[str, str], list[Deep]]:
    """Those of a role that are too far down, by the top leader and whom they hang below on the last step allowed."""
    look = partial(_look_up, {leader.slug for leader in ctx.leader_roles(role.slug)}, most)
    found: dict[tuple[str, str], list[Deep]] = defaultdict(list)
    for deep in ctx.along_lines(role.slug, "depth", look).values():
        if deep:
            found[deep.top, deep.below].append(deep)
    return found


def _look_up(leading: Collection[str], most: int, ctx: Context, position: Position) -> Deep | None:
    found = top_leader(ctx, position, leading, most)
    return Deep(position.key, found.steps, found.key, found.below) if found and found.steps > most else None


def _long(ctx: Context, line: TypicalLine, top: str, below: str, deep: Sequence[Deep]) -> Finding:
    most = ctx.number("line-depth", STEPS)
    keys = tuple(by_name(ctx, (one.key for one in deep)))
    farthest = count(max(one.steps for one in deep), "manager step")
    if len(deep) == 1:
        message = f"{ctx.named(keys[0])} is {farthest} below {ctx.named(top)}. The limit is {most}."
        noted = f"{farthest} from {ctx.noted(keys[0])} up to {ctx.noted(top)}; {most} at most."
    else:
        who, whom = some_of(keys, ctx.who), some_of(keys, ctx.noted_who)
        message = (
            f"{who} are up to {farthest} below {ctx.named(top)}, all under {ctx.named(below)}. The limit is {most}."
        )
        noted = f"{whom} are up to {farthest} below {ctx.noted(top)}, all under {ctx.noted(below)}; {most} at most."
    return Finding(
        rule="line-depth",
        severity=INFO,
        subject=ctx.subject(POSITION, keys[0] if len(deep) == 1 else below),
        message=message,
        because=(line.id,),
        about="" if len(deep) == 1 else line.id,
        involves=keys,
        facts=noted,
        headline=f"{farthest} below the top leader (limit {most})",
    )

"""A title that stands for another role than the one assigned: title-role."""

from __future__ import annotations

from collections.abc import Iterator

from planning.core.content import Content
from planning.core.rules import touch
from planning.core.rules.base import POSITION, WARNING, Finding, Rule
from planning.core.rules.context import Context


class _Roles(dict[str, str]):
    """The role that each title stands for, read once a title."""

    def __init__(self, ctx: Context) -> None:
        super().__init__()
        self._ctx = ctx

    def __missing__(self, title: str) -> str:
        role = self[title] = self._ctx.reading(title).role
        return role


def rules(_: Content) -> Iterator[Rule]:
    yield Rule(
        id="title-role",
        family="title-role",
        title="Title and role disagree",
        condition="The position's title stands for one role, but its role is set to another. Someone who leads a craft "
        "may have a title from it.",
        source="Role content: the titles of each role",
        severity=WARNING,
        kind=POSITION,
        subjects=_disagreeing,
        check=_check,
        touch=touch.selves,
    )


def _disagreeing(ctx: Context) -> list[str]:
    roles = _Roles(ctx)
    return [p.key for p in ctx.org.positions.values() if p.role and (read := roles[p.title]) != p.role and read]


def _check(ctx: Context, key: str) -> Iterator[Finding]:
    position = ctx.org.positions.get(key)
    read = ctx.reading(position.title).role if position else ""
    if position is None or not position.role or read in ("", position.role) or _leads(ctx, position.role, read):
        return
    roles = [ctx.content.roles[slug] for slug in (read, position.role) if slug in ctx.content.roles]
    by_title, own = _name(ctx, read), _name(ctx, position.role)
    yield Finding(
        rule="title-role",
        severity=WARNING,
        subject=ctx.subject(POSITION, key),
        message=f"The title “{position.title}” stands for {by_title}, but the role is set to {own}.",
        facts=f"The title “{position.title}” stands for {by_title}; the role set is {own}.",
        because=tuple(role.core for role in roles if role.core),
        involves=(key,),
        headline=f"Title says {by_title}, role says {own}",
    )


def _leads(ctx: Context, role: str, other: str) -> bool:
    """Whether a role leads another, one in which no products are covered."""
    one, led = ctx.content.roles.get(role), ctx.content.roles.get(other)
    return bool(one and led and not led.covers and other in one.leads)


def _name(ctx: Context, slug: str) -> str:
    role = ctx.content.roles.get(slug)
    return role.name if role else slug

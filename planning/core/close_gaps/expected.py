"""Hires who are only expected, in an organisation in which those who are due have arrived."""

from __future__ import annotations

from planning.core.over_time.what_if import EXPECTED
from planning.core.rules import Context


def is_hire(ctx: Context, key: str) -> bool:
    """Whether a position is filled by nobody who is known."""
    return ctx.org.positions[key].holder.startswith(EXPECTED)


def called(ctx: Context, key: str) -> str:
    """Who fills a position, in a sentence; where that is a hire, the title of the position."""
    position = ctx.org.positions[key]
    return f"{position.title or key} (open)" if is_hire(ctx, key) else ctx.who(key)

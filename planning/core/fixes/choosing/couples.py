"""Who of two roles on a product are the nearest to each other."""

from __future__ import annotations

from planning.core.fixes.choosing.crafts import stays
from planning.core.rules.context import Context
from planning.core.tree import line_up


def apart(ctx: Context, one: str, other: str) -> tuple[bool, bool, int, str, str]:
    """Those who stay, sit in one place and are few manager steps apart come first."""
    left, right = ctx.org.positions[one], ctx.org.positions[other]
    leaving = not (stays(ctx, left) and stays(ctx, right))
    far = not left.location or left.location != right.location
    above = {p.key: steps for steps, p in enumerate(line_up(ctx.org.positions, one))}
    line = enumerate(line_up(ctx.org.positions, other))
    steps = next((steps + above[p.key] for steps, p in line if p.key in above), 99)
    return leaving, far, steps, one, other

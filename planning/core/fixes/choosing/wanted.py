"""Which findings want somebody, and whom."""

from __future__ import annotations

from collections.abc import Iterator

from planning.core.content import LEVELS, Role
from planning.core.coverage.coverage import is_launching
from planning.core.fixes.choosing.capacity import Capacity
from planning.core.fixes.choosing.proposals import Proposals
from planning.core.fixes.choosing.shedding import shed
from planning.core.fixes.choosing.weighing import Want
from planning.core.fixes.standing import standing
from planning.core.records import Position, Product
from planning.core.rules import Context, Finding, catalogue, launches, peers
from planning.core.rules.base import PRODUCT, WARNING, is_graver
from planning.core.rules.load import rule_id
from planning.core.rules.owners import alone

Target = tuple[tuple[str, str, str, str], str]
"""A finding by its identity, and the product that is to be handed on, '' for the finding's own."""

# The families of rules whose findings want an owner, and those that want a backup.
COVER = ("coverage", "loss-soon", "launch-level", "dual-role", "load", "peer-gap")
BACKUPS = ("single-cover", "cover-away")


def covers(ctx: Context, role: Role, proposals: Proposals) -> Iterator[tuple[Target, Want]]:
    """Who is wanted as owner in a role, in the order of the findings."""
    for finding in ctx.once("wanting", "cover", lambda: standing(ctx, COVER)):
        if role.slug not in _roles(ctx, finding):
            continue
        if finding.rule == rule_id(role):
            yield from _too_much(ctx, role, proposals, finding)
        else:
            yield (finding.identity, ""), _want(ctx, role, finding)


def _roles(ctx: Context, finding: Finding) -> list[str]:
    """The roles in which a finding wants somebody: that of its rule, else those that it is about."""
    made_for = ctx.once("made for", "", lambda: {rule.id: rule.role for rule in catalogue(ctx.content)})
    if made_for.get(finding.rule):
        return [made_for[finding.rule]]
    return _not_their_own(ctx, finding) if finding.rule == "dual-role" else finding.about.split("+")


def _not_their_own(ctx: Context, finding: Finding) -> list[str]:
    """Of two roles that one person has, that which is not the role of their position; both where nothing tells."""
    own = {ctx.org.positions[key].role for key in finding.involves}
    roles = finding.about.split("+")
    return [role for role in roles if role not in own] or roles


def _want(ctx: Context, role: Role, finding: Finding) -> Want:
    product = ctx.org.products[finding.subject.key]
    there = () if finding.rule == f"cov-{role.code.lower()}" else finding.involves
    without = frozenset(ctx.holders(there)) | counterparts(ctx, role, product)
    if finding.rule == "launch-level":
        least = ctx.number("launch-level", launches.LEVEL)
        return Want((product.key,), without, tuple(range(least, len(LEVELS) + 1)))
    if finding.rule == "peer-gap":
        return Want((product.key,), without, tuple(_near_levels(ctx, role, finding)))
    graver = is_graver(finding.severity, ctx.content.settings.get(rule_id(role), {}).get("severity") or WARNING)
    return Want((product.key,), without, senior=_senior(ctx, role, product), may_be_over=graver)


def counterparts(ctx: Context, role: Role, product: Product) -> frozenset[str]:
    """Who covers the product in another role: one person in two would be flagged."""
    cells = [ctx.cell(product.key, other.slug) for other in ctx.content.covering if other.slug != role.slug]
    return frozenset(ctx.holders(key for cell in cells if cell.is_covered for key in cell.by))


def _senior(ctx: Context, role: Role, product: Product) -> int:
    """The level that a large launch ahead asks for; 0 where none is near."""
    need, on = role.need, ctx.org.on
    ahead = bool(need and (product.stage in need.urgent_stages or is_launching(need, product, on)))
    return ctx.number("launch-level", launches.LEVEL) if ahead and launches.is_large(product) else 0


def _near_levels(ctx: Context, role: Role, finding: Finding) -> Iterator[int]:
    """The levels that are near enough to that of the other side."""
    one, _ = finding.about.split("+")
    other = finding.involves[1 if role.slug == one else 0]
    level, gap = ctx.level(ctx.org.positions[other]), ctx.number("peer-gap", peers.GAP)
    yield from (each for each in range(1, len(LEVELS) + 1) if abs(each - level) < gap)


def _too_much(ctx: Context, role: Role, proposals: Proposals, finding: Finding) -> Iterator[tuple[Target, Want]]:
    """The products that are to go so that the rest is within the norm: those for which somebody else is nearest."""
    position = ctx.org.positions[finding.subject.key]
    capacity = Capacity.of(ctx, role)
    left = {product: _handed_on(ctx, role, product, position) for product in capacity.owned(position)}
    near = {product: _nearest(proposals, want) for product, want in left.items()}
    counted = {product: capacity.counted_for(position, product) for product in left}
    yield from (((finding.identity, product), left[product]) for product in shed(capacity.mosts, counted, near))


def _handed_on(ctx: Context, role: Role, product: str, position: Position) -> Want:
    known = ctx.org.products[product]
    without = frozenset([position.holder]) | counterparts(ctx, role, known)
    return Want((product,), without, senior=_senior(ctx, role, known))


def _nearest(proposals: Proposals, want: Want) -> int:
    """How near the nearest is who has room; a launch that is near is better not handed on."""
    return max(proposals.free(want), default=-1_000) - (100 if want.senior else 0)


def backups(ctx: Context, role: Role) -> Iterator[tuple[Target, Want]]:
    """Who is wanted as backup in a role, likewise."""
    for finding in ctx.once("wanting", "backup", lambda: standing(ctx, BACKUPS)):
        alone_on = _rests_on_one(ctx, role, finding)
        if alone_on:
            yield (finding.identity, ""), Want(tuple(alone_on), frozenset(ctx.holders(alone_on.values())))


def _rests_on_one(ctx: Context, role: Role, finding: Finding) -> dict[str, str]:
    """The products that want a backup in the role, each with the position that covers it."""
    if finding.rule == "cover-away":
        return {finding.subject.key: finding.involves[0]} if finding.about == role.slug else {}
    if finding.about != role.slug:
        return {}
    keys = [finding.subject.key] if finding.subject.kind == PRODUCT else finding.products
    return {key: by for key in keys if (by := alone(ctx, ctx.org.products[key], role))}

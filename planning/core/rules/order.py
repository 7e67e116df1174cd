"""Which finding comes first, and the day from which each hurts."""

from __future__ import annotations

from datetime import date

from planning.core.records import Product
from planning.core.rules.base import PRODUCT, SEVERITIES, Finding
from planning.core.rules.context import Context

# The order as pages say it. The age, known to the database alone, comes between the size of the team and the name.
ORDER = "Sorted by severity, then known before assumed, days to the launch or gap, stage, team size and age."

# A launch cannot be had twice; where a product grows, most is lost a week; in beta customers see it already; a mature
# one runs on for a while; one that is built, has nobody waiting outside; what is being ended, and what is an idea, can
# wait. What is about no product comes last.
STAGE_ORDER = ("launch", "growth", "beta", "mature", "build", "sunset", "idea")
LAST = len(STAGE_ORDER)
_PLACES = {stage: place for place, stage in enumerate(STAGE_ORDER)}
NEVER = date.max.toordinal()

Rank = tuple[int, bool, int, int, int]


def rank(ctx: Context, finding: Finding) -> Rank:
    """Gravest first; then what is known before what was assumed; days until it hurts, fewest first and unknown ones
    last; the stage; the size of the team, largest first."""
    days = (finding.due - ctx.org.on).days if finding.due else NEVER
    products = _products(ctx, finding)
    stage, team = (_place(products[0]), _team(ctx, products[0])) if products else (LAST, 0)
    for product in products[1:]:
        stage, team = min(stage, _place(product)), max(team, _team(ctx, product))
    return SEVERITIES.index(finding.severity), bool(finding.assumed), days, stage, -(team or len(finding.involves))


def order(ctx: Context, finding: Finding) -> tuple[Rank, str, str, str, str]:
    """By rank, then by the name of the subject."""
    _, key, name = finding.subject
    return rank(ctx, finding), name, finding.rule, key, finding.about


def due(ctx: Context, finding: Finding) -> date | None:
    """The day that its rule knows, else the next launch of a product that it is about."""
    if finding.due:
        return finding.due
    launches = [product.launch for product in _products(ctx, finding) if product.launch]
    return min((day for day in launches if day >= ctx.org.on), default=None) if launches else None


def _products(ctx: Context, finding: Finding) -> list[Product]:
    """Those that it is about."""
    keys = finding.products
    if finding.subject.kind == PRODUCT:
        keys = (finding.subject.key, *keys)
    there = ctx.org.products
    return [there[key] for key in keys if key in there] if keys else []


def _place(product: Product) -> int:
    return _PLACES.get(product.stage, LAST)


def _team(ctx: Context, product: Product) -> int:
    """How many people are in a product's team."""
    return ctx.crew_sizes.get(product.team, 0)

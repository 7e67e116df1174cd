"""Which finding comes first, and the day from which each hurts."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from planning.core.records import Product
from planning.core.rules.base import PRODUCT, SEVERITIES, Finding
from planning.core.rules.context import Context

# The order as pages say it. The age, known to the database alone, comes between the size of the team and the name.
ORDER = "Within a severity: known before assumed, then days to launch or gap, then stage, team size and age."

# A launch cannot be had twice; where a product grows, most is lost a week; in beta customers see it already; a mature
# one runs on for a while; one that is built, has nobody waiting outside; what is being ended, and what is an idea, can
# wait. What is about no product comes last.
STAGE_ORDER = ("launch", "growth", "beta", "mature", "build", "sunset", "idea")
LAST = len(STAGE_ORDER)

Rank = tuple[int, bool, int, int, int]


def rank(ctx: Context, finding: Finding) -> Rank:
    """Gravest first; then what is known before what was assumed; days until it hurts, fewest first and unknown ones
    last; the stage; the size of the team, largest first."""
    days = (finding.due - ctx.org.on).days if finding.due else date.max.toordinal()
    products = list(_products(ctx, finding))
    stage = min((_stage(product) for product in products), default=LAST)
    return SEVERITIES.index(finding.severity), bool(finding.assumed), days, stage, -_size(ctx, finding, products)


def order(ctx: Context, finding: Finding) -> tuple[Rank, str, str, str, str]:
    """By rank, then by the name of the subject."""
    subject = finding.subject
    return rank(ctx, finding), subject.name, finding.rule, subject.key, finding.about


def due(ctx: Context, finding: Finding) -> date | None:
    """The day that its rule knows, else the next launch of a product that it is about."""
    if finding.due:
        return finding.due
    days = (product.launch for product in _products(ctx, finding) if product.launch)
    return min((day for day in days if day >= ctx.org.on), default=None)


def _products(ctx: Context, finding: Finding) -> Iterator[Product]:
    own = (finding.subject.key,) if finding.subject.kind == PRODUCT else ()
    for key in (*own, *finding.products):
        if key in ctx.org.products:
            yield ctx.org.products[key]


def _stage(product: Product) -> int:
    return STAGE_ORDER.index(product.stage) if product.stage in STAGE_ORDER else LAST


def _size(ctx: Context, finding: Finding, products: list[Product]) -> int:
    """The people in the product's team, else those whom it concerns."""
    teams = (ctx.crews[product.team].total() for product in products if product.team in ctx.crews)
    return max(teams, default=0) or len(finding.involves)

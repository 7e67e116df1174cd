"""How amounts of money look on a page."""

from __future__ import annotations

from decimal import Decimal

from django import template

from planning.core.money import plain

register = template.Library()


@register.filter
def money(amount: Decimal | None, currency: str) -> str:
    """An amount with its currency: GBP 62,000. Hundredths only where there are any."""
    # The two never part at the end of a line.
    return "unknown" if amount is None else f"{currency}\u00a0{plain(amount)}".strip("\u00a0")


@register.filter
def number(value: Decimal | None) -> str:
    """A rate or a factor without the noughts at its end."""
    return "" if value is None else f"{value.normalize():,f}"


@register.filter
def whole(amount: Decimal | None) -> Decimal | None:
    """Rounded to whole units, for sums: half goes to the even neighbour."""
    return None if amount is None else amount.quantize(Decimal(1))

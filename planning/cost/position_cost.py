"""What single positions cost, for the panel of a position and for a look at what an edit would do."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from planning.core.changes.change import Change, apply
from planning.core.cost.against_band import pay_against_band, range_against_band
from planning.core.cost.forecast import is_to_come
from planning.core.cost.pay import Band, Figure, Terms
from planning.core.money import CENT, pay_text
from planning.core.records import Org, Position
from planning.core.rules.context import Context
from planning.cost.ledgers import terms_of
from planning.organisation.snapshot import Snapshot
from portal.models import Organisation


class PositionCost(NamedTuple):
    """`own` is the position's own figure in words, '' where it has none; `band` what decides then. `year` is all that a
    year costs at its FTE, in `currency`; None where that is unknown, and `why`. `outside` says how far its pay lies
    outside its band."""

    own: str
    band: Band | None
    year: Decimal | None
    currency: str
    why: str
    outside: str = ""


def position_cost(organisation: Organisation, snapshot: Snapshot, position: Position) -> PositionCost:
    """For members who see cost."""
    terms, level = terms_of(organisation), snapshot.context.level(position)
    own = pay_text(position.pay, position.currency, position.loaded) if position.pay is not None else ""
    band = terms.band(position.role, level, position.location, position.currency, snapshot.org.on)
    found = terms.figure(position, level, snapshot.org.on)
    if isinstance(found, str):
        return PositionCost(own, None, None, "", found)
    outside = pay_against_band(terms, position, level, snapshot.org.on)
    year = (found.amount * Decimal(str(position.fte))).quantize(CENT)
    return PositionCost(own, None if own or isinstance(band, str) else band, year, found.currency, "", outside)


def outside_band(snapshot: Snapshot, position: Position) -> list[str]:
    """How far pay and the salary range of its requisition lie outside a position's band: “Pay is 8% above the band for
    level 5: GBP 60,000 to 80,000”. For members who see cost."""
    terms, level, on = terms_of(snapshot.organisation), snapshot.context.level(position), snapshot.org.on
    wanted = snapshot.org.requisition(position.key)
    texts = {
        "Pay": pay_against_band(terms, position, level, on),
        "Salary range": range_against_band(terms, position, wanted, level, on) if wanted else "",
    }
    return [f"{what} is {text}" for what, text in texts.items() if text]


class CostEffect(NamedTuple):
    """What the positions that an edit touches cost a year before and after, in `currency`, and how many of them are
    unknown then."""

    currency: str
    before: Decimal
    after: Decimal
    unknown: int

    @property
    def more(self) -> Decimal:
        return self.after - self.before

    @property
    def is_unknown(self) -> bool:
        """Whether no figure is known, which is not a cost of zero."""
        return self.unknown > 0 and not self.before and not self.after


def effect_of(organisation: Organisation, snapshot: Snapshot, changes: Sequence[Change]) -> CostEffect | None:
    """None where no position is touched. A vacant position counts as what it will cost. For members who see cost."""
    keys = list(dict.fromkeys(change.key for change in changes if change.kind == "position"))
    if not keys:
        return None
    terms = terms_of(organisation)
    after = apply(snapshot.org, [change for change in changes if change.on <= snapshot.org.on])
    before, _ = _year(terms, snapshot.context, snapshot.org, keys)
    then, unknown = _year(terms, snapshot.context, after, keys)
    return CostEffect(terms.currency, before.quantize(CENT), then.quantize(CENT), unknown)


def _year(terms: Terms, ctx: Context, org: Org, keys: Sequence[str]) -> tuple[Decimal, int]:
    total, unknown = Decimal(0), 0
    for position in (org.positions[key] for key in keys if key in org.positions):
        if not is_to_come(position) and not org.filled(position):
            continue
        found = terms.figure(position, ctx.level(position), org.on)
        rate = terms.rate(found.currency, org.on) if isinstance(found, Figure) else None
        if isinstance(found, Figure) and rate is not None:
            total += found.amount * Decimal(str(position.fte)) * rate
        else:
            unknown += 1
    return total, unknown

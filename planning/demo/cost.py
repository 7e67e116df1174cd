"""Fernway's bands, rates and budgets: made up, and plainly so."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

import yaml

from planning.core.cost.pay import FACTOR
from planning.cost.models import Band, Budget, MoneyRules, Rate
from planning.demo.story import FILE
from planning.organisation import writes
from portal.models import Organisation


def give_money(organisation: Organisation, since: date) -> None:
    """Bands and rates from that day on, budgets for its year and the next two."""
    data = yaml.safe_load(FILE.read_text())["money"]
    MoneyRules.objects.create(organisation=organisation, currency=data["currency"], factor=FACTOR)
    Band.objects.bulk_create(_bands(organisation, data, since))
    Rate.objects.bulk_create(
        Rate(organisation=organisation, currency=code, into=data["currency"], rate=Decimal(rate), since=since)
        for code, rate in data["rates"].items()
    )
    Budget.objects.bulk_create(
        Budget(organisation=organisation, function=f, year=year, amount=Decimal(n) * 1000, currency=data["currency"])
        for f, n in data["budgets"].items()
        for year in range(since.year, since.year + 3)
    )
    writes.touch(organisation)


def _bands(organisation: Organisation, data: Mapping[str, Any], since: date) -> Iterator[Band]:
    low, high = (Decimal(data["thousands"][name]) * 1000 for name in ("from", "to"))
    common: dict[str, Any] = {"organisation": organisation, "since": since}
    for role, levels in data["bands"].items():
        for level in levels:
            span = {"low": low * level, "high": high * level, "bonus": Decimal(data["bonus"])}
            yield Band(role=role, level=level, currency=data["currency"], **span, **common)
    local = dict(data["local"])
    span = {"low": Decimal(local.pop("from")) * 1000, "high": Decimal(local.pop("to")) * 1000}
    yield Band(**local, **span, **common)

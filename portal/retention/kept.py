"""What is kept for how long."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from django.db.models import Count, DateField, Min, QuerySet
from django.utils import timezone

from portal.models import Organisation

Rows = Callable[[Organisation | None], QuerySet[Any]]
Days = Callable[[Organisation | None], int | None]
Remove = Callable[[QuerySet[Any], datetime], int]


def deleted(rows: QuerySet[Any], now: datetime) -> int:
    """Delete the rows; how many of their own table those were."""
    _, by_table = rows.delete()
    return by_table.get(rows.model._meta.label, 0)


@dataclass(frozen=True)
class Kept:
    """One kind of thing that goes in time; `name` stays. `of_site`: it belongs to no organisation, or one rule holds
    for all of them."""

    name: str
    label: str
    rows: Rows
    since: str
    days: Days
    remove: Remove = deleted
    of_site: bool = False

    def due(self, organisation: Organisation | None, now: datetime) -> QuerySet[Any]:
        """What is old enough."""
        days = self.days(organisation)
        rows = self.rows(organisation)
        return rows.none() if days is None else rows.filter(**{f"{self.since}__lt": self._day(now, days)})

    def _day(self, now: datetime, days: int) -> date | datetime:
        field = self.rows(None).model._meta.get_field(self.since)
        then = now - timedelta(days=days)
        return then.date() if type(field) is DateField else then


# All kinds, in the order in which pages tell of them.
KEPT: list[Kept] = []


class Coming(NamedTuple):
    """What goes next of a kind: `days` after its day, on that day so many; None where nothing does."""

    kept: Kept
    days: int | None
    on: date | None
    number: int


def coming(kept: Kept, organisation: Organisation | None, now: datetime) -> Coming:
    """The first day from now on which something goes, and how much by the end of it."""
    days = kept.days(organisation)
    rows = kept.rows(organisation)
    first = rows.aggregate(first=Min(kept.since))["first"] if days is not None else None
    if first is None or days is None:
        return Coming(kept, days, None, 0)
    on = max(_day_of(first) + timedelta(days=days + 1), timezone.localdate(now))
    end = timezone.make_aware(datetime.combine(on, datetime.max.time()))
    return Coming(kept, days, on, kept.due(organisation, end).aggregate(number=Count("pk"))["number"])


def _day_of(moment: date | datetime) -> date:
    return timezone.localdate(moment) if isinstance(moment, datetime) else moment

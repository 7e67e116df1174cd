"""The days that are known of an organisation or a plan: on which something was changed, or will be."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from planning.core.records import RECORDS, Org
from planning.organisation import store
from portal.guard import Access

AHEAD = timedelta(days=730)
EACH_SIDE = 120  # of the day looked at, so that no page grows with the length of a history
FIELDS = {
    "position": ("starts", "ends", "target_start"),
    "person": ("starts", "leaves", "away_from", "away_until"),
    "assignment": ("starts", "ends"),
    "product": ("launch",),
}


def known_days(access: Access) -> list[date]:
    """In order, today and the day looked at among them. No query where they are in memory already."""
    every = store.derived(access.organisation, access.today, "known days", lambda: _known(access), access.plan)
    days = sorted({*every, access.today, access.on})
    place = days.index(access.on)
    return days[max(0, place - EACH_SIDE) : place + EACH_SIDE + 1]


def _known(access: Access) -> frozenset[date]:
    changed = store.days_of_changes(access.organisation, access.plan)
    org = store.org_at(access.organisation, access.today, access.plan)
    return frozenset(changed) | frozenset(_ahead(org, access.today))


def _ahead(org: Org, today: date) -> Iterator[date]:
    """The days to come that records hold themselves: first and last days, launches, hires."""
    for kind, names in FIELDS.items():
        places = [RECORDS[kind]._fields.index(name) for name in names]
        for record in org.tables[kind].values():
            for place in places:
                day = record[place]
                if day and today < day <= today + AHEAD:
                    yield day

"""Counts of tries, shared by all processes: a try is one statement, so that of many at once each is counted."""

from __future__ import annotations

import time
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from django.db import connection
from django.db.models import F
from django.db.models.functions import Greatest

from portal.models import Tries

# PostgreSQL and SQLite both take it. A count that is over begins anew with this try.
_COUNT = """
    INSERT INTO portal_tries (key, count, until) VALUES (%s, 1, %s)
    ON CONFLICT (key) DO UPDATE SET
        count = CASE WHEN portal_tries.until <= %s THEN 1 ELSE portal_tries.count + 1 END,
        until = CASE WHEN portal_tries.until <= %s THEN excluded.until ELSE portal_tries.until END
    RETURNING count, until
"""


@dataclass(frozen=True)
class Limit:
    """So many tries at something within so many seconds, counted from the first."""

    name: str
    amount: int
    seconds: int


class TooMany(Exception):
    """The limit is reached. `first`: this try is the first one that was refused."""

    def __init__(self, limit: Limit, until: int, first: bool = False) -> None:
        super().__init__(limit.name)
        self.limit, self.until, self.first = limit, until, first

    @property
    def seconds(self) -> int:
        """How long to wait."""
        return max(1, self.until - int(time.time()))


def count(limit: Limit, *whose: object) -> None:
    """Count one try. Raises TooMany where it is one too many."""
    now = int(time.time())
    with connection.cursor() as cursor:
        cursor.execute(_COUNT, [_key(limit, whose), now + limit.seconds, now, now])
        tried, until = cursor.fetchone()
    if tried > limit.amount:
        raise TooMany(limit, until, first=tried == limit.amount + 1)


def look(limit: Limit, *whose: object) -> None:
    """Raises TooMany where the limit is reached already; counts nothing."""
    row = Tries.objects.filter(key=_key(limit, whose), until__gt=int(time.time()), count__gte=limit.amount).first()
    if row:
        raise TooMany(limit, row.until)


def uncount(limit: Limit, *whose: object) -> None:
    """Take one try back, for it was none."""
    Tries.objects.filter(key=_key(limit, whose)).update(count=Greatest(F("count") - 1, 0))


def forget(limit: Limit, *whose: object) -> None:
    """Begin anew."""
    Tries.objects.filter(key=_key(limit, whose)).delete()


def clear(now: datetime) -> None:
    """Forget the counts that are over."""
    Tries.objects.filter(until__lte=int(now.timestamp())).delete()


def _key(limit: Limit, whose: tuple[object, ...]) -> str:
    """Hashed, so that the table names no address, of e-mail or otherwise."""
    return sha256("\0".join([limit.name, *map(str, whose)]).encode("utf-8", "surrogatepass")).hexdigest()

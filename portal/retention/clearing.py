"""Removing what is old enough."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import NamedTuple

from portal import audit
from portal.models import Clock, Organisation
from portal.retention.clock import has_just_leapt, is_doubted, look
from portal.retention.kept import KEPT, Kept

log = logging.getLogger(__name__)
EVERY = timedelta(hours=1)
# At once, so that no other work waits long.
AT_ONCE = 5_000
# While the clock is doubted: a part this large, of more than so few, is not removed. Just after it leapt nothing is.
SHARE, FEW = 0.1, 20


class Cleared(NamedTuple):
    """What was removed of a kind, or would be; `held_back`: the clock is doubted, and it would be too much of it."""

    kept: Kept
    organisation: Organisation | None
    number: int
    held_back: bool = False


def clear(now: datetime) -> list[Cleared]:
    """Remove what is old enough: of organisations once an hour. The worker calls this as often as it likes."""
    clock = look(now)
    is_soon = clock.cleared is not None and timedelta() <= now - clock.cleared < EVERY
    found = [done for one in due_now(now, organisations=not is_soon) if (done := _tried(one, now))]
    if not is_soon:
        Clock.objects.filter(pk=clock.pk).update(cleared=now)
    return found


def clear_all(now: datetime, only: str = "") -> list[Cleared]:
    """The same at once, as somebody asked for it: of every kind, or of the one of that name."""
    look(now)
    return [_cleared(one, now) for one in due_now(now) if only in ("", one.kept.name)]


def due_now(now: datetime, *, organisations: bool = True) -> list[Cleared]:
    """What `clear` would remove. Nothing is written."""
    doubted = is_doubted()
    few = 0 if doubted and has_just_leapt(now) else FEW
    every = [_due(kept, organisation, now, few if doubted else None) for kept, organisation in _places(organisations)]
    return [one for one in every if one.number]


def _places(organisations: bool) -> Iterator[tuple[Kept, Organisation | None]]:
    """Every kind with each of the organisations that have a say in it."""
    every = list(Organisation.objects.all()) if organisations else []
    for kept in KEPT:
        yield from ((kept, one) for one in ([None] if kept.of_site else every))


def _due(kept: Kept, organisation: Organisation | None, now: datetime, few: int | None) -> Cleared:
    """`few`: what may go while the clock is doubted; None where it is believed."""
    number = kept.due(organisation, now).count()
    share = SHARE * kept.rows(organisation).count() if few else 0
    too_much = few is not None and number > max(few, share)
    return Cleared(kept, organisation, number, too_much)


def _tried(one: Cleared, now: datetime) -> Cleared | None:
    """None where it failed: the next round tries again, and nothing else waits for it."""
    try:
        return _cleared(one, now)
    except Exception:
        where = {"organisation": one.organisation.pk} if one.organisation else {}
        log.exception("Nothing could be removed of %s.", one.kept.name, extra=where)
        return None


def _cleared(one: Cleared, now: datetime) -> Cleared:
    if one.held_back:
        log.error("%s of %s are old enough by a clock that is in doubt, and are kept.", one.number, one.kept.name)
        return one
    rows = one.kept.due(one.organisation, now)
    number = one.kept.remove(rows.filter(pk__in=list(rows.values_list("pk", flat=True)[:AT_ONCE])), now)
    if number:
        audit.record(audit.Kind.REMOVED_BY_AGE, organisation=one.organisation, what=one.kept.name, rows=number)
    return one._replace(number=number)

"""What this feature sees to when somebody is erased: records of sign-offs keep their seal, and what was answered of a
line still counts as answered."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db.models import QuerySet

from planning.erasing import tables
from planning.erasing.erasure import Erasure
from planning.organisation.snapshot import Snapshot
from planning.reporting_lines import listing
from planning.reporting_lines.models import LineAnswer, LineSignOff, erase

OWN_WAY = LineSignOff._meta.label


@contextmanager
def keep_seals_and_answers(erasure: Erasure) -> Iterator[None]:
    facts = _facts(erasure) if erasure.writes and _open_answers(erasure).exists() else {}
    _records(erasure)
    yield
    if facts:
        _answer_anew(erasure, facts)


def _records(erasure: Erasure) -> None:
    fields = [LineSignOff._meta.get_field("record")]
    rows = tables.holding(tables.rows_of(LineSignOff, erasure.organisation), fields, erasure.wording.pieces)
    for signed in rows.iterator():
        if erasure.wording.clean_all(signed.data) != signed.data:
            erasure.counts[OWN_WAY] += 1
            if erasure.writes:
                erase(signed, erasure.wording.clean)


def _open_answers(erasure: Erasure) -> QuerySet[LineAnswer]:
    """Those of reviews that are not signed."""
    return LineAnswer.objects.filter(review__organisation=erasure.organisation, review__sign_off=None)


def _facts(erasure: Erasure) -> dict[str, str]:
    """What each line rests on, by its key."""
    snapshot = Snapshot(erasure.organisation, erasure.today)
    return {line.key: line.facts for line in listing.lines_of(snapshot)}


def _answer_anew(erasure: Erasure, before: dict[str, str]) -> None:
    """An answer that held goes on to."""
    now = _facts(erasure)
    was = {erasure.key("position", key): facts for key, facts in before.items()}
    held = [row for row in _open_answers(erasure) if row.facts == was.get(row.key) != now.get(row.key, row.facts)]
    for row in held:
        row.facts = now[row.key]
    LineAnswer.objects.bulk_update(held, ["facts"], batch_size=200)

"""What this feature sees to when somebody is erased: a candidate of their name is erased as candidates are."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from planning.erasing import tables
from planning.erasing.erasure import Erasure
from planning.hiring.interviews import candidates
from planning.hiring.models import Candidate


@contextmanager
def erase_too(erasure: Erasure) -> Iterator[None]:
    """Whoever was hired here was a candidate."""
    known = Candidate.objects.filter(organisation=erasure.organisation, erased_on=None)
    fields = [Candidate._meta.get_field("name")]
    for candidate in tables.holding(known, fields, erasure.wording.pieces):
        if erasure.wording.names_somebody(candidate.name):
            erasure.counts["planning.Candidate gone"] += 1
            if erasure.writes:
                candidates.forget(candidate, erasure.today)
    yield

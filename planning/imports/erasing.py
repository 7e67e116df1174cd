"""What this feature sees to when somebody is erased: no file that may name them waits, and no id of theirs is known."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from planning.erasing import tables
from planning.erasing.erasure import Erasure
from planning.imports import drafts
from planning.imports.models import DraftFile, ImportDraft, PositionId

OWN_WAY = [PositionId._meta.label, DraftFile._meta.label]


@contextmanager
def drop_files(erasure: Erasure) -> Iterator[None]:
    """What waits to be applied is packed, and may hold anybody: all of it goes, as it would within a day."""
    waiting = ImportDraft.objects.filter(organisation=erasure.organisation, applied=None)
    packed = tables.rows_of(DraftFile, erasure.organisation)
    erasure.counts["planning.ImportDraft gone"] += waiting.count()
    ids = [row.pk for row in PositionId.objects.filter(organisation=erasure.organisation) if _is_theirs(erasure, row)]
    erasure.counts["planning.PositionId gone"] += len(ids)
    if erasure.writes:
        packed.delete()
        waiting.delete()
        ImportDraft.objects.filter(organisation=erasure.organisation).update(look=None, unusable="")
        PositionId.objects.filter(pk__in=ids).delete()
        drafts.forget()
    yield


def _is_theirs(erasure: Erasure, row: PositionId) -> bool:
    """Known by the person's own id, or under a key that told who they are."""
    own = erasure.person and row.ident == erasure.person
    return bool(own) or any(erasure.wording.names_somebody(text) for text in (row.ident, row.position))

"""What this feature sees to when somebody is erased: answers, which name people throughout, are dropped, and no
question names them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from planning.close_gaps.models import ANSWER, CURVE, GapAnswer, KeptQuestion
from planning.erasing import tables
from planning.erasing.erasure import Erasure
from portal.models import Job

# Where a question may name people, by key.
NAMING = ("pin", "forbid")
OWN_WAY = GapAnswer._meta.label


@contextmanager
def drop_answers(erasure: Erasure) -> Iterator[None]:
    """Answers are worked out anew when somebody asks."""
    answers = GapAnswer.objects.filter(organisation=erasure.organisation)
    erasure.counts["planning.GapAnswer gone"] += answers.count()
    asked = [row for row in tables.rows_of(KeptQuestion, erasure.organisation) if _rename(erasure, row.question)]
    erasure.counts["planning.KeptQuestion"] += len(asked)
    if erasure.writes:
        answers.delete()
        KeptQuestion.objects.bulk_update(asked, ["question"], batch_size=200)
        # What they were asked names people by key.
        Job.objects.filter(organisation=erasure.organisation, kind__in=(ANSWER, CURVE)).delete()
    yield


def _rename(erasure: Erasure, question: dict[str, Any]) -> bool:
    """Put the new key of the person in place of theirs; whether it was there."""
    named = [name for name in NAMING if erasure.person in question.get(name, ())]
    for name in named:
        question[name] = sorted(erasure.key("person", key) for key in question[name])
    return bool(named)

"""Answers that are kept, so that the same question of the same organisation is worked out once."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable
from hashlib import sha256

from django.db import transaction

from planning.close_gaps.answers import FORM, curve_to_json, from_json, to_json
from planning.close_gaps.models import GapAnswer
from planning.close_gaps.questions import from_dict, to_dict
from planning.core.close_gaps.answer import Answer, Point
from planning.core.close_gaps.question import Question
from planning.organisation import store
from planning.organisation.models import Plan
from portal.models import Organisation, User

# So many answers of an organisation are kept, the newest.
KEPT = 50


def digest_of(organisation: Organisation, question: Question, plan: Plan | None, *, sees_cost: bool) -> str:
    """Tells the answer of one state of the organisation, the plan and the role content from every other."""
    stands = [organisation.pk, organisation.version, *(plan.place[:2] if plan else ())]
    content = store.content_for(organisation).version
    told = json.dumps([FORM, stands, content, sees_cost, to_dict(question)], sort_keys=True)
    return sha256(told.encode()).hexdigest()


def answer_of(
    organisation: Organisation, question: Question, plan: Plan | None, *, sees_cost: bool
) -> GapAnswer | None:
    """The answer to this question as everything stands now, for a member who may see cost or may not; None where it
    has not been worked out. One query beside that for the version of the content."""
    digest = digest_of(organisation, question, plan, sees_cost=sees_cost)
    return GapAnswer.objects.filter(organisation=organisation, digest=digest, sees_cost=sees_cost).first()


def read(row: GapAnswer) -> Answer:
    """The answer that a row holds, with its curve once that is there."""
    given = json.loads(zlib.decompress(bytes(row.answer)))
    return from_json(given | ({"curve": row.curve} if row.curve is not None else {}), from_dict(row.question))


def keep(
    organisation: Organisation,
    answer: Answer,
    plan: Plan | None,
    *,
    digest: str,
    sees_cost: bool,
    seconds: float,
    by: User | None,
) -> GapAnswer | None:
    """Keep an answer that was worked out of `organisation` and `plan` as they were read; None where they or the role
    content have moved on since, so that nobody would ask for it. `digest` is of the question before that began."""
    packed = zlib.compress(json.dumps(to_json(answer), separators=(",", ":")).encode())
    values = {"plan": plan, "question": to_dict(answer.question), "answer": packed, "seconds": seconds, "by": by}
    values["sees_cost"] = sees_cost
    with transaction.atomic():
        now = digest_of(organisation, answer.question, plan, sees_cost=sees_cost)
        if now != digest or _has_moved_on(organisation, plan):
            return None
        row, _ = GapAnswer.objects.update_or_create(organisation=organisation, digest=digest, defaults=values)
        _drop_old(organisation)
    return row


def _has_moved_on(organisation: Organisation, plan: Plan | None) -> bool:
    """Locks the organisation: somebody who is erased meanwhile must not come back by an answer."""
    now = Organisation.objects.select_for_update().get(pk=organisation.pk)
    stands = plan is None or Plan.objects.filter(pk=plan.pk, version=plan.version).exists()
    return now.version != organisation.version or not stands


def _drop_old(organisation: Organisation) -> None:
    rows = GapAnswer.objects.filter(organisation=organisation)
    old = list(rows.values_list("pk", flat=True)[KEPT:])
    if old:
        rows.filter(pk__in=old).delete()


def keep_curve(row: GapAnswer, curve: Iterable[Point]) -> None:
    """What a budget buys, beside the answer; nothing where that has been dropped meanwhile."""
    row.curve = curve_to_json(curve)
    GapAnswer.objects.filter(pk=row.pk).update(curve=row.curve)

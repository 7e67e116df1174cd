"""An answer as an ordinary private plan, whose purpose says the question."""

from __future__ import annotations

import json
from collections import Counter
from hashlib import sha256

from django.db import transaction

from planning.close_gaps.comparing import figures_of
from planning.close_gaps.models import KeptQuestion
from planning.close_gaps.questions import said, to_dict
from planning.core.close_gaps.answer import Answer
from planning.core.close_gaps.question import Question
from planning.core.fixes.base import FixKind
from planning.core.names import Names
from planning.core.words import count, listed
from planning.organisation import store
from planning.organisation.codec import encode
from planning.organisation.models import Plan
from planning.plans import editing
from portal.models import Organisation, User

LONGEST_NAME, LONGEST_PURPOSE = 120, 4_000
_MOVES = {
    FixKind.ASSIGN: "assignment",
    FixKind.HIRE: "hire",
    FixKind.RETITLE: "new title",
    FixKind.COUNTS: "treated as cover",
    FixKind.MOVE: "new manager",
    FixKind.BACKUP: "backup",
}


class NothingToKeep(Exception):
    """The answer changes nothing."""

    def __init__(self) -> None:
        super().__init__("This answer changes nothing, so there is no plan to keep. Loosen a limit and try again.")


def keep(
    organisation: Organisation,
    question: Question,
    answer: Answer,
    *,
    name: str,
    author: User,
    plan: Plan | None = None,
    purpose: str | None = None,
) -> Plan:
    """A new private plan of `author` with all changes of the answer as one step, over those of `plan`, which it was
    asked in. Its purpose says the question, unless another is given. Raises `NothingToKeep`, and as `editing.edit` does
    where the organisation is no longer what the answer rests on."""
    if not answer.changes:
        raise NothingToKeep
    told = purpose_of(organisation, question, plan) if purpose is None else purpose
    with transaction.atomic():
        made = editing.create(
            organisation,
            name=name.strip()[:LONGEST_NAME],
            target=question.by,
            owner=author,
            purpose=told[:LONGEST_PURPOSE],
            copy_of=plan,
        )
        made = editing.edit(made, answer.changes, title=title_of(answer), author=author)
        asked, figures = to_dict(question), figures_of(answer)
        KeptQuestion.objects.create(plan=made, base=plan, question=asked, figures=figures)
    return made


def purpose_of(organisation: Organisation, question: Question, plan: Plan | None = None) -> str:
    """The question in a sentence, without the amount of its budget: whoever sees the plan may not see cost."""
    org = store.org_at(organisation, question.on, plan)
    return said(question, Names(org, store.content_for(organisation)))


def mark_of(answer: Answer) -> str:
    """Tells what the plan would change from everything else that one could have looked at."""
    told = [[c.on.isoformat(), c.kind, c.key, encode(c.before), encode(c.after)] for c in answer.changes]
    return sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()[:32]


def title_of(answer: Answer) -> str:
    """“Close gaps: 2 assignments, 1 hire and 12 next steps”"""
    kinds = Counter(move.kind for move in answer.moves if not move.is_next_step)
    parts = [_counted(kind, number) for kind, number in sorted(kinds.items(), key=lambda pair: -pair[1])]
    if further := sum(move.is_next_step for move in answer.moves):
        parts.append(count(further, "next step"))
    return f"Close gaps: {listed(parts)}"


def _counted(kind: FixKind, number: int) -> str:
    if kind == FixKind.COUNTS:
        return f"{number:,} treated as cover"
    return count(number, _MOVES.get(kind, "other change"))

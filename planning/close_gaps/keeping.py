"""An answer as an ordinary private plan, whose purpose says the question; and asking that again later."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date

from django.db import transaction

from planning.close_gaps.comparing import differences, figures_of
from planning.close_gaps.job import Asked
from planning.close_gaps.models import KeptQuestion
from planning.close_gaps.questions import Unaskable, from_dict, said, to_dict
from planning.core.close_gaps.answer import Answer
from planning.core.close_gaps.question import Question
from planning.core.dates import day
from planning.core.fixes.base import FixKind
from planning.core.names import Names
from planning.core.words import count, listed
from planning.organisation import store
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


def asked_again(plan: Plan, *, sees_cost: bool, today: date, by: User | None = None) -> Asked | None:
    """The question of a kept plan as it is asked today, of what it was asked of then as that stands now; None where the
    plan answers no question. Raises `Unaskable` where its date has passed. In a large organisation `answer_now_or_job`
    has a worker find the answer before `changed_since` reads it."""
    kept = _kept(plan)
    if kept is None:
        return None
    base = kept.base if kept.base is not None and _stands(kept.base) else None
    return Asked(plan.organisation, _of_today(from_dict(kept.question), today), base, sees_cost, by)


def changed_since(plan: Plan, *, sees_cost: bool, today: date) -> list[str]:
    """What the question of a kept plan is answered with today that it was not then, in sentences; none where nothing
    differs, or the plan answers no question. Raises `Unaskable` where it can no longer be asked, or not by this
    member."""
    kept, asked = _kept(plan), asked_again(plan, sees_cost=sees_cost, today=today)
    if kept is None or asked is None:
        return []
    told = list(differences(kept.figures, asked.answer(), sees_cost=sees_cost))
    moved = asked.question.on.isoformat() != kept.question["on"]
    return [*told, f"Days are now counted from {day(asked.question.on)}."] if told and moved else told


def _kept(plan: Plan) -> KeptQuestion | None:
    return KeptQuestion.objects.filter(plan=plan).select_related("base__organisation").first()


def _of_today(question: Question, today: date) -> Question:
    if question.by < today:
        raise Unaskable("by", f"The date asked for, {day(question.by)}, has passed. Ask again with a later one.")
    return replace(question, on=max(question.on, today))


def _stands(base: Plan) -> bool:
    """Whether a plan is still one that adds something: not applied, rejected or archived."""
    return base.state in (Plan.State.DRAFT, Plan.State.SENT_BACK, Plan.State.REVIEW, Plan.State.APPROVED)


def kept_question(plan: Plan) -> Question | None:
    """The question that a plan answers, as it was asked; None where it answers none."""
    kept = _kept(plan)
    return None if kept is None else from_dict(kept.question)

"""A plan that was kept as an answer: where its question is asked again, and what has changed since."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cached_property
from urllib.parse import urlencode

from django.urls import reverse

from planning.close_gaps.address import pairs_of
from planning.close_gaps.comparing import differences, figures_in
from planning.close_gaps.models import KeptQuestion
from planning.close_gaps.questions import Unaskable, from_dict
from planning.core.close_gaps.answer import Answer
from planning.core.close_gaps.question import Question
from planning.core.dates import day
from planning.core.fixes.base import FixKind
from planning.organisation.models import Plan
from planning.organisation.plan_access import plan_access_of, visible
from portal.guard import Access
from portal.models import Right

OF = "of"  # names the plan in the address


def again_url(access: Access, plan: Plan) -> str:
    """Where the question of a plan is asked again, from today on; '' where it answers none that can be read, its day
    has passed, or this member may not ask it: see the plan that it was asked in or its budget, or let another role
    count. One query, and one for
    that plan."""
    kept = _kept(plan)
    question = _question(kept) if kept else None
    if kept is None or question is None or question.by < access.today or not _may_ask(access, kept, question):
        return ""
    asked = replace(question, on=max(question.on, access.today))
    on = [("on", asked.on.isoformat())] if asked.on != access.today else []
    base = [("plan", kept.base.slug)] if kept.base and _stands(kept.base) else []
    here = reverse("close-gaps", args=[access.organisation.slug])
    return f"{here}?{urlencode([*base, *on, *pairs_of(asked), (OF, plan.slug)])}"


def _kept(plan: Plan) -> KeptQuestion | None:
    return KeptQuestion.objects.filter(plan=plan).select_related("base").first()


def _question(kept: KeptQuestion) -> Question | None:
    """What a row holds may come out of an archive, or of a later version."""
    try:
        return from_dict(kept.question)
    except Unaskable:
        return None


def _may_ask(access: Access, kept: KeptQuestion, question: Question) -> bool:
    if not access.sees_cost and (question.budget is not None or question.within_budgets):
        return False
    if FixKind.COUNTS in question.moves and not access.may(Right.ADMIN):
        return False
    return kept.base is None or not _stands(kept.base) or visible(access).filter(pk=kept.base.pk).exists()


def _stands(base: Plan) -> bool:
    """Whether a plan is still one that adds something: not applied, rejected or archived."""
    return base.state in (Plan.State.DRAFT, Plan.State.SENT_BACK, Plan.State.REVIEW, Plan.State.APPROVED)


class Since:
    """What the best plan is now that it was not when `plan` was kept, in sentences."""

    def __init__(self, access: Access, slug: str, answer: Answer) -> None:
        self.plan = plan_access_of(access, slug).plan
        self.access, self.answer = access, answer
        self._row = _kept(self.plan)
        self._figures = figures_in(self._row.figures) if self._row else None

    @property
    def is_kept(self) -> bool:
        return self._figures is not None

    @cached_property
    def told(self) -> list[str]:
        """Empty where the best plan is the same, from whichever day it is counted."""
        told = list(differences(self._figures, self.answer, sees_cost=self.access.sees_cost)) if self._figures else []
        return [*told, *self._otherwise()] if told else []

    def _otherwise(self) -> Iterator[str]:
        """What is asked otherwise than it was then."""
        asked, then = self.answer.question, _question(self._row) if self._row else None
        if then and then.on != asked.on:
            yield f"Days are now counted from {day(asked.on)}."
        base = self._row.base if self._row else None
        if base and not _stands(base) and not self.access.plan:
            yield "The plan this was asked in is no longer open, so it is now asked without that plan."


def since(access: Access, slug: str, answer: Answer) -> Since | None:
    """None where the address names no plan, or one that answers no question. Raises Http404 for an unknown one."""
    found = Since(access, slug, answer) if slug else None
    return found if found and found.is_kept else None

"""A plan that was kept as an answer: where its question is asked again, and what has changed since."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import urlencode

from django.urls import reverse

from planning.close_gaps.address import pairs_of
from planning.close_gaps.comparing import differences
from planning.close_gaps.models import KeptQuestion
from planning.close_gaps.questions import from_dict
from planning.core.close_gaps.answer import Answer
from planning.core.close_gaps.question import Question
from planning.organisation.models import Plan
from planning.organisation.plan_access import plan_access_of
from portal.guard import Access

OF = "of"  # names the plan in the address


def again_url(access: Access, plan: Plan) -> str:
    """Where the question of a plan is asked again, from today on; '' where it answers none, its day has passed, or it
    has a budget that this member may not see. One query."""
    kept = KeptQuestion.objects.filter(plan=plan).select_related("base").first()
    question = from_dict(kept.question) if kept else None
    if kept is None or question is None or question.by < access.today or not _may_ask(access, question):
        return ""
    asked = replace(question, on=max(question.on, access.today))
    on = [("on", asked.on.isoformat())] if asked.on != access.today else []
    base = [("plan", kept.base.slug)] if kept.base else []
    here = reverse("close-gaps", args=[access.organisation.slug])
    return f"{here}?{urlencode([*base, *on, *pairs_of(asked), (OF, plan.slug)])}"


def _may_ask(access: Access, question: Question) -> bool:
    return access.sees_cost or (question.budget is None and not question.within_budgets)


class Since:
    """What the best plan is now that it was not when `plan` was kept, in sentences."""

    def __init__(self, access: Access, slug: str, answer: Answer) -> None:
        self.plan = plan_access_of(access, slug).plan
        kept = KeptQuestion.objects.filter(plan=self.plan).first()
        self.told = list(differences(kept.figures, answer, sees_cost=access.sees_cost)) if kept else []
        self.is_kept = kept is not None


def since(access: Access, slug: str, answer: Answer) -> Since | None:
    """None where the address names no plan, or one that answers no question. Raises Http404 for an unknown one."""
    found = Since(access, slug, answer) if slug else None
    return found if found and found.is_kept else None

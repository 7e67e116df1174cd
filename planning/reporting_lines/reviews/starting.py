"""A new review, with a plan of its own for what is to be mended."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.urls import reverse

from planning.core.dates import day
from planning.notices import notices
from planning.notices.models import Notice
from planning.organisation.models import Share
from planning.plans import editing
from planning.reporting_lines.models import LineReview
from portal.models import Organisation, User


def start(
    organisation: Organisation,
    *,
    name: str,
    due: date,
    reviewers: Iterable[User],
    by: User,
    today: date,
    scope: str = LineReview.Scope.ALL,
    of: str = "",
    flagged_only: bool = False,
) -> LineReview:
    """The review, its reviewers told. They may all edit its plan."""
    with transaction.atomic():
        plan = editing.create(
            organisation, name=name, target=today, owner=by, purpose=f"Fixes from the review “{name}”."
        )
        review = LineReview.objects.create(
            organisation=organisation,
            name=name,
            scope=scope,
            of=of,
            flagged_only=flagged_only,
            due=due,
            plan=plan,
            made_by=by,
        )
        appoint(review, reviewers, by=by)
    return review


def change(review: LineReview, terms: Mapping[str, Any], *, by: Any) -> None:
    """`terms` are the name, the due date (`due`) and the `reviewers`. Call it with the review's row locked."""
    review.name, review.due = terms["name"], terms["due"]
    review.save(update_fields=["name", "due"])
    appoint(review, terms["reviewers"], by=by)


def appoint(review: LineReview, reviewers: Iterable[User], *, by: Any) -> None:
    """These are the reviewers from now on; those who are new are told."""
    before = set(review.reviewers.values_list("pk", flat=True))
    chosen = list(reviewers)
    review.reviewers.set(chosen)
    fresh = [user for user in chosen if user.pk not in before]
    if review.plan:
        for user in fresh:
            if user.pk != review.plan.owner_id:
                Share.objects.update_or_create(plan=review.plan, user=user, defaults={"may_edit": True})
        gone = before - {user.pk for user in chosen}
        review.plan.shares.filter(user__in=gone).delete()
    link = reverse("lines-review", args=[review.organisation.slug, review.pk])
    text = f"{by} asked you to review reporting lines in “{review}”, due {day(review.due)}"
    notices.tell(review.organisation, Notice.Kind.LINES, text, fresh, link=link, by=by)


def plans_of(organisation: Organisation) -> list[int]:
    """The primary keys of the plans in which reviews mend."""
    return list(LineReview.objects.filter(organisation=organisation, plan__isnull=False).values_list("plan", flat=True))

"""The guard of reviews: a view gets a review from here or not at all."""

from __future__ import annotations

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.http import Http404

from planning.organisation.plan_access import visible
from planning.reporting_lines.models import LineReview
from portal import whom_to_ask
from portal.guard import Access
from portal.models import Right


@dataclass(frozen=True)
class ReviewAccess:
    """A review and what the member may do with it."""

    access: Access
    review: LineReview
    is_reviewer: bool
    # A plan is private: what it holds is for those who may see it.
    sees_plan: bool

    @property
    def may_change(self) -> bool:
        """Whether the member may change its settings."""
        return self.is_reviewer or self.review.made_by_id == self.access.user.pk or self.access.may(Right.ADMIN)

    @property
    def way_in(self) -> str:
        """A sentence for who is no reviewer: how they become one. One query."""
        if self.may_change:
            return "You can add yourself in Settings."
        maker, organisation = self.review.made_by, self.access.organisation
        is_here = organisation.memberships.filter(user=maker, user__is_active=True).exists() if maker else False
        return f"Ask {maker} to add you." if is_here else whom_to_ask.for_access(organisation)

    @property
    def answers(self) -> bool:
        return self.is_reviewer and not self.review.is_signed


def review_access_of(access: Access, number: int) -> ReviewAccess:
    """Raises Http404 where the organisation has no such review."""
    reviews = LineReview.objects.filter(organisation=access.organisation, pk=number)
    review = reviews.select_related("plan__owner", "made_by", "sign_off").first()
    if review is None:
        raise Http404("This review was not found.")
    review.organisation = access.organisation
    if review.plan:
        review.plan.organisation = access.organisation
    sees_plan = review.plan is not None and visible(access).filter(pk=review.plan.pk).exists()
    return ReviewAccess(access, review, review.reviewers.filter(pk=access.user.pk).exists(), sees_plan)


def only_reviewers(review_access: ReviewAccess) -> None:
    if not review_access.is_reviewer:
        raise PermissionDenied(f"You are not a reviewer here. {review_access.way_in}")

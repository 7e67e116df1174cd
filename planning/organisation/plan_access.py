"""The guard of plans: who sees one, who edits it, who decides. A view gets a plan from here or not at all."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Concatenate, ParamSpec

from django.core.exceptions import PermissionDenied
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponseBase

from planning.organisation.live import may_edit_live
from planning.organisation.models import Plan, Share
from portal.guard import Access, View, member
from portal.models import Right

P = ParamSpec("P")
# From review on, approvers see a plan, too.
SHOWN = (Plan.State.REVIEW, Plan.State.APPROVED, Plan.State.APPLIED, Plan.State.REVERTED, Plan.State.REJECTED)


@dataclass(frozen=True)
class PlanAccess:
    """What a request may do with a plan."""

    access: Access
    plan: Plan
    shared_to_edit: bool

    @property
    def is_owner(self) -> bool:
        return self.plan.owner_id == self.access.user.pk

    @property
    def may_edit(self) -> bool:
        """Whether this member may change the plan, once it is open."""
        return self.access.may(Right.PLANNER) and (self.is_owner or self.shared_to_edit)

    @property
    def edits(self) -> bool:
        return self.may_edit and self.plan.is_open

    @property
    def may_decide(self) -> bool:
        return self.access.may(Right.APPROVER)


def may_change(access: Access) -> bool:
    """Whether this member may do something to what is looked at: to the plan that `?plan=` names, or to the
    organisation; whoever may not edit that live does it in a plan."""
    plan = access.plan
    shared = bool(getattr(plan, "shared_to_edit", False))
    return access.may(Right.PLANNER) and (plan is None or PlanAccess(access, plan, shared).edits)


def may_write(access: Access) -> bool:
    """Whether this member may change what is looked at at once, without being asked where that goes."""
    return may_change(access) and (access.plan is not None or may_edit_live(access))


def visible(access: Access) -> QuerySet[Plan]:
    """The organisation's plans that this member may see: their own, those shared with them, and for approvers
    those that were sent for review."""
    mine = Q(owner=access.user) | Q(Exists(Share.objects.filter(plan=OuterRef("pk"), user=access.user)))
    if access.may(Right.APPROVER):
        mine |= Q(state__in=SHOWN)
    editing = Share.objects.filter(plan=OuterRef("pk"), user=access.user, may_edit=True)
    plans = Plan.objects.filter(mine, organisation=access.organisation)
    return plans.select_related("owner").annotate(shared_to_edit=Exists(editing))


def plan_access_of(access: Access, slug: str) -> PlanAccess:
    """Raises Http404 where there is no such plan for this member, whatever the reason."""
    plan = visible(access).filter(slug=slug.replace("\0", "")).first()
    if plan is None:
        raise Http404("Plan not found.")
    plan.organisation = access.organisation
    return PlanAccess(access, plan, bool(getattr(plan, "shared_to_edit", False)))


PlanView = Callable[Concatenate[HttpRequest, PlanAccess, P], HttpResponseBase]


def on_plan(
    get: Right | None = Right.VIEWER, post: Right | None = None, allow: Callable[[PlanAccess], bool] | None = None
) -> Callable[[PlanView[P]], View]:
    """Let a view be used by members who may see the plan; for writing, those whom `allow` lets."""

    def guard(view: PlanView[P]) -> View:
        @member(get=get, post=post, live=True)  # type: ignore[arg-type]
        @wraps(view)
        def guarded(
            request: HttpRequest, access: Access, plan: str, *args: P.args, **kwargs: P.kwargs
        ) -> HttpResponseBase:
            found = plan_access_of(access, plan)
            # The address names the plan: the frame of the page and its links are in it.
            request.access = access.inside(found.plan)  # type: ignore[attr-defined]
            if request.method == "POST" and allow is not None and not allow(found):
                raise PermissionDenied(f"You cannot change this plan. Ask {found.plan.owner or 'an approver'}.")
            return view(request, found, *args, **kwargs)

        return guarded

    return guard

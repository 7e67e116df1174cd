"""Where an edit goes: into the live organisation or into a plan. Every dialog that writes says so, and offers the
other (`planning/shared/_where.html`)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from urllib.parse import parse_qsl, urlencode, urlsplit

from django.core.exceptions import PermissionDenied
from django.db.models import F, Max, Q
from django.http import HttpRequest

from planning.forms.actions import EditAction
from planning.organisation.live import may_edit_live, why_not
from planning.organisation.models import Plan
from planning.organisation.plan_access import PlanAccess, plan_access_of, visible
from planning.plans import editing
from planning.plans.kept_apart import kept_apart
from portal.guard import Access

NEW = "new"
LIVE = ""


@dataclass(frozen=True)
class NewPlan:
    """A plan that is made once something is put into it."""

    name: str

    def made(self, access: Access, target: date) -> PlanAccess:
        plan = editing.create(access.organisation, name=self.name, target=target, owner=access.user)
        return PlanAccess(access, plan, False)


@dataclass(frozen=True)
class Where:
    """The place that was chosen for an edit. `access` looks at it; `new` is the name of a plan that is yet to be made
    (None: another place). `shown` is the place that the form showed which was sent, `came_from` the one that the dialog
    was opened at; both None where no form was sent. `live_only` says why the edit cannot go into a plan. `is_event`: it
    may always be said of the live organisation. `is_proposed`: nobody has chosen the place yet; `closed` is the
    plan that was meant, where that takes no changes any more."""

    access: Access
    new: str | None = None
    shown: str | None = None
    came_from: str | None = None
    live_only: str = ""
    is_event: bool = False
    is_proposed: bool = False
    closed: Plan | None = None

    @property
    def plan(self) -> Plan | None:
        plan: Plan | None = self.access.plan
        return plan

    @property
    def place(self) -> str:
        """What the cards send for it: the slug of a plan, `NEW` or `LIVE`."""
        return NEW if self.new is not None else self.plan.slug if self.plan else LIVE

    @property
    def is_live(self) -> bool:
        return self.place == LIVE

    @property
    def is_new(self) -> bool:
        return self.place == NEW

    @property
    def is_other(self) -> bool:
        """Whether the form that was sent showed another place: then it is shown again, and nothing is written."""
        return self.shown is not None and self.shown != self.place

    @property
    def plan_shown(self) -> Plan | None:
        """The plan of the place that the form showed which was sent."""
        return visible(self.access).filter(slug=self.shown.replace("\0", "")).first() if self.shown else None

    @property
    def has_moved(self) -> bool:
        """Whether the page that the dialog was opened from looks at another place."""
        return self.came_from is not None and self.came_from != self.place

    @property
    def opened_at(self) -> str:
        return self.place if self.came_from is None else self.came_from

    @property
    def button(self) -> str:
        return "Apply to live" if self.is_live else "Add to plan"

    @cached_property
    def no_live(self) -> str:
        """Why it cannot go into the live organisation."""
        return "" if self.is_event or may_edit_live(self.access) else why_not(self.access)

    @property
    def closed_says(self) -> str:
        """Why the plan that was meant is not the place, and what is offered instead."""
        if self.closed is None:
            return ""
        became = f"can no longer be changed: it is {self.closed.get_state_display().lower()}"
        if self.closed.state == Plan.State.APPLIED:
            became = "has been applied: its changes are live"
        offer = "Apply this to the live organisation, or choose another plan" if self.is_live else "Choose another plan"
        return f"{self.closed} {became}. {offer}."

    @cached_property
    def plans(self) -> list[Plan]:
        """Those that the member may edit; the one chosen first, then those they have worked in, the last first, then
        those that others have, likewise; those that are for one purpose come last."""
        open_ones = visible(self.access).filter(state__in=[Plan.State.DRAFT, Plan.State.SENT_BACK])
        mine = open_ones.filter(Q(owner=self.access.user) | Q(shared_to_edit=True))
        mine = mine.annotate(worked_in=Max("steps__made_at", filter=Q(steps__author=self.access.user)))
        latest = mine.order_by(F("worked_in").desc(nulls_last=True), "-changed_at")
        return sorted(latest, key=lambda plan: (plan != self.plan, plan.pk in self._apart))

    @cached_property
    def _apart(self) -> set[int]:
        return kept_apart(self.access.organisation)

    @property
    def into(self) -> PlanAccess | NewPlan | None:
        """What an edit is written into; None: the live organisation. Raises PermissionDenied where it must not be."""
        if self.new is not None:
            return NewPlan(self.new)
        if self.plan:
            return plan_to_edit(self.access)
        if self.no_live:
            raise PermissionDenied(self.no_live)
        return None

    @classmethod
    def asked(cls, request: HttpRequest, access: Access, kind: type[EditAction]) -> Where:
        """What was chosen on the cards; else the place that the address names, or a plan where the member may not
        edit that."""
        asked = request.POST if request.method == "POST" else request.GET
        here = cls(access, shown=request.POST.get("shown"), came_from=asked.get("from"))
        here = replace(here, live_only=kind.live_only, is_event=kind.is_event)
        chosen = request.POST.get("where")
        if chosen == "live" or kind.live_only:
            return replace(here, access=replace(access, plan=None))
        if chosen == "plan":
            here = here._in(request.POST.get("in_plan", NEW), request.POST.get("new_plan", ""))
        if here.plan and not here.plan.is_open:
            here = replace(here, access=replace(access, plan=None), closed=here.plan, shown=None, is_proposed=True)
        return here._proposed() if here.is_live and here.no_live else here

    def _proposed(self) -> Where:
        """The plan that is offered to somebody who may not edit live; the page behind, which shows live, follows."""
        free = next((plan.slug for plan in self.plans if plan.pk not in self._apart), NEW)
        offered = self._in(free, "")
        return replace(offered, is_proposed=True, came_from=self.came_from or LIVE)

    def _in(self, slug: str, name: str) -> Where:
        """Raises Http404 where there is no such plan for the member."""
        if slug == NEW:
            return replace(self, access=replace(self.access, plan=None), new=name.replace("\0", "").strip()[:120])
        return replace(self, access=replace(self.access, plan=plan_access_of(self.access, slug).plan))


def plan_to_edit(access: Access) -> PlanAccess | None:
    """The plan that is worked in, for somebody who may edit it."""
    if access.plan is None:
        return None
    plan_access = plan_access_of(access, access.plan.slug)
    if not plan_access.may_edit:
        raise PermissionDenied(f"You cannot change this plan. Ask {plan_access.plan.owner or 'its owner'}.")
    return plan_access


def at(page: str, plan: Plan | None) -> str:
    """The address of a page as it looks at the plan on its date, or at the live organisation today."""
    parts = urlsplit(page)
    asked = [(name, value) for name, value in parse_qsl(parts.query) if name not in ("plan", "on")]
    if plan:
        asked += [("plan", plan.slug), ("on", plan.target.isoformat())]
    return parts._replace(query=urlencode(asked)).geturl()

"""The bar of the plan one is in: it stands above every page of the organisation until one leaves the plan."""

from __future__ import annotations

from functools import cached_property

from django.http import HttpRequest
from django.urls import reverse

from planning.organisation import store
from planning.organisation.models import Plan
from planning.organisation.plan_access import PlanAccess
from planning.organisation.told_changes import row_of
from portal.guard import Access
from portal.templatetags.lineup import section_of


class PlanBar:
    """What the bar says on the page that is asked for."""

    def __init__(self, request: HttpRequest) -> None:
        self.request = request
        self.access: Access = request.access  # type: ignore[attr-defined]
        self.plan: Plan = self.access.in_plan

    @property
    def is_looked_at(self) -> bool:
        """Whether the page shows the plan; else it is live."""
        return self.access.plan is not None

    @cached_property
    def edits(self) -> bool:
        return PlanAccess(self.access, self.plan, bool(getattr(self.plan, "shared_to_edit", False))).edits

    @cached_property
    def changes(self) -> int:
        """How many changes the plan's own page lists."""
        return len({row_of(planned) for planned in store.drafted(self.plan).values()})

    @property
    def here(self) -> str:
        """Which of the bar's pages this is; '' for none."""
        page = self._page
        if page == "chart":
            return "changes" if self.request.GET.get("show") == "changes" else ""
        return {"plan": "overview", "findings": "findings", "compare": "compare"}.get(page, "")

    @property
    def leave(self) -> str:
        """The same page as it is live, with its filters; from the page of one record, which may be the plan's alone,
        the section's first page."""
        if self._page == "compare" or set(self._given) != {"organisation"}:
            return reverse(section_of(self._page) or "home", args=[self.access.organisation.slug])
        asked = self.request.GET.copy()
        for name in ("plan", "show", "against"):
            asked.pop(name, None)
        return f"{self.request.path}{'?' if asked else ''}{asked.urlencode()}"

    @property
    def _page(self) -> str:
        match = self.request.resolver_match
        return match.view_name if match else ""

    @property
    def _given(self) -> dict[str, object]:
        match = self.request.resolver_match
        return match.kwargs if match else {}

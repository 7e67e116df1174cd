"""The pages that search leads to. Who may open one is what its view says by its decorator."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, NamedTuple

from django.urls import resolve, reverse

from planning.organisation.live import why_not
from planning.search.hits import Here, Hit
from portal import whom_to_ask
from portal.models import Right


class Page(NamedTuple):
    """A page of an organisation by the name of its address, what else it is called, and what its address asks."""

    name: str
    label: str
    icon: str
    words: str = ""
    asked: Mapping[str, str] = {}


PAGES = (
    Page("home", "Home", "home", "start overview"),
    Page("chart", "Chart", "network", "org chart tree"),
    Page("chart", "Chart as a list", "list", "outline", {"view": "list"}),
    Page("chart", "Chart as a table", "table", "positions", {"view": "table"}),
    Page("coverage", "Coverage", "shield-check", "board products"),
    Page("coverage-time", "Coverage over time", "calendar", "timeline"),
    Page("coverage-what-if", "What if…", "circle-help", "scenario leaves launch slips"),
    Page("coverage-losses", "Upcoming gaps", "arrow-down-right", "losses leavers"),
    Page("coverage-pairs", "Pairs", "handshake", "counterparts PM PMM"),
    Page("findings", "Findings", "flag", "issues problems"),
    Page("findings", "Findings assigned to me", "inbox", "mine", {"state": "mine"}),
    Page("findings-rules", "Rules of findings", "scale", "thresholds settings"),
    Page("findings-trend", "Trend of findings", "chart-column", "history"),
    Page("lines", "Reporting lines", "split", "managers span layers"),
    Page("lines-reviews", "Reviews of reporting lines", "check", "sign off"),
    Page("people", "People", "user", "names directory"),
    Page("people-teams", "Teams", "users", "functions"),
    Page("plans", "Plans", "git-branch", "drafts scenarios approval"),
    Page("close-gaps", "Close gaps", "target", "cheapest best plan cover every product optimise"),
    Page("compare", "Compare plans", "copy", "difference"),
    Page("plans-rules", "Approval of plans", "shield-check", "settings rules"),
    Page("hiring", "Hiring", "briefcase", "open positions board requisitions"),
    Page("hiring-list", "Hiring as a list", "list", "requisitions"),
    Page("hiring-timeline", "Hiring timeline", "calendar", "starts"),
    Page("hiring-candidates", "Candidates", "users", "interviews scorecards"),
    Page("hiring-candidates-rules", "How long candidates are kept", "trash-2", "settings retention"),
    Page("hiring-cost", "Cost", "banknote", "quarter budget spend"),
    Page("hiring-bands", "Pay bands", "banknote", "salary"),
    Page("hiring-terms", "Rates and budgets", "banknote", "currency settings"),
    Page("hiring-rules", "Approval of positions", "scale", "settings rules"),
    Page("history", "History", "history", "changes batches undo"),
    Page("guide", "Role guide", "book-open", "roles"),
    Page("guide-compare", "Compare roles", "copy", "PM PMM difference"),
    Page("guide-suits", "Which role suits me?", "compass"),
    Page("guide-need", "Which role do we need?", "compass"),
    Page("guide-glossary", "Glossary", "book-open", "words terms"),
    Page("setup", "Set up the organisation", "circle-dashed", "finish"),
    Page("setup-products", "Products found", "package", "find products"),
    Page("setup-grid", "All products", "table", "grid stage audience"),
    Page("notices", "Notifications", "bell", "e-mail digest"),
    Page("notices-settings", "Notification settings", "settings", "e-mail notifications told switch off"),
    Page("members", "Members", "users", "access rights invite"),
    Page("audit-log", "Audit log", "shield-check", "sign-ins security refused downloads"),
    Page("organisation", "Name of the organisation", "building-2", "settings rename"),
    Page("organisation-archive", "Archive of the organisation", "package", "export move leave download everything"),
    Page("organisation-delete", "Delete organisation", "trash-2", "close leave erase"),
    Page("organisation-live", "Who edits live", "shield-check", "settings rights plans only"),
    Page("privacy", "Personal data", "user", "privacy erase person GDPR retention how long kept"),
    Page("adapting", "Role content of the organisation", "pencil", "adapt"),
)


def pages(here: Here) -> Iterator[tuple[Page, Hit]]:
    """Those that the member may open."""
    for page in PAGES:
        if may_open(here, page.name):
            yield page, Hit(page.label, "", page.icon, here.url(page.name, **page.asked))


def may_open(here: Here, name: str) -> bool:
    """Whether the member has the right that reading a page needs, by what its view says."""
    view = _view(name)
    right = view.needs.get("GET")
    sees = here.access.sees_cost or not getattr(view, "needs_cost", False)
    is_let = not getattr(view, "allowed_get", False) or view.allowed(here.access)
    return isinstance(right, Right) and here.access.may(right) and sees and is_let


def why_closed(here: Here, name: str) -> str:
    """Why the member may not open a page, and whom to ask; '' where they may."""
    if may_open(here, name):
        return ""
    view = _view(name)
    right = view.needs.get("GET")
    if isinstance(right, Right) and not here.access.may(right):
        return needs(here, f"{right} access")
    if getattr(view, "needs_cost", False) and not here.access.sees_cost:
        return needs(here, "access to cost")
    return why_not(here.access, view.allowed) if getattr(view, "allowed_get", False) else ""


def needs(here: Here, what: str) -> str:
    """That something needs a right, and which admins give it."""
    return f"needs {what}. Ask {' or '.join(whom_to_ask.names(here.access.organisation, Right.ADMIN)) or 'an admin'}."


@cache
def _view(name: str) -> Any:
    """The view of a page, which is the same for each organisation."""
    return resolve(reverse(name, args=["any"])).func

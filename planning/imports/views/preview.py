"""The third page: what the import would change, what is odd in the files, and how titles were read."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.text import capfirst

from planning.core.cell_text import one_line
from planning.core.differences import mark
from planning.core.names import name_of
from planning.core.sentences import sentence
from planning.imports import applying, drafts, held, previewing
from planning.imports.models import ImportDraft
from planning.imports.pipeline import Outcome
from planning.imports.problems import Unusable
from planning.imports.titles import save_titles
from planning.imports.views.questions import choose, questions_of
from planning.imports.views.upload import draft_of
from planning.organisation.live import may_bring_in, to_live
from planning.organisation.role_content import content_for
from portal.addresses import to_page
from portal.guard import Access, member
from portal.jobs import Job, status_of
from portal.models import Right
from portal.optimistic_lock import token
from portal.toast import NOTE

PER_PAGE = 50
NAMED = 8
NO_ROLE = "none"  # chosen for a title: no role that Lineup knows
LISTS = ("added", "changed", "moved", "ended")
LABELS = {"bands": "Pay bands", "others": "Products and teams", "titles": "Titles", "problems": "Notes"}


@member(get=Right.PLANNER, post=Right.PLANNER, live=True)
@to_live(may_bring_in, get=True)
def preview(request: HttpRequest, access: Access, draft: int) -> HttpResponse:
    """Look at the changes list by list. Posting answers a question or sets roles of titles, which are remembered."""
    found = draft_of(access, draft)
    if found.applied_id:
        return to_page(access, "import-result", found.applied_id)
    if applying.under_way(found):
        return to_page(access, "import-apply", found.pk)
    if request.method == "POST" and choose(found, request.POST):
        return to_page(access, "import-preview", found.pk)
    if request.method == "POST":
        return _set_titles(request, access, draft)
    seen_token = token(drafts.place_of(found, cost=access.sees_cost))
    try:
        seen = previewing.ready(found, cost=access.sees_cost, by=access.user)
        bands = drafts.beside_lines(found, cost=access.sees_cost)
    except Unusable as error:
        messages.error(request, f"{error.file}: {error.message}", extra_tags=NOTE)  # about the page as a whole
        return to_page(access, "import-columns", found.pk)
    if isinstance(seen, Job):
        context = {"access": access, "draft": found, "status": status_of(seen)}
        return render(request, "planning/imports/previewing.html", context)
    context = {"access": access, "draft": found, "seen": seen, "seen_token": seen_token}
    return render(request, "planning/imports/preview.html", context | _told(request, access, found, seen, bands))


def _told(
    request: HttpRequest, access: Access, found: ImportDraft, seen: drafts.Preview, bands: Sequence[str]
) -> dict[str, Any]:
    """What the page says: counts, questions, and the list that is open."""
    tabs = _tabs(seen, bands)
    waiting = _waiting(seen.outcome)
    asked = request.GET.get("show", "")
    show = asked if asked in {name for name, _, _ in tabs} else _first(seen, tabs)
    return {
        "summary": seen.outcome.summary,
        "waiting": waiting[:NAMED],
        "more_waiting": len(waiting[NAMED:]),
        "held": list(dict.fromkeys(p.message for p in seen.outcome.problems if p.code == held.CODE)),
        "errors": len({(p.file, p.row) for p in seen.outcome.errors}),
        "asked": questions_of(found, seen),
        "has_columns": drafts.has_columns(found),
        "beside": drafts.has_more(found, seen.outcome, cost=access.sees_cost),
        "tabs": tabs,
        "show": show,
        **_shown(request, access, seen, show, bands),
    }


def _waiting(outcome: Outcome) -> list[str]:
    """Who would have no manager and had one, or is new."""
    before, after = outcome.before.positions, outcome.after.positions

    def waited(key: str) -> bool:
        known = before.get(key)
        return known is not None and known.manager not in before and known.manager == after[key].manager

    return [name_of(outcome.after, "position", key) for key in outcome.summary.unplaced if not waited(key)]


def _tabs(seen: drafts.Preview, bands: Sequence[str]) -> list[tuple[str, str, int]]:
    """Name, label and count of every list."""
    summary = seen.outcome.summary
    counts = {name: len(getattr(summary, name)) for name in LISTS}
    counts |= {"others": len(seen.others)} | ({"bands": len(bands)} if bands else {})
    counts |= {"titles": len(seen.titles), "problems": len(seen.outcome.problems)}
    label = {**LABELS, "problems": "Errors and notes"} if seen.outcome.errors else LABELS
    return [(name, label.get(name, capfirst(name)), count) for name, count in counts.items()]


def _first(seen: drafts.Preview, tabs: Sequence[tuple[str, str, int]]) -> str:
    """Errors come first; else the first list of changes that holds something."""
    if seen.outcome.errors:
        return "problems"
    return next((name for name, _, count in tabs if count and name != "titles"), "problems")


def _shown(
    request: HttpRequest, access: Access, seen: drafts.Preview, show: str, bands: Sequence[str]
) -> dict[str, Any]:
    """The rows of the list that is open, one page of them."""
    if show == "problems":
        return _problems(request, seen)
    rows: dict[str, Sequence[Any]] = {"others": seen.others, "titles": seen.titles, "bands": bands}
    listed = rows[show] if show in rows else getattr(seen.outcome.summary, show)
    page = Paginator(listed, PER_PAGE).get_page(request.GET.get("page"))
    if show == "titles":
        roles = sorted(seen.content.roles.values(), key=lambda role: (not role.covers, role.name))
        return {"page": page, "roles": roles}
    if show == "bands":
        return {"page": page, "lines": [("", line) for line in page]}
    if show == "others":
        org = seen.outcome.after
        return {
            "page": page,
            "lines": [
                (mark(change), sentence(org, change, cost=access.sees_cost, content=seen.content)) for change in page
            ],
        }
    return {"page": page, "lines": [(show, text) for _, text in seen.lines(page, cost=access.sees_cost)]}


def _problems(request: HttpRequest, seen: drafts.Preview) -> dict[str, Any]:
    """All groups of problems, or the places of one group."""
    number = request.GET.get("group", "")
    if number.isdecimal() and int(number[:6]) < len(seen.groups):
        group = seen.groups[int(number[:6])]
        return {"group": group, "page": Paginator(group.problems, PER_PAGE).get_page(request.GET.get("page"))}
    return {"page": Paginator(seen.groups, PER_PAGE).get_page(request.GET.get("page"))}


def _set_titles(request: HttpRequest, access: Access, draft: int) -> HttpResponse:
    """Remember the roles that were set to others than those that were shown."""
    posted = request.POST
    known = content_for(access.organisation).roles
    chosen = {}
    for i in range(PER_PAGE):
        title, role = posted.get(f"title-{i}", ""), posted.get(f"role-{i}", "")
        if title and role != posted.get(f"was-{i}", "") and (role in known or role in ("", NO_ROLE)):
            chosen[one_line(title)] = "" if role == NO_ROLE else role
    save_titles(access.organisation, chosen)
    if chosen:
        count = f"{len(chosen)} title{'s' if len(chosen) > 1 else ''}"
        messages.success(request, f"The role of {count} was saved and will be used for the next import.")
    answer = to_page(access, "import-preview", draft)
    answer["Location"] += "?show=titles"
    return answer
